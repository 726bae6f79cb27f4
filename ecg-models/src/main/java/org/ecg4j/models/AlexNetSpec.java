package org.ecg4j.models;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * AlexNet (Krizhevsky, Sutskever and Hinton 2012) in one dimension. Takes what {@link CnnSpec}
 * takes. The course this library began with cites an improved AlexNet over fast Fourier transforms
 * (Kumar and Chakrapani 2022); our reading of it is this network over Fourier features, such as a
 * spectrogram.
 *
 * @param form the whole network or its compact form
 * @param width channels of the first convolution; the others keep the original's proportions, 8/3
 *     and 4 times as many, so it must be a multiple of 3
 * @param denseUnits units of the two hidden dense layers; the compact form has none
 * @param dropout share of values dropped in training before each dense layer that the original
 *     drops before
 * @param stride steps the first convolution moves by; 0 for the largest of 4 (the original's), 2
 *     and 1 that leaves a step after the last pool
 */
public record AlexNetSpec(Form form, int width, int denseUnits, double dropout, int stride)
    implements PlannedSpec {
  static final String KIND = "alexnet";

  private static final Layer POOL = new Layer.Pool(Pooling.Kind.MAX, 3, 2);

  /** How much of AlexNet there is. */
  public enum Form {
    /** Five convolutions, two hidden dense layers and the output. */
    CANONICAL(3),
    /**
     * One convolution in place of the third to fifth and the pool after them, and the output in
     * place of the three dense layers: the form of the course task.
     */
    COMPACT(2);

    private final int pools;

    Form(int pools) {
      this.pools = pools;
    }
  }

  /** Checks the options. */
  public AlexNetSpec {
    Objects.requireNonNull(form, "form");
    Checks.positive("width", width);
    Checks.positive("denseUnits", denseUnits);
    Checks.rate("dropout", dropout);
    Checks.notNegative("stride", stride);
    Checks.multipleOfThree("width", width);
  }

  static AlexNetSpec defaults() {
    return new AlexNetSpec(Form.CANONICAL, 96, 512, 0.5, 0);
  }

  static AlexNetSpec read(OptionText text) {
    return new AlexNetSpec(
        text.constant("form", Form.class),
        text.integer("width"),
        text.integer("denseUnits"),
        text.number("dropout"),
        text.integer("stride"));
  }

  /**
   * A copy with another form.
   *
   * @param newForm the whole network or its compact form
   * @return the copy
   */
  public AlexNetSpec withForm(Form newForm) {
    return new AlexNetSpec(newForm, width, denseUnits, dropout, stride);
  }

  /**
   * A copy with another width.
   *
   * @param newWidth channels of the first convolution
   * @return the copy
   */
  public AlexNetSpec withWidth(int newWidth) {
    return new AlexNetSpec(form, newWidth, denseUnits, dropout, stride);
  }

  /**
   * A copy with other hidden dense layers.
   *
   * @param newDenseUnits units of the two hidden dense layers
   * @return the copy
   */
  public AlexNetSpec withDenseUnits(int newDenseUnits) {
    return new AlexNetSpec(form, width, newDenseUnits, dropout, stride);
  }

  /**
   * A copy with other dropout.
   *
   * @param newDropout share of values dropped in training before each dense layer that the original
   *     drops before
   * @return the copy
   */
  public AlexNetSpec withDropout(double newDropout) {
    return new AlexNetSpec(form, width, denseUnits, newDropout, stride);
  }

  /**
   * A copy with another stride.
   *
   * @param newStride steps the first convolution moves by
   * @return the copy
   */
  public AlexNetSpec withStride(int newStride) {
    return new AlexNetSpec(form, width, denseUnits, dropout, newStride);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> options() {
    return OptionText.write(
        "form",
        form,
        "width",
        width,
        "denseUnits",
        denseUnits,
        "dropout",
        dropout,
        "stride",
        stride);
  }

  @Override
  public int body(NetworkPlan.Builder plan, List<Integer> parts) {
    int value = Sequences.channelsFirst(plan, parts);
    int first = stride == 0 ? automaticStride(plan.shape(value).get(1)) : stride;
    value = convolution(plan, "conv1", new Layer.Conv1d(width, 11, first, 2, true), value);
    value = plan.add(POOL, value);
    value = convolution(plan, "conv2", new Layer.Conv1d(width / 3 * 8, 5, 1, 2, true), value);
    value = plan.add(POOL, value);
    value = convolution(plan, "conv3", new Layer.Conv1d(width * 4, 3, 1, 1, true), value);
    if (form == Form.COMPACT) {
      return drop(plan, plan.add(new Layer.Flatten(), value));
    }
    value = convolution(plan, "conv4", new Layer.Conv1d(width * 4, 3, 1, 1, true), value);
    value = convolution(plan, "conv5", new Layer.Conv1d(width / 3 * 8, 3, 1, 1, true), value);
    value = drop(plan, plan.add(new Layer.Flatten(), plan.add(POOL, value)));
    value = relu(plan, plan.add("fc6", new Layer.Dense(denseUnits), value));
    return relu(plan, plan.add("fc7", new Layer.Dense(denseUnits), drop(plan, value)));
  }

  /** The largest usual stride with which every pool still has its three steps. */
  private int automaticStride(int steps) {
    for (int candidate : new int[] {4, 2}) {
      int left = (steps + 4 - 11) / candidate + 1;
      for (int pool = 0; pool < form.pools; pool++) {
        left = left < 3 ? 0 : (left - 3) / 2 + 1;
      }
      if (left > 0) {
        return candidate;
      }
    }
    return 1;
  }

  private static int convolution(
      NetworkPlan.Builder plan, String name, Layer.Conv1d layer, int value) {
    return relu(plan, plan.add(name, layer, value));
  }

  private static int relu(NetworkPlan.Builder plan, int value) {
    return plan.add(new Layer.Activate(Activation.RELU), value);
  }

  private int drop(NetworkPlan.Builder plan, int value) {
    return dropout == 0 ? value : plan.add(new Layer.Dropout(dropout), value);
  }
}
