package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ecg4j.evaluation.Golden.assertClose;
import static org.ecg4j.evaluation.Golden.doubles;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.ecg4j.evaluation.BootstrapOptions.Method;
import org.junit.jupiter.api.Test;

class PatientBootstrapTest {
  private static final BootstrapOptions OPTIONS = BootstrapOptions.defaults().withResamples(200);

  /** 12 patients of 40 beats; the model is better on some than on others. */
  private static Evaluation example(long seed, double noise) {
    var labels = new SplittableRandom(3);
    var random = new SplittableRandom(seed);
    int[] truth = new int[480];
    double[] probabilities = new double[480];
    List<String> patients = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      int patient = i / 40;
      truth[i] = labels.nextInt(10) < 2 + patient % 4 ? 1 : 0;
      double score = truth[i] + noise * (1 + patient % 3) * (random.nextDouble() - 0.5);
      probabilities[i] = Math.min(Math.max(score * 0.6 + 0.2, 0), 1);
      patients.add("p" + patient);
    }
    return Evaluation.of(truth, probabilities, patients);
  }

  @Test
  void intervalsEqualScipyOnItsOwnDistribution() throws IOException {
    JsonObject golden = Golden.json("evaluation/evaluation.json").getAsJsonObject("bootstrap");
    double[] jackknife = doubles(golden, "jackknife");
    double estimate = golden.get("estimate").getAsDouble();
    for (Method method : Method.values()) {
      JsonObject scipy = golden.getAsJsonObject(method == Method.BCA ? "BCa" : "percentile");
      BootstrapOptions options =
          new BootstrapOptions(999, golden.get("level").getAsDouble(), method, 0);
      ConfidenceInterval interval =
          new PatientBootstrap(jackknife.length, options)
              .interval(estimate, doubles(scipy, "distribution"), jackknife);
      assertClose(method + " lower", interval.lower(), scipy.get("low").getAsDouble(), 1e-12);
      assertClose(method + " upper", interval.upper(), scipy.get("high").getAsDouble(), 1e-12);
      assertThat(interval.definedResamples()).isEqualTo(999);
    }
  }

  @Test
  void normalDistributionEqualsScipy() throws IOException {
    JsonObject golden = Golden.json("evaluation/evaluation.json").getAsJsonObject("normal");
    double[] x = doubles(golden, "x");
    double[] cumulative = doubles(golden, "cdf");
    for (int i = 0; i < x.length; i++) {
      assertClose("cdf", NormalDistribution.cumulative(x[i]), cumulative[i], 1e-14);
      if (Math.abs(x[i]) <= 4) {
        assertClose("quantile", NormalDistribution.quantile(cumulative[i]), x[i], 1e-10);
      }
    }
  }

  /** The same resamples, with every drawn patient's examples written out again. */
  @Test
  void weightsStandForRepeatedPatients() {
    Evaluation evaluation = example(5, 1.2);
    List<Metric> metrics =
        Arrays.stream(Metric.values()).filter(metric -> metric != Metric.J_KAPPA).toList();
    PatientBootstrap bootstrap = new PatientBootstrap(12, OPTIONS);
    ScoredExamples examples =
        ScoredExamples.ofPositive(
            evaluation.classNames(),
            IntStream.range(0, 480).map(evaluation::label).toArray(),
            IntStream.range(0, 480).mapToDouble(i -> evaluation.probability(i, 1)).toArray(),
            IntStream.range(0, 480).mapToObj(evaluation::patient).toList());
    PatientStatistics statistics = new PatientStatistics(examples, 0.5);
    for (int resample = 0; resample < 5; resample++) {
      int[] weights = bootstrap.weights(resample);
      assertThat(Arrays.stream(weights).sum()).isEqualTo(12);
      Evaluation repeated = repeat(evaluation, weights);
      for (Metric metric : metrics) {
        assertClose(
            metric.toString(), statistics.value(metric, 1, weights), repeated.value(metric), 1e-12);
      }
    }
  }

  private static Evaluation repeat(Evaluation evaluation, int[] weights) {
    List<Integer> drawn = new ArrayList<>();
    for (int i = 0; i < evaluation.exampleCount(); i++) {
      for (int copy = 0;
          copy < weights[evaluation.patientNames().indexOf(evaluation.patient(i))];
          copy++) {
        drawn.add(i);
      }
    }
    return Evaluation.of(
        drawn.stream().mapToInt(evaluation::label).toArray(),
        drawn.stream().mapToDouble(i -> evaluation.probability(i, 1)).toArray(),
        drawn.stream().map(evaluation::patient).toList());
  }

  @Test
  void sameSeedSameIntervalOnAnyNumberOfThreads() throws Exception {
    Evaluation evaluation = example(5, 1.2);
    ConfidenceInterval expected = evaluation.interval(Metric.AUROC, OPTIONS);
    var oneThread = new ForkJoinPool(1);
    try {
      assertThat(oneThread.submit(() -> evaluation.interval(Metric.AUROC, OPTIONS)).get())
          .isEqualTo(expected);
    } finally {
      oneThread.shutdown();
    }
    assertThat(evaluation.interval(Metric.AUROC, OPTIONS.withSeed(2))).isNotEqualTo(expected);
    assertThat(expected.lower()).isLessThan(expected.estimate());
    assertThat(expected.upper()).isGreaterThan(expected.estimate());
    assertThat(expected.estimate()).isEqualTo(evaluation.value(Metric.AUROC));
  }

  /** Beats of one patient are alike: the interval must not shrink when each beat is doubled. */
  @Test
  void moreBeatsOfTheSamePatientsDoNotNarrowTheInterval() {
    Evaluation evaluation = example(5, 1.2);
    int[] twice = new int[12];
    Arrays.fill(twice, 2);
    ConfidenceInterval single = evaluation.interval(Metric.F1, OPTIONS);
    ConfidenceInterval doubled = repeat(evaluation, twice).interval(Metric.F1, OPTIONS);
    assertClose("lower", doubled.lower(), single.lower(), 1e-12);
    assertClose("upper", doubled.upper(), single.upper(), 1e-12);
  }

  @Test
  void pairedComparisonUsesTheSameResamples() {
    Evaluation good = example(5, 0.8);
    Evaluation poor = example(6, 3.0);
    PairedComparison comparison = poor.compare(good, Metric.F1, OPTIONS);
    assertThat(comparison.first()).isEqualTo(poor.value(Metric.F1));
    assertThat(comparison.second()).isEqualTo(good.value(Metric.F1));
    assertThat(comparison.difference().estimate())
        .isEqualTo(comparison.second() - comparison.first())
        .isPositive();
    assertThat(comparison.pValue()).isLessThan(0.05);
    assertThat(comparison.difference().lower()).isPositive();
    // The difference of a model and itself is 0 in each resample, whatever was drawn.
    PairedComparison same = good.compare(good, Metric.F1, OPTIONS);
    assertThat(same.difference().lower()).isZero();
    assertThat(same.difference().upper()).isZero();
    assertThat(same.pValue()).isEqualTo(1);
    // In the percentile form the ends are quantiles of the resamples' own differences.
    double[] differences = new double[200];
    PatientBootstrap bootstrap = new PatientBootstrap(12, OPTIONS);
    for (int b = 0; b < differences.length; b++) {
      int[] weights = bootstrap.weights(b);
      differences[b] =
          repeat(good, weights).value(Metric.F1) - repeat(poor, weights).value(Metric.F1);
    }
    Arrays.sort(differences);
    ConfidenceInterval percentile =
        poor.compare(good, Metric.F1, OPTIONS.withMethod(Method.PERCENTILE)).difference();
    assertClose("2.5 %", percentile.lower(), PatientBootstrap.quantile(differences, 0.025), 1e-12);
    assertThatThrownBy(() -> good.compare(good.withoutPatient("p3"), Metric.F1, OPTIONS))
        .hasMessageContaining("same examples");
  }

  @Test
  void undefinedResamplesAreCountedAndLeftOut() {
    // Only patient a has an abnormal beat: without him recall is undefined.
    Evaluation evaluation =
        Evaluation.of(new int[] {1, 0, 0}, new double[] {0.9, 0.2, 0.1}, List.of("a", "b", "c"));
    ConfidenceInterval interval = evaluation.interval(Metric.RECALL, OPTIONS);
    assertThat(interval.definedResamples()).isBetween(110, 170);
    assertThat(interval.lower()).isEqualTo(1);
    assertThat(interval.upper()).isEqualTo(1);
    // One patient says nothing of the spread over patients.
    ConfidenceInterval alone = evaluation.onlyPatient("a").interval(Metric.RECALL, OPTIONS);
    assertThat(alone.estimate()).isEqualTo(1);
    assertThat(alone.lower()).isNaN();
    assertThat(alone.definedResamples()).isZero();
  }

  @Test
  void bandsHoldTheCurve() {
    Evaluation evaluation = example(5, 2.5);
    CurveBand roc = evaluation.rocBand(11, OPTIONS);
    assertThat(roc.x()).hasSize(11).startsWith(0.0).endsWith(1.0);
    assertThat(roc.upper()[10]).isEqualTo(1);
    assertThat(roc.lower()[10]).isEqualTo(1);
    CurveBand precision = evaluation.precisionRecallBand(11, OPTIONS);
    RocCurve curve = evaluation.roc();
    PrCurve prCurve = evaluation.precisionRecall();
    for (int i = 1; i < 10; i++) {
      assertThat(sensitivityAt(curve, roc.x()[i])).isBetween(roc.lower()[i], roc.upper()[i]);
      assertThat(roc.lower()[i]).isLessThanOrEqualTo(roc.lower()[i + 1]);
      assertThat(precisionAt(prCurve, precision.x()[i]))
          .isBetween(precision.lower()[i], precision.upper()[i]);
    }
    assertThatThrownBy(() -> evaluation.rocBand(1, OPTIONS)).hasMessageContaining("2 points");
  }

  private static double sensitivityAt(RocCurve curve, double falsePositiveRate) {
    double[] x = curve.falsePositiveRates();
    double[] y = curve.truePositiveRates();
    int i = 0;
    while (x[i] <= falsePositiveRate) {
      i++;
    }
    return y[i - 1] + (y[i] - y[i - 1]) * (falsePositiveRate - x[i - 1]) / (x[i] - x[i - 1]);
  }

  private static double precisionAt(PrCurve curve, double recall) {
    int i = curve.pointCount() - 1;
    while (curve.recalls()[i] < recall) {
      i--;
    }
    return curve.precisions()[i];
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThatThrownBy(() -> OPTIONS.withResamples(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> OPTIONS.withLevel(1)).hasMessageContaining("1.0");
  }
}
