package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;

/** Writes multi-segment records of fixed and variable layout. */
final class SegmentWriter {
  private final EcgRecord record;
  private final WriteOptions options;

  SegmentWriter(EcgRecord record, WriteOptions options) {
    RecordWriter.checkName(record.name());
    this.record = record;
    this.options = options;
  }

  /** Cuts the record into segments of one length and writes them. */
  WriteReport write(Path directory) throws IOException {
    List<EcgRecord> segments = new ArrayList<>();
    for (long start = 0; start < record.sampleCount(); start += options.segmentFrames()) {
      long end = Math.min(record.sampleCount(), start + options.segmentFrames());
      EcgRecord part = Excerpts.of(record, start, end);
      String name = String.format(Locale.ROOT, "%s_%04d", record.name(), segments.size() + 1);
      segments.add(
          EcgRecord.of(part.header().withName(name).withComments(List.of()), part.signals()));
    }
    return write(directory, segments);
  }

  WriteReport write(Path directory, List<EcgRecord> segments) throws IOException {
    check(segments);
    List<Long> saturated = new ArrayList<>();
    try (AtomicFiles files = new AtomicFiles(directory)) {
      List<SegmentSpec> lines = new ArrayList<>();
      Map<String, SignalInfo> leads = leads(segments);
      if (!isFixed(segments)) {
        String layout = record.name() + "_layout";
        writeLayout(files, layout, leads);
        lines.add(new SegmentSpec(layout, 0));
      }
      for (EcgRecord segment : segments) {
        boolean gap = segment.signals().isEmpty();
        lines.add(new SegmentSpec(gap ? "~" : segment.name(), segment.sampleCount()));
        if (!gap) {
          RecordWriter writer = new RecordWriter(segment, options);
          writer.writeTo(files);
          saturated.addAll(writer.saturated());
        }
      }
      RecordWriter.writeAnnotations(record, files);
      String header = HeaderWriter.writeSegments(record.header(), leads.size(), lines);
      files.write(record.name() + ".hea", header.getBytes(StandardCharsets.UTF_8));
      return new WriteReport(files.commit(), saturated);
    }
  }

  private void check(List<EcgRecord> segments) {
    long frames = segments.stream().mapToLong(EcgRecord::sampleCount).sum();
    if (segments.isEmpty() || frames != record.sampleCount()) {
      throw new IllegalArgumentException(
          "segments must have "
              + record.sampleCount()
              + " samples in all, as the record, not "
              + frames);
    }
    for (EcgRecord segment : segments) {
      if (segment.samplingRateHz() != record.samplingRateHz() || segment.sampleCount() == 0) {
        throw new IllegalArgumentException(
            "every segment must have samples at the record's "
                + record.samplingRateHz()
                + " Hz; "
                + segment.name()
                + " has "
                + segment.sampleCount()
                + " at "
                + segment.samplingRateHz()
                + " Hz");
      }
    }
  }

  private static boolean isFixed(List<EcgRecord> segments) {
    List<SignalInfo> first = infos(segments.get(0));
    return segments.stream().allMatch(segment -> infos(segment).equals(first));
  }

  private static List<SignalInfo> infos(EcgRecord segment) {
    return segment.signals().stream().map(Signal::info).toList();
  }

  /** Every lead of the record, each with the finest calibration that a segment has. */
  private static Map<String, SignalInfo> leads(List<EcgRecord> segments) {
    Map<String, SignalInfo> leads = new LinkedHashMap<>();
    for (EcgRecord segment : segments) {
      for (SignalInfo info : infos(segment)) {
        leads.merge(
            info.lead(),
            info,
            (a, b) -> Math.abs(b.gainAdcPerUnit()) > Math.abs(a.gainAdcPerUnit()) ? b : a);
      }
    }
    return leads;
  }

  private void writeLayout(AtomicFiles files, String name, Map<String, SignalInfo> leads)
      throws IOException {
    List<SignalSpec> specs = new ArrayList<>();
    for (SignalInfo info : leads.values()) {
      int perFrame = (int) Math.round(info.samplingRateHz() / record.samplingRateHz());
      specs.add(
          new SignalSpec(
              "~",
              SignalFormat.FORMAT_0,
              perFrame,
              0,
              0,
              info,
              true,
              OptionalInt.of(0),
              OptionalInt.of(0)));
    }
    RecordHeader header = RecordHeader.of(name, record.samplingRateHz(), 0);
    files.write(name + ".hea", HeaderWriter.write(header, specs).getBytes(StandardCharsets.UTF_8));
  }
}
