package org.ecg4j.models;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;

/**
 * Turns input parts into one sequence. Accepted are parts (lead, time), (frequency, time), (lead,
 * frequency, time) and (time); several parts become channels of one sequence when they have the
 * same number of steps.
 */
final class Sequences {
  private static final List<List<Axis>> LAYOUTS =
      List.of(
          List.of(Axis.TIME),
          List.of(Axis.LEAD, Axis.TIME),
          List.of(Axis.FREQUENCY, Axis.TIME),
          List.of(Axis.LEAD, Axis.FREQUENCY, Axis.TIME),
          List.of(Axis.FEATURE, Axis.TIME));

  private static final String ACCEPTED =
      "parts (lead, time) such as a signal, (lead, frequency, time) such as a spectrogram or"
          + " (feature, time) such as neighbouring beats";

  private Sequences() {}

  static boolean isSequence(InputSpec.Part part) {
    return LAYOUTS.contains(part.axes());
  }

  /** A value of shape (channel, time), the channels being leads times frequencies. */
  static int channelsFirst(NetworkPlan.Builder plan, List<Integer> parts) {
    List<Integer> joined = new ArrayList<>();
    for (int part : parts) {
      InputSpec.Part spec = plan.input().parts().get(part);
      if (!isSequence(spec)) {
        throw plan.refusal(ACCEPTED);
      }
      int time = spec.length(Axis.TIME);
      joined.add(
          spec.axes().size() == 2
              ? part
              : plan.add(new Layer.Reshape(List.of(spec.size() / time, time)), part));
    }
    return join(plan, joined, 1, 0, "time");
  }

  /** A value of shape (step, feature) whose steps are along the given axis. */
  static int stepsFirst(NetworkPlan.Builder plan, List<Integer> parts, SequenceAxis axis) {
    if (axis == SequenceAxis.TIME) {
      return plan.add(new Layer.Permute(List.of(1, 0)), channelsFirst(plan, parts));
    }
    List<Integer> joined = new ArrayList<>();
    for (int part : parts) {
      InputSpec.Part spec = plan.input().parts().get(part);
      if (!isSequence(spec) || !spec.axes().contains(Axis.FREQUENCY)) {
        throw plan.refusal(
            "parts (lead, frequency, time) or (frequency, time) such as a spectrogram, to walk"
                + " along the frequencies");
      }
      int frequencies = spec.length(Axis.FREQUENCY);
      int value = part;
      if (spec.axes().size() == 3) {
        if (spec.length(Axis.LEAD) > 1) {
          value = plan.add(new Layer.Permute(List.of(1, 0, 2)), value);
        }
        value = plan.add(new Layer.Reshape(List.of(frequencies, spec.size() / frequencies)), value);
      }
      joined.add(value);
    }
    return join(plan, joined, 0, 1, "frequency");
  }

  private static int join(
      NetworkPlan.Builder plan, List<Integer> values, int stepAxis, int joinAxis, String name) {
    if (values.isEmpty()) {
      throw plan.refusal(ACCEPTED);
    }
    if (values.size() == 1) {
      return values.get(0);
    }
    int steps = plan.shape(values.get(0)).get(stepAxis);
    for (int value : values) {
      if (plan.shape(value).get(stepAxis) != steps) {
        throw plan.refusal(ACCEPTED + ", several of them only with equal " + name + " axes");
      }
    }
    return plan.add(
        new Layer.Concat(joinAxis), values.stream().mapToInt(Integer::intValue).toArray());
  }
}
