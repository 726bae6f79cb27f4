package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecg4j.record.EcgRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Streams that share a model say what each would say alone. */
class StreamHubTest {
  private static final EcgClassifier CLASSIFIER = EcgClassifier.of(StreamModels.spectrogram());

  @AfterAll
  static void close() {
    CLASSIFIER.close();
  }

  private static float[] samples(int patient) {
    EcgRecord record = StreamModels.patient(20, 100 + patient);
    return StreamModels.interleaved(record, List.of("MLII"));
  }

  @Test
  void eachStreamSaysWhatItWouldAlone() throws Exception {
    int streams = 24;
    List<List<StreamedBeat>> heard = new ArrayList<>();
    ExecutorService feeders = Executors.newFixedThreadPool(3);
    try (StreamHub hub = StreamHub.of(CLASSIFIER)) {
      List<Future<?>> all = new ArrayList<>();
      for (int s = 0; s < streams; s++) {
        List<StreamedBeat> beats = Collections.synchronizedList(new ArrayList<>());
        heard.add(beats);
        float[] samples = samples(s);
        StreamingClassifier stream = hub.open(beats::add);
        all.add(
            feeders.submit(
                () -> {
                  for (int at = 0; at < samples.length; at += 36) {
                    stream.accept(samples, at, Math.min(36, samples.length - at));
                  }
                  int before = beats.size();
                  stream.finish();
                  assertThat(beats).hasSizeGreaterThanOrEqualTo(before).isNotEmpty();
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      for (int s = 0; s < streams; s++) {
        List<StreamedBeat> alone = StreamModels.streamed(CLASSIFIER, samples(s));
        assertThat(heard.get(s)).hasSameSizeAs(alone);
        for (int i = 0; i < alone.size(); i++) {
          StreamedBeat expected = alone.get(i);
          StreamedBeat found = heard.get(s).get(i);
          assertThat(found.seconds()).isEqualTo(expected.seconds());
          assertThat(found.confidence()).isEqualTo(expected.confidence());
          assertThat(found.quality()).isEqualTo(expected.quality());
          assertThat(found.prediction().probabilities().get(1))
              .isCloseTo(expected.prediction().probabilities().get(1), within(1e-6));
        }
      }
    } finally {
      feeders.shutdown();
    }
  }

  @Test
  void aListenerThatFailsStopsNobody() {
    float[] samples = samples(0);
    int expected = StreamModels.streamed(CLASSIFIER, samples).size();
    AtomicInteger heard = new AtomicInteger();
    try (StreamHub hub = StreamHub.of(CLASSIFIER, Duration.ZERO)) {
      StreamingClassifier broken =
          hub.open(
              beat -> {
                throw new IllegalArgumentException("of no use");
              });
      StreamingClassifier whole = hub.open(beat -> heard.incrementAndGet());
      broken.accept(samples);
      whole.accept(samples);
      broken.finish();
      whole.finish();
    }
    assertThat(heard).hasValue(expected);
  }

  @Test
  void closingHandsOnWhatWaits() {
    float[] samples = samples(1);
    List<StreamedBeat> beats = Collections.synchronizedList(new ArrayList<>());
    StreamHub hub = StreamHub.of(CLASSIFIER, Duration.ofSeconds(10));
    StreamingClassifier stream = hub.open(beats::add);
    stream.accept(samples);
    hub.close();
    hub.close();
    assertThat(beats).hasSizeGreaterThan(10);
    assertThatThrownBy(() -> stream.accept(samples))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> StreamHub.of(CLASSIFIER, Duration.ofSeconds(11)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aModelThatFailsStopsItsStreams() {
    EcgClassifier gone = EcgClassifier.of(StreamModels.spectrogram());
    try (StreamHub hub = StreamHub.of(gone)) {
      StreamingClassifier stream = hub.open(beat -> {});
      gone.close();
      stream.accept(samples(2));
      assertThatThrownBy(stream::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the model is closed");
    }
  }
}
