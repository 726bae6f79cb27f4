package org.ecg4j.features;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.TrainingSet;

/**
 * Small random changes of training examples, in the order in which they were added. How an example
 * is changed depends on the seed, the epoch and the example's index, and on nothing else: not on
 * threads, batches or the order of reading. Immutable.
 *
 * <pre>{@code
 * Augmentation augmentation =
 *     Augmentation.seeded(1).amplitude(0.8, 1.25).polarityFlip(0.5).gaussianNoise(0.02);
 * }</pre>
 *
 * <p>Changes of the raw window come before the transforms of the training set, those of the
 * spectrogram after them: {@link #on}. Amplitudes are in the unit of the window, millivolts unless
 * it was scaled.
 */
public final class Augmentation {
  private final long seed;
  private final List<AugmentationStep> steps;
  private final OptionalDouble mixUpAlpha;

  private Augmentation(long seed, List<AugmentationStep> steps, OptionalDouble mixUpAlpha) {
    this.seed = seed;
    this.steps = List.copyOf(steps);
    this.mixUpAlpha = mixUpAlpha;
  }

  /**
   * No change yet.
   *
   * @param seed of all chance
   * @return an augmentation to add steps to
   */
  public static Augmentation seeded(long seed) {
    return new Augmentation(seed, List.of(), OptionalDouble.empty());
  }

  private Augmentation with(AugmentationStep step) {
    List<AugmentationStep> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Augmentation(seed, longer, mixUpAlpha);
  }

  /**
   * Adds: all leads times one factor.
   *
   * @param low the lowest factor, above 0
   * @param high the highest; the factor's logarithm is uniform
   * @return a copy
   */
  public Augmentation amplitude(double low, double high) {
    return with(SignalSteps.amplitude(low, high));
  }

  /**
   * Adds: the window moved in time, both ways equally likely; its end value fills the gap.
   *
   * @param mostMs the longest way in milliseconds
   * @return a copy
   */
  public Augmentation timeShift(double mostMs) {
    return with(SignalSteps.timeShift(mostMs));
  }

  /**
   * Adds: the window stretched about its middle.
   *
   * @param low the lowest factor, below 1 to squeeze
   * @param high the highest factor
   * @return a copy
   */
  public Augmentation timeStretch(double low, double high) {
    return with(SignalSteps.timeStretch(low, high));
  }

  /**
   * Adds: white noise.
   *
   * @param mostDeviation the highest standard deviation; it is uniform from 0
   * @return a copy
   */
  public Augmentation gaussianNoise(double mostDeviation) {
    return with(SignalSteps.gaussianNoise(mostDeviation));
  }

  /**
   * Adds: slow sine waves from 0.05 Hz up.
   *
   * @param mostAmplitude the highest amplitude of all together
   * @param highestHz the highest frequency; 0.5 is usual
   * @return a copy
   */
  public Augmentation baselineWander(double mostAmplitude, double highestHz) {
    return with(SignalSteps.baselineWander(mostAmplitude, highestHz));
  }

  /**
   * Adds: the hum of a power line.
   *
   * @param frequencyHz 50 or 60
   * @param mostAmplitude the highest amplitude; it is uniform from 0
   * @return a copy
   */
  public Augmentation powerLine(double frequencyHz, double mostAmplitude) {
    return with(SignalSteps.powerLine(frequencyHz, mostAmplitude));
  }

  /**
   * Adds: a random stretch of recorded noise.
   *
   * @param noise the record
   * @param lowDb the lowest signal-to-noise ratio in decibels, of the variances within the window
   * @param highDb the highest
   * @return a copy
   */
  public Augmentation recordedNoise(NoiseRecord noise, double lowDb, double highDb) {
    return with(SignalSteps.recordedNoise(noise, lowDb, highDb));
  }

  /**
   * Adds: leads that become 0; at least one is always left, so that a single lead never goes.
   *
   * @param probability of each lead
   * @return a copy
   */
  public Augmentation leadDropout(double probability) {
    return with(SignalSteps.leadDropout(probability));
  }

  /**
   * Adds: leads that change their sign.
   *
   * @param probability of each lead
   * @return a copy
   */
  public Augmentation polarityFlip(double probability) {
    return with(SignalSteps.polarityFlip(probability));
  }

  /**
   * Adds: frequency bands of the spectrogram that become its mean.
   *
   * @param bands how many
   * @param mostRows the widest band in frequencies; widths from 0 are equally likely
   * @return a copy
   */
  public Augmentation frequencyMask(int bands, int mostRows) {
    return with(new BandMask(Axis.FREQUENCY, bands, mostRows));
  }

