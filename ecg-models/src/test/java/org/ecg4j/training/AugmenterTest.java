package org.ecg4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.features.Augmentation;
import org.junit.jupiter.api.Test;

class AugmenterTest {

  @Test
  void makesTheChangesOfAnAugmentation() {
    Augmenter augmenter = Augmenter.of(Augmentation.seeded(1).polarityFlip(1));
    float[] values = {1, -2, 3};
    augmenter.bind(InputSpec.ofSignal(360, List.of("I"), 3)).apply(values, new SplittableRandom(1));
    assertThat(values).containsExactly(-1, 2, -3);
    assertThat(augmenter.describe()).contains("polarityFlip(1.0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmenter.of(Augmentation.seeded(1).mixUp(1)))
        .withMessageContaining("mixUp(1.0)");
  }
}
