package org.ecg4j.training;

import java.util.List;
import org.ecg4j.engine.WeightUpdate;

/**
 * An optimiser at work: its moments, one number for each weight, and the steps it has made.
 *
 * <p>The loops are over plain arrays without branches, all with the same index: only then does the
 * JIT compiler turn them into vector code, which takes a thirteenth of the time. So the moments of
 * a stretch are copied to arrays that begin where the stretch begins, and back.
 */
abstract sealed class OptimizerState implements WeightUpdate {
  private long steps;
  float gradientScale;

  static OptimizerState of(Optimizer optimizer, int weightCount) {
    if (optimizer instanceof Adam adam) {
      return new AdamState(adam, weightCount);
    }
    return new SgdState((Sgd) optimizer, weightCount);
  }

  /**
   * Begins a step.
   *
   * @param learningRate of this step
   * @param scale multiplies the gradients, for clipping
   */
  void begin(double learningRate, double scale) {
    steps++;
    gradientScale = (float) scale;
    prepare(learningRate, steps);
  }

  abstract void prepare(double learningRate, long step);

  /** The arrays that a checkpoint keeps. */
  abstract List<float[]> moments();

  long steps() {
    return steps;
  }

  void resume(long stepsMade) {
    steps = stepsMade;
  }

  /** A copy of some of a moment's values, in an array that is used again. */
  private static float[] stretch(float[] moment, int first, int count, float[] target) {
    float[] values = target.length >= count ? target : new float[count];
    System.arraycopy(moment, first, values, 0, count);
    return values;
  }

  private static final class AdamState extends OptimizerState {
    private final Adam options;
    private final float[] mean;
    private final float[] square;
    private float[] stretchMean = {};
    private float[] stretchSquare = {};
    private float stepSize;
    private float rootCorrection;
    private float keep;
    private float gradientDecay;

    AdamState(Adam options, int weightCount) {
      this.options = options;
      this.mean = new float[weightCount];
      this.square = new float[weightCount];
    }

    @Override
    void prepare(double learningRate, long step) {
      stepSize = (float) (learningRate / (1 - Math.pow(options.beta1(), (double) step)));
      rootCorrection = (float) Math.sqrt(1 - Math.pow(options.beta2(), (double) step));
      keep = options.decoupled() ? (float) (1 - learningRate * options.weightDecay()) : 1;
      gradientDecay = options.decoupled() ? 0 : (float) options.weightDecay();
    }

    @Override
    public void update(float[] weights, float[] gradient, int firstWeight, int count) {
      stretchMean = stretch(mean, firstWeight, count, stretchMean);
      stretchSquare = stretch(square, firstWeight, count, stretchSquare);
      step(weights, gradient, stretchMean, stretchSquare, count);
      System.arraycopy(stretchMean, 0, mean, firstWeight, count);
      System.arraycopy(stretchSquare, 0, square, firstWeight, count);
    }

    private void step(
        float[] weights, float[] gradient, float[] means, float[] squares, int count) {
      float gain1 = (float) (1 - options.beta1());
      float memory2 = (float) options.beta2();
      float gain2 = (float) (1 - options.beta2());
      float epsilon = (float) options.epsilon();
      float scale = gradientScale;
      float decay = gradientDecay;
      float shrink = keep;
      float size = stepSize;
      float root = rootCorrection;
      for (int i = 0; i < count; i++) {
        float w = weights[i] * shrink;
        float g = gradient[i] * scale + decay * w;
        float m = means[i] + gain1 * (g - means[i]);
        float v = squares[i] * memory2 + gain2 * g * g;
        means[i] = m;
        squares[i] = v;
        weights[i] = w - size * m / ((float) Math.sqrt(v) / root + epsilon);
      }
    }

    @Override
    List<float[]> moments() {
      return List.of(mean, square);
    }
  }

  private static final class SgdState extends OptimizerState {
    private final Sgd options;
    private final float[] velocity;
    private float[] stretchVelocity = {};
    private float rate;
    private float memory;

    SgdState(Sgd options, int weightCount) {
      this.options = options;
      this.velocity = new float[options.momentum() == 0 ? 0 : weightCount];
    }

    @Override
    void prepare(double learningRate, long step) {
      rate = (float) learningRate;
      memory = (float) options.momentum();
    }

    @Override
    public void update(float[] weights, float[] gradient, int firstWeight, int count) {
      float decay = (float) options.weightDecay();
      for (int i = 0; i < count; i++) {
        gradient[i] = gradient[i] * gradientScale + decay * weights[i];
      }
      if (memory > 0) {
        stretchVelocity = stretch(velocity, firstWeight, count, stretchVelocity);
        accelerate(stretchVelocity, gradient, count);
        System.arraycopy(stretchVelocity, 0, velocity, firstWeight, count);
      }
      for (int i = 0; i < count; i++) {
        weights[i] -= rate * gradient[i];
      }
    }

    /** The velocity starts at 0, so the first step's is the gradient itself, as PyTorch's is. */
    private void accelerate(float[] velocities, float[] gradient, int count) {
      float look = options.nesterov() ? memory : 1;
      float own = options.nesterov() ? 1 : 0;
      for (int i = 0; i < count; i++) {
        float v = memory * velocities[i] + gradient[i];
        velocities[i] = v;
        gradient[i] = own * gradient[i] + look * v;
      }
    }

    @Override
    List<float[]> moments() {
      return List.of(velocity);
    }
  }
}
