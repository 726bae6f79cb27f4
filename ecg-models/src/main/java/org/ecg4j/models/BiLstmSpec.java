package org.ecg4j.models;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bidirectional long short-term memory, a readout and a dense layer. Takes a signal, a spectrogram,
 * or several parts with the same steps; each step of the sequence sees the leads times the
 * frequencies of one moment, or, along {@link SequenceAxis#FREQUENCY}, the leads times the moments
 * of one frequency.
 *
 * @param layers layers of the network, each over the outputs of the one before
 * @param hiddenUnits units of each direction
 * @param dropout share of values dropped in training, between layers and before the dense layer
 * @param readout how the steps' outputs become one vector
 * @param axis the axis it walks along
 */
public record BiLstmSpec(
    int layers, int hiddenUnits, double dropout, Readout readout, SequenceAxis axis)
    implements PlannedSpec {
  static final String KIND = "bilstm";

  /** Checks the options. */
  public BiLstmSpec {
    Checks.positive("layers", layers);
    Checks.positive("hiddenUnits", hiddenUnits);
    Checks.rate("dropout", dropout);
    Objects.requireNonNull(readout, "readout");
    Objects.requireNonNull(axis, "axis");
  }

  static BiLstmSpec defaults() {
    return new BiLstmSpec(1, 64, 0, Readout.FLATTEN, SequenceAxis.TIME);
  }

  static BiLstmSpec read(OptionText text) {
    return new BiLstmSpec(
        text.integer("layers"),
        text.integer("hiddenUnits"),
        text.number("dropout"),
        text.constant("readout", Readout.class),
        text.constant("axis", SequenceAxis.class));
  }

  /**
   * A copy with other layers.
   *
   * @param newLayers the number of layers
   * @return the copy
   */
  public BiLstmSpec withLayers(int newLayers) {
    return new BiLstmSpec(newLayers, hiddenUnits, dropout, readout, axis);
  }

  /**
   * A copy with other units.
   *
   * @param newHiddenUnits units of each direction
   * @return the copy
   */
  public BiLstmSpec withHiddenUnits(int newHiddenUnits) {
    return new BiLstmSpec(layers, newHiddenUnits, dropout, readout, axis);
  }

  /**
   * A copy with other dropout.
   *
   * @param newDropout share of values dropped
   * @return the copy
   */
  public BiLstmSpec withDropout(double newDropout) {
    return new BiLstmSpec(layers, hiddenUnits, newDropout, readout, axis);
  }

  /**
   * A copy with another readout.
   *
   * @param newReadout the readout
   * @return the copy
   */
  public BiLstmSpec withReadout(Readout newReadout) {
    return new BiLstmSpec(layers, hiddenUnits, dropout, newReadout, axis);
  }

  /**
   * A copy that walks along another axis.
   *
   * @param newAxis the axis
   * @return the copy
   */
  public BiLstmSpec withAxis(SequenceAxis newAxis) {
    return new BiLstmSpec(layers, hiddenUnits, dropout, readout, newAxis);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> options() {
    return OptionText.write(
        "layers", layers,
        "hiddenUnits", hiddenUnits,
        "dropout", dropout,
        "readout", readout,
        "axis", axis);
  }

  @Override
  public int body(NetworkPlan.Builder plan, List<Integer> parts) {
    int steps = Sequences.stepsFirst(plan, parts, axis);
    int states = plan.add("lstm", new Layer.Lstm(hiddenUnits, layers, true, dropout), steps);
    return RecurrentHead.add(plan, states, readout, dropout);
  }
}
