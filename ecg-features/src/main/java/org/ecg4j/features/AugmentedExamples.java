package org.ecg4j.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.ecg4j.dataset.ExampleReader;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.ExampleTransform.Kernel;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.TrainingSet;

/**
 * A training set whose examples are changed anew in each epoch: raw window, changes of it, the
 * set's transforms, changes of the spectrogram, mixup. Reading the same example of the same epoch
 * twice gives the same values, on any thread. Made by {@link Augmentation#on}.
 */
public final class AugmentedExamples {
  private static final int CHANGE = 1;
  private static final int MIX = 2;

  private final Augmentation augmentation;
  private final TrainingSet train;
  // The set's raw windows, or itself when nothing changes them.
  private final TrainingSet source;
  private final List<AugmentationStep> rawSteps;
  private final List<AugmentationStep> lateSteps;

  AugmentedExamples(Augmentation augmentation, TrainingSet train) {
    this.augmentation = augmentation;
    this.train = train;
    rawSteps = augmentation.stepsOn(true);
    lateSteps = augmentation.stepsOn(false);
    source = rawSteps.isEmpty() ? train : train.raw();
    // Says now what does not fit.
    Augmentation.bind(source.inputSpec(), rawSteps);
    Augmentation.bind(train.inputSpec(), lateSteps);
  }

  /**
   * The number of examples.
   *
   * @return examples
   */
  public int size() {
    return train.size();
  }

  /**
   * The form of the values.
   *
   * @return that of the training set
   */
  public InputSpec inputSpec() {
    return train.inputSpec();
  }

  /**
   * Which example another one is mixed with.
   *
   * @param index the example
   * @param epoch the epoch, counted from 0
   * @return the partner's index; the example itself without mixup
   */
  public int mixPartner(int index, int epoch) {
    Objects.checkIndex(index, size());
    return augmentation.mixUpAlpha().isPresent()
        ? augmentation.random(MIX, epoch, index).nextInt(size())
        : index;
  }

  /**
   * How much of an example is its own.
   *
   * @param index the example
   * @param epoch the epoch, counted from 0
   * @return 0 to 1; the rest is its partner's; 1 without mixup
   */
  public double mixShare(int index, int epoch) {
    Objects.checkIndex(index, size());
    if (augmentation.mixUpAlpha().isEmpty()) {
      return 1;
    }
    SplittableRandom random = augmentation.random(MIX, epoch, index);
    random.nextInt(size());
    return beta(augmentation.mixUpAlpha().getAsDouble(), random);
  }

  /**
   * A reader for one thread.
   *
   * @return the reader
   */
  public Reader reader() {
    return new Reader(this);
  }

  /** Reads changed examples, for one thread. */
  public static final class Reader {
    private final AugmentedExamples of;
    private final ExampleReader source;
    private final Augmentation.Worker rawChange;
    private final Augmentation.Worker lateChange;
    private final List<Kernel> kernels = new ArrayList<>();
    // buffers.get(i) is what kernel i reads; the last one is what a reader gives.
    private final List<float[]> buffers = new ArrayList<>();

    private Reader(AugmentedExamples of) {
      this.of = of;
      source = of.source.reader();
      rawChange = Augmentation.bind(of.source.inputSpec(), of.rawSteps);
      lateChange = Augmentation.bind(of.train.inputSpec(), of.lateSteps);
      InputSpec spec = of.source.inputSpec();
      buffers.add(new float[spec.size()]);
      List<ExampleTransform> transforms =
          of.rawSteps.isEmpty() ? List.of() : of.train.pipeline().transforms();
      for (ExampleTransform transform : transforms) {
        kernels.add(transform.bind(spec));
        spec = transform.outputSpec(spec);
        buffers.add(new float[spec.size()]);
      }
    }

    /**
     * Reads an example.
     *
     * @param index which
     * @param epoch the epoch, counted from 0
     * @param values receives its values from index 0; modified
     * @param target receives the weight of each class, adding up to 1; modified
     */
    public void read(int index, int epoch, float[] values, float[] target) {
      Objects.checkIndex(index, of.size());
      float[] own = changed(index, epoch);
      System.arraycopy(own, 0, values, 0, own.length);
      Arrays.fill(target, 0);
      int partner = of.mixPartner(index, epoch);
      if (partner == index) {
        target[of.train.label(index)] = 1;
        return;
      }
      float share = (float) of.mixShare(index, epoch);
      float[] other = changed(partner, epoch);
      for (int i = 0; i < other.length; i++) {
        values[i] = share * values[i] + (1 - share) * other[i];
      }
      target[of.train.label(index)] += share;
      target[of.train.label(partner)] += 1 - share;
    }

    private float[] changed(int index, int epoch) {
      SplittableRandom random = of.augmentation.random(CHANGE, epoch, index);
      float[] values = buffers.get(0);
      source.read(index, values, 0);
      rawChange.apply(values, random);
      for (int k = 0; k < kernels.size(); k++) {
        float[] next = buffers.get(k + 1);
        kernels.get(k).apply(values, 0, next, 0, of.train.track(index), of.train.beat(index));
        values = next;
      }
      lateChange.apply(values, random);
      return values;
    }
  }

  /** Beta(a, a) as the share of two equal gamma variables. */
  static double beta(double alpha, SplittableRandom random) {
    double x = gamma(alpha, random);
    double y = gamma(alpha, random);
    // Both may be 0 for a very small alpha: then one side takes all.
    return x + y > 0 ? x / (x + y) : random.nextInt(2);
  }

  /** Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000), 363. */
  private static double gamma(double shape, SplittableRandom random) {
    if (shape < 1) {
      double larger = gamma(shape + 1, random);
      return larger * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v > 0) {
        v = v * v * v;
        double u = 1 - random.nextDouble();
        if (Math.log(u) < x * x / 2 + d - d * v + d * Math.log(v)) {
          return d * v;
        }
      }
    }
  }
}
