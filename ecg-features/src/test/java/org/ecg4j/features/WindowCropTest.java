package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;
import org.junit.jupiter.api.Test;

/** {@link WindowCrop} on windows of ten samples, 100 a second, whose middle is sample 5. */
class WindowCropTest {
  private static final InputSpec SPEC = InputSpec.ofSignal(100, List.of("MLII", "V1"), 10);

  private static float[] cropped(WindowCrop crop) {
    float[] window = new float[20];
    for (int i = 0; i < 10; i++) {
      window[i] = i * i;
      window[10 + i] = -i;
    }
    float[] out = new float[crop.outputSpec(SPEC).size()];
    crop.bind(SPEC).apply(window, 0, out, 0, NoTrack.INSTANCE, 0);
    return out;
  }

  @Test
  void everySampleOfTheFirstLead() {
    assertThat(cropped(WindowCrop.around(20))).containsExactly(9, 16, 25, 36);
    assertThat(cropped(new WindowCrop(0, 30, 1, 1))).containsExactly(25, 36, 49);
  }

  @Test
  void meansOfSeveralSamplesOfBothLeads() {
    assertThat(cropped(new WindowCrop(50, 40, 3, 2)))
        .containsExactly((0 + 1 + 4) / 3f, (9 + 16 + 25) / 3f, (36 + 49 + 64) / 3f, -1, -4, -7);
  }

  @Test
  void samplesThatDoNotFillAStepAreLeftOut() {
    // 50 ms before to 30 ms after are eight samples: two steps of three.
    assertThat(cropped(new WindowCrop(50, 30, 3, 1))).containsExactly(5 / 3f, 50 / 3f);
  }

  @Test
  void itTakesThePlaceOfTheSignal() {
    assertThat(WindowCrop.around(20).withEvery(2).withLeads(2).outputSpec(SPEC).parts())
        .containsExactly(
            new Part(WindowCrop.WAVEFORM, List.of(Axis.LEAD, Axis.TIME), List.of(2, 2)));
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WindowCrop.around(60).outputSpec(SPEC))
        .withMessageContaining("60.0 ms before the middle to 60.0 ms after it do not fit")
        .withMessageContaining("100.0 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WindowCrop.around(20).withLeads(3).outputSpec(SPEC))
        .withMessageContaining("3 leads and 4 steps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WindowCrop.around(10).withEvery(4).outputSpec(SPEC))
        .withMessageContaining("0 steps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowCrop(-1, 5, 1, 1))
        .withMessageContaining("-1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WindowCrop.around(5).withEvery(0))
        .withMessageContaining("0 and 1");
  }
}