  /**
   * Adds: stretches of time of the spectrogram that become its mean.
   *
   * @param bands how many
   * @param mostColumns the longest stretch in columns; lengths from 0 are equally likely
   * @return a copy
   */
  public Augmentation timeMask(int bands, int mostColumns) {
    return with(new BandMask(Axis.TIME, bands, mostColumns));
  }

  /**
   * Adds: white noise on features, after all transforms, so in standardised units where the last of
   * them standardises.
   *
   * @param part the features' part, such as {@link MorphologyFeatures#MORPHOLOGY}
   * @param deviation of the noise
   * @return a copy
   */
  public Augmentation featureNoise(String part, double deviation) {
    return with(new ValueNoise(part, deviation));
  }

  /**
   * Adds mixup, after everything else: an example and its target become share × own + (1 - share) ×
   * partner's, for a random partner of the set and a share from Beta(alpha, alpha). Zhang et al.,
   * mixup: Beyond Empirical Risk Minimization, ICLR 2018.
   *
   * @param alpha above 0; 0.2 mixes little, 1 makes every share equally likely
   * @return a copy
   */
  public Augmentation mixUp(double alpha) {
    SignalSteps.check(alpha > 0 && alpha <= 1000, "alpha above 0, at most 1000", alpha);
    return new Augmentation(seed, steps, OptionalDouble.of(alpha));
  }

  /**
   * The changes at work on a training set.
   *
   * @param train the examples, after their transforms; changes of the raw window run the transforms
   *     anew each time, so a cache does not help then
   * @return the set's examples, changed anew in each epoch
   * @throws IllegalArgumentException when a step does not fit the examples
   */
  public AugmentedExamples on(TrainingSet train) {
    return new AugmentedExamples(this, train);
  }

  /**
   * The changes, mixup apart, for examples of one form.
   *
   * @param input what the examples are
   * @return a worker for one thread
   * @throws IllegalArgumentException when a step needs a part that such examples do not have
   */
  public Worker bind(InputSpec input) {
    return bind(input, steps);
  }

  /**
   * Whether examples are mixed with others, which needs {@link #on}.
   *
   * @return true after {@link #mixUp}
   */
  public boolean mixes() {
    return mixUpAlpha.isPresent();
  }

  /**
   * What it does, for the record of a training.
   *
   * @return the seed and the steps with their numbers
   */
  public String describe() {
    String mixUp = mixUpAlpha.isPresent() ? " mixUp(" + mixUpAlpha.getAsDouble() + ")" : "";
    return "seed "
        + seed
        + ": "
        + steps.stream().map(Object::toString).collect(Collectors.joining(" "))
        + mixUp;
  }

  /** Changes at work on one thread. */
  @FunctionalInterface
  public interface Worker {

    /**
     * Changes an example in place.
     *
     * @param values the example's values; modified
     * @param random the only source of chance
     */
    void apply(float[] values, SplittableRandom random);
  }

  List<AugmentationStep> stepsOn(boolean signal) {
    return steps.stream().filter(step -> step.part().equals(InputSpec.SIGNAL) == signal).toList();
  }

  OptionalDouble mixUpAlpha() {
    return mixUpAlpha;
  }

  static Worker bind(InputSpec input, List<AugmentationStep> steps) {
    int[] offsets = new int[steps.size()];
    AugmentationStep.Worker[] workers = new AugmentationStep.Worker[steps.size()];
    for (int s = 0; s < workers.length; s++) {
      AugmentationStep step = steps.get(s);
      if (!input.has(step.part())) {
        throw new IllegalArgumentException(
            "augmentation "
                + step
                + " changes the part "
                + step.part()
                + ", but the examples have "
                + input.parts());
      }
      offsets[s] = input.offset(step.part());
      workers[s] = step.bind(input);
    }
    return (values, random) -> {
      for (int s = 0; s < workers.length; s++) {
        // A stream of its own for each step: what one draws does not move the next one's.
        workers[s].apply(values, offsets[s], random.split());
      }
    };
  }

  /** The chance of one example in one epoch. */
  SplittableRandom random(int purpose, int epoch, int index) {
    long key = mix(mix(mix(seed) + purpose) + epoch);
    return new SplittableRandom(mix(key + index));
  }

  /** The finaliser of MurmurHash3, so that neighbouring keys give unrelated streams. */
  private static long mix(long key) {
    long z = key + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }

  @Override
  public String toString() {
    return "Augmentation[" + describe() + "]";
  }
}
