package org.ecg4j.models;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gated recurrent units, a readout and a dense layer. Takes what {@link BiLstmSpec} takes: a
 * signal, a spectrogram, or several parts with the same steps.
 *
 * @param layers layers of the network, each over the outputs of the one before
 * @param hiddenUnits units of each direction
 * @param bidirectional whether it also runs backwards
 * @param dropout share of values dropped in training, between layers and before the dense layer
 * @param readout how the steps' outputs become one vector
 * @param axis the axis it walks along
 * @param cell which equations, and who computes them
 */
public record GruSpec(
    int layers,
    int hiddenUnits,
    boolean bidirectional,
    double dropout,
    Readout readout,
    SequenceAxis axis,
    GruCell cell)
    implements PlannedSpec {
  static final String KIND = "gru";

  /** Checks the options. */
  public GruSpec {
    Checks.positive("layers", layers);
    Checks.positive("hiddenUnits", hiddenUnits);
    Checks.rate("dropout", dropout);
    Objects.requireNonNull(readout, "readout");
    Objects.requireNonNull(axis, "axis");
    Objects.requireNonNull(cell, "cell");
  }

  static GruSpec defaults() {
    return new GruSpec(1, 64, true, 0, Readout.FLATTEN, SequenceAxis.TIME, GruCell.FUSED);
  }

  static GruSpec read(OptionText text) {
    return new GruSpec(
        text.integer("layers"),
        text.integer("hiddenUnits"),
        text.flag("bidirectional"),
        text.number("dropout"),
        text.constant("readout", Readout.class),
        text.constant("axis", SequenceAxis.class),
        text.constant("cell", GruCell.class));
  }

  /**
   * A copy with other layers.
   *
   * @param newLayers layers of the network, each over the outputs of the one before
   * @return the copy
   */
  public GruSpec withLayers(int newLayers) {
    return new GruSpec(newLayers, hiddenUnits, bidirectional, dropout, readout, axis, cell);
  }

  /**
   * A copy with other units.
   *
   * @param newHiddenUnits units of each direction
   * @return the copy
   */
  public GruSpec withHiddenUnits(int newHiddenUnits) {
    return new GruSpec(layers, newHiddenUnits, bidirectional, dropout, readout, axis, cell);
  }

  /**
   * A copy with another direction.
   *
   * @param newBidirectional whether it also runs backwards
   * @return the copy
   */
  public GruSpec withBidirectional(boolean newBidirectional) {
    return new GruSpec(layers, hiddenUnits, newBidirectional, dropout, readout, axis, cell);
  }

  /**
   * A copy with other dropout.
   *
   * @param newDropout share of values dropped in training, between layers and before the dense
   *     layer
   * @return the copy
   */
  public GruSpec withDropout(double newDropout) {
    return new GruSpec(layers, hiddenUnits, bidirectional, newDropout, readout, axis, cell);
  }

  /**
   * A copy with another readout.
   *
   * @param newReadout how the steps' outputs become one vector
   * @return the copy
   */
  public GruSpec withReadout(Readout newReadout) {
    return new GruSpec(layers, hiddenUnits, bidirectional, dropout, newReadout, axis, cell);
  }

  /**
   * A copy with another axis.
   *
   * @param newAxis the axis it walks along
   * @return the copy
   */
  public GruSpec withAxis(SequenceAxis newAxis) {
    return new GruSpec(layers, hiddenUnits, bidirectional, dropout, readout, newAxis, cell);
  }

  /**
   * A copy with another cell.
   *
   * @param newCell which equations, and who computes them
   * @return the copy
   */
  public GruSpec withCell(GruCell newCell) {
    return new GruSpec(layers, hiddenUnits, bidirectional, dropout, readout, axis, newCell);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> options() {
    return OptionText.write(
        "layers",
        layers,
        "hiddenUnits",
        hiddenUnits,
        "bidirectional",
        bidirectional,
        "dropout",
        dropout,
        "readout",
        readout,
        "axis",
        axis,
        "cell",
        cell);
  }

  @Override
  public int body(NetworkPlan.Builder plan, List<Integer> parts) {
    int steps = Sequences.stepsFirst(plan, parts, axis);
    Layer gru = new Layer.Gru(hiddenUnits, layers, bidirectional, dropout, cell);
    return RecurrentHead.add(plan, plan.add("gru", gru, steps), readout, dropout);
  }
}
