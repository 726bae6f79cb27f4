package org.ecg4j.inference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.NotCausalException;
import org.ecg4j.detect.QrsDetector;
import org.ecg4j.detect.QrsOptions;
import org.ecg4j.signal.Resampler;
import org.ecg4j.signal.ResamplerStream;

/**
 * Finds and classifies the beats of a live signal: samples go in, in chunks of any size, and beats
 * come out as they are decided, at most {@link #delay} after they happened. The result does not
 * depend on how the signal is cut into chunks, and is that of {@link EcgClassifier#classify} on the
 * whole recording. Memory does not grow with time.
 *
 * <p>Samples are millivolts, interleaved: with n leads, lead l at time t is value {@code t * n +
 * l}. A chunk may end within a time. A value that is not finite is missing, as when an electrode is
 * off; {@link #gap} stands for a longer stretch of nothing. Beats are searched on the leads that
 * the model knows, up to 8 together.
 *
 * <p>A stream is one thread's at a time; many of them can share one {@link EcgClassifier}, and
 * {@link StreamHub} asks it for the beats of many streams at once.
 */
public final class StreamingClassifier {
  private static final int BLOCK = 256;
  private static final double QUALITY_SECONDS = 2;

  private final EcgClassifier classifier;
  private final StreamOptions options;
  private final Consumer<? super StreamedBeat> listener;
  private final RowPredictor predictor;
  private final InputSpec raw;
  private final int[] usedLeads;
  // A frame of samples of all leads that is not complete yet.
  private final float[] frame;
  private final float[][] block;
  private final float[][] resampled;
  private final float[][] searched;
  private final QrsDetector detector;
  private final Resampler resampler;
  private final BeatQuality quality;
  private final Queue<FoundBeat> waiting = new ArrayDeque<>();
  private final int windowBefore;
  private final int windowAfter;
  private List<ResamplerStream> resamplers;
  private LivePipeline pipeline;
  private LiveTrack track;
  private long taken;
  private int frameSize;
  private int blockSize;
  private boolean finished;

  /**
   * A beat that waits for the signal after it; places in samples of the stream and of the model.
   */
  private record FoundBeat(long sample, long modelSample, double confidence) {}

  StreamingClassifier(
      EcgClassifier classifier,
      StreamOptions options,
      Consumer<? super StreamedBeat> listener,
      RowPredictor predictor) {
    this.classifier = classifier;
    this.options = options;
    this.listener = Objects.requireNonNull(listener, "listener");
    this.predictor = predictor;
    raw = classifier.model().info().pipeline().raw();
    usedLeads = usedLeads(raw.leads(), options.leads());
    classifier.requireRate(options.samplingRateHz(), "the stream");
    frame = new float[options.leads().size()];
    block = new float[usedLeads.length][BLOCK];
    searched = Arrays.copyOf(block, Math.min(block.length, QrsOptions.MAXIMUM_LEADS));
    detector =
        QrsDetector.of(
            options.samplingRateHz(),
            options.detector().withLeadCount(searched.length),
            this::found);
    resampler = Resampler.between(options.samplingRateHz(), raw.samplingRateHz());
    quality = new BeatQuality(raw.leads(), raw.samplingRateHz());
    resamplers = newResamplers();
    resampled = new float[usedLeads.length][resamplers.get(0).mostOutput(BLOCK)];
    pipeline = new LivePipeline(classifier.model().info().pipeline());
    var window = EcgClassifier.window(classifier.model().info().pipeline());
    windowBefore =
        Math.max(
            window.before().samples(raw.samplingRateHz()),
            (int) (QUALITY_SECONDS * raw.samplingRateHz()));
    windowAfter = window.after().samples(raw.samplingRateHz());
    track = newTrack();
  }

  /**
   * A stream of the rate and leads of the model.
   *
   * @param classifier shared; it must not be closed before the stream is done
   * @param listener receives the beats in order, on the thread that calls {@code accept} or {@code
   *     finish}
   * @return the stream, at the beginning of a signal
   * @throws NotCausalException when the model needs more of a record than a stream has; it names
   *     the step that does
   */
  public static StreamingClassifier of(
      EcgClassifier classifier, Consumer<? super StreamedBeat> listener) {
    InputSpec raw = classifier.model().info().pipeline().raw();
    return of(classifier, StreamOptions.of(raw.samplingRateHz(), raw.leads()), listener);
  }

  /**
   * A stream.
   *
   * @param classifier shared; it must not be closed before the stream is done
   * @param options rate and leads of the signal; another rate than the model's needs {@link
   *     EcgClassifier#withResampling}
   * @param listener receives the beats in order, on the thread that calls {@code accept} or {@code
   *     finish}
   * @return the stream, at the beginning of a signal
   * @throws NotCausalException when the model needs more of a record than a stream has; it names
   *     the step that does
   * @throws IllegalArgumentException when the signal lacks a lead of the model or has another rate
   */
  public static StreamingClassifier of(
      EcgClassifier classifier, StreamOptions options, Consumer<? super StreamedBeat> listener) {
    return new StreamingClassifier(
        classifier, options, listener, RowPredictor.direct(classifier.model()));
  }

  private static int[] usedLeads(List<String> wanted, List<String> given) {
    int[] indices = new int[wanted.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = given.indexOf(wanted.get(i));
      if (indices[i] < 0) {
        throw new IllegalArgumentException(
            "the model needs the leads " + wanted + ", but the stream has " + given);
      }
    }
    return indices;
  }

  private List<ResamplerStream> newResamplers() {
    List<ResamplerStream> all = new ArrayList<>();
    for (int i = 0; i < usedLeads.length; i++) {
      all.add(resampler.stream(options.samplingRateHz()));
    }
    return all;
  }

