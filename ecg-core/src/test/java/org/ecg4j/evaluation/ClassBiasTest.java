package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassBiasTest {
  private static final List<String> NAMES = List.of("N", "S", "V");

  /** Two S beats are given to N by a small margin: a factor e^0.5 brings both back. */
  private static OutOfFoldPredictions predictions() {
    return OutOfFoldPredictions.ofClasses(
        NAMES,
        new int[] {0, 0, 1, 1, 2, 2},
        new double[] {
          0.90, 0.05, 0.05, //
          0.80, 0.15, 0.05, //
          0.55, 0.40, 0.05, //
          0.50, 0.45, 0.05, //
          0.05, 0.05, 0.90, //
          0.10, 0.05, 0.85
        },
        List.of("a", "b", "a", "b", "a", "b"),
        new int[] {0, 1, 0, 1, 0, 1});
  }

  @Test
  void findsTheFactorThatParts() {
    ClassBias bias = ClassBias.maximumMacroF1(predictions());
    // ln(0.55 / 0.40) = 0.318: the nearest step above it is 0.5.
    assertThat(bias.logarithms()).containsExactly(0, 0.5, 0);
    assertThat(bias.subjects()).containsExactly("a", "b");
  }

  @Test
  void multipliesAndScales() {
    double[] biased = ClassBias.maximumMacroF1(predictions()).apply(new double[] {0.5, 0.25, 0.25});
    double factor = Math.exp(0.5);
    double sum = 0.75 + 0.25 * factor;
    assertThat(biased)
        .containsExactly(new double[] {0.5 / sum, 0.25 * factor / sum, 0.25 / sum}, within(1e-12));
  }

  @Test
  void refusesOtherClasses() {
    ClassBias bias = ClassBias.maximumMacroF1(predictions());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bias.apply(new double[] {0.5, 0.5}))
        .withMessageContaining("3 classes");
  }
}
