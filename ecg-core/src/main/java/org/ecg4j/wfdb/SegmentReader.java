package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.wfdb.SegmentedStore.Part;
import org.jspecify.annotations.Nullable;

/**
 * Reads signals of a multi-segment record. In a fixed layout every segment has the record's signals
 * in the same order; in a variable one the layout segment names them, and each segment holds some.
 */
final class SegmentReader implements RecordSignals {
  /** One segment with its place in the record. */
  private record Placed(SegmentSpec spec, long startFrame, long endFrame) {}

  private final HeaderFiles headers;
  private final WfdbHeader header;
  private final ReadOptions options;
  private final Defects defects;
  private final List<Placed> segments = new ArrayList<>();
  private final List<SignalSpec> layout;
  private final long frames;

  /** The segment that is open, kept because the next range often starts in it. */
  private int openIndex = -1;

  private @Nullable SignalReader openReader;

  SegmentReader(HeaderFiles headers, WfdbHeader header, ReadOptions options, Defects defects)
      throws IOException {
    this.headers = headers;
    this.header = header;
    this.options = options;
    this.defects = defects;
    long at = 0;
    for (SegmentSpec spec : header.segments()) {
      long end = Math.addExact(at, spec.frameCount());
      if (spec.frameCount() > 0) {
        segments.add(new Placed(spec, at, end));
      }
      at = end;
    }
    this.frames = at;
    if (header.lengthGiven() && header.record().sampleCount() != at) {
      mismatch(headerFile(), header.record().sampleCount() + " frames in all segments", "" + at);
    }
    this.layout = layout();
  }

  private List<SignalSpec> layout() throws IOException {
    if (header.isVariableLayout()) {
      String name = header.segments().get(0).name();
      try {
        return headers.read(name, defects).signals();
      } catch (NoSuchFileException missing) {
        // Without it nobody knows which leads there are, so there is no repair.
        throw new WfdbFormatException(missingHeader("layout", name));
      }
    }
    for (Placed segment : segments) {
      Optional<WfdbHeader> first = segmentHeader(segment);
      if (first.isPresent()) {
        return first.get().signals();
      }
    }
    return List.of();
  }

  @Override
  public List<SignalInfo> infos() {
    return layout.stream().map(SignalSpec::info).toList();
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public List<Signal> read(long start, long end, int[] indices) throws IOException {
    List<List<Part>> parts = new ArrayList<>();
    for (int i = 0; i < indices.length; i++) {
      parts.add(new ArrayList<>());
    }
    for (int s = 0; s < segments.size(); s++) {
      long from = Math.max(start, segments.get(s).startFrame);
      long to = Math.min(end, segments.get(s).endFrame);
      if (from < to) {
        addParts(s, start, from, to, indices, parts);
      }
    }
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < indices.length; i++) {
      SignalInfo info = layout.get(indices[i]).info();
      int missingCode = missingCode(parts.get(i));
      SegmentedStore store = new SegmentedStore(info, missingCode, parts.get(i));
      signals.add(Signal.of(info, store, missingCode));
    }
    return signals;
  }

  /**
   * The segments' own mark of missing samples where all agree; else the lowest value of 16 bits, as
   * in the C package, or of 32 where a segment has wider samples.
   */
  private static int missingCode(List<Part> parts) {
    int[] codes =
        parts.stream()
            .map(Part::signal)
            .filter(Objects::nonNull)
            .mapToInt(Signal::missingCode)
            .distinct()
            .sorted()
            .toArray();
    if (codes.length == 1) {
      return codes[0];
    }
    return codes.length > 0 && codes[0] < Short.MIN_VALUE ? Integer.MIN_VALUE : Short.MIN_VALUE;
  }

  /** Adds what one segment holds of frames {@code [from, to)} to each lead's parts. */
  private void addParts(
      int s, long start, long from, long to, int[] indices, List<List<Part>> parts)
      throws IOException {
    Placed segment = segments.get(s);
    SignalReader reader = open(s);
    // A segment that turned out shorter than the record says leaves a gap at its end.
    long there =
        reader == null ? from : Math.max(from, Math.min(to, segment.startFrame + reader.frames()));
    int[] places = new int[indices.length];
    List<Signal> read = List.of();
    if (reader != null && from < there) {
      List<Integer> present = new ArrayList<>();
      for (int i = 0; i < indices.length; i++) {
        places[i] = placeIn(reader.header(), segment, indices[i]);
        if (places[i] >= 0) {
          present.add(places[i]);
        }
      }
      read =
          reader.read(
              from - segment.startFrame,
              there - segment.startFrame,
              present.stream().mapToInt(Integer::intValue).toArray());
    }
    int next = 0;
    for (int i = 0; i < indices.length; i++) {
      long perFrame = layout.get(indices[i]).samplesPerFrame();
      long startSample = (from - start) * perFrame;
      long thereSample = (there - start) * perFrame;
      if (startSample < thereSample) {
        Signal signal = places[i] >= 0 ? read.get(next++) : null;
        parts.get(i).add(new Part(startSample, thereSample, signal));
      }
      if (there < to) {
        parts.get(i).add(new Part(thereSample, (to - start) * perFrame, null));
      }
    }
  }

