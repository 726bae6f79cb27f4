package org.ecg4j.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.EcgRecord;

/**
 * Reads a record block by block in constant memory, however long it is. Header checksums are
 * checked once the last block has been read. Not safe for several threads at once.
 *
 * <pre>{@code
 * try (RecordReader reader = Wfdb.open(path, ReadOptions.defaults())) {
 *   for (var block = reader.next(3600); block.isPresent(); block = reader.next(3600)) {
 *     float[] values = block.get().signals().get(0).toPhysical();
 *   }
 * }
 * }</pre>
 */
public final class RecordReader implements Closeable {
  private final WfdbHeader header;
  private final RecordLoader loader;
  private final RecordSignals signals;
  private final int[] indices;
  private final long end;
  private long position;

  RecordReader(RecordLoader loader) throws IOException {
    this.loader = loader;
    this.header = loader.header();
    this.signals = loader.signals(header);
    try {
      this.indices = loader.indices(signals);
      this.position = loader.options().range().startSample();
      this.end = loader.options().range().endWithin(signals.frames());
    } catch (IOException | RuntimeException e) {
      signals.close();
      throw e;
    }
  }

  /**
   * What the header file says.
   *
   * @return the header
   */
  public WfdbHeader header() {
    return header;
  }

  /**
   * The first frame of the next block, counted from the record's start.
   *
   * @return the frame
   */
  public long position() {
    return position;
  }

  /**
   * Reads the next block: a record of its own, without annotations.
   *
   * @param frameCount how many frames; the last block may have fewer
   * @return the block, or empty at the end
   * @throws WfdbFormatException when a file is malformed or damaged
   * @throws IOException when a file cannot be read
   */
  public Optional<EcgRecord> next(int frameCount) throws IOException {
    if (frameCount < 1) {
      throw new IllegalArgumentException("frame count must be 1 or more, not " + frameCount);
    }
    if (position >= end) {
      return Optional.empty();
    }
    long stop = Math.min(end, position + frameCount);
    EcgRecord block = loader.record(header, signals, indices, position, stop);
    position = stop;
    return Optional.of(block);
  }

  /**
   * What has been noticed so far.
   *
   * @return repairs and remarks
   */
  public List<Diagnostic> diagnostics() {
    return loader.diagnostics();
  }

  @Override
  public void close() throws IOException {
    signals.close();
  }
}
