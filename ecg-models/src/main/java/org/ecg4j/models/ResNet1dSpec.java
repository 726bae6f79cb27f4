package org.ecg4j.models;

import java.util.List;
import java.util.Map;

/**
 * A residual network (He et al. 2016) in one dimension: a first convolution, stages of blocks of
 * two convolutions with batch normalisation and a shortcut, and the mean over time. Each stage but
 * the first halves the number of steps. Takes what {@link CnnSpec} takes, of any length.
 *
 * @param channels channels of each stage
 * @param blocks blocks of each stage
 * @param kernel taps of the blocks' convolutions, odd
 * @param stemKernel taps of the first convolution, odd
 * @param stemStride steps the first convolution moves by
 * @param dropout share of values dropped in training before the dense layer
 */
public record ResNet1dSpec(
    List<Integer> channels, int blocks, int kernel, int stemKernel, int stemStride, double dropout)
    implements PlannedSpec {
  static final String KIND = "resnet1d";

  /** Checks the options. */
  public ResNet1dSpec {
    channels = List.copyOf(channels);
    Checks.nonEmpty("channels", channels);
    Checks.positive("blocks", blocks);
    Checks.odd("kernel", kernel);
    Checks.odd("stemKernel", stemKernel);
    Checks.positive("stemStride", stemStride);
    Checks.rate("dropout", dropout);
  }

  static ResNet1dSpec defaults() {
    return new ResNet1dSpec(List.of(32, 64, 128), 2, 5, 7, 2, 0.2);
  }

  static ResNet1dSpec read(OptionText text) {
    return new ResNet1dSpec(
        text.list("channels", Integer::valueOf),
        text.integer("blocks"),
        text.integer("kernel"),
        text.integer("stemKernel"),
        text.integer("stemStride"),
        text.number("dropout"));
  }

  /**
   * A copy with other stages.
   *
   * @param newChannels channels of each stage
   * @return the copy
   */
  public ResNet1dSpec withChannels(List<Integer> newChannels) {
    return new ResNet1dSpec(newChannels, blocks, kernel, stemKernel, stemStride, dropout);
  }

  /**
   * A copy with other blocks.
   *
   * @param newBlocks blocks of each stage
   * @return the copy
   */
  public ResNet1dSpec withBlocks(int newBlocks) {
    return new ResNet1dSpec(channels, newBlocks, kernel, stemKernel, stemStride, dropout);
  }

  /**
   * A copy with another kernel.
   *
   * @param newKernel taps of the blocks' convolutions, odd
   * @return the copy
   */
  public ResNet1dSpec withKernel(int newKernel) {
    return new ResNet1dSpec(channels, blocks, newKernel, stemKernel, stemStride, dropout);
  }

  /**
   * A copy with another first kernel.
   *
   * @param newStemKernel taps of the first convolution, odd
   * @return the copy
   */
  public ResNet1dSpec withStemKernel(int newStemKernel) {
    return new ResNet1dSpec(channels, blocks, kernel, newStemKernel, stemStride, dropout);
  }

  /**
   * A copy with another first stride.
   *
   * @param newStemStride steps the first convolution moves by
   * @return the copy
   */
  public ResNet1dSpec withStemStride(int newStemStride) {
    return new ResNet1dSpec(channels, blocks, kernel, stemKernel, newStemStride, dropout);
  }

  /**
   * A copy with other dropout.
   *
   * @param newDropout share of values dropped in training before the dense layer
   * @return the copy
   */
  public ResNet1dSpec withDropout(double newDropout) {
    return new ResNet1dSpec(channels, blocks, kernel, stemKernel, stemStride, newDropout);
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
        "blocks",
        blocks,
        "kernel",
        kernel,
        "stemKernel",
        stemKernel,
        "stemStride",
        stemStride,
        "dropout",
        dropout);
  }

  @Override
  public int body(NetworkPlan.Builder plan, List<Integer> parts) {
    int value = Sequences.channelsFirst(plan, parts);
    Layer stem = new Layer.Conv1d(channels.get(0), stemKernel, stemStride, stemKernel / 2, false);
    value = plan.add("bn1", new Layer.BatchNorm(), plan.add("conv1", stem, value));
    value = relu(plan, value);
    for (int stage = 0; stage < channels.size(); stage++) {
      for (int block = 0; block < blocks; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        String name = "layer" + (stage + 1) + "." + block;
        value = block(plan, name, value, channels.get(stage), stride);
      }
    }
    value = plan.add(new Layer.Mean(1), value);
    return dropout == 0 ? value : plan.add(new Layer.Dropout(dropout), value);
  }

  private int block(NetworkPlan.Builder plan, String name, int input, int width, int stride) {
    int value = convolution(plan, name + ".conv1", name + ".bn1", input, width, stride);
    value = convolution(plan, name + ".conv2", name + ".bn2", relu(plan, value), width, 1);
    int shortcut = input;
    if (stride > 1 || plan.shape(input).get(0) != width) {
      Layer match = new Layer.Conv1d(width, 1, stride, 0, false);
      shortcut = plan.add(name + ".downsample.0", match, input);
      shortcut = plan.add(name + ".downsample.1", new Layer.BatchNorm(), shortcut);
    }
    return relu(plan, plan.add(new Layer.Add(), value, shortcut));
  }

  private int convolution(
      NetworkPlan.Builder plan, String name, String normName, int value, int width, int stride) {
    Layer layer = new Layer.Conv1d(width, kernel, stride, kernel / 2, false);
    return plan.add(normName, new Layer.BatchNorm(), plan.add(name, layer, value));
  }

  private static int relu(NetworkPlan.Builder plan, int value) {
    return plan.add(new Layer.Activate(Activation.RELU), value);
  }
}
