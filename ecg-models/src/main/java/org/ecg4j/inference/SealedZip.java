package org.ecg4j.inference;

import com.google.common.hash.Hashing;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.ecg4j.io.AtomicFile;

/**
 * A zip file of uncompressed parts, with a manifest that says the kind and version of the file and
 * the SHA-256 of each part; the manifest's own is in the last entry. Model bundles and checkpoints
 * are such files. The same content gives the same bytes.
 */
public final class SealedZip {
  private static final String MANIFEST = "manifest.json";
  private static final String SEAL = "manifest.sha256";
  private static final long NO_TIME = 315_532_800_000L; // 1980, where zip's clock begins

  private final JsonObject content;
  private final Map<String, byte[]> parts;

  private SealedZip(JsonObject content, Map<String, byte[]> parts) {
    this.content = content;
    this.parts = parts;
  }

  /** What the writer put into the manifest. */
  JsonObject content() {
    return content;
  }

  /**
   * What the writer put into the manifest.
   *
   * @return the text of a JSON object
   */
  public String contentText() {
    return content.toString();
  }

  /**
   * The parts.
   *
   * @return name to bytes; not copies
   */
  public Map<String, byte[]> parts() {
    return parts;
  }

  /**
   * Writes a file; one that exists is replaced in one step.
   *
   * @param file where
   * @param kind what sort of file it is
   * @param version of the sort
   * @param contentText a JSON object for the manifest
   * @param parts name to bytes
   * @throws IOException when it cannot be written
   */
  public static void write(
      Path file, String kind, int version, String contentText, Map<String, byte[]> parts)
      throws IOException {
    JsonObject manifest = new JsonObject();
    manifest.addProperty("format", kind);
    manifest.addProperty("version", version);
    JsonObject digests = new JsonObject();
    parts.forEach(
        (name, bytes) -> {
          JsonObject part = new JsonObject();
          part.addProperty("bytes", bytes.length);
          part.addProperty("sha256", sha256(bytes));
          digests.add(name, part);
        });
    manifest.add("parts", digests);
    manifest.add("content", Json.parse(file, "the manifest's content", contentText));
    byte[] text = Json.write(manifest).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, MANIFEST, text);
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        add(zip, part.getKey(), part.getValue());
      }
      add(zip, SEAL, sha256(text).getBytes(StandardCharsets.US_ASCII));
    }
    AtomicFile.write(file, bytes.toByteArray());
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTime(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static String sha256(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }

  /**
   * Reads a file and verifies all of it.
   *
   * @param file which
   * @param kind the sort it must be of
   * @param newestVersion the newest version the caller can read
   * @return its content
   * @throws ModelFormatException when it is damaged, altered, of another sort or too new
   * @throws IOException when it cannot be read
   */
  public static SealedZip read(Path file, String kind, int newestVersion) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] text = entry(file, zip, MANIFEST);
      JsonObject manifest = Json.parse(file, MANIFEST, new String(text, StandardCharsets.UTF_8));
      // The kind and version come first: a newer file may be sealed in another way.
      checkVersion(file, manifest, kind, newestVersion);
      String seal = new String(entry(file, zip, SEAL), StandardCharsets.US_ASCII);
      if (!seal.equals(sha256(text))) {
        throw new ModelFormatException(file, MANIFEST + " does not have the SHA-256 in " + SEAL);
      }
      Map<String, byte[]> parts = new LinkedHashMap<>();
      for (Map.Entry<String, JsonElement> part : manifest.getAsJsonObject("parts").entrySet()) {
        byte[] bytes = entry(file, zip, part.getKey());
        String expected = part.getValue().getAsJsonObject().get("sha256").getAsString();
        if (!sha256(bytes).equals(expected)) {
          throw new ModelFormatException(
              file,
              part.getKey()
                  + " has SHA-256 "
                  + sha256(bytes)
                  + ", but the manifest says "
                  + expected);
        }
        parts.put(part.getKey(), bytes);
      }
      if (zip.size() != parts.size() + 2) {
        throw new ModelFormatException(file, "it has entries that the manifest does not name");
      }
      return new SealedZip(manifest.getAsJsonObject("content"), parts);
    } catch (ZipException e) {
      throw new ModelFormatException(
          file, "it is not a whole zip file (" + e.getMessage() + "); it may be truncated", e);
    } catch (RuntimeException e) {
      throw new ModelFormatException(file, "its manifest is not of the form expected", e);
    }
  }

  private static void checkVersion(Path file, JsonObject manifest, String kind, int newest)
      throws ModelFormatException {
    JsonElement format = manifest.get("format");
    if (format == null || !kind.equals(format.getAsString())) {
      throw new ModelFormatException(file, "it is of format " + format + ", not " + kind);
    }
    int version = manifest.get("version").getAsInt();
    if (version < 1 || version > newest) {
      throw new ModelFormatException(
          file,
          "it is of version "
              + version
              + ", and this library reads up to "
              + newest
              + ": use a newer ECG4J");
    }
  }

  private static byte[] entry(Path file, ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ModelFormatException(file, "it has no " + name);
    }
    if (entry.getMethod() != ZipEntry.STORED
        || entry.getSize() < 0
        || entry.getSize() > Files.size(file)) {
      throw new ModelFormatException(file, name + " is compressed or has a wrong size");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) entry.getSize());
      if (bytes.length != entry.getSize()) {
        throw new ModelFormatException(file, name + " is truncated");
      }
      return bytes;
    }
  }
}
