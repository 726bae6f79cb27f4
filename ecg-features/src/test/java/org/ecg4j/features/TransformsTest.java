package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Example;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.dataset.TransformCodec;
import org.ecg4j.features.MorphologyFeatures.Group;
import org.ecg4j.signal.BaselineRemoval;
import org.ecg4j.signal.BiquadFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How transforms compose, and that a bundle can make each of them again. */
class TransformsTest {
  private static final EcgDataset DATASET = Records.dataset();

  static Stream<ExampleTransform> transforms() {
    ExampleTransform stft =
        Stft.of(StftOptions.of(100).withWindow(WindowFunction.kaiser(8.6)).withOverlapSamples(10));
    ExampleTransform rr = RrFeatures.defaults().withLogarithms(true).withLocalBeats(10);
    Standardizer standardizer = Standardizer.fit(DATASET.map(rr).asTrainingSet());
    return Stream.of(
        stft,
        WindowNormalization.zScore(),
        new WindowNormalization(WindowNormalization.Method.PEAK),
        SignalFilter.bandPass(3, 0.5, 40),
        SignalFilter.baseline(),
        WindowCrop.around(400).withEvery(3),
        rr,
        rr.then(standardizer),
        MorphologyFeatures.detailed(),
        MorphologyFeatures.defaults().withGroups(EnumSet.allOf(Group.class)).asCausal(),
        FeatureJoin.withInput(stft.then(LogScale.of(0.01)), rr.then(standardizer)),
        Standardizer.perPatient(stft.then(LogScale.of(1e-3)), ValueGrouping.FREQUENCY));
  }

