package org.ecg4j.dataset;

import java.nio.FloatBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.segment.BeatTrack;

/**
 * Labelled beats that can be read by index: the face that a whole dataset and a training set share.
 * Values are made when they are read; nothing is copied before. Immutable and safe for use by
 * several threads.
 */
public abstract sealed class Examples permits EcgDataset, TrainingSet {
  private final Rows rows;
  private final ExampleSource windows;
  private final ExampleSource source;
  private final Pipeline pipeline;
  private final Provenance provenance;

  Examples(
      Rows rows,
      ExampleSource windows,
      ExampleSource source,
      Pipeline pipeline,
      Provenance provenance) {
    this.rows = rows;
    this.windows = windows;
    this.source = source;
    this.pipeline = pipeline;
    this.provenance = provenance;
  }

  final Rows rows() {
    return rows;
  }

  /**
   * The source of the untransformed windows; of the same rows, except that synthetic rows have
   * none.
   */
  final ExampleSource windows() {
    return windows;
  }

  final ExampleSource source() {
    return source;
  }

  /**
   * The number of examples.
   *
   * @return examples
   */
  public final int size() {
    return rows.size();
  }

  /**
   * The form of the examples' values.
   *
   * @return parts and shapes, after all transforms
   */
  public final InputSpec inputSpec() {
    return source.spec();
  }

  /**
   * How the values came from raw windows.
   *
   * @return the raw form and the transforms since
   */
  public final Pipeline pipeline() {
    return pipeline;
  }

  /**
   * How the examples came to be.
   *
   * @return records, labels, window, split and so on
   */
  public final Provenance provenance() {
    return provenance;
  }

  /**
   * The names of the classes; a label is an index into them.
   *
   * @return the names
   */
  public final List<String> classNames() {
    return rows.classNames();
  }

  /**
   * The label of an example.
   *
   * @param index the example
   * @return index of its class
   */
  public final int label(int index) {
    return rows.label(index);
  }

  /**
   * All labels.
   *
   * @return a copy
   */
  public final int[] labels() {
    return rows.labels();
  }

  /**
   * How many examples each class has.
   *
   * @return a new array, one count for each class
   */
  public final int[] classCounts() {
    int[] counts = new int[classNames().size()];
    for (int i = 0; i < size(); i++) {
      counts[rows.label(i)]++;
    }
    return counts;
  }

  /**
   * Whose heart an example shows.
   *
   * @param index the example
   * @return the subject's id
   */
  public final String subject(int index) {
    return rows.track(index).subject();
  }

  /**
   * All subjects that have examples here.
   *
   * @return in order of first appearance
   */
  public final Set<String> subjects() {
    return rows.subjects();
  }

  /**
   * The record an example was cut from.
   *
   * @param index the example
   * @return the record's name
   */
  public final String recordName(int index) {
    return rows.track(index).recordName();
  }

  /**
   * The records that have examples here.
   *
   * @return their names
   */
  public final List<String> recordNames() {
    return rows.recordNames();
  }

  /**
   * A digest of what was loaded of each record: its sampling rate, its beats and the samples of the
   * chosen leads.
   *
   * @return the records' names, in order, and SHA-256 as 64 hexadecimal digits
   */
  public final Map<String, String> recordDigests() {
    Set<String> used = new LinkedHashSet<>(recordNames());
    List<RecordTrack> tracks =
        rows.tracks().stream().filter(track -> used.contains(track.recordName())).toList();
    tracks.parallelStream().forEach(RecordTrack::digest); // kept with the track
    Map<String, String> digests = new LinkedHashMap<>();
    for (RecordTrack track : tracks) {
      digests.put(track.recordName(), HexFormat.of().formatHex(track.digest()));
    }
    return digests;
  }

  /**
   * Where an example's beat is in its record.
   *
   * @param index the example
   * @return its sample, counted from the record's start
   */
  public final long beatSample(int index) {
    return rows.track(index).beatSample(rows.beat(index));
  }

  /**
   * How an example's beat was annotated: for reports by type of beat, not for features.
   *
   * @param index the example
   * @return the annotation's code
   */
  public final AnnotationCode beatCode(int index) {
    return rows.track(index).code(rows.beat(index));
  }

