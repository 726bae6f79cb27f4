package org.ecg4j.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Dense layers with rectifiers over all values of an example, side by side. Meant for vectors of
 * features, such as RR intervals and morphology, but takes any parts.
 *
 * @param units units of each hidden layer
 * @param dropout share of values dropped in training after each hidden layer
 */
public record DenseSpec(List<Integer> units, double dropout) implements PlannedSpec {
  static final String KIND = "dense";

  /** Checks the options. */
  public DenseSpec {
    units = List.copyOf(units);
    Checks.nonEmpty("units", units);
    Checks.rate("dropout", dropout);
  }

  static DenseSpec defaults() {
    return new DenseSpec(List.of(64, 32), 0.2);
  }

  static DenseSpec read(OptionText text) {
    return new DenseSpec(text.list("units", Integer::valueOf), text.number("dropout"));
  }

  /**
   * A copy with other hidden layers.
   *
   * @param newUnits units of each
   * @return the copy
   */
  public DenseSpec withUnits(List<Integer> newUnits) {
    return new DenseSpec(newUnits, dropout);
  }

  /**
   * A copy with other dropout.
   *
   * @param newDropout share of values dropped in training after each hidden layer
   * @return the copy
   */
  public DenseSpec withDropout(double newDropout) {
    return new DenseSpec(units, newDropout);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> options() {
    return OptionText.write("units", units, "dropout", dropout);
  }

  @Override
  public int body(NetworkPlan.Builder plan, List<Integer> parts) {
    List<Integer> vectors = new ArrayList<>();
    for (int part : parts) {
      boolean flat = plan.shape(part).size() == 1;
      vectors.add(flat ? part : plan.add(new Layer.Flatten(), part));
    }
    int value = vectors.get(0);
    if (vectors.size() > 1) {
      value = plan.add(new Layer.Concat(0), vectors.stream().mapToInt(Integer::intValue).toArray());
    }
    for (int i = 0; i < units.size(); i++) {
      value = plan.add("fc" + (i + 1), new Layer.Dense(units.get(i)), value);
      value = plan.add(new Layer.Activate(Activation.RELU), value);
      value = dropout == 0 ? value : plan.add(new Layer.Dropout(dropout), value);
    }
    return value;
  }
}
