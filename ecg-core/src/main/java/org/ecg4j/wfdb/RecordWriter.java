package org.ecg4j.wfdb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;

/** Writes a record: one signal file, annotation files, and the header last. */
final class RecordWriter {
  private static final int BLOCK_SAMPLES = 1 << 15;

  private final EcgRecord record;
  private final WriteOptions options;

  RecordWriter(EcgRecord record, WriteOptions options) {
    this.record = record;
    this.options = options;
    if (!FileNames.isSafe(record.name()) || record.name().chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("not a record name: '" + record.name() + "'");
    }
  }

  void write(Path directory) throws IOException {
    try (AtomicFiles files = new AtomicFiles(directory)) {
      List<SignalSpec> specs = new ArrayList<>();
      if (!record.signals().isEmpty()) {
        specs = writeSignals(files);
      }
      for (String annotator : record.annotators()) {
        if (!FileNames.isSafe(annotator)) {
          throw new IllegalArgumentException("not an annotator's name: '" + annotator + "'");
        }
        AnnotationSet set = AnnotationSet.of(record.annotations(annotator));
        files.write(record.name() + "." + annotator, AnnotationWriter.write(set));
      }
      RecordHeader header = record.header();
      files.write(
          record.name() + ".hea",
          HeaderWriter.write(header, specs).getBytes(StandardCharsets.UTF_8));
      files.commit();
    }
  }

  private List<SignalSpec> writeSignals(AtomicFiles files) throws IOException {
    List<Signal> signals = record.signals();
    int[] perFrame = signals.stream().mapToInt(this::samplesPerFrame).toArray();
    SignalFormat format = options.format().orElseGet(this::smallestFormat);
    SampleCodec codec = SampleCodec.of(format);
    int frameSamples = Arrays.stream(perFrame).sum();
    int blockFrames = Math.max(1, BLOCK_SAMPLES / frameSamples / 6) * 6;
    int[] block = new int[Math.multiplyExact(blockFrames, frameSamples)];
    int[] sums = new int[signals.size()];
    int[] initial = new int[signals.size()];
    String fileName = record.name() + ".dat";
    try (OutputStream out = files.create(fileName)) {
      byte[] bytes = new byte[(int) codec.writtenBytes(block.length)];
      for (long frame = 0; frame < record.sampleCount(); frame += blockFrames) {
        int count = (int) Math.min(blockFrames, record.sampleCount() - frame);
        int offset = 0;
        for (int k = 0; k < perFrame.length; k++) {
          int[] samples = digital(signals.get(k), frame * perFrame[k], count * perFrame[k], format);
          if (frame == 0 && samples.length > 0) {
            initial[k] = samples[0];
          }
          sums[k] += Arrays.stream(samples).sum();
          interleave(samples, block, offset, frameSamples, perFrame[k]);
          offset += perFrame[k];
        }
        int samples = count * frameSamples;
        codec.encode(block, 0, samples, bytes, 0);
        out.write(bytes, 0, (int) codec.writtenBytes(samples));
      }
    }
    List<SignalSpec> specs = new ArrayList<>();
    for (int k = 0; k < perFrame.length; k++) {
      specs.add(
          new SignalSpec(
              fileName,
              format,
              perFrame[k],
              0,
              0,
              signals.get(k).info(),
              true,
              OptionalInt.of(initial[k]),
              OptionalInt.of((short) sums[k])));
    }
    return specs;
  }

  private static void interleave(
      int[] samples, int[] block, int offset, int frameSamples, int perFrame) {
    int at = 0;
    for (int start = offset; at < samples.length; start += frameSamples) {
      for (int i = 0; i < perFrame; i++) {
        block[start + i] = samples[at++];
      }
    }
  }

  /** Samples with missing ones marked as the format does, all of them within its range. */
  private static int[] digital(Signal signal, long start, int count, SignalFormat format) {
    int[] samples = new int[count];
    signal.readDigital(start, count, samples, 0);
    for (int i = 0; i < count; i++) {
      int value = samples[i];
      if (value == signal.missingCode()) {
        samples[i] = format.missingCode();
      } else if (value < format.missingCode() || value > format.maximum()) {
        throw new IllegalArgumentException(
            "sample "
                + (start + i)
                + " of lead "
                + signal.info().lead()
                + " is "
                + value
                + "; format "
                + format.number()
                + " holds "
                + format.minimum()
                + " to "
                + format.maximum());
      }
    }
    return samples;
  }

  private int samplesPerFrame(Signal signal) {
    long perFrame = Math.round(signal.info().samplingRateHz() / record.samplingRateHz());
    long expected = record.sampleCount() * perFrame;
    if (perFrame < 1 || signal.sampleCount() != expected) {
      throw new IllegalArgumentException(
          "lead "
              + signal.info().lead()
              + " has "
              + signal.sampleCount()
              + " samples at "
              + signal.info().samplingRateHz()
              + " Hz, which do not fit into "
              + record.sampleCount()
              + " frames at "
              + record.samplingRateHz()
              + " Hz");
    }
    return Math.toIntExact(perFrame);
  }

  private SignalFormat smallestFormat() {
    int low = 0;
    int high = 0;
    int[] block = new int[BLOCK_SAMPLES];
    for (Signal signal : record.signals()) {
      for (long start = 0; start < signal.sampleCount(); start += BLOCK_SAMPLES) {
        int count = (int) Math.min(BLOCK_SAMPLES, signal.sampleCount() - start);
        signal.readDigital(start, count, block, 0);
        for (int i = 0; i < count; i++) {
          if (block[i] != signal.missingCode()) {
            low = Math.min(low, block[i]);
            high = Math.max(high, block[i]);
          }
        }
      }
    }
    for (SignalFormat format :
        List.of(SignalFormat.FORMAT_212, SignalFormat.FORMAT_16, SignalFormat.FORMAT_24)) {
      if (low >= format.minimum() && high <= format.maximum()) {
        return format;
      }
    }
    return SignalFormat.FORMAT_32;
  }
}