  /**
   * The beats of the record that an example is of.
   *
   * @param index the example
   * @return the track, shared by all examples of the record
   */
  public final BeatTrack track(int index) {
    return rows.track(index);
  }

  /**
   * An example's beat in its {@linkplain #track track}.
   *
   * @param index the example
   * @return the beat's index
   */
  public final int beat(int index) {
    return rows.beat(index);
  }

  /**
   * Where an example came from.
   *
   * @param index the example
   * @return record and beat, or the parents of a synthetic example
   */
  public final Example.Origin origin(int index) {
    return rows.origin(index);
  }

  /**
   * One example with its values.
   *
   * @param index the example
   * @return parts, target and origin
   */
  public final Example get(int index) {
    Objects.checkIndex(index, size());
    float[] values = new float[inputSpec().size()];
    source.cursor().read(index, values, 0);
    float[] target = new float[classNames().size()];
    target[rows.label(index)] = 1;
    return Example.of(inputSpec(), values, classNames(), target, rows.origin(index));
  }

  /**
   * A reader of values for one thread; it owns what scratch memory the transforms need.
   *
   * @return the reader
   */
  public final ExampleReader reader() {
    ExampleSource.Cursor cursor = source.cursor();
    return (index, target, offset) -> {
      Objects.checkIndex(index, size());
      cursor.read(index, target, offset);
    };
  }

  /**
   * Writes examples one after another into a buffer, working on several threads. What is written
   * does not depend on their number.
   *
   * @param indices which examples
   * @param target receives {@code indices.length * inputSpec().size()} values from its index 0;
   *     modified, its position is not
   * @throws IndexOutOfBoundsException when the buffer is too small or an index is not an example's
   */
  public final void gather(int[] indices, FloatBuffer target) {
    int width = inputSpec().size();
    Objects.checkFromIndexSize(0, Math.multiplyExact(indices.length, width), target.limit());
    int chunk = 64;
    int chunks = (indices.length + chunk - 1) / chunk;
    IntStream range = IntStream.range(0, chunks);
    (chunks > 1 ? range.parallel() : range)
        .forEach(
            c -> {
              ExampleReader reader = reader();
              int end = Math.min(indices.length, (c + 1) * chunk);
              if (target.hasArray()) {
                for (int i = c * chunk; i < end; i++) {
                  reader.read(indices[i], target.array(), target.arrayOffset() + i * width);
                }
                return;
              }
              float[] values = new float[width];
              for (int i = c * chunk; i < end; i++) {
                reader.read(indices[i], values, 0);
                target.put(i * width, values, 0, width);
              }
            });
  }

  /**
   * All examples as plain arrays.
   *
   * @return X (N x D) and y (N)
   * @throws IllegalArgumentException when N x D passes the largest array; read in batches then
   */
  public final Matrix toMatrix() {
    int width = inputSpec().size();
    long values = (long) size() * width;
    if (values > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          size()
              + " x "
              + width
              + " values do not fit in one array; read them with gather in batches");
    }
    float[] x = new float[(int) values];
    gather(IntStream.range(0, size()).toArray(), FloatBuffer.wrap(x));
    return new Matrix(size(), width, x, labels());
  }

  /**
   * All values, computed on several threads, in blocks of {@link ExampleSource#rowsPerBlock} rows.
   */
  final ExampleSource materialised() {
    int width = inputSpec().size();
    int perBlock = ExampleSource.rowsPerBlock(width);
    float[][] blocks = ExampleSource.blocks(size(), width);
    int chunk = 256;
    IntStream.range(0, (size() + chunk - 1) / chunk)
        .parallel()
        .forEach(
            c -> {
              ExampleSource.Cursor cursor = source.cursor();
              for (int i = c * chunk; i < Math.min(size(), (c + 1) * chunk); i++) {
                cursor.read(i, blocks[i / perBlock], i % perBlock * width);
              }
            });
    return ExampleSource.inMemory(inputSpec(), blocks, perBlock);
  }
}
