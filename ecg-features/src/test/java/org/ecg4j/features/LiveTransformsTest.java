package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.ExampleTransform.Live;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.NotCausalException;
import org.ecg4j.features.MorphologyFeatures.Group;
import org.ecg4j.segment.BeatTrack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On live signal a causal transform gives what it gives for the whole record, bit by bit. */
class LiveTransformsTest {
  private static final EcgDataset DATASET = Records.dataset();
  private static final ExampleTransform RR =
      RrFeatures.defaults().withLocalBeats(5).withLogarithms(true).asCausal();
  private static final ExampleTransform SHAPE =
      MorphologyFeatures.defaults().withGroups(EnumSet.allOf(Group.class)).asCausal();

  static Stream<ExampleTransform> causal() {
    ExampleTransform stft = Stft.of(StftOptions.defaults()).then(LogScale.of(0.01));
    return Stream.of(
        RR,
        SHAPE,
        stft,
        SignalFilter.baseline().then(WindowNormalization.zScore()),
        NeighbourBeats.before(FeatureJoin.of(RR, SHAPE), 3),
        NeighbourBeats.before(RR, 2).withHold(2),
        new SelectedFeatures(FeatureJoin.of(RR, SHAPE), List.of(3, 0, 30)),
        RR.then(Standardizer.fit(DATASET.map(RR).asTrainingSet())),
        FeatureJoin.withInput(stft, FeatureJoin.of(RR, SHAPE)));
  }

  @ParameterizedTest
  @MethodSource("causal")
  void givesTheValuesOfTheWholeRecord(ExampleTransform transform) {
    EcgDataset mapped = DATASET.map(transform);
    InputSpec input = DATASET.inputSpec();
    float[] window = new float[input.size()];
    float[] expected = new float[mapped.inputSpec().size()];
    float[] out = new float[expected.length];
    for (String record : DATASET.recordNames()) {
      EcgDataset whole = DATASET.ofRecords(record);
      EcgDataset wholeMapped = mapped.ofRecords(record);
      BeatTrack track = whole.track(0);
      Live live = transform.bindLive(input);
      int row = 0;
      for (int beat = 0; beat < track.beatCount(); beat++) {
        boolean hasWindow = row < whole.size() && whole.beat(row) == beat;
        Arrays.fill(window, 0);
        if (hasWindow) {
          whole.reader().read(row, window, 0);
        }
        ListTrack heard = heard(track, beat, live);
        live.kernel().apply(window, 0, out, 0, heard, heard.beatCount() - 1);
        if (hasWindow) {
          wholeMapped.reader().read(row++, expected, 0);
          assertThat(out).as("%s, beat %d", record, beat).containsExactly(expected);
        }
      }
      assertThat(row).isEqualTo(whole.size()).isGreaterThan(40);
    }
  }

  /** What a stream holds at a beat: the last beats, and the signal within the transform's reach. */
  private static ListTrack heard(BeatTrack track, int beat, Live live) {
    long sample = track.beatSample(beat);
    long start = Math.max(0, sample - (long) Math.ceil(live.secondsBefore() * 360));
    long end =
        Math.min(track.endSample(), sample + (long) Math.ceil(live.secondsAfter() * 360 - 1e-6));
    float[][] leads = new float[track.leadCount()][(int) track.endSample()];
    for (int lead = 0; lead < leads.length; lead++) {
      track.readLead(lead, 0, leads[lead].length, leads[lead], 0);
      Arrays.fill(leads[lead], 0, (int) start, Float.NaN);
      Arrays.fill(leads[lead], (int) Math.max(start, end), leads[lead].length, Float.NaN);
    }
    long[] lastBeats =
        beat == 0 ? new long[] {sample} : new long[] {track.beatSample(beat - 1), sample};
    return ListTrack.of(360, lastBeats, leads).part(lastBeats.length, start, Math.max(start, end));
  }

  @Test
  void whatNeedsTheRecordIsRefusedByName() {
    InputSpec input = DATASET.inputSpec();
    for (ExampleTransform transform :
        List.of(
            RrFeatures.defaults(),
            MorphologyFeatures.detailed(),
            NeighbourBeats.around(RR, 2),
            Standardizer.perPatient(RR, ValueGrouping.FEATURE))) {
      for (ExampleTransform around :
          List.of(
              transform,
              FeatureJoin.withInput(Stft.of(StftOptions.defaults()), transform),
              WindowNormalization.zScore().then(transform))) {
        assertThatThrownBy(() -> around.bindLive(input))
            .isInstanceOf(NotCausalException.class)
            .hasMessageContaining(transform.id())
            .extracting(e -> ((NotCausalException) e).step())
            .isEqualTo(transform.id());
      }
    }
  }

  @Test
  void aLongGapIsNoInterval() {
    // 0.8 s, then nothing for 12 s: the interval counts as the median so far.
    ListTrack track = ListTrack.of(100, new long[] {50, 130, 1330, 1410});
    float[] out = new float[5];
    RrFeatures causal = RrFeatures.defaults().asCausal();
    causal.bind(InputSpec.ofSignal(100, List.of("I"), 4)).apply(out, 0, out, 0, track, 2);
    assertThat(out).containsExactly(0.8f, 1, 1, 0.8f, 0);
  }

  @Test
  void theMedianOfAllIntervalsIsExact() {
    // Intervals 1 to 999 samples in a scrambled order, against the median of the sorted list.
    long[] beats = new long[1000];
    double[] intervals = new double[999];
    for (int i = 1; i < beats.length; i++) {
      intervals[i - 1] = (i * 571 % 1000) / 100.0;
      beats[i] = beats[i - 1] + i * 571 % 1000;
    }
    ListTrack track = ListTrack.of(100, beats);
    float[] out = new float[5];
    Live live = RrFeatures.defaults().asCausal().bindLive(InputSpec.ofSignal(100, List.of("I"), 4));
    for (int beat = 0; beat < beats.length; beat++) {
      live.kernel().apply(out, 0, out, 0, track, beat);
      if (beat > 0) {
        double[] past = Arrays.copyOf(intervals, beat);
        assertThat(out[3]).isEqualTo((float) Medians.of(past));
      }
    }
  }
}
