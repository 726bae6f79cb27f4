package org.ecg4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ecg4j.segment.BeatTrack;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.segment.WindowOptions;
import org.junit.jupiter.api.Test;

class RecordTrackTest {
  private static EcgDataset dataset(String symbols) {
    return EcgDataset.of(
        List.of(SyntheticRecords.ramp("201", 100, symbols, "V5", "MLII")),
        DatasetOptions.defaults()
            .withLabels(LabelScheme.course())
            .withWindow(WindowOptions.of(Extent.ofSamples(2), Extent.ofSamples(3))));
  }

  @Test
  void beatsThatTheLabelsDropAreStillNeighbours() {
    // L is dropped by the course's labels; an RR interval must not jump over it.
    EcgDataset beats = dataset("NLV");
    assertThat(beats.size()).isEqualTo(2);
    BeatTrack track = beats.track(1);
    assertThat(track.beatCount()).isEqualTo(3);
    assertThat(beats.beat(1)).isEqualTo(2);
    assertThat(track.beatSample(2) - track.beatSample(1)).isEqualTo(10);
    assertThat(track.recordName()).isEqualTo("201");
    assertThat(track.subject()).isEqualTo("201+202");
    assertThat(track.samplingRateHz()).isEqualTo(10);
    assertThat(track.startSample()).isZero();
    assertThat(track.endSample()).isEqualTo(100);
    assertThat(track.leadCount()).isEqualTo(1);
    float[] values = new float[4];
    track.readLead(0, 98, 2, values, 1);
    assertThat(values).containsExactly(0, 1098, 1099, 0);
    assertThatThrownBy(() -> track.readLead(0, 98, 3, values, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aComputationMayAskForOtherValuesOfTheSameTrack() {
    BeatTrack track = dataset("NV").track(0);
    // Many keys, so that some share a bin of any hash table.
    int sum =
        track.once(
            "sum",
            whole ->
                IntStream.range(0, 200)
                    .map(i -> whole.once("part " + i, t -> i * t.beatCount()))
                    .sum());
    assertThat(sum).isEqualTo(2 * 199 * 100);
  }

  @Test
  void severalThreadsComputeOnce() {
    BeatTrack track = dataset("NV").track(0);
    AtomicInteger calls = new AtomicInteger();
    List<Integer> seen =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> track.<Integer>once("key", t -> calls.incrementAndGet()))
            .toList();
    assertThat(calls).hasValue(1);
    assertThat(seen).containsOnly(1);
  }

  @Test
  void aFailedComputationIsTriedAgainAndACircularOneIsRefused() {
    BeatTrack track = dataset("NV").track(0);
    assertThatThrownBy(
            () ->
                track.once(
                    "key",
                    t -> {
                      throw new ArithmeticException("first");
                    }))
        .hasMessage("first");
    assertThat(track.<Integer>once("key", t -> 5)).isEqualTo(5);
    assertThatThrownBy(() -> track.once("circle", t -> t.once("circle", u -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("circle asks for its own result");
  }
}
