package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.SampleStore;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads signals of one ordinary (single-segment) record. Signal files are opened when they are
 * first needed and stay open until the reader is closed.
 */
final class SignalReader implements RecordSignals {
  private final SourceFolder folder;
  private final WfdbHeader header;
  private final ReadOptions options;
  private final Defects defects;
  private final List<SignalGroup> groups;
  private final boolean[] opened;
  private final @Nullable GroupReader[] readers;
  private long frames = -1;

  SignalReader(SourceFolder folder, WfdbHeader header, ReadOptions options, Defects defects) {
    this.folder = folder;
    this.header = header;
    this.options = options;
    this.defects = defects;
    this.groups = SignalGroup.of(header.signals());
    this.opened = new boolean[groups.size()];
    this.readers = new GroupReader[groups.size()];
  }

  WfdbHeader header() {
    return header;
  }

  @Override
  public List<SignalInfo> infos() {
    return header.signals().stream().map(SignalSpec::info).toList();
  }

  /** The length that the header says, or that the signal files have when it says none. */
  @Override
  public long frames() throws IOException {
    if (frames < 0) {
      frames = header.lengthGiven() ? header.record().sampleCount() : inferFrames();
    }
    return frames;
  }

  private long inferFrames() throws IOException {
    long shortest = Long.MAX_VALUE;
    for (SignalGroup group : groups) {
      Optional<Source> opened = group.isNull() ? Optional.empty() : open(group);
      if (opened.isPresent()) {
        try (Source source = opened.get()) {
          shortest = Math.min(shortest, frameReader(group, source).frames());
        }
      }
    }
    if (shortest == Long.MAX_VALUE) {
      return 0;
    }
    defects.repairable(
        Diagnostic.ofFile(
            Code.LENGTH_INFERRED,
            header.record().name() + ".hea",
            "a number of samples",
            "none; the signal files hold " + shortest + " frames"));
    return shortest;
  }

  @Override
  public List<Signal> read(long start, long end, int[] indices) throws IOException {
    boolean[] wanted = new boolean[header.signals().size()];
    for (int index : indices) {
      wanted[index] = true;
    }
    SampleStore[] stores = new SampleStore[wanted.length];
    for (int g = 0; g < groups.size(); g++) {
      SignalGroup group = groups.get(g);
      boolean[] chosen = new boolean[group.size()];
      boolean any = false;
      for (int k = 0; k < chosen.length; k++) {
        chosen[k] = wanted[group.signalIndex(k)];
        any |= chosen[k];
      }
      if (any) {
        @Nullable SampleStore[] read = readGroup(g, start, end, chosen);
        System.arraycopy(read, 0, stores, group.signalIndex(0), read.length);
      }
    }
    List<Signal> signals = new ArrayList<>(indices.length);
    for (int index : indices) {
      SignalSpec spec = header.signals().get(index);
      signals.add(Signal.of(spec.info(), stores[index], spec.format().missingCode()));
    }
    return signals;
  }

  private @Nullable SampleStore[] readGroup(int g, long start, long end, boolean[] chosen)
      throws IOException {
    SignalGroup group = groups.get(g);
    if (!opened[g]) {
      opened[g] = true;
      readers[g] = group.isNull() ? null : openReader(group);
    }
    GroupReader reader = readers[g];
    if (reader != null) {
      return reader.read(start, end, chosen);
    }
    SampleStore[] stores = new SampleStore[chosen.length];
    for (int k = 0; k < chosen.length; k++) {
      long size = Math.multiplyExact(end - start, (long) group.spec(k).samplesPerFrame());
      stores[k] = PaddedStore.allMissing(size, group.format().missingCode());
    }
    return stores;
  }

  /** Null when a lenient reader goes on without the file. */
  private @Nullable GroupReader openReader(SignalGroup group) throws IOException {
    Optional<Source> file = open(group);
    if (file.isEmpty()) {
      return null;
    }
    Source source = file.get();
    try {
      boolean mapped = options.storage() == SampleStorage.MAPPED && source instanceof ChannelSource;
      if (mapped) {
        try (ChannelSource channel = (ChannelSource) source) {
          source = channel.mapped();
        }
      }
      FrameReader frameReader = frameReader(group, source);
      return new GroupReader(
          group,
          source,
          frameReader,
          mapped && frameReader.randomAccess(),
          frames(),
          header.lengthGiven(),
          defects);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private Optional<Source> open(SignalGroup group) throws IOException {
    try {
      return Optional.of(folder.open(group.fileName()));
    } catch (NoSuchFileException missing) {
      return openByNameAlone(group);
    }
  }

  /** A path from the machine where the header was written means nothing here: the name may do. */
  private Optional<Source> openByNameAlone(SignalGroup group) throws IOException {
    String path = group.fileName();
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    if (defects.lenient() && !name.equals(path) && FileNames.isSafe(name)) {
      try {
        Source source = folder.open(name);
        defects.repairable(
            Diagnostic.ofFile(
                Code.UNSAFE_FILE_NAME,
                header.record().name() + ".hea",
                "the name of a file in the record's own folder",
                "'" + path + "'"));
        return Optional.of(source);
      } catch (NoSuchFileException notHereEither) {
        // Reported below under the name that the header gives.
      }
    }
    defects.repairable(
        Diagnostic.ofFile(
            Code.MISSING_FILE,
            header.record().name() + ".hea",
            "signal file " + path,
            "no such file"));
    return Optional.empty();
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

  @Override
  public void close() throws IOException {
    for (GroupReader reader : readers) {
      if (reader != null) {
        reader.close();
      }
    }
  }
}
