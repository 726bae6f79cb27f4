package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.dataset.TransformCodec;
import org.junit.jupiter.api.Test;

class StandardizerTest {
  private static final ExampleTransform STFT = Stft.of(StftOptions.defaults());

  /** All values, one row for each example. */
  private static float[][] values(Examples examples) {
    float[][] values = new float[examples.size()][examples.inputSpec().size()];
    var reader = examples.reader();
    for (int i = 0; i < values.length; i++) {
      reader.read(i, values[i], 0);
    }
    return values;
  }

  private static double[] meanAndDeviation(float[][] values, int from, int count) {
    double sum = 0;
    for (float[] row : values) {
      for (int i = from; i < from + count; i++) {
        sum += row[i];
      }
    }
    double mean = sum / (values.length * (double) count);
    double squares = 0;
    for (float[] row : values) {
      for (int i = from; i < from + count; i++) {
        squares += (row[i] - mean) * (row[i] - mean);
      }
    }
    return new double[] {mean, Math.sqrt(squares / (values.length * (double) count))};
  }

  @Test
  void eachFeatureHasMean0AndDeviation1() {
    EcgDataset features = Records.dataset().map(RrFeatures.defaults());
    TrainingSet train = features.asTrainingSet();
    Standardizer standardizer = Standardizer.fit(train);
    float[][] before = values(features);
    float[][] after = values(features.map(standardizer));
    for (int f = 0; f < 9; f++) {
      double[] moments = meanAndDeviation(before, f, 1);
      assertThat(standardizer.means()[f]).isCloseTo((float) moments[0], within(1e-5f));
      assertThat(standardizer.deviations()[f]).isCloseTo((float) moments[1], within(1e-5f));
      assertThat(meanAndDeviation(after, f, 1)[0]).isCloseTo(0, within(1e-4));
      assertThat(meanAndDeviation(after, f, 1)[1]).isCloseTo(1, within(1e-4));
    }
    assertThat(standardizer.fittedSubjects()).isEqualTo(Records.dataset().subjects());
  }

  @Test
  void frequenciesArePooledOverTime() {
    EcgDataset spectra = Records.dataset().map(STFT);
    Standardizer standardizer = Standardizer.fit(spectra.asTrainingSet(), ValueGrouping.FREQUENCY);
    assertThat(standardizer.means()).hasSize(2 * 33);
    float[][] before = values(spectra);
    float[][] after = values(spectra.map(standardizer));
    for (int row = 0; row < 66; row++) {
      double[] moments = meanAndDeviation(before, row * 46, 46);
      assertThat((double) standardizer.means()[row]).isCloseTo(moments[0], within(1e-6));
      assertThat((double) standardizer.deviations()[row]).isCloseTo(moments[1], within(1e-6));
      assertThat(meanAndDeviation(after, row * 46, 46)[1]).isCloseTo(1, within(1e-3));
    }
  }

  @Test
  void groupsFollowTheAxes() {
    InputSpec spec =
        InputSpec.ofSignal(360, List.of("a", "b"), 3)
            .withParts(Part.signal(2, 3), Part.features("rr", 2), Part.spectrogram("s", 1, 2, 2));
    assertThat(ValueGrouping.FREQUENCY.groups(spec))
        .containsExactly(0, 0, 0, 1, 1, 1, 2, 3, 4, 4, 5, 5);
    assertThat(ValueGrouping.FEATURE.groups(spec))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    InputSpec timeFirst =
        spec.withParts(
            new Part("t", List.of(InputSpec.Axis.TIME, InputSpec.Axis.FEATURE), List.of(3, 2)));
    assertThat(ValueGrouping.FREQUENCY.groups(timeFirst)).containsExactly(0, 1, 0, 1, 0, 1);
  }

  @Test
  void whatNeverVariesBecomesZero() {
    GroupMoments moments = new GroupMoments(new int[] {0, 1}, new float[] {5, 1e6f}, 0);
    moments.add(new float[] {5, 1e6f}, 0);
    moments.add(new float[] {5, 1e6f + 1}, 0);
    moments.add(new float[] {Float.NaN, 1e6f + 2}, 0);
    GroupMoments.Scale scale = moments.scale();
    float[] out = new float[2];
    scale.apply(new int[] {0, 1}, new float[] {5, 1e6f + 1}, 0, out, 0);
    assertThat(out).containsExactly(0, 0);
    assertThat(scale.deviations[0]).isEqualTo(1);
  }

  @Test
  void fittingDoesNotDependOnTheNumberOfThreads() throws Exception {
    TrainingSet train = Records.dataset().map(STFT).asTrainingSet();
    Standardizer here = Standardizer.fit(train);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      assertThat(one.submit(() -> Standardizer.fit(train)).get()).isEqualTo(here);
    } finally {
      one.shutdown();
    }
  }

  @Test
  void eachPatientIsHisOwnReference() {
    ExampleTransform standardized =
        Standardizer.perPatient(STFT.then(LogScale.of(1e-3)), ValueGrouping.FREQUENCY);
    EcgDataset dataset = Records.dataset();
    assertThat(standardized.fittedSubjects()).isEmpty();
    for (String record : dataset.recordNames()) {
      float[][] after = values(dataset.ofRecords(record).map(standardized));
      for (int row = 0; row < 66; row++) {
        // Fewer beats than the limit: all of them make the mean.
        double[] moments = meanAndDeviation(after, row * 46, 46);
        assertThat(moments[0]).isCloseTo(0, within(1e-3));
        assertThat(moments[1]).isCloseTo(1, within(1e-3));
      }
    }
  }

  @Test
  void perPatientWorksOnFeaturesThatKeepSomethingWithTheRecord() {
    ExampleTransform standardized =
        Standardizer.perPatient(RrFeatures.defaults(), ValueGrouping.FEATURE);
    for (float[] row : values(Records.dataset().map(standardized))) {
      for (float value : row) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void refusesOtherExamplesAndBrokenState() {
    Standardizer standardizer =
        Standardizer.fit(Records.dataset().map(RrFeatures.defaults()).asTrainingSet());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Records.dataset().map(standardizer))
        .withMessageContaining("9 groups");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TransformCodec.restore(
                    "standardize",
                    Map.of("grouping", "feature"),
                    Map.of("mean", new float[3]),
                    Set.of()))
        .withMessageContaining("deviation");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Standardizer.perPatient(RrFeatures.defaults(), ValueGrouping.FEATURE)
                    .outputSpec(standardizer.outputSpec(rrSpec())));
  }

  private static InputSpec rrSpec() {
    return Records.dataset().map(RrFeatures.defaults()).inputSpec();
  }
}