  private LiveTrack newTrack() {
    double wait = QrsDetector.DELAY_SECONDS + resamplers.get(0).delaySeconds();
    int after = Math.max(pipeline.samplesAfter(), (int) Math.ceil(wait * raw.samplingRateHz()) + 1);
    int before = Math.max(pipeline.samplesBefore(), windowBefore);
    return new LiveTrack(
        usedLeads.length, raw.samplingRateHz(), before + after + resampled[0].length);
  }

  /**
   * The longest time from a beat to its report: the detector's, or what the model wants to hear
   * after a beat, whichever is longer, and the delay of resampling. The length of a chunk comes on
   * top.
   *
   * @return the delay, in time of the signal
   */
  public Duration delay() {
    double model =
        pipeline.samplesAfter() / raw.samplingRateHz() + resamplers.get(0).delaySeconds();
    return Duration.ofNanos(Math.round(1e9 * Math.max(QrsDetector.DELAY_SECONDS, model)));
  }

  /**
   * Takes the next samples.
   *
   * @param samples millivolts, interleaved; any number of them; not modified
   * @throws IllegalStateException after {@link #finish()}
   */
  public void accept(float[] samples) {
    accept(samples, 0, samples.length);
  }

  /**
   * Takes the next samples from part of an array.
   *
   * @param samples millivolts, interleaved; not modified
   * @param offset where they begin
   * @param count how many values, of all leads together
   * @throws IllegalStateException after {@link #finish()}
   */
  public void accept(float[] samples, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, samples.length);
    requireOpen();
    for (int i = offset; i < offset + count; i++) {
      frame[frameSize++] = samples[i];
      if (frameSize == frame.length) {
        frameSize = 0;
        takeFrame();
      }
    }
    process();
  }

  /**
   * Takes note that samples are missing on all leads: the same as that many NaN.
   *
   * @param sampleCount how many of each lead
   * @throws IllegalStateException after {@link #finish()}, or when the samples of one time are not
   *     complete
   */
  public void gap(long sampleCount) {
    requireOpen();
    if (sampleCount < 0) {
      throw new IllegalArgumentException("a gap must not be negative, but is " + sampleCount);
    }
    if (frameSize > 0) {
      throw new IllegalStateException(
          "a gap cannot begin after " + frameSize + " of " + frame.length + " leads");
    }
    Arrays.fill(frame, Float.NaN);
    for (long i = 0; i < sampleCount; i++) {
      takeFrame();
    }
    process();
  }

  /**
   * Ends the signal: decides and hands on every beat that still waits. Samples of an incomplete
   * time are dropped.
   */
  public void finish() {
    if (finished) {
      return;
    }
    process();
    finished = true;
    int count = 0;
    for (int lead = 0; lead < usedLeads.length; lead++) {
      count = resamplers.get(lead).finish(resampled[lead]);
    }
    track.append(resampled, count);
    detector.finish();
    while (!waiting.isEmpty()) {
      answer(waiting.remove());
    }
    predictor.flush();
  }

  /** Forgets everything, waiting beats too: the next sample is number 0 of a new signal. */
  public void reset() {
    waiting.clear();
    taken = 0;
    frameSize = 0;
    blockSize = 0;
    finished = false;
    detector.reset();
    resamplers = newResamplers();
    pipeline = new LivePipeline(classifier.model().info().pipeline());
    track = newTrack();
  }

  /**
   * How many samples it has taken of each lead since the beginning.
   *
   * @return samples
   */
  public long sampleCount() {
    return taken;
  }

  /**
   * This stream as a subscriber, which asks for one chunk after another and finishes the stream
   * when they end or fail.
   *
   * @return a subscriber, to be subscribed once
   */
  public Flow.Subscriber<float[]> subscriber() {
    return new ChunkSubscriber(this);
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the stream was finished; reset() begins a new signal");
    }
  }

  private void takeFrame() {
    for (int lead = 0; lead < usedLeads.length; lead++) {
      float value = frame[usedLeads[lead]];
      block[lead][blockSize] = Float.isFinite(value) ? value : Float.NaN;
    }
    if (++blockSize == BLOCK) {
      process();
    }
  }

  /** Works on the samples taken so far. */
  private void process() {
    int count = blockSize;
    blockSize = 0;
    int resampledCount = 0;
    for (int lead = 0; lead < usedLeads.length; lead++) {
      resampledCount = resamplers.get(lead).process(block[lead], 0, count, resampled[lead]);
    }
    track.append(resampled, resampledCount);
    detector.accept(0, count, searched);
    taken += count;
    while (!waiting.isEmpty()
        && waiting.element().modelSample + pipeline.samplesAfter() <= track.heard()) {
      answer(waiting.remove());
    }
  }

  private void found(long sample, double confidence) {
    waiting.add(new FoundBeat(sample, resampler.moveSample(sample), confidence));
  }

  private void answer(FoundBeat beat) {
    long at = beat.modelSample;
    track.show(
        at, at - Math.max(windowBefore, pipeline.samplesBefore()), at + pipeline.samplesAfter());
    float[] row = pipeline.prepare(track);
    if (row == null) {
      return;
    }
    var around = quality.of(track, at - windowBefore, at + windowAfter);
    double seconds = beat.sample / options.samplingRateHz();
    predictor.predict(
        row,
        probabilities ->
            listener.accept(
                new StreamedBeat(
                    classifier.prediction(probabilities, 0, beat.sample),
                    seconds,
                    beat.confidence,
                    around)));
  }
}