  private static ExampleTransform restored(ExampleTransform transform) {
    ExampleTransform chain = null;
    for (ExampleTransform step : transform.steps()) {
      ExampleTransform again =
          TransformCodec.restore(step.id(), step.options(), step.state(), step.fittedSubjects());
      assertThat(again).isEqualTo(step).hasSameHashCodeAs(step);
      assertThat(again.fittedSubjects()).isEqualTo(step.fittedSubjects());
      chain = chain == null ? again : chain.then(again);
    }
    return chain;
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void aBundleMakesItAgain(ExampleTransform transform) {
    EcgDataset before = DATASET.map(transform);
    EcgDataset after = DATASET.map(restored(transform));
    assertThat(after.inputSpec()).isEqualTo(before.inputSpec());
    assertThat(after.pipeline().fingerprint()).isEqualTo(before.pipeline().fingerprint());
    for (int i : new int[] {0, 7, DATASET.size() - 1}) {
      assertThat(after.get(i).parts()).isEqualTo(before.get(i).parts());
    }
    for (float value : before.get(3).parts().values().iterator().next().toArray()) {
      assertThat(value).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void aMissingOrWrongOptionIsNamed(ExampleTransform transform) {
    ExampleTransform step = transform.steps().get(0);
    for (String option : step.options().keySet()) {
      Map<String, String> without = new HashMap<>(step.options());
      without.remove(option);
      assertThatIllegalArgumentException()
          .as(option)
          .isThrownBy(() -> TransformCodec.restore(step.id(), without, step.state(), Set.of()));
      Map<String, String> wrong = new HashMap<>(step.options());
      wrong.put(option, "?");
      assertThatIllegalArgumentException()
          .as(option)
          .isThrownBy(
              () -> DATASET.map(TransformCodec.restore(step.id(), wrong, step.state(), Set.of())));
    }
  }

  @Test
  void joinsFeaturesUnderTheirNames() {
    ExampleTransform stft = Stft.of(StftOptions.defaults());
    EcgDataset joined = DATASET.map(FeatureJoin.withInput(stft, RrFeatures.defaults()));
    assertThat(joined.inputSpec().parts().stream().map(Part::name))
        .containsExactly("signal", "spectrogram", "rr");
    Example example = joined.get(5);
    assertThat(example.part("signal")).isEqualTo(DATASET.get(5).part("signal"));
    assertThat(example.part("spectrogram")).isEqualTo(DATASET.map(stft).get(5).part("spectrogram"));
    assertThat(example.part("rr")).isEqualTo(DATASET.map(RrFeatures.defaults()).get(5).part("rr"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DATASET.map(FeatureJoin.of(stft, stft)))
        .withMessageContaining("two parts are named spectrogram");
    assertThatIllegalArgumentException().isThrownBy(FeatureJoin::of);
  }

  @Test
  void logarithmOfOnePart() {
    EcgDataset joined =
        DATASET.map(FeatureJoin.of(Stft.of(StftOptions.defaults()), RrFeatures.defaults()));
    Example before = joined.get(2);
    Example after = joined.map(LogScale.of(0.5)).get(2);
    assertThat(after.part("rr")).isEqualTo(before.part("rr"));
    float[] x = before.part("spectrogram").toArray();
    float[] y = after.part("spectrogram").toArray();
    for (int i = 0; i < x.length; i++) {
      assertThat(y[i]).isCloseTo((float) Math.log(x[i] + 0.5), within(1e-6f));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> LogScale.of(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DATASET.map(LogScale.of(1)))
        .withMessageContaining("no part is named spectrogram");
  }

  @Test
  void filtersEachLeadOfAWindow() {
    float[] window = DATASET.get(4).part("signal").toArray();
    Map<SignalFilter, BiquadFilter> filters =
        Map.of(
            SignalFilter.lowPass(4, 35), BiquadFilter.butterworthLowPass(4, 35, 360),
            SignalFilter.highPass(2, 0.5), BiquadFilter.butterworthHighPass(2, 0.5, 360),
            SignalFilter.bandPass(3, 0.5, 40), BiquadFilter.butterworthBandPass(3, 0.5, 40, 360),
            SignalFilter.bandStop(2, 58, 62), BiquadFilter.butterworthBandStop(2, 58, 62, 360),
            SignalFilter.notch(60, 30), BiquadFilter.notch(60, 30, 360));
    for (int lead = 0; lead < 2; lead++) {
      float[] own = Arrays.copyOfRange(window, lead * 1440, (lead + 1) * 1440);
      for (var entry : filters.entrySet()) {
        float[] filtered = DATASET.map(entry.getKey()).get(4).part("signal").toArray();
        assertThat(Arrays.copyOfRange(filtered, lead * 1440, (lead + 1) * 1440))
            .as("%s", entry.getKey())
            .containsExactly(entry.getValue().zeroPhase(own));
      }
      float[] flat = DATASET.map(SignalFilter.baseline()).get(4).part("signal").toArray();
      assertThat(Arrays.copyOfRange(flat, lead * 1440, (lead + 1) * 1440))
          .containsExactly(BaselineRemoval.defaults().remove(own, 360));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DATASET.map(SignalFilter.lowPass(4, 500)))
        .withMessageContaining("180");
  }

  private static float[] normalized(WindowNormalization.Method method, float... values) {
    float[] out = new float[values.length];
    InputSpec spec = InputSpec.ofSignal(360, List.of("a", "b"), values.length / 2);
    new WindowNormalization(method).bind(spec).apply(values, 0, out, 0, NoTrack.INSTANCE, 0);
    return out;
  }

  @Test
  void normalizesEachLeadOfAWindowByItself() {
    assertThat(normalized(WindowNormalization.Method.Z_SCORE, 1, 3, 1, 3, 7, 7, 7, 7))
        .containsExactly(-1, 1, -1, 1, 0, 0, 0, 0);
    assertThat(normalized(WindowNormalization.Method.MIN_MAX, 2, 4, 3, 6, 7, 7, 7, 7))
        .containsExactly(0, 0.5f, 0.25f, 1, 0, 0, 0, 0);
    assertThat(normalized(WindowNormalization.Method.PEAK, 0, 0, 0, 4, -4, 0, 2, 2))
        .containsExactly(-1 / 3f, -1 / 3f, -1 / 3f, 1, -1, 0, 0.5f, 0.5f);
    assertThat(normalized(WindowNormalization.Method.Z_SCORE, Float.NaN, 1, 3, 2, 0, 0, 1, 1)[0])
        .isNaN();
    assertThat(normalized(WindowNormalization.Method.Z_SCORE, Float.NaN, 1, 3, 2, 0, 0, 1, 1)[3])
        .isZero();
  }
}
