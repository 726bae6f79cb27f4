package org.ecg4j.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.signal.Resampler;

/**
 * Labelled beats of one or more records. A window is a view, a record and a start; loading copies
 * no window, so that the 109,000 four-second windows of MIT-BIH, which overlap five-fold, take the
 * memory of the records' samples.
 *
 * <pre>{@code
 * EcgDataset beats = EcgDataset.load(Path.of("mitdb"));
 * Split split = beats.split(Splits.mitBihCourse());
 * }</pre>
 */
public final class EcgDataset extends Examples {

  EcgDataset(
      Rows rows,
      ExampleSource windows,
      ExampleSource source,
      Pipeline pipeline,
      Provenance provenance) {
    super(rows, windows, source, pipeline, provenance);
  }

  /**
   * Loads every record of a database with {@link DatasetOptions#defaults()}.
   *
   * @param database a folder of records: those of its file {@code RECORDS}, or of every header, or
   *     where it has none every EDF file; or one EDF file
   * @return the labelled beats
   * @throws IOException when a file cannot be read or is malformed
   */
  public static EcgDataset load(Path database) throws IOException {
    return load(database, DatasetOptions.defaults(), ProgressListener.NONE);
  }

  /**
   * Loads every record of a database.
   *
   * @param database a folder of records: those of its file {@code RECORDS}, or of every header, or
   *     where it has none every EDF file; or one EDF file
   * @param options labels, window, leads and so on
   * @return the labelled beats
   * @throws IOException when a file cannot be read or is malformed
   */
  public static EcgDataset load(Path database, DatasetOptions options) throws IOException {
    return load(database, options, ProgressListener.NONE);
  }

  /**
   * Loads every record of a database.
   *
   * @param database a folder of records: those of its file {@code RECORDS}, or of every header, or
   *     where it has none every EDF file; or one EDF file
   * @param options labels, window, leads and so on
   * @param listener hears of each record
   * @return the labelled beats
   * @throws IOException when a file cannot be read or is malformed
   */
  public static EcgDataset load(Path database, DatasetOptions options, ProgressListener listener)
      throws IOException {
    return new DatasetLoader(options, listener).load(database);
  }

  /**
   * Loads some records.
   *
   * <p>An EDF file has no codes for beats (the texts of EDF+ are comments), so its beats come from
   * a WFDB annotation file beside it: of {@code r01.edf} and annotator {@code atr} that is {@code
   * r01.edf.atr}, as PhysioNet names them, or else {@code r01.atr}. The samples of EDF files are
   * always read into memory.
   *
   * @param records their paths: WFDB records without suffix, or EDF files with theirs
   * @param options labels, window, leads and so on
   * @return the labelled beats
   * @throws IOException when a file cannot be read or is malformed
   */
  public static EcgDataset load(List<Path> records, DatasetOptions options) throws IOException {
    return new DatasetLoader(options, ProgressListener.NONE).load(records, "records " + records);
  }

  /**
   * A dataset of records in memory.
   *
   * @param records with annotations of {@link DatasetOptions#annotator()}
   * @param options labels, window, leads and so on
   * @return the labelled beats
   */
  public static EcgDataset of(List<EcgRecord> records, DatasetOptions options) {
    Segmenter segmenter = new Segmenter(options);
    List<RecordTrack> tracks = new ArrayList<>();
    for (EcgRecord record : records) {
      boolean fits =
          options.samplingRateHz().isEmpty()
              || options.samplingRateHz().getAsDouble() == record.samplingRateHz();
      tracks.add(
          segmenter.track(
              fits ? record : Resampler.resample(record, options.samplingRateHz().getAsDouble())));
    }
    return segmenter.dataset(tracks, DatasetLoader.provenance(options, "memory", records.size()));
  }

  /**
   * The same examples through a transform, computed when they are read.
   *
   * @param transform the transform
   * @return a dataset
   */
  public EcgDataset map(ExampleTransform transform) {
    return new EcgDataset(
        rows(),
        windows(),
        ExampleSource.mapped(source(), transform, rows()),
        pipeline().then(transform),
        provenance());
  }

  /**
   * The same examples with their values computed once, now, and kept in memory.
   *
   * @return a dataset
   */
  public EcgDataset cache() {
    return new EcgDataset(rows(), windows(), materialised(), pipeline(), provenance());
  }

