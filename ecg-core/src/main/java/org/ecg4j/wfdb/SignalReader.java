package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.SampleStore;
import org.ecg4j.record.Signal;

/** Reads signals of one ordinary (single-segment) record. */
final class SignalReader {
  private final SourceFolder folder;
  private final WfdbHeader header;
  private final List<SignalGroup> groups;
  private final Defects defects;

  SignalReader(SourceFolder folder, WfdbHeader header, Defects defects) {
    this.folder = folder;
    this.header = header;
    this.groups = SignalGroup.of(header.signals());
    this.defects = defects;
  }

  /** The length that the header says, or that the signal files have when it says none. */
  long frames() throws IOException {
    if (header.lengthGiven()) {
      return header.record().sampleCount();
    }
    long frames = Long.MAX_VALUE;
    for (SignalGroup group : groups) {
      if (!group.isNull()) {
        try (Source source = open(group)) {
          frames = Math.min(frames, frameReader(group, source).frames());
        }
      }
    }
    if (frames == Long.MAX_VALUE) {
      return 0;
    }
    defects.repairable(
        Diagnostic.ofFile(
            Code.LENGTH_INFERRED,
            header.record().name() + ".hea",
            "a number of samples",
            "none; the signal files hold " + frames + " frames"));
    return frames;
  }

  /**
   * Reads some signals.
   *
   * @param start the first frame
   * @param end the frame after the last one
   * @param recordFrames the record's length
   * @param indices which signals, in the order of the result
   */
  List<Signal> read(long start, long end, long recordFrames, int[] indices) throws IOException {
    boolean[] wanted = new boolean[header.signals().size()];
    for (int index : indices) {
      wanted[index] = true;
    }
    SampleStore[] stores = new SampleStore[wanted.length];
    for (SignalGroup group : groups) {
      boolean[] chosen = new boolean[group.size()];
      boolean any = false;
      for (int k = 0; k < chosen.length; k++) {
        chosen[k] = wanted[group.signalIndex(k)];
        any |= chosen[k];
      }
      if (any) {
        readGroup(group, start, end, recordFrames, chosen, stores);
      }
    }
    List<Signal> signals = new ArrayList<>(indices.length);
    for (int index : indices) {
      SignalSpec spec = header.signals().get(index);
      signals.add(Signal.of(spec.info(), stores[index], spec.format().missingCode()));
    }
    return signals;
  }

  private void readGroup(
      SignalGroup group,
      long start,
      long end,
      long recordFrames,
      boolean[] chosen,
      SampleStore[] stores)
      throws IOException {
    if (group.isNull()) {
      int index = group.signalIndex(0);
      long size =
          Math.multiplyExact(end - start, (long) header.signals().get(index).samplesPerFrame());
      stores[index] = PaddedStore.allMissing(size, group.format().missingCode());
      return;
    }
    try (Source source = open(group)) {
      GroupReader reader =
          new GroupReader(group, frameReader(group, source), recordFrames, defects);
      SampleStore[] read = reader.read(start, end, header.lengthGiven(), chosen);
      for (int k = 0; k < read.length; k++) {
        if (chosen[k]) {
          stores[group.signalIndex(k)] = read[k];
        }
      }
    }
  }

  private Source open(SignalGroup group) throws IOException {
    try {
      return folder.open(group.fileName());
    } catch (NoSuchFileException missing) {
      WfdbFormatException exception =
          new WfdbFormatException(
              Diagnostic.ofFile(
                  Code.MISSING_FILE,
                  header.record().name() + ".hea",
                  "signal file " + group.fileName(),
                  "no such file"));
      exception.initCause(missing);
      throw exception;
    }
  }

  private FrameReader frameReader(SignalGroup group, Source source) throws IOException {
    if (group.format() == SignalFormat.FORMAT_8) {
      return new DifferenceFrameReader(source, group);
    }
    if (group.format().isFlac()) {
      return new FlacFrameReader(source, group, defects);
    }
    return new PackedFrameReader(
        source,
        group.fileName(),
        SampleCodec.of(group.format()),
        group.byteOffset(),
        group.frameSamples());
  }
}
