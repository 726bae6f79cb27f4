package org.ecg4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ecg4j.sampling.ClassWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses against PyTorch (golden/training/make_golden.py) and their own difference quotients. */
class LossTest {
  private final JsonObject golden = Golden.lossesAndOptimizers();

  @Test
  void binaryCrossEntropyWithClassWeightIsPytorchsDividedByN() {
    float[] z = Golden.floats(golden.get("logits"));
    int[] y = Golden.ints(golden.get("targets"));
    // PyTorch's pos_weight multiplies the positive term: the same as a class weight.
    LossFunction loss =
        new LossFunction(
            Loss.crossEntropy(),
            Loss.crossEntropy()
                .withClassWeights(ClassWeights.of(Map.of("n", 1.0, "a", 2.5)))
                .weightsFor(List.of("n", "a"), new int[] {1, 1}));
    double mean = apply(loss, z, y, new float[0]).mean();
    assertThat(mean)
        .isCloseTo(golden.get("bce_with_logits_pos_weight_2.5").getAsDouble(), within(1e-6));
  }

  @Test
  void binaryCrossEntropyTakesTheWeightOfEachExample() {
    float[] z = Golden.floats(golden.get("logits"));
    int[] y = Golden.ints(golden.get("targets"));
    float[] w = Golden.floats(golden.get("weights"));
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      double weight = w[i];
      LossFunction one = new LossFunction(Loss.crossEntropy(), new double[] {weight, weight});
      sum += apply(one, new float[] {z[i]}, new int[] {y[i]}, new float[0]).sum();
    }
    assertThat(sum / z.length)
        .isCloseTo(golden.get("bce_with_logits_weighted_mean").getAsDouble(), within(1e-6));
  }

  @Test
  void crossEntropyIsPytorchsDividedByTheSumOfWeights() {
    float[] z = Golden.floats(golden.get("multi_logits"));
    int[] y = Golden.ints(golden.get("multi_targets"));
    LossFunction loss = new LossFunction(Loss.crossEntropy(), new double[] {0.5, 1, 3});
    assertThat(apply(loss, z, y, new float[0]).mean())
        .isCloseTo(golden.get("cross_entropy_weighted_mean").getAsDouble(), within(1e-6));
    LossFunction smoothed =
        new LossFunction(Loss.crossEntropy().withLabelSmoothing(0.1), new double[] {1, 1, 1});
    assertThat(apply(smoothed, z, y, new float[0]).mean())
        .isCloseTo(golden.get("cross_entropy_label_smoothing_0.1").getAsDouble(), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,2",
    "0,0.2,2",
    "2,0,2",
    "1.5,0.1,2",
    "0.5,0,2",
    "0,0,4",
    "0,0.2,4",
    "2,0,4",
    "1.5,0.1,4",
    "0.5,0.3,4"
  })
  void gradientIsTheLossesSlope(double gamma, double smoothing, int classes) {
    double[] weights = {0.4, 2, 1.1, 0.7};
    LossFunction loss =
        new LossFunction(
            Loss.focal(gamma).withLabelSmoothing(smoothing),
            java.util.Arrays.copyOf(weights, classes));
    int outputs = classes == 2 ? 1 : classes;
    Random random = new Random(3);
    float[] z = new float[6 * outputs];
    int[] y = new int[6];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) random.nextGaussian() * 2;
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = i % classes;
    }
    float[] gradient = new float[z.length];
    apply(loss, z, y, gradient);
    for (int i = 0; i < z.length; i++) {
      float step = 1 / 256f;
      float[] up = z.clone();
      float[] down = z.clone();
      up[i] += step;
      down[i] -= step;
      double slope =
          (apply(loss, up, y, new float[0]).mean() - apply(loss, down, y, new float[0]).mean())
              / ((double) up[i] - down[i]);
      assertThat((double) gradient[i]).isCloseTo(slope, within(2e-5));
    }
  }

  @Test
  void theLossOfAMixIsTheMixOfTheLosses() {
    double[] weights = {1, 3, 0.5};
    LossFunction loss = new LossFunction(Loss.focal(1), weights);
    float[] z = {0.3f, -1, 2};
    LossFunction.Mix mix =
        new LossFunction.Mix() {
          @Override
          public int partner(int row) {
            return 1;
          }

          @Override
          public double share(int row) {
            return 0.25;
          }
        };
    float[] own = new float[3];
    float[] other = new float[3];
    float[] mixed = new float[3];
    double first = apply(loss, z, new int[] {2}, own).mean();
    double second = apply(loss, z, new int[] {1}, other).mean();
    LossFunction.Value value = loss.apply(z, new int[] {2, 1}, new int[] {0}, 0, mixed, mix);
    double divisor = 0.25 * 0.5 + 0.75 * 3;
    assertThat(value.divisor()).isCloseTo(divisor, within(1e-12));
    assertThat(value.sum()).isCloseTo(0.25 * 0.5 * first + 0.75 * 3 * second, within(1e-9));
    for (int c = 0; c < 3; c++) {
      double expected = (0.25 * 0.5 * own[c] + 0.75 * 3 * other[c]) / divisor;
      assertThat((double) mixed[c]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void extremeLogitsStayFinite() {
    LossFunction binary = new LossFunction(Loss.focal(2), new double[] {1, 1});
    float[] gradient = new float[4];
    double sum =
        apply(binary, new float[] {200, -200, 200, -200}, new int[] {0, 0, 1, 1}, gradient).sum();
    assertThat(sum).isCloseTo(400, within(1e-9));
    assertThat(gradient).containsExactly(new float[] {0.25f, 0, 0, -0.25f}, within(1e-12f));
    LossFunction classes = new LossFunction(Loss.focal(0.5), new double[] {1, 1, 1});
    float[] gradients = new float[3];
    apply(classes, new float[] {500, -500, 0}, new int[] {0}, gradients);
    assertThat(gradients).containsExactly(new float[3], within(1e-12f));
  }

  @Test
  void balancedWeightsCountTheTrainingSet() {
    Loss loss = Loss.crossEntropy().withClassWeights(ClassWeights.balanced());
    // scikit-learn's "balanced": 10 / (2 * 8) and 10 / (2 * 2).
    assertThat(loss.weightsFor(List.of("n", "a"), new int[] {8, 2})).containsExactly(0.625, 2.5);
    assertThatThrownBy(() -> Loss.focal(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Loss.crossEntropy().withLabelSmoothing(1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LossFunction.Value apply(LossFunction loss, float[] z, int[] y, float[] gradient) {
    return loss.apply(z, y, IntStream.range(0, y.length).toArray(), 0, gradient);
  }
}
