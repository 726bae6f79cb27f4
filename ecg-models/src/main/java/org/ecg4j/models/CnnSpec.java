package org.ecg4j.models;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Convolutions along time, each followed by an activation and a pool, then dense layers. Takes a
 * signal (the leads are channels), a spectrogram (leads times frequencies are channels), or several
 * parts with the same number of time steps; there must be enough steps for every pool.
 *
 * @param channels channels of each convolution; as many as there are convolutions
 * @param kernel taps of each convolution; odd, so that padding keeps the number of steps
 * @param pooling how steps are thinned out after each convolution
 * @param batchNorm whether each convolution is followed by batch normalisation
 * @param activation the function after each convolution
 * @param dense the hidden dense layers, each with its own activation
 * @param dropout share of values dropped in training after the convolutions and each hidden dense
 *     layer
 */
public record CnnSpec(
    List<Integer> channels,
    int kernel,
    Pooling pooling,
    boolean batchNorm,
    Activation activation,
    List<DenseLayer> dense,
    double dropout)
    implements PlannedSpec {
  static final String KIND = "cnn";

  /** Checks the options. */
  public CnnSpec {
    channels = List.copyOf(channels);
    dense = List.copyOf(dense);
    Checks.nonEmpty("channels", channels);
    Checks.odd("kernel", kernel);
    Objects.requireNonNull(pooling, "pooling");
    Objects.requireNonNull(activation, "activation");
    Checks.rate("dropout", dropout);
  }

  static CnnSpec defaults() {
    return new CnnSpec(
        List.of(32, 64),
        3,
        Pooling.max(2),
        false,
        Activation.RELU,
        List.of(new DenseLayer(128, Activation.RELU)),
        0);
  }

  static CnnSpec read(OptionText text) {
    return new CnnSpec(
        text.list("channels", Integer::valueOf),
        text.integer("kernel"),
        Pooling.read(text),
        text.flag("batchNorm"),
        text.constant("activation", Activation.class),
        text.list("dense", DenseLayer::parse),
        text.number("dropout"));
  }

  /**
   * A copy with other convolutions.
   *
   * @param newChannels channels of each convolution
   * @return the copy
   */
  public CnnSpec withChannels(List<Integer> newChannels) {
    return new CnnSpec(newChannels, kernel, pooling, batchNorm, activation, dense, dropout);
  }

  /**
   * A copy with another kernel.
   *
   * @param newKernel taps of each convolution
   * @return the copy
   */
  public CnnSpec withKernel(int newKernel) {
    return new CnnSpec(channels, newKernel, pooling, batchNorm, activation, dense, dropout);
  }

  /**
   * A copy with another pooling.
   *
   * @param newPooling how steps are thinned out after each convolution
   * @return the copy
   */
  public CnnSpec withPooling(Pooling newPooling) {
    return new CnnSpec(channels, kernel, newPooling, batchNorm, activation, dense, dropout);
  }

  /**
   * A copy with or without batch normalisation.
   *
   * @param newBatchNorm whether each convolution is followed by batch normalisation
   * @return the copy
   */
  public CnnSpec withBatchNorm(boolean newBatchNorm) {
    return new CnnSpec(channels, kernel, pooling, newBatchNorm, activation, dense, dropout);
  }

  /**
   * A copy with another activation.
   *
   * @param newActivation the function after each convolution
   * @return the copy
   */
  public CnnSpec withActivation(Activation newActivation) {
    return new CnnSpec(channels, kernel, pooling, batchNorm, newActivation, dense, dropout);
  }

  /**
   * A copy with other hidden dense layers.
   *
   * @param newDense the hidden dense layers, each with its own activation
   * @return the copy
   */
  public CnnSpec withDense(List<DenseLayer> newDense) {
    return new CnnSpec(channels, kernel, pooling, batchNorm, activation, newDense, dropout);
  }

  /**
   * A copy with other dropout.
   *
   * @param newDropout share of values dropped in training after the convolutions and each hidden
   *     dense layer
   * @return the copy
   */
  public CnnSpec withDropout(double newDropout) {
    return new CnnSpec(channels, kernel, pooling, batchNorm, activation, dense, newDropout);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> options() {
    return OptionText.write(
        "channels",
        channels,
        "kernel",
        kernel,
        "pooling",
        pooling,
        "batchNorm",
        batchNorm,
        "activation",
        activation,
        "dense",
        dense,
        "dropout",
        dropout);
  }

  @Override
  public int body(NetworkPlan.Builder plan, List<Integer> parts) {
    int value = Sequences.channelsFirst(plan, parts);
    ConvolutionBlocks blocks = new ConvolutionBlocks(kernel, pooling, batchNorm, activation);
    value = plan.add(new Layer.Flatten(), blocks.add(plan, value, channels));
    value = drop(plan, value);
    for (int i = 0; i < dense.size(); i++) {
      value = plan.add("fc" + (i + 1), new Layer.Dense(dense.get(i).units()), value);
      value = plan.add(new Layer.Activate(dense.get(i).activation()), value);
      value = drop(plan, value);
    }
    return value;
  }

  private int drop(NetworkPlan.Builder plan, int value) {
    return dropout == 0 ? value : plan.add(new Layer.Dropout(dropout), value);
  }
}
