package org.ecg4j.features;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.TrainingSet;

/**
 * (x - mean) / standard deviation, with means and deviations (over N) learnt from training examples
 * and kept with the model. It can be fitted on a {@link TrainingSet} only, and it remembers the
 * subjects it saw. A value that never varied in training becomes its difference from the mean. For
 * means of each patient's own see {@link #perPatient}.
 */
public final class Standardizer implements ExampleTransform {
  static final String ID = "standardize";

  private static final int BLOCK = 4096;
  private static final int CHUNK = 256;

  private final ValueGrouping grouping;
  private final GroupMoments.Scale scale;
  private final Set<String> subjects;

  private Standardizer(ValueGrouping grouping, GroupMoments.Scale scale, Set<String> subjects) {
    this.grouping = grouping;
    this.scale = scale;
    this.subjects = Set.copyOf(subjects);
  }

  /**
   * Learns a mean and a deviation for each value.
   *
   * @param train the training examples, as they are where the standardiser will stand
   * @return the transform
   */
  public static Standardizer fit(TrainingSet train) {
    return fit(train, ValueGrouping.FEATURE);
  }

  /**
   * Learns a mean and a deviation for each group of values. The result does not depend on the
   * number of threads.
   *
   * @param train the training examples, as they are where the standardiser will stand
   * @param grouping which values share them
   * @return the transform
   */
  public static Standardizer fit(TrainingSet train, ValueGrouping grouping) {
    if (train.size() == 0) {
      throw new IllegalArgumentException("a standardiser needs at least one training example");
    }
    InputSpec spec = train.inputSpec();
    int width = spec.size();
    int[] groups = grouping.groups(spec);
    float[] values = new float[Math.multiplyExact(Math.min(BLOCK, train.size()), width)];
    train.reader().read(0, values, 0);
    float[] shift = Arrays.copyOf(values, width);
    GroupMoments total = new GroupMoments(groups, shift, 0);
    for (int from = 0; from < train.size(); from += BLOCK) {
      int count = Math.min(BLOCK, train.size() - from);
      int[] indices = IntStream.range(from, from + count).toArray();
      train.gather(indices, FloatBuffer.wrap(values));
      // Chunks of a fixed size, added in order: the same sums on any number of threads.
      IntStream.range(0, (count + CHUNK - 1) / CHUNK)
          .parallel()
          .mapToObj(
              chunk -> {
                GroupMoments part = new GroupMoments(groups, shift, 0);
                for (int i = chunk * CHUNK; i < Math.min(count, (chunk + 1) * CHUNK); i++) {
                  part.add(values, i * width);
                }
                return part;
              })
          .toList()
          .forEach(total::add);
    }
    return new Standardizer(grouping, total.scale(), train.subjects());
  }

  /**
   * A feature followed by standardisation with the means and deviations of the same record: each
   * patient becomes his own reference, which needs no training and no label. They come from up to
   * 256 beats spread over the record, so that it cannot work on live signal.
   *
   * @param feature makes the values from a raw window, in physical units, centred on the beat
   * @param grouping which values share a mean
   * @return the transform
   */
  public static ExampleTransform perPatient(ExampleTransform feature, ValueGrouping grouping) {
    return new PatientStandardizer(feature, grouping, PatientStandardizer.HALF);
  }

  /**
   * The same for windows that are not centred on the beat.
   *
   * @param feature makes the values from a raw window, in physical units
   * @param grouping which values share a mean
   * @param samplesBefore samples of a window before the beat
   * @return the transform
   */
  public static ExampleTransform perPatient(
      ExampleTransform feature, ValueGrouping grouping, int samplesBefore) {
    return new PatientStandardizer(feature, grouping, samplesBefore);
  }

  /**
   * The means of the groups.
   *
   * @return a copy
   */
  public float[] means() {
    return scale.means.clone();
  }

  /**
   * The standard deviations of the groups; 1 for those that never varied.
   *
   * @return a copy
   */
  public float[] deviations() {
    return scale.deviations.clone();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    return Map.of("grouping", Options.text(grouping));
  }

  @Override
  public Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    state.put("mean", scale.means.clone());
    state.put("deviation", scale.deviations.clone());
    return state;
  }

  static Standardizer of(Options text, Map<String, float[]> state, Set<String> subjects) {
    float[] means = state.get("mean");
    float[] deviations = state.get("deviation");
    if (means == null || deviations == null || means.length != deviations.length) {
      throw new IllegalArgumentException(
          "transform "
              + ID
              + " needs the arrays mean and deviation of one length; it has "
              + state.keySet());
    }
    return new Standardizer(
        text.choice("grouping", ValueGrouping.class),
        new GroupMoments.Scale(means.clone(), deviations.clone()),
        subjects);
  }

  @Override
  public Set<String> fittedSubjects() {
    return subjects;
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    int groups = ValueGrouping.count(grouping.groups(input));
    if (groups != scale.means.length) {
      throw new IllegalArgumentException(
          "this standardiser was fitted on "
              + scale.means.length
              + " groups of values, but "
              + input.parts()
              + " has "
              + groups);
    }
    return input;
  }

  @Override
  public Kernel bind(InputSpec input) {
    outputSpec(input);
    int[] groups = grouping.groups(input);
    return (in, inOffset, out, outOffset, track, beat) ->
        scale.apply(groups, in, inOffset, out, outOffset);
  }

  @Override
  public Live bindLive(InputSpec input) {
    return Live.ofValues(bind(input));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Standardizer that
        && grouping == that.grouping
        && Arrays.equals(scale.means, that.scale.means)
        && Arrays.equals(scale.deviations, that.scale.deviations)
        && subjects.equals(that.subjects);
  }

  @Override
  public int hashCode() {
    return Objects.hash(grouping, Arrays.hashCode(scale.means));
  }

  @Override
  public String toString() {
    return "Standardizer[" + scale.means.length + " groups, " + subjects.size() + " subjects]";
  }
}
