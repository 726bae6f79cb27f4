package org.ecg4j.training;

import java.util.List;
import org.ecg4j.engine.WeightUpdate;

/**
 * An optimiser at work: its moments, one number for each weight, and the steps it has made. The
 * loops are over plain arrays without branches, which the JIT compiler turns into vector code.
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

  private static final class AdamState extends OptimizerState {
    private final Adam options;
    private final float[] mean;
    private final float[] square;
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
      float gain1 = (float) (1 - options.beta1());
      float memory2 = (float) options.beta2();
      float gain2 = (float) (1 - options.beta2());
      float epsilon = (float) options.epsilon();
      for (int i = 0; i < count; i++) {
        int j = firstWeight + i;
        float w = weights[i] * keep;
        float g = gradient[i] * gradientScale + gradientDecay * w;
        float m = mean[j] + gain1 * (g - mean[j]);
        float v = square[j] * memory2 + gain2 * g * g;
        mean[j] = m;
        square[j] = v;
        weights[i] = w - stepSize * m / ((float) Math.sqrt(v) / rootCorrection + epsilon);
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
        // The velocity starts at 0, so the first step's is the gradient itself, as PyTorch's is.
        for (int i = 0; i < count; i++) {
          float v = memory * velocity[firstWeight + i] + gradient[i];
          velocity[firstWeight + i] = v;
          gradient[i] = options.nesterov() ? gradient[i] + memory * v : v;
        }
      }
      for (int i = 0; i < count; i++) {
        weights[i] -= rate * gradient[i];
      }
    }

    @Override
    List<float[]> moments() {
      return List.of(velocity);
    }
  }
}
