package org.ecg4j.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.RecordHeader;

/** Reads a header file: record line, signal or segment lines, comments. */
final class HeaderParser {
  private static final double DEFAULT_RATE_HZ = 250;

  /** A century at 1 kHz; with it, counts of samples and bytes stay within 64 bits. */
  private static final long MAX_FRAMES = 1L << 42;

  private static final int MAX_FRAME_SAMPLES = 1 << 24;

  private final String file;
  private final String recordName;
  private final boolean anyFileName;
  private final Defects defects;

  /**
   * A parser of one header file.
   *
   * @param recordName the name under which the record was asked for
   * @param anyFileName whether file names may lead out of the folder
   * @param defects where repairs go
   */
  HeaderParser(String recordName, boolean anyFileName, Defects defects) {
    this.file = recordName + ".hea";
    this.recordName = recordName;
    this.anyFileName = anyFileName;
    this.defects = defects;
  }

  /** The fields of the record line; a segment count of -1 means an ordinary record. */
  private record RecordLine(
      int segmentCount,
      int signalCount,
      double rateHz,
      WfdbHeader.Counter counter,
      long frames,
      StartTime start) {}

  WfdbHeader parse(byte[] bytes) throws WfdbFormatException {
    HeaderLines text = new HeaderLines(bytes);
    List<HeaderLines.Line> lines = text.lines();
    if (lines.isEmpty()) {
      throw new WfdbFormatException(
          Diagnostic.ofFile(Code.HEADER_EMPTY, file, "a record line", "no line but comments"));
    }
    RecordLine line = recordLine(new FieldReader(file, lines.get(0), Code.RECORD_LINE));
    RecordHeader header =
        new RecordHeader(
            recordName,
            line.rateHz,
            line.frames,
            line.start.time(),
            line.start.date(),
            text.comments());
    List<HeaderLines.Line> rest = lines.subList(1, lines.size());
    boolean lengthGiven = line.frames > 0;
    List<SignalSpec> signals = new ArrayList<>();
    List<SegmentSpec> segments = new ArrayList<>();
    if (line.segmentCount < 0) {
      signals = signals(line, rest);
    } else {
      segments = segments(line, rest);
      long total = totalFrames(segments);
      header = lengthGiven ? header : withFrames(header, total);
    }
    return new WfdbHeader(
        header, line.signalCount, lengthGiven, line.counter, signals, segments, defects.found());
  }

  private RecordLine recordLine(FieldReader fields) throws WfdbFormatException {
    String name = fields.require("a record name");
    int slash = name.indexOf('/');
    int segmentCount = -1;
    if (slash >= 0) {
      segmentCount = fields.parseInt(name.substring(slash + 1), "a number of segments");
      if (segmentCount < 1) {
        throw fields.malformed("1 segment or more", FieldReader.quoted(name));
      }
      name = name.substring(0, slash);
    }
    if (!name.equals(recordName)) {
      defects.repairable(
          fields.diagnostic(
              Code.RECORD_NAME, FieldReader.quoted(recordName), FieldReader.quoted(name)));
    }
    int signalCount =
        fields.parseCount(fields.require("a number of signals"), "a number of signals");
    Optional<String> rate = fields.next();
    double rateHz = DEFAULT_RATE_HZ;
    WfdbHeader.Counter counter = new WfdbHeader.Counter(rateHz, 0);
    if (rate.isPresent()) {
      int counterSlash = rate.get().indexOf('/');
      String rateText = counterSlash < 0 ? rate.get() : rate.get().substring(0, counterSlash);
      rateHz = fields.parseNumber(rateText, "a sampling frequency");
      if (rateHz <= 0) {
        throw fields.malformed("a sampling frequency above 0", FieldReader.quoted(rateText));
      }
      counter =
          counterSlash < 0
              ? new WfdbHeader.Counter(rateHz, 0)
              : counter(fields, rate.get().substring(counterSlash + 1), rateHz);
    }
    Optional<String> length = fields.next();
    long frames = length.isPresent() ? fields.parseLong(length.get(), "a number of samples") : 0;
    if (frames < 0 || frames > MAX_FRAMES) {
      throw fields.malformed("a number of samples of 0 to 2^42", Long.toString(frames));
    }
    StartTime start = StartTime.parse(fields, defects);
    return new RecordLine(segmentCount, signalCount, rateHz, counter, frames, start);
  }

