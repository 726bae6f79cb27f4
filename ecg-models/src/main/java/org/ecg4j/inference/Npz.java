package org.ecg4j.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.io.AtomicFile;

/**
 * Named arrays of 32-bit floats in NumPy's format {@code .npz}: a zip file with one {@code .npy} of
 * each. {@code numpy.load} and {@code numpy.savez} read and write the same.
 */
public final class Npz {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

  private Npz() {}

  /**
   * Writes a file; one that exists is replaced in one step.
   *
   * @param file where
   * @param arrays with different names
   * @throws IOException when it cannot be written
   */
  public static void write(Path file, Collection<NamedArray> arrays) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Set<String> names = new HashSet<>();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (NamedArray array : arrays) {
        if (!names.add(array.name())) {
          throw new IllegalArgumentException("two arrays are named " + array.name());
        }
        zip.putNextEntry(new ZipEntry(array.name() + ".npy"));
        zip.write(encode(array));
        zip.closeEntry();
      }
    }
    AtomicFile.write(file, bytes.toByteArray());
  }

  private static byte[] encode(NamedArray array) {
    String shape =
        array.shape().stream().map(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
    if (array.shape().size() > 1) {
      shape = shape.substring(0, shape.length() - 2) + ")";
    }
    StringBuilder header =
        new StringBuilder("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }");
    while ((MAGIC.length + 2 + header.length() + 1) % ALIGNMENT != 0) {
      header.append(' ');
    }
    header.append('\n');
    byte[] text = header.toString().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer =
        ByteBuffer.allocate(
                Math.addExact(
                    MAGIC.length + 2 + text.length, Math.multiplyExact(Float.BYTES, array.size())))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).putShort((short) text.length).put(text);
    buffer.asFloatBuffer().put(array.values());
    return buffer.array();
  }

  /**
   * Reads a file.
   *
   * @param file which
   * @return its arrays in the file's order
   * @throws ModelFormatException when it is not such a file or holds other than little-endian
   *     32-bit floats in C order
   * @throws IOException when it cannot be read
   */
  public static List<NamedArray> read(Path file) throws IOException {
    long limit = 4 * Files.size(file) + (1 << 20); // weights hardly compress; a bomb would
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<NamedArray> arrays = new ArrayList<>();
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getSize() < 0 || entry.getSize() > limit) {
          throw new ModelFormatException(
              file, entry.getName() + " has " + entry.getSize() + " bytes");
        }
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] bytes = in.readNBytes((int) entry.getSize());
          arrays.add(decode(file, entry.getName().replaceFirst("\\.npy$", ""), bytes));
        }
      }
      return arrays;
    } catch (ZipException e) {
      throw new ModelFormatException(file, "it is not a whole zip file: " + e.getMessage(), e);
    }
  }

  private static NamedArray decode(Path file, String name, byte[] bytes)
      throws ModelFormatException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = MAGIC.length + 2;
    if (bytes.length < start || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
      throw new ModelFormatException(file, name + " is not an array of NumPy's version 1");
    }
    int length = Short.toUnsignedInt(buffer.getShort(MAGIC.length));
    if (start + length > bytes.length) {
      throw new ModelFormatException(file, name + " is truncated");
    }
    String header = new String(bytes, start, length, StandardCharsets.US_ASCII);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new ModelFormatException(
          file, name + " must be little-endian 32-bit floats in C order, but is " + header.strip());
    }
    try {
      List<Integer> shape =
          Arrays.stream(matcher.group(1).split(","))
              .map(String::strip)
              .filter(text -> !text.isEmpty())
              .map(Integer::valueOf)
              .toList();
      if ((bytes.length - start - length) % Float.BYTES != 0) {
        throw new ModelFormatException(file, name + " ends within a value");
      }
      float[] values = new float[(bytes.length - start - length) / Float.BYTES];
      buffer.position(start + length).asFloatBuffer().get(values);
      return new NamedArray(name, shape, values);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelFormatException(file, name + " has a wrong size: " + e.getMessage(), e);
    }
  }
}
