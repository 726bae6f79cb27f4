package org.ecg4j.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;

/**
 * A waveform network beside dense layers over a vector of features, such as RR intervals or
 * morphology, joined by a dense layer. Takes at least one part (feature), which go to the dense
 * layers side by side, and at least one other part, which go to the waveform network.
 *
 * @param waveform the network over the parts that are not feature vectors; its last dense layer is
 *     left out
 * @param featureUnits units of each dense layer over the features
 * @param jointUnits units of the dense layer that joins the two
 * @param dropout share of values dropped in training before and after the joining layer
 */
public record FusionSpec(
    PlannedSpec waveform, List<Integer> featureUnits, int jointUnits, double dropout)
    implements PlannedSpec {
  static final String KIND = "fusion";
  private static final String PREFIX = "waveform.";

  /** Checks the options. */
  public FusionSpec {
    Objects.requireNonNull(waveform, "waveform");
    featureUnits = List.copyOf(featureUnits);
    Checks.nonEmpty("featureUnits", featureUnits);
    Checks.positive("jointUnits", jointUnits);
    Checks.rate("dropout", dropout);
  }

  static FusionSpec defaults() {
    return new FusionSpec(CnnGruSpec.defaults(), List.of(32, 32), 64, 0.2);
  }

  static FusionSpec read(OptionText text) {
    Map<String, String> waveform = new LinkedHashMap<>(text.takePrefixed(PREFIX));
    String kind = waveform.remove("kind");
    if (kind == null) {
      throw new IllegalArgumentException("a fusion network needs the option " + PREFIX + "kind");
    }
    if (!(SpecKinds.restore(kind, waveform) instanceof PlannedSpec planned)) {
      throw new IllegalArgumentException(
          "a fusion network needs a planned waveform network, which " + kind + " is not");
    }
    return new FusionSpec(
        planned,
        text.list("featureUnits", Integer::valueOf),
        text.integer("jointUnits"),
        text.number("dropout"));
  }

  /**
   * A copy with another waveform network.
   *
   * @param newWaveform the network over the parts that are not feature vectors
   * @return the copy
   */
  public FusionSpec withWaveform(PlannedSpec newWaveform) {
    return new FusionSpec(newWaveform, featureUnits, jointUnits, dropout);
  }

  /**
   * A copy with other layers over the features.
   *
   * @param newFeatureUnits units of each dense layer over the features
   * @return the copy
   */
  public FusionSpec withFeatureUnits(List<Integer> newFeatureUnits) {
    return new FusionSpec(waveform, newFeatureUnits, jointUnits, dropout);
  }

  /**
   * A copy with another joining layer.
   *
   * @param newJointUnits units of the dense layer that joins the two
   * @return the copy
   */
  public FusionSpec withJointUnits(int newJointUnits) {
    return new FusionSpec(waveform, featureUnits, newJointUnits, dropout);
  }

  /**
   * A copy with other dropout.
   *
   * @param newDropout share of values dropped in training before and after the joining layer
   * @return the copy
   */
  public FusionSpec withDropout(double newDropout) {
    return new FusionSpec(waveform, featureUnits, jointUnits, newDropout);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put(PREFIX + "kind", waveform.kind());
    waveform.options().forEach((name, value) -> options.put(PREFIX + name, value));
    options.putAll(
        OptionText.write(
            "featureUnits", featureUnits, "jointUnits", jointUnits, "dropout", dropout));
    return Collections.unmodifiableMap(options);
  }

  @Override
  public int body(NetworkPlan.Builder plan, List<Integer> parts) {
    List<Integer> features = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int index : parts) {
      Part part = plan.input().parts().get(index);
      (part.axes().equals(List.of(Axis.FEATURE)) ? features : others).add(index);
    }
    if (features.isEmpty() || others.isEmpty()) {
      throw plan.refusal(
          "at least one part (feature) and at least one part for " + waveform.kind());
    }
    int shape = plan.within("waveform", () -> waveform.body(plan, others));
    int vector = features.get(0);
    if (features.size() > 1) {
      vector =
          plan.add(new Layer.Concat(0), features.stream().mapToInt(Integer::intValue).toArray());
    }
    for (int i = 0; i < featureUnits.size(); i++) {
      vector = relu(plan, "features.fc" + (i + 1), featureUnits.get(i), vector);
    }
    int joined = drop(plan, plan.add(new Layer.Concat(0), shape, vector));
    return drop(plan, relu(plan, "joint", jointUnits, joined));
  }

  private static int relu(NetworkPlan.Builder plan, String name, int units, int value) {
    return plan.add(
        new Layer.Activate(Activation.RELU), plan.add(name, new Layer.Dense(units), value));
  }

  private int drop(NetworkPlan.Builder plan, int value) {
    return dropout == 0 ? value : plan.add(new Layer.Dropout(dropout), value);
  }
}
