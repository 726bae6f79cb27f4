package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;

/** Writes one ordinary record: signal files, annotation files, and the header last. */
final class RecordWriter {
  private static final int BLOCK_SAMPLES = 1 << 15;

  /** What one FLAC file holds at most. */
  private static final int MAX_FLAC_SIGNALS = 8;

  private final EcgRecord record;
  private final WriteOptions options;
  private final List<Long> saturated = new ArrayList<>();

  RecordWriter(EcgRecord record, WriteOptions options) {
    this.record = record;
    this.options = options;
    checkName(record.name());
  }

  static void checkName(String name) {
    if (!FileNames.isSafe(name) || name.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("not a record name: '" + name + "'");
    }
  }

  WriteReport write(Path directory) throws IOException {
    try (AtomicFiles files = new AtomicFiles(directory)) {
      writeTo(files);
      return new WriteReport(files.commit(), saturated);
    }
  }

  /** Writes every file of the record; returns the header's signal lines. */
  List<SignalSpec> writeTo(AtomicFiles files) throws IOException {
    List<SignalSpec> specs = writeSignals(files);
    writeAnnotations(record, files);
    String header = HeaderWriter.write(record.header(), specs);
    files.write(record.name() + ".hea", header.getBytes(StandardCharsets.UTF_8));
    return specs;
  }

  /** How many samples of each lead did not fit. */
  List<Long> saturated() {
    return saturated;
  }

  static void writeAnnotations(EcgRecord record, AtomicFiles files) throws IOException {
    for (String annotator : record.annotators()) {
      if (!FileNames.isSafe(annotator)) {
        throw new IllegalArgumentException("not an annotator's name: '" + annotator + "'");
      }
      AnnotationSet set = AnnotationSet.of(record.annotations(annotator));
      files.write(record.name() + "." + annotator, AnnotationWriter.write(set));
    }
  }

  private List<SignalSpec> writeSignals(AtomicFiles files) throws IOException {
    List<Signal> signals = record.signals();
    int[] perFrame = signals.stream().mapToInt(this::samplesPerFrame).toArray();
    SignalFormat format = options.format().orElseGet(this::smallestFormat);
    List<SignalSpec> specs = new ArrayList<>();
    int fileNumber = 0;
    for (int start = 0; start < perFrame.length; ) {
      int end = endOfGroup(perFrame, start, format);
      boolean all = start == 0 && end == perFrame.length;
      String fileName = record.name() + (all ? "" : "_" + fileNumber++) + ".dat";
      int[] groupPerFrame = java.util.Arrays.copyOfRange(perFrame, start, end);
      SignalFileWriter writer =
          new SignalFileWriter(
              signals.subList(start, end), groupPerFrame, format, options.saturate());
      specs.addAll(writer.write(files, fileName, record.sampleCount()));
      for (long count : writer.saturated()) {
        saturated.add(count);
      }
      start = end;
    }
    return specs;
  }

  /** All signals go into one file, except that FLAC has 8 channels at most, of one rate. */
  private static int endOfGroup(int[] perFrame, int start, SignalFormat format) {
    if (!format.isFlac()) {
      return perFrame.length;
    }
    int end = start;
    while (end < perFrame.length
        && end < start + MAX_FLAC_SIGNALS
        && perFrame[end] == perFrame[start]) {
      end++;
    }
    return end;
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
