package org.ecg4j.models;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Convolutions with batch normalisation that find shapes in the waveform, a bidirectional gated
 * recurrent unit over what they found, and attention over its steps. Takes what {@link CnnSpec}
 * takes.
 *
 * @param channels channels of each convolution
 * @param kernel taps of each convolution, odd
 * @param pooling how steps are thinned out after each convolution
 * @param layers recurrent layers
 * @param hiddenUnits recurrent units of each direction
 * @param dropout share of values dropped in training, between recurrent layers and before the dense
 *     layer
 */
public record CnnGruSpec(
    List<Integer> channels,
    int kernel,
    Pooling pooling,
    int layers,
    int hiddenUnits,
    double dropout)
    implements PlannedSpec {
  static final String KIND = "cnngru";

  /** Checks the options. */
  public CnnGruSpec {
    channels = List.copyOf(channels);
    Checks.nonEmpty("channels", channels);
    Checks.odd("kernel", kernel);
    Objects.requireNonNull(pooling, "pooling");
    Checks.positive("layers", layers);
    Checks.positive("hiddenUnits", hiddenUnits);
    Checks.rate("dropout", dropout);
  }

  static CnnGruSpec defaults() {
    return new CnnGruSpec(List.of(32, 64), 5, Pooling.max(2), 1, 64, 0.2);
  }

  static CnnGruSpec read(OptionText text) {
    return new CnnGruSpec(
        text.list("channels", Integer::valueOf),
        text.integer("kernel"),
        Pooling.read(text),
        text.integer("layers"),
        text.integer("hiddenUnits"),
        text.number("dropout"));
  }

  /**
   * A copy with other convolutions.
   *
   * @param newChannels channels of each convolution
   * @return the copy
   */
  public CnnGruSpec withChannels(List<Integer> newChannels) {
    return new CnnGruSpec(newChannels, kernel, pooling, layers, hiddenUnits, dropout);
  }

  /**
   * A copy with another kernel.
   *
   * @param newKernel taps of each convolution, odd
   * @return the copy
   */
  public CnnGruSpec withKernel(int newKernel) {
    return new CnnGruSpec(channels, newKernel, pooling, layers, hiddenUnits, dropout);
  }

  /**
   * A copy with another pooling.
   *
   * @param newPooling how steps are thinned out after each convolution
   * @return the copy
   */
  public CnnGruSpec withPooling(Pooling newPooling) {
    return new CnnGruSpec(channels, kernel, newPooling, layers, hiddenUnits, dropout);
  }

  /**
   * A copy with other recurrent layers.
   *
   * @param newLayers recurrent layers
   * @return the copy
   */
  public CnnGruSpec withLayers(int newLayers) {
    return new CnnGruSpec(channels, kernel, pooling, newLayers, hiddenUnits, dropout);
  }

  /**
   * A copy with other recurrent units.
   *
   * @param newHiddenUnits recurrent units of each direction
   * @return the copy
   */
  public CnnGruSpec withHiddenUnits(int newHiddenUnits) {
    return new CnnGruSpec(channels, kernel, pooling, layers, newHiddenUnits, dropout);
  }

  /**
   * A copy with other dropout.
   *
   * @param newDropout share of values dropped in training, between recurrent layers and before the
   *     dense layer
   * @return the copy
   */
  public CnnGruSpec withDropout(double newDropout) {
    return new CnnGruSpec(channels, kernel, pooling, layers, hiddenUnits, newDropout);
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
        "layers",
        layers,
        "hiddenUnits",
        hiddenUnits,
        "dropout",
        dropout);
  }

  @Override
  public int body(NetworkPlan.Builder plan, List<Integer> parts) {
    int value = Sequences.channelsFirst(plan, parts);
    ConvolutionBlocks blocks = new ConvolutionBlocks(kernel, pooling, true, Activation.RELU);
    value = plan.add(new Layer.Permute(List.of(1, 0)), blocks.add(plan, value, channels));
    Layer gru = new Layer.Gru(hiddenUnits, layers, true, dropout, GruCell.FUSED);
    return RecurrentHead.add(plan, plan.add("gru", gru, value), Readout.ATTENTION, dropout);
  }
}
