package org.ecg4j.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.ecg4j.evaluation.TrainingHistory;

/**
 * Writes the figures of each epoch as an event file that TensorBoard shows. An event file is a
 * sequence of records: length, masked CRC-32C of the length, a protocol buffer {@code Event},
 * masked CRC-32C of it (TensorFlow, record_writer.cc and event.proto).
 */
public final class TensorBoardLog implements TrainingListener {
  private static final int MASK_DELTA = 0xa282ead8;

  private final Path file;

  private TensorBoardLog(Path file) {
    this.file = file;
  }

  /**
   * A log; it makes a new event file.
   *
   * @param folder TensorBoard's {@code --logdir} or a folder in it, one for each training
   * @return the listener
   * @throws IOException when the file cannot be made
   */
  public static TensorBoardLog in(Path folder) throws IOException {
    Files.createDirectories(folder);
    long second = System.currentTimeMillis() / 1000;
    Path file = folder.resolve("events.out.tfevents." + second + ".ecg4j");
    for (int i = 1; Files.exists(file); i++) {
      file = folder.resolve("events.out.tfevents." + second + ".ecg4j." + i);
    }
    TensorBoardLog log = new TensorBoardLog(file);
    Message version = new Message();
    version.fixed64(1, Double.doubleToLongBits((double) second));
    version.bytes(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
    log.append(version);
    return log;
  }

  /**
   * The event file.
   *
   * @return its path
   */
  public Path file() {
    return file;
  }

  @Override
  public void onEpoch(TrainingHistory.Epoch epoch) {
    Message summary = new Message();
    scalar(summary, "loss/train", epoch.trainLoss());
    scalar(summary, "loss/validation", epoch.validationLoss());
    scalar(summary, "accuracy/train", epoch.trainAccuracy());
    scalar(summary, "accuracy/validation", epoch.validationAccuracy());
    scalar(summary, "metric/validation", epoch.validationMetric());
    scalar(summary, "learning_rate", epoch.learningRate());
    Message event = new Message();
    event.fixed64(1, Double.doubleToLongBits(System.currentTimeMillis() / 1000.0));
    event.varint(2, epoch.number());
    event.bytes(5, summary.toByteArray());
    try {
      append(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void scalar(Message summary, String tag, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    Message entry = new Message();
    entry.bytes(1, tag.getBytes(StandardCharsets.UTF_8));
    entry.fixed32(2, Float.floatToIntBits((float) value));
    summary.bytes(1, entry.toByteArray());
  }

  private void append(Message event) throws IOException {
    byte[] data = event.toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + data.length + 2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedCrc(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(maskedCrc(data, data.length));
    // One write for each record: what is in the file is whole records.
    Files.write(file, record.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Rotated and shifted, so that a CRC of data that holds CRCs stays meaningful. */
  private static int maskedCrc(byte[] bytes, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, count);
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + MASK_DELTA;
  }

  /** A protocol buffer being written. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void varint(int field, long value) {
      raw((long) field << 3);
      raw(value);
    }

    void fixed64(int field, long bits) {
      raw((long) field << 3 | 1);
      littleEndian(bits, Long.BYTES);
    }

    void fixed32(int field, int bits) {
      raw((long) field << 3 | 5);
      littleEndian(bits, Integer.BYTES);
    }

    void bytes(int field, byte[] bytes) {
      raw((long) field << 3 | 2);
      raw(bytes.length);
      out.writeBytes(bytes);
    }

    private void raw(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    private void littleEndian(long bits, int count) {
      for (int i = 0; i < count; i++) {
        out.write((int) (bits >>> (8 * i)));
      }
    }

    byte[] toByteArray() {
      return out.toByteArray();
    }
  }
}
