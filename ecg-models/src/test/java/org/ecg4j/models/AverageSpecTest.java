package org.ecg4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.junit.jupiter.api.Test;

class AverageSpecTest {
  private static final AverageSpec SPEC =
      new AverageSpec(
          List.of(Models.cnn(), Models.biLstm().withHiddenUnits(4)),
          List.of(List.of(0), List.of(1)));
  private static final InputSpec INPUT =
      new InputSpec(
          360, List.of("MLII"), List.of(Part.signal(1, 40), Part.spectrogram("s", 1, 5, 12)));

  @Test
  void readsItsOptionsBack() {
    assertThat(ModelSpec.restore(SPEC.kind(), SPEC.options())).isEqualTo(SPEC);
  }

  @Test
  void hasTheWeightsOfItsMembersUnderOneLastLayer() {
    long own =
        Models.cnn().plan(one(0), 1).parameterCount()
            + Models.biLstm().withHiddenUnits(4).plan(one(1), 1).parameterCount();
    // The last layers become one: their weights stay, one bias of two is left.
    assertThat(SPEC.plan(INPUT, 1).parameterCount()).isEqualTo(own - 1);
    assertThat(SPEC.plan(INPUT, 1).weights())
        .extracting(Weight::name)
        .anyMatch(name -> name.startsWith("m1.lstm"));
  }

  @Test
  void namesAPartThatIsNotThere() {
    AverageSpec third = new AverageSpec(List.of(Models.cnn()), List.of(List.of(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> third.check(INPUT))
        .withMessageContaining("[2]");
  }

  private static InputSpec one(int part) {
    return new InputSpec(360, List.of("MLII"), List.of(INPUT.parts().get(part)));
  }
}