  /**
   * The same examples with their values in a memory-mapped file. A file made before is used when
   * its fingerprint says that it holds the same values, and is made again when not. Two processes
   * may do so at once.
   *
   * @param file the cache file
   * @return a dataset
   * @throws IOException when the file cannot be written or mapped
   */
  public EcgDataset cache(Path file) throws IOException {
    return new EcgDataset(
        rows(), windows(), ExampleCache.open(file, this), pipeline(), provenance());
  }

  /**
   * The same examples without their transforms, as cut from the records.
   *
   * @return a dataset of raw windows
   */
  public EcgDataset raw() {
    return new EcgDataset(rows(), windows(), windows(), pipeline().ofWindows(), provenance());
  }

  /**
   * Divides the records once.
   *
   * @param rule such as {@link Splits#mitBihCourse()}
   * @return train and test
   * @throws IllegalArgumentException when the rule does not fit these records, a side has no
   *     examples, or a subject is on both sides
   */
  public Split split(SplitRule rule) {
    SplitRule.Division division = rule.divider().divide(RowDivider.summaries(rows()));
    Set<String> both = new HashSet<>(division.train());
    both.retainAll(division.test());
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "split " + rule.name() + " has record " + both + " on both sides");
    }
    Provenance declared = provenance().withSharedSubjects(rule.declaredShared());
    EcgDataset stated = new EcgDataset(rows(), windows(), source(), pipeline(), declared);
    Split split =
        new Split(
            rule.name(),
            stated.training(RowDivider.ofRecords(rows(), division.train()), rule.name()),
            stated.select(RowDivider.ofRecords(rows(), division.test()), rule.name() + ", test"),
            rule.declaredShared());
    requireExamples(split.train(), "train", rule.name());
    requireExamples(split.test(), "test", rule.name());
    return split;
  }

  /**
   * Divides the subjects into folds, each the test set of one split.
   *
   * @param rule such as {@link Splits#kFold}
   * @return one split for each fold
   * @throws IllegalArgumentException when there are too few subjects
   */
  public List<Split> folds(FoldRule rule) {
    List<Split> splits = new ArrayList<>();
    List<Set<String>> folds = rule.divider().divide(RowDivider.summaries(rows()));
    for (Set<String> subjects : folds) {
      String name = rule.name() + ", fold " + (splits.size() + 1) + " of " + folds.size();
      splits.add(
          new Split(
              name,
              training(RowDivider.ofSubjects(rows(), subjects, false), name),
              select(RowDivider.ofSubjects(rows(), subjects, true), name + ", test"),
              Set.of()));
    }
    return splits;
  }

  /**
   * All examples as a training set, for a model that is to be judged on other data.
   *
   * @return a training set
   */
  public TrainingSet asTrainingSet() {
    return new TrainingSet(
        rows(), windows(), source(), pipeline(), provenance().with("split", "all for training"));
  }

  /**
   * The examples of some records.
   *
   * @param names the records' names
   * @return a dataset
   * @throws IllegalArgumentException when there is no such record
   */
  public EcgDataset ofRecords(String... names) {
    Set<String> wanted = Set.of(names);
    Set<String> unknown = new HashSet<>(wanted);
    rows().tracks().forEach(track -> unknown.remove(track.recordName()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("the dataset has no record " + String.join(", ", unknown));
    }
    return select(RowDivider.ofRecords(rows(), wanted), "records " + String.join(" ", names));
  }

  private TrainingSet training(int[] indices, String splitName) {
    return new TrainingSet(
        rows().select(indices),
        ExampleSource.selected(windows(), indices),
        ExampleSource.selected(source(), indices),
        pipeline(),
        provenance().with("split", splitName + ", train"));
  }

  private EcgDataset select(int[] indices, String why) {
    return new EcgDataset(
        rows().select(indices),
        ExampleSource.selected(windows(), indices),
        ExampleSource.selected(source(), indices),
        pipeline(),
        provenance().with("split", why));
  }

  private static void requireExamples(Examples side, String name, String rule) {
    if (side.size() == 0) {
      throw new IllegalArgumentException("split " + rule + " leaves no examples to " + name);
    }
  }
}
