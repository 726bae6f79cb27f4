package org.ecg4j.engine;

import java.util.List;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkPlan;

/**
 * The sizes of a GRU node. Each layer reads one or two sources: the input, or the states of the
 * directions below.
 *
 * @param steps of the input
 * @param width of the input
 * @param hidden units of a direction
 * @param layers one over the other
 * @param directions 1 or 2
 * @param resetBefore the order of the reset gate, see {@link GruCell}
 * @param dropout share of values dropped between layers in training
 */
record GruForm(
    int steps,
    int width,
    int hidden,
    int layers,
    int directions,
    boolean resetBefore,
    double dropout) {

  static GruForm of(NetworkPlan.Node node, List<Integer> input) {
    Layer.Gru gru = (Layer.Gru) node.layer();
    return new GruForm(
        input.get(0),
        input.get(1),
        gru.hidden(),
        gru.layers(),
        gru.bidirectional() ? 2 : 1,
        gru.cell() == GruCell.RESET_BEFORE,
        gru.dropout());
  }

  int sources(int layer) {
    return layer == 0 ? 1 : directions;
  }

  int sourceWidth(int layer) {
    return layer == 0 ? width : hidden;
  }

  /** The gates whose products with the state go together: the candidate's may need them first. */
  int stateGates() {
    return resetBefore ? 2 : 3;
  }

  /**
   * How many steps a direction walks: a backward one that is read at the last step starts there.
   */
  int walked(int layer, int direction, boolean lastStep) {
    return lastStep && layer == layers - 1 && direction == 1 ? 1 : steps;
  }

  /** The step a direction is at after so many others. */
  int step(int direction, int index) {
    return direction == 0 ? index : steps - 1 - index;
  }

  /** Floats that a batch's backward pass keeps from its forward pass, about. */
  long kept(int rows) {
    return (long) rows * steps * (width + 7L * hidden * layers * directions);
  }
}
