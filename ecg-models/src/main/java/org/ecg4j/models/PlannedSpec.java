package org.ecg4j.models;

import java.util.List;
import java.util.stream.IntStream;
import org.ecg4j.dataset.InputSpec;

/**
 * A network described layer by layer, so that blocks, parameter counts and ONNX files follow from
 * the description. All of {@link Models} are; a network of one's own can be, without touching the
 * engine.
 */
public interface PlannedSpec extends ModelSpec {

  /**
   * Lays out everything but the last dense layer.
   *
   * @param plan receives the layers
   * @param parts the values to take, indices of input parts
   * @return a value of shape (features)
   * @throws IllegalArgumentException when the network cannot take them
   */
  int body(NetworkPlan.Builder plan, List<Integer> parts);

  /**
   * Lays out the network: the body and a last dense layer for the logits.
   *
   * @param input what examples look like
   * @param outputs logits: 1 for normal against abnormal, else one for each class
   * @return the layers
   * @throws IllegalArgumentException when the network cannot take the input
   */
  default NetworkPlan plan(InputSpec input, int outputs) {
    Checks.positive("outputs", outputs);
    NetworkPlan.Builder plan = NetworkPlan.builder(kind(), input);
    List<Integer> parts = IntStream.range(0, input.parts().size()).boxed().toList();
    int features = body(plan, parts);
    plan.add("output", new Layer.Dense(outputs), features);
    return plan.build();
  }

  @Override
  default void check(InputSpec input) {
    plan(input, 1);
  }
}