  private static WfdbHeader.Counter counter(FieldReader fields, String text, double rateHz)
      throws WfdbFormatException {
    double base = 0;
    String frequency = text;
    int open = text.indexOf('(');
    if (open >= 0) {
      if (!text.endsWith(")")) {
        throw fields.malformed("a base counter value in brackets", FieldReader.quoted(text));
      }
      base = fields.parseNumber(text.substring(open + 1, text.length() - 1), "a counter value");
      frequency = text.substring(0, open);
    }
    double frequencyHz = fields.parseNumber(frequency, "a counter frequency");
    return new WfdbHeader.Counter(frequencyHz > 0 ? frequencyHz : rateHz, base);
  }

  private List<SignalSpec> signals(RecordLine record, List<HeaderLines.Line> lines)
      throws WfdbFormatException {
    if (lines.size() < record.signalCount) {
      throw new WfdbFormatException(
          Diagnostic.ofFile(
              Code.SIGNAL_LINE,
              file,
              record.signalCount + " signal lines",
              Integer.toString(lines.size())));
    }
    SignalLineParser parser = new SignalLineParser(recordName, record.rateHz, anyFileName, defects);
    List<SignalSpec> signals = new ArrayList<>();
    long frameSamples = 0;
    // Lines beyond the number of signals are to be ignored.
    for (HeaderLines.Line line : lines.subList(0, record.signalCount)) {
      FieldReader fields = new FieldReader(file, line, Code.SIGNAL_LINE);
      SignalSpec spec = parser.parse(fields, signals.size());
      if (!signals.isEmpty()) {
        checkSameGroup(fields, signals.get(signals.size() - 1), spec);
      }
      signals.add(spec);
      frameSamples += spec.samplesPerFrame();
      if (frameSamples > MAX_FRAME_SAMPLES) {
        throw new WfdbFormatException(
            fields.diagnostic(
                Code.SIZE_LIMIT, "at most 2^24 samples a frame", Long.toString(frameSamples)));
      }
    }
    return signals;
  }

  private static void checkSameGroup(FieldReader fields, SignalSpec before, SignalSpec spec)
      throws WfdbFormatException {
    boolean sameFile = before.fileName().equals(spec.fileName()) && !spec.fileName().equals("~");
    if (sameFile
        && (before.format() != spec.format() || before.byteOffset() != spec.byteOffset())) {
      throw fields.malformed(
          "format and byte offset of the signal before, which is in the same file",
          spec.format().number() + "+" + spec.byteOffset());
    }
  }

  private List<SegmentSpec> segments(RecordLine record, List<HeaderLines.Line> lines)
      throws WfdbFormatException {
    List<SegmentSpec> segments = new ArrayList<>();
    for (HeaderLines.Line line : lines) {
      FieldReader fields = new FieldReader(file, line, Code.SEGMENT_LINE);
      String name = fields.require("a segment's name");
      if (!name.equals("~")) {
        FileNames.check(name, anyFileName, file, line.number());
      }
      String length = fields.require("a segment's number of samples");
      long frames = fields.parseLong(length, "a segment's number of samples");
      if (frames < 0 || frames > MAX_FRAMES) {
        throw fields.malformed("a segment's number of samples", FieldReader.quoted(length));
      }
      segments.add(new SegmentSpec(name, frames));
    }
    int stated = record.segmentCount;
    // Lines beyond the stated number are to be ignored, unless the record's length needs them.
    if (segments.size() > stated
        && (record.frames == 0 || totalFrames(segments.subList(0, stated)) == record.frames)) {
      return segments.subList(0, stated);
    }
    if (segments.size() != stated) {
      defects.repairable(
          Diagnostic.ofFile(
              Code.SEGMENT_COUNT,
              file,
              stated + " segment lines",
              Integer.toString(segments.size())));
    }
    if (segments.isEmpty()) {
      throw new WfdbFormatException(
          Diagnostic.ofFile(Code.SEGMENT_LINE, file, "a segment line", "none"));
    }
    return segments;
  }

  private long totalFrames(List<SegmentSpec> segments) throws WfdbFormatException {
    long total = 0;
    for (SegmentSpec segment : segments) {
      total += segment.frameCount();
      if (total > MAX_FRAMES) {
        throw new WfdbFormatException(
            Diagnostic.ofFile(
                Code.SIZE_LIMIT, file, "segments of at most 2^42 samples in all", "more"));
      }
    }
    return total;
  }

  static RecordHeader withFrames(RecordHeader header, long frames) {
    return new RecordHeader(
        header.name(),
        header.samplingRateHz(),
        frames,
        header.baseTime(),
        header.baseDate(),
        header.comments());
  }
}
