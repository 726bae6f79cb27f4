package org.ecg4j.wfdb;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;

/**
 * Fuzz targets for everything that reads files. Whatever the bytes are, a reader returns or throws
 * {@link WfdbFormatException}, and a file of at most 1 KB never makes it allocate more than 64 MB.
 *
 * <p>A normal test run replays the inputs in {@code WfdbFuzzTestInputs/<target>} beside this class
 * among the resources: seeds and everything that was ever found. {@code mvn -Pfuzz test} looks for
 * new ones, 10 seconds a target.
 */
class WfdbFuzzTest {
  private static final int SMALL_BYTES = 1024;
  private static final long MAX_ALLOCATION = 64L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Something that reads a file. */
  @FunctionalInterface
  private interface Reading {
    void run() throws IOException;
  }

  @FuzzTest(maxDuration = "10s")
  void header(byte[] data) throws IOException {
    check(
        data,
        () -> {
          SourceFolder folder = SourceFolder.of(Map.of("r.hea", Source.of(data)));
          new RecordLoader(folder, "r", ReadOptions.defaults()).header();
        });
    check(
        data,
        () -> {
          SourceFolder folder = SourceFolder.of(Map.of("r.hea", Source.of(data)));
          ReadOptions lenient = ReadOptions.defaults().withStrictness(Strictness.LENIENT);
          new RecordLoader(folder, "r", lenient).load();
        });
  }

  /** The first bytes choose the format, the header and the range; the others are the file. */
  @FuzzTest(maxDuration = "10s")
  void signals(byte[] data) throws IOException {
    if (data.length < 6) {
      return;
    }
    SignalFormat[] formats = SignalFormat.values();
    SignalFormat format = formats[(data[0] & 0xFF) % formats.length];
    int signals = 1 + (data[1] & 7);
    int perFrame = 1 + (data[2] & 3);
    int skew = data[2] >> 2 & 3;
    int offset = data[2] >> 4 & 7;
    int length = (data[3] & 0xFF) << 8 | (data[4] & 0xFF);
    byte[] file = Arrays.copyOfRange(data, 6, data.length);
    StringBuilder header = new StringBuilder("r " + signals + " 250");
    header.append((data[5] & 1) == 0 ? "\n" : " " + length + "\n");
    for (int k = 0; k < signals; k++) {
      header.append("r.dat ").append(format.number());
      header.append(perFrame > 1 ? "x" + perFrame : "").append(skew > 0 ? ":" + skew : "");
      header
          .append(offset > 0 ? "+" + offset : "")
          .append(" 200 12 0 ")
          .append(data[5])
          .append('\n');
    }
    SourceFolder folder =
        SourceFolder.of(
            Map.of(
                "r.hea",
                Source.of(header.toString().getBytes(StandardCharsets.US_ASCII)),
                "r.dat",
                Source.of(file)));
    ReadOptions options = ReadOptions.defaults();
    if ((data[5] & 2) != 0) {
      options = options.withStrictness(Strictness.LENIENT);
    }
    if ((data[5] & 4) != 0) {
      options = options.withOneTimeBase(true);
    }
    ReadOptions chosen = options;
    check(data, () -> touch(Wfdb.read(folder, "r", chosen)));
  }

  /** Half of the inputs are a stream, the other half a frame that gets a valid header. */
  @FuzzTest(maxDuration = "10s")
  void flac(byte[] data) throws IOException {
    if (data.length < 5) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(data, 1, data.length);
    if ((data[0] & 1) == 1) {
      int channels = 1 + (data[1] & 7);
      int sampleBits = 4 + (data[2] & 0xFF) % 29;
      int blockSize = 1 + (data[3] & 0xFF);
      int assignment =
          channels == 2 && (data[1] & 0x30) != 0 ? 7 + (data[1] >> 4 & 3) : channels - 1;
      byte[] frame = FlacBits.frame(0, blockSize, assignment);
      stream =
          FlacBits.join(
              FlacBits.header(16, 4096, channels, sampleBits, data[0] & 2),
              // The frame's own CRC-16 goes; what follows are subframes.
              Arrays.copyOf(frame, frame.length - 2),
              Arrays.copyOfRange(data, 4, data.length));
    }
    byte[] bytes = stream;
    check(
        data,
        () -> {
          FlacDecoder decoder = FlacDecoder.open("f.dat", Source.of(bytes));
          long count = decoder.countSamples();
          int part = (int) Math.min(count, 100);
          int[][] samples = new int[decoder.info().channels()][part];
          decoder.read(count - part, part, samples, 0);
          decoder.read(0, part, samples, 0);
        });
    check(
        data,
        () ->
            FlacDecoder.open("f.dat", Source.of(bytes))
                .countReadable(new Defects(Strictness.LENIENT)));
  }

  @FuzzTest(maxDuration = "10s")
  void annotations(byte[] data) throws IOException {
    check(data, () -> AnnotationReader.read(data, "r.atr", new Defects(Strictness.STRICT)));
    check(data, () -> AnnotationReader.read(data, "r.atr", new Defects(Strictness.LENIENT)));
  }

  @FuzzTest(maxDuration = "10s")
  void edf(byte[] data) throws IOException {
    check(data, () -> touch(Edf.read("r.edf", Source.of(data), EdfOptions.defaults())));
    EdfOptions lenient = EdfOptions.defaults().withStrictness(Strictness.LENIENT);
    check(data, () -> touch(Edf.read("r.edf", Source.of(data), lenient)));
  }

  private static void touch(EcgRecord record) {
    float[] block = new float[100];
    for (Signal signal : record.signals()) {
      int count = (int) Math.min(block.length, signal.sampleCount());
      signal.readPhysical(signal.sampleCount() - count, count, block, 0);
    }
  }

  private static void check(byte[] data, Reading reading) throws IOException {
    long allocated = allocation(reading);
    if (data.length <= SMALL_BYTES && allocated > MAX_ALLOCATION) {
      // A first run also loads and instruments classes.
      allocated = allocation(reading);
      if (allocated > MAX_ALLOCATION) {
        throw new AssertionError(data.length + " bytes made a reader allocate " + allocated);
      }
    }
  }

  private static long allocation(Reading reading) throws IOException {
    long id = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(id);
    try {
      reading.run();
    } catch (WfdbFormatException reported) {
      // The only exception that bytes may cause.
    }
    return THREADS.getThreadAllocatedBytes(id) - before;
  }
}
