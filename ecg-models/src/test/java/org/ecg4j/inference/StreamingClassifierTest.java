package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.NotCausalException;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.detect.QrsDetector;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.models.Models;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.segment.WindowOptions.EdgePolicy;
import org.ecg4j.segment.WindowOptions.Normalization;
import org.ecg4j.signal.Resampler;
import org.ecg4j.signal.SignalQuality;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream says of its beats what the batch form says, however its signal is cut. */
class StreamingClassifierTest {
  private static final EcgClassifier ONE_LEAD = EcgClassifier.of(StreamModels.spectrogram());
  private static final EcgClassifier TWO_LEADS = EcgClassifier.of(StreamModels.fusion());
  private static final EcgClassifier MIRRORED =
      EcgClassifier.of(
          StreamModels.spectrogram(WindowOptions.defaults().withEdges(EdgePolicy.REFLECT)));
  private static final EcgRecord PATIENT = StreamModels.patient(60, 5);

  static Stream<EcgClassifier> classifiers() {
    return Stream.of(ONE_LEAD, TWO_LEADS, MIRRORED);
  }

  @AfterAll
  static void close() {
    classifiers().forEach(EcgClassifier::close);
  }

  private static float[] samples(EcgClassifier classifier, EcgRecord record) {
    return StreamModels.interleaved(record, classifier.model().info().pipeline().raw().leads());
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("classifiers")
  void anyChunkingGivesTheSameBits(EcgClassifier classifier) {
    float[] samples = samples(classifier, PATIENT);
    SplittableRandom random = new SplittableRandom(11);
    // An electrode falls off for two seconds, and one value here and there is lost.
    Arrays.fill(samples, samples.length / 3, samples.length / 3 + 720, Float.NaN);
    for (int i = 0; i < 50; i++) {
      samples[random.nextInt(samples.length)] = Float.POSITIVE_INFINITY;
    }
    List<StreamedBeat> whole = StreamModels.streamed(classifier, samples);
    assertThat(whole).hasSizeGreaterThan(50);
    for (int most : new int[] {1, 7, 100, 5000}) {
      List<StreamedBeat> beats = new ArrayList<>();
      StreamingClassifier stream = StreamingClassifier.of(classifier, beats::add);
      for (int at = 0; at < samples.length; ) {
        int count = Math.min(samples.length - at, random.nextInt(most + 1));
        stream.accept(samples, at, count);
        at += count;
      }
      stream.finish();
      assertThat(beats).as("chunks of up to %d values", most).isEqualTo(whole);
    }
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("classifiers")
  void equalsTheBatchForm(EcgClassifier classifier) {
    StreamChecks.equalsTheBatchForm(classifier, PATIENT, 50);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("classifiers")
  void isReportedWithinTheDelay(EcgClassifier classifier) {
    int leads = classifier.model().info().pipeline().raw().leads().size();
    float[] samples = samples(classifier, PATIENT);
    List<StreamedBeat> beats = new ArrayList<>();
    StreamingClassifier stream = StreamingClassifier.of(classifier, beats::add);
    double delay = stream.delay().toNanos() * 1e-9;
    double longest = 0;
    for (int t = 0; t < samples.length / leads; t++) {
      int before = beats.size();
      stream.accept(samples, t * leads, leads);
      for (StreamedBeat beat : beats.subList(before, beats.size())) {
        longest = Math.max(longest, stream.sampleCount() / 360.0 - beat.seconds());
      }
    }
    assertThat(longest).isLessThanOrEqualTo(delay + 1e-9).isGreaterThan(0.8 * delay);
  }

  @Test
  void theDelayIsTheDetectorsOrThatOfTheWindow() {
    assertThat(StreamingClassifier.of(ONE_LEAD, beat -> {}).delay())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(StreamingClassifier.of(TWO_LEADS, beat -> {}).delay())
        .isEqualTo(Duration.ofMillis((long) (1000 * QrsDetector.DELAY_SECONDS)));
    // Ten samples of 250 Hz and one, which the resampling filter looks ahead.
    StreamOptions slower = StreamOptions.of(250, List.of("MLII"));
    assertThat(
            StreamingClassifier.of(ONE_LEAD.withResampling(), slower, beat -> {})
                .delay()
                .toMillis())
        .isEqualTo(2044);
  }

  @Test
  void aGapIsThatManyMissingSamples() {
    float[] samples = samples(TWO_LEADS, PATIENT);
    int cut = 20 * 360 * 2;
    List<StreamedBeat> beats = new ArrayList<>();
    StreamingClassifier stream = StreamingClassifier.of(TWO_LEADS, beats::add);
    stream.accept(samples, 0, cut);
    stream.gap(30 * 360);
    stream.accept(samples, cut, samples.length - cut);
    stream.finish();
    float[] missing = new float[samples.length + 30 * 360 * 2];
    Arrays.fill(missing, Float.NaN);
    System.arraycopy(samples, 0, missing, 0, cut);
    System.arraycopy(samples, cut, missing, cut + 30 * 360 * 2, samples.length - cut);
    assertThat(beats).isEqualTo(StreamModels.streamed(TWO_LEADS, missing));
    // Nothing is found in the gap, and the beats go on after it.
    assertThat(beats).noneMatch(beat -> beat.seconds() > 20.2 && beat.seconds() < 50);
    assertThat(beats.stream().filter(beat -> beat.seconds() > 50)).hasSizeGreaterThan(30);
    stream.reset();
    stream.accept(new float[1]);
    assertThatThrownBy(() -> stream.gap(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> stream.gap(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void qualityIsThatOfTheRecordAroundTheBeat() {
    for (StreamedBeat beat : StreamModels.streamed(ONE_LEAD, samples(ONE_LEAD, PATIENT))) {
      long sample = beat.prediction().beatSample();
      SignalQuality expected = SignalQuality.of(PATIENT.signal("MLII"), sample - 720, 1440);
      SignalQuality found = beat.quality().get(0);
      assertThat(found.flatFraction()).isEqualTo(expected.flatFraction());
      assertThat(found.clippedFraction()).isEqualTo(expected.clippedFraction());
      assertThat(found.highFrequencyFraction())
          .isCloseTo(expected.highFrequencyFraction(), within(1e-9));
      assertThat(beat.seconds()).isEqualTo(sample / 360.0);
      assertThat(beat.confidence()).isBetween(0.5, 1.0);
    }
  }

  @Test
  void aLeadThatIsOffIsNotUsable() {
    float[] samples = samples(TWO_LEADS, PATIENT);
    for (int t = 30 * 360; t < 40 * 360; t++) {
      samples[2 * t + 1] = Float.NaN;
    }
    List<StreamedBeat> beats = StreamModels.streamed(TWO_LEADS, samples);
    List<StreamedBeat> off =
        beats.stream().filter(beat -> beat.seconds() > 31 && beat.seconds() < 39).toList();
    assertThat(off).hasSizeGreaterThan(5).noneMatch(StreamedBeat::isUsable);
    assertThat(off).allMatch(beat -> beat.quality().get(0).missingFraction() == 0);
    assertThat(off).allMatch(beat -> beat.quality().get(1).missingFraction() > 0.3);
    assertThat(beats.stream().filter(beat -> beat.seconds() < 29))
        .isNotEmpty()
        .allMatch(beat -> beat.quality().get(1).missingFraction() == 0);
  }

  @Test
  void aStreamBeginsAnew() {
    float[] samples = samples(TWO_LEADS, PATIENT);
    List<StreamedBeat> expected = StreamModels.streamed(TWO_LEADS, samples);
    List<StreamedBeat> beats = new ArrayList<>();
    StreamingClassifier stream = StreamingClassifier.of(TWO_LEADS, beats::add);
    stream.accept(samples, 5, 14_001);
    stream.reset();
    beats.clear();
    stream.accept(samples);
    stream.finish();
    stream.finish();
    assertThat(beats).isEqualTo(expected);
    assertThatThrownBy(() -> stream.accept(samples))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("reset()");
  }

  @Test
  void asASubscriberItAsksForOneChunkAfterAnother() {
    float[] samples = samples(ONE_LEAD, PATIENT);
    List<StreamedBeat> beats = new ArrayList<>();
    StreamingClassifier stream = StreamingClassifier.of(ONE_LEAD, beats::add);
    Flow.Subscriber<float[]> subscriber = stream.subscriber();
    Requests requests = new Requests();
    subscriber.onSubscribe(requests);
    for (int at = 0; at < samples.length; at += 1000) {
      assertThat(requests.open).isEqualTo(1);
      requests.open--;
      subscriber.onNext(Arrays.copyOfRange(samples, at, Math.min(samples.length, at + 1000)));
    }
    subscriber.onComplete();
    assertThat(beats).isEqualTo(StreamModels.streamed(ONE_LEAD, samples));
    Requests second = new Requests();
    subscriber.onSubscribe(second);
    assertThat(second.cancelled).isTrue();
    // The stream is finished: what still comes ends the subscription, not the publisher.
    subscriber.onNext(new float[1]);
    assertThat(requests.cancelled).isTrue();
  }

  @Test
  void aBrokenPublisherEndsTheSignal() {
    float[] samples = samples(ONE_LEAD, PATIENT);
    List<StreamedBeat> beats = new ArrayList<>();
    Flow.Subscriber<float[]> subscriber = StreamingClassifier.of(ONE_LEAD, beats::add).subscriber();
    subscriber.onSubscribe(new Requests());
    subscriber.onNext(samples);
    subscriber.onError(new IOException("cable out"));
    assertThat(beats).isEqualTo(StreamModels.streamed(ONE_LEAD, samples));
  }

  /** Counts what a subscriber asks for. */
  private static final class Requests implements Flow.Subscription {
    private long open;
    private boolean cancelled;

    @Override
    public void request(long n) {
      open += n;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @Test
  void anotherRateIsRefusedOrResampled() {
    EcgRecord slower = Resampler.resample(PATIENT, 250);
    StreamOptions options = StreamOptions.of(250, List.of("V5", "MLII"));
    assertThatThrownBy(() -> StreamingClassifier.of(ONE_LEAD, options, beat -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("360.0 Hz, but the stream has 250.0 Hz");
    EcgClassifier resampling = ONE_LEAD.withResampling();
    List<StreamedBeat> beats = new ArrayList<>();
    StreamingClassifier stream = StreamingClassifier.of(resampling, options, beats::add);
    stream.accept(StreamModels.interleaved(slower, List.of("V5", "MLII")));
    stream.finish();
    // The batch form rounds the resampled record to whole ADC units.
    List<BeatPrediction> batch = resampling.classify(slower);
    assertThat(beats).hasSameSizeAs(batch).hasSizeGreaterThan(50);
    for (int i = 0; i < batch.size(); i++) {
      BeatPrediction found = beats.get(i).prediction();
      assertThat(found.beatSample()).isEqualTo(batch.get(i).beatSample());
      assertThat(found.probabilities().get(1))
          .isCloseTo(batch.get(i).probabilities().get(1), within(1e-3));
    }
  }

  @Test
  void aModelThatNeedsTheWholeRecordIsRefusedByName() {
    WindowOptions window = WindowOptions.defaults();
    Pipeline raw = Pipeline.of(StreamModels.spec(List.of("MLII"), window), window);
    ExampleTransform rr = RrFeatures.defaults();
    ExampleTransform join = FeatureJoin.of(Stft.of(StftOptions.defaults()), rr);
    try (EcgClassifier looksAhead =
        EcgClassifier.of(
            StreamModels.model(Models.fusion(), raw.then(join), List.of("normal", "abnormal")))) {
      assertThatThrownBy(() -> StreamingClassifier.of(looksAhead, beat -> {}))
          .isInstanceOf(NotCausalException.class)
          .hasMessageContaining("rr cannot work on live signal")
          .hasMessageContaining("asCausal()");
      // In a batch it is at home.
      assertThat(looksAhead.classify(PATIENT)).hasSizeGreaterThan(50);
    }
    try (EcgClassifier scaled =
        EcgClassifier.of(
            StreamModels.spectrogram(window.withNormalization(Normalization.RECORD_Z_SCORE)))) {
      assertThatThrownBy(() -> StreamingClassifier.of(scaled, beat -> {}))
          .isInstanceOf(NotCausalException.class)
          .hasMessageContaining("normalization RECORD_Z_SCORE");
    }
    assertThatThrownBy(
            () ->
                StreamingClassifier.of(
                    TWO_LEADS, StreamOptions.of(360, List.of("V5", "II")), beat -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[MLII, V5]")
        .hasMessageContaining("[V5, II]");
    assertThatThrownBy(() -> StreamOptions.of(360, List.of("II", "II")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