  /** Where a segment has one of the record's signals; -1 when it does not have it. */
  private int placeIn(WfdbHeader segmentHeader, Placed segment, int index)
      throws WfdbFormatException {
    List<SignalSpec> signals = segmentHeader.signals();
    int place = header.isVariableLayout() ? sameLead(signals, index) : index;
    if (place < 0 || place >= signals.size()) {
      return -1;
    }
    int perFrame = layout.get(index).samplesPerFrame();
    if (signals.get(place).samplesPerFrame() != perFrame) {
      mismatch(
          segment.spec.name() + ".hea",
          perFrame + " samples a frame of lead " + layout.get(index).info().lead(),
          Integer.toString(signals.get(place).samplesPerFrame()));
      return -1;
    }
    return place;
  }

  /** The segment's n-th lead of a name is the record's n-th lead of that name. */
  private int sameLead(List<SignalSpec> signals, int index) {
    String lead = layout.get(index).info().lead();
    long before =
        layout.subList(0, index).stream().filter(s -> s.info().lead().equals(lead)).count();
    for (int k = 0; k < signals.size(); k++) {
      if (signals.get(k).info().lead().equals(lead) && before-- == 0) {
        return k;
      }
    }
    return -1;
  }

  /** The reader of a segment, null for a gap. */
  private @Nullable SignalReader open(int s) throws IOException {
    if (openIndex != s) {
      close();
      openReader = null;
      openIndex = s;
      Optional<WfdbHeader> found = segmentHeader(segments.get(s));
      if (found.isPresent()) {
        SignalReader reader = new SignalReader(headers.folder(), found.get(), options, defects);
        openReader = reader;
        check(segments.get(s), found.get(), reader.frames());
      }
    }
    return openReader;
  }

  private void check(Placed segment, WfdbHeader own, long ownFrames) throws WfdbFormatException {
    String file = segment.spec.name() + ".hea";
    if (ownFrames != segment.spec.frameCount()) {
      mismatch(file, segment.spec.frameCount() + " frames", Long.toString(ownFrames));
    }
    double rateHz = header.record().samplingRateHz();
    if (own.record().samplingRateHz() != rateHz) {
      mismatch(file, rateHz + " Hz", own.record().samplingRateHz() + " Hz");
    }
    if (!header.isVariableLayout() && own.signals().size() != header.signalCount()) {
      mismatch(file, header.signalCount() + " signals", Integer.toString(own.signals().size()));
    }
  }

  private Optional<WfdbHeader> segmentHeader(Placed segment) throws IOException {
    if (segment.spec.isGap()) {
      return Optional.empty();
    }
    try {
      WfdbHeader own = headers.read(segment.spec.name(), defects);
      if (own.isMultiSegment()) {
        throw new WfdbFormatException(
            Diagnostic.ofFile(
                Code.SEGMENT_LINE,
                headerFile(),
                "an ordinary record as segment",
                own.record().name() + ", which has segments"));
      }
      return Optional.of(own);
    } catch (NoSuchFileException missing) {
      defects.repairable(missingHeader("segment", segment.spec.name()));
      return Optional.empty();
    }
  }

  private Diagnostic missingHeader(String kind, String name) {
    return Diagnostic.ofFile(
        Code.MISSING_FILE, headerFile(), kind + " header " + name + ".hea", "no such file");
  }

  private String headerFile() {
    return header.record().name() + ".hea";
  }

  private void mismatch(String file, String expected, String found) throws WfdbFormatException {
    defects.repairable(Diagnostic.ofFile(Code.SEGMENT_MISMATCH, file, expected, found));
  }

  @Override
  public void close() throws IOException {
    if (openReader != null) {
      openReader.close();
    }
  }
}
