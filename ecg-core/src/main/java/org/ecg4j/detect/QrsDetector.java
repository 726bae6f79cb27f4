package org.ecg4j.detect;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;

/**
 * Finds the QRS complexes of an ECG, live or in a recording; both faces run the same code and give
 * the same beats, however the samples are cut into chunks.
 *
 * <p>Each lead is band-passed (5 to 22 Hz) and its energy over 80 ms gives an envelope, whatever
 * the polarity. Every peak of the envelope is a candidate. A candidate waits for {@value
 * #DELAY_SECONDS} s at most; then a small network decides from twenty measures (size against recent
 * beats and noise, likeness to the shapes of recent beats, slope, width, time since the last beat,
 * rivals before and after) whether it is a beat. Levels, shapes and rhythm follow what was decided.
 * Memory does not grow with time, and nothing is allocated per sample.
 *
 * <p>Samples are in millivolts; only ratios matter, so another unit near that size serves as well.
 * A sample that is not finite is missing: filters bridge it, and no beat is reported where every
 * lead misses samples within 80 ms. A flat lead gives no beats and is ignored beside another.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class QrsDetector {
  /** The longest time from a beat to its report, in seconds. */
  public static final double DELAY_SECONDS = 0.95;

  /** The lowest sampling rate, in hertz. */
  public static final double MINIMUM_RATE_HZ = 100;

  /** The highest sampling rate, in hertz. */
  public static final double MAXIMUM_RATE_HZ = 1000;

  // With the reach of the peak search this stays within DELAY_SECONDS.
  private static final double LOOK_AHEAD_SECONDS = 0.8;
  private static final double MEASURE_AFTER_SECONDS = 0.125;
  private static final double LEAST_DISTANCE_SECONDS = 0.072;
  // A lead below it is disconnected and learns nothing.
  private static final double LEARNING_TRUST = 1e-5;
  private static final double LOCATING_TRUST = 0.1;
  private static final double LEAST_SCALE = 1e-6;
  // Peaks this soon after a beat are its own tail and say nothing about noise.
  private static final double TAIL_SECONDS = 0.2;

  private final double samplingRateHz;
  private final QrsListener listener;
  private final CandidateJudge judge;
  private final double leastLogOdds;
  private final Lead[] leads;
  private final double[] trust;
  private final double[] scale;
  private final PeakPicker picker;
  private final PeakLocator locator;
  private final CandidateQueue waiting;
  private final BeatFeatures features;
  private final Rhythm rhythm;
  private final History history;
  private final int window;
  private final int lookAhead;
  private final int measureAfter;
  private final int leastDistance;
  private long sample;
  private int measured;
  private long lastReported;

  /**
   * A detector for live signal.
   *
   * @param samplingRateHz 100 to 1000
   * @param options how to search
   * @param listener receives the beats, on the thread that calls {@code accept} or {@code finish}
   * @return the detector, at the beginning of a signal
   */
  public static QrsDetector of(double samplingRateHz, QrsOptions options, QrsListener listener) {
    return new QrsDetector(samplingRateHz, options, listener, BeatNetwork.standard());
  }

  QrsDetector(
      double samplingRateHz, QrsOptions options, QrsListener listener, CandidateJudge judge) {
    if (!(samplingRateHz >= MINIMUM_RATE_HZ && samplingRateHz <= MAXIMUM_RATE_HZ)) {
      throw new IllegalArgumentException(
          "sampling rate must be "
              + MINIMUM_RATE_HZ
              + " to "
              + MAXIMUM_RATE_HZ
              + " Hz, not "
              + samplingRateHz
              + "; resample first");
    }
    this.samplingRateHz = samplingRateHz;
    this.listener = Objects.requireNonNull(listener, "listener");
    this.judge = judge;
    leastLogOdds = Math.log(options.minimumConfidence() / (1 - options.minimumConfidence()));
    int leadCount = options.leadCount();
    leads = new Lead[leadCount];
    for (int l = 0; l < leadCount; l++) {
      leads[l] = new Lead(samplingRateHz);
    }
    trust = new double[leadCount];
    scale = new double[leadCount];
    picker = new PeakPicker(samplingRateHz);
    locator = new PeakLocator(samplingRateHz, options.refinePeaks());
    waiting = new CandidateQueue(leadCount);
    features = new BeatFeatures(samplingRateHz);
    rhythm = new Rhythm(samplingRateHz);
    history = new History(samplingRateHz);
    window = Lead.envelopeWindow(samplingRateHz);
    lookAhead = (int) (LOOK_AHEAD_SECONDS * samplingRateHz);
    measureAfter = (int) (MEASURE_AFTER_SECONDS * samplingRateHz) + 2;
    leastDistance = (int) (LEAST_DISTANCE_SECONDS * samplingRateHz);
    reset();
  }

  /**
   * Finds all beats of a signal held in memory.
   *
   * @param samplingRateHz 100 to 1000
   * @param options how to search
   * @param leadsMv one array of equal length for each lead, in millivolts; not modified
   * @return the samples of the beats, in order
   */
  public static long[] detect(double samplingRateHz, QrsOptions options, float[]... leadsMv) {
    BeatList beats = new BeatList();
    QrsDetector detector = of(samplingRateHz, options, beats);
    detector.accept(leadsMv);
    detector.finish();
    return beats.toArray();
  }

  /**
   * Finds all beats of a recording.
   *
   * @param record the recording
   * @param options how to search; the number of leads is that of the names, where there are any
   * @param leadNames the leads to use; none for the record's first ones, as many as the options say
   * @return one annotation {@code N} for each beat, in the record's frames
   * @throws IllegalArgumentException when the record lacks such leads, or they have different rates
   */
  public static List<Annotation> detect(EcgRecord record, QrsOptions options, String... leadNames) {
    return RecordBeats.detect(record, options, leadNames);
  }

  /**
   * Takes the next samples.
   *
   * @param leadsMv one array of equal length for each lead, in millivolts; any length, not modified
   */
  public void accept(float[]... leadsMv) {
    checkLeadCount(leads.length, leadsMv.length);
    accept(0, leadsMv[0].length, leadsMv);
  }

  /**
   * Takes the next samples from part of larger arrays.
   *
   * @param offset where they begin in each array
   * @param count how many for each lead
   * @param leadsMv one array for each lead, in millivolts; not modified
   */
  public void accept(int offset, int count, float[]... leadsMv) {
    checkLeadCount(leads.length, leadsMv.length);
    for (float[] lead : leadsMv) {
      Objects.checkFromIndexSize(offset, count, lead.length);
      if (lead.length != leadsMv[0].length) {
        throw new IllegalArgumentException(
            "leads must have equal lengths, not " + leadsMv[0].length + " and " + lead.length);
      }
    }
    if (leads.length == 1) {
      float[] only = leadsMv[0];
      for (int i = offset; i < offset + count; i++) {
        step(leads[0].push(only[i], sample));
      }
    } else {
      for (int i = offset; i < offset + count; i++) {
        step(pushAll(leadsMv, i));
      }
    }
  }

  private static void checkLeadCount(int expected, int found) {
    if (found != expected) {
      throw new IllegalArgumentException("expected " + expected + " leads, not " + found);
    }
  }

  /** Ends the signal: decides what still waits. Call {@link #reset()} before another signal. */
  public void finish() {
    float[] missing = {Float.NaN};
    float[][] chunk = new float[leads.length][];
    Arrays.fill(chunk, missing);
    // A candidate at the very end needs its peak settled and its wait.
    int rest = lookAhead + 2 * measureAfter;
    for (int i = 0; i < rest; i++) {
      accept(0, 1, chunk);
    }
  }

  /** Forgets everything: the next sample is number 0 of a new signal. */
  public void reset() {
    for (Lead lead : leads) {
      lead.reset();
    }
    Arrays.fill(trust, 1.0 / leads.length);
    Arrays.fill(scale, 1);
    picker.reset();
    waiting.clear();
    rhythm.reset();
    history.reset();
    sample = 0;
    measured = 0;
    lastReported = -1;
  }

  /**
   * How many samples it has taken for each lead since the beginning.
   *
   * @return the number of samples
   */
  public long sampleCount() {
    return sample;
  }

  // The leads' envelopes, each in units of its beats, as a weighted root mean square.
  private double pushAll(float[][] leadsMv, int index) {
    double sum = 0;
    for (int l = 0; l < leads.length; l++) {
      double level = leads[l].push(leadsMv[l][index], sample) / scale[l];
      sum += trust[l] * level * level;
    }
    return Math.sqrt(sum);
  }

  private void step(double envelope) {
    if (picker.push(envelope, sample)) {
      addCandidate(picker.peakSample() - window / 2, picker.peakValue());
    }
    if (measured < waiting.size() && sample - waiting.get(measured).centre >= measureAfter) {
      measure(waiting.get(measured++));
    }
    if (measured > 0 && sample - waiting.get(0).centre >= lookAhead) {
      measured--;
      decide(waiting.poll());
    }
    sample++;
  }

  private void addCandidate(long centre, double envelope) {
    Candidate candidate;
    int size = waiting.size();
    if (size > measured && centre - waiting.get(size - 1).centre < leastDistance) {
      candidate = waiting.get(size - 1);
      if (envelope <= candidate.envelope) {
        return;
      }
    } else {
      candidate = waiting.append();
    }
    candidate.centre = centre;
    candidate.envelope = envelope;
    candidate.measured = false;
  }

  private void measure(Candidate candidate) {
    double resemblance = 0;
    for (int l = 0; l < leads.length; l++) {
      Candidate.LeadMeasure measure = candidate.leads[l];
      leads[l].measure(candidate.centre, measure);
      resemblance += trust[l] * measure.match.similarity * Math.min(1, measure.match.scale);
    }
    candidate.resemblance = resemblance;
    candidate.measured = true;
  }

  private void decide(Candidate candidate) {
    long start = candidate.centre - (long) (Lead.BACKGROUND_SECONDS * samplingRateHz);
    for (Lead lead : leads) {
      lead.surveyBackground(Math.max(0, start), sample);
    }
    if (!weighLeads(candidate)) {
      return;
    }
    double[] values = features.compute(candidate, waiting, leads, trust, rhythm, history);
    double logOdds = judge.logOdds(candidate, values);
    boolean beat = logOdds >= leastLogOdds;
    if (beat) {
      acceptBeat(candidate, logOdds);
    } else {
      history.rejected(candidate, features.levelRatio());
      if (rhythm.sinceLastBeat(candidate.centre) > TAIL_SECONDS) {
        for (int l = 0; l < leads.length; l++) {
          leads[l].learnNoise(candidate.leads[l]);
        }
      }
    }
  }

  // False when no lead has signal there.
  private boolean weighLeads(Candidate candidate) {
    double sum = 0;
    for (int l = 0; l < leads.length; l++) {
      trust[l] = leads[l].trust(candidate.leads[l]);
      sum += trust[l];
    }
    if (sum == 0) {
      Arrays.fill(trust, 1.0 / leads.length);
      return false;
    }
    for (int l = 0; l < leads.length; l++) {
      trust[l] /= sum;
      scale[l] = Math.max(LEAST_SCALE, leads[l].beatLevel().orElse(1));
    }
    return true;
  }

  private void acceptBeat(Candidate candidate, double logOdds) {
    for (int l = 0; l < leads.length; l++) {
      if (trust[l] >= LEARNING_TRUST) {
        leads[l].learnBeat(candidate.leads[l], candidate.centre / samplingRateHz);
      }
    }
    rhythm.learnBeat(candidate.centre);
    history.accepted(candidate);
    long peak = locator.locate(locatingLead(), candidate.centre);
    if (peak > lastReported) {
      lastReported = peak;
      listener.onBeat(peak, 1 / (1 + Math.exp(-logOdds)));
    }
  }

  // The first lead of some worth, and not the best of the moment: where a beat's peak is differs
  // between leads, and intervals would jump with the choice.
  private Lead locatingLead() {
    for (int l = 0; l < leads.length; l++) {
      if (trust[l] >= LOCATING_TRUST) {
        return leads[l];
      }
    }
    return leads[0];
  }
}
