package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.Pooling;
import org.ecg4j.models.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A planned network as one DJL block: all weights are its direct parameters, under PyTorch's names,
 * and a forward pass is a loop over the plan's operations.
 */
final class NetworkBlock extends AbstractBlock {

  /** An operation in its place. */
  private static final class Step {
    final Operation operation;

    /** The values it takes. */
    final int[] inputs;

    /** Its first weight among all, and how many are its own. */
    final int firstWeight;

    final int weightCount;

    /** Values that nothing after it needs. */
    final int[] finished;

    /** Whether it is recurrent and only its last step is read. */
    final boolean lastStep;

    Step(
        Operation operation,
        int[] inputs,
        int firstWeight,
        int weightCount,
        int[] finished,
        boolean lastStep) {
      this.operation = operation;
      this.inputs = inputs;
      this.firstWeight = firstWeight;
      this.weightCount = weightCount;
      this.finished = finished;
      this.lastStep = lastStep;
    }
  }

  private final NetworkPlan plan;
  private final Parameter[] weights;
  private final Step[] steps;

  NetworkBlock(NetworkPlan plan) {
    this.plan = plan;
    List<Parameter> added = new ArrayList<>();
    for (Weight weight : plan.weights()) {
      added.add(
          addParameter(
              Parameter.builder()
                  .setName(weight.name())
                  .setType(Parameter.Type.OTHER)
                  .optShape(shape(weight.shape()))
                  .optRequiresGrad(weight.trained())
                  .build()));
    }
    weights = added.toArray(Parameter[]::new);
    steps = steps(plan);
  }

  private static Step[] steps(NetworkPlan plan) {
    int parts = plan.input().parts().size();
    List<NetworkPlan.Node> nodes = plan.nodes();
    int[] uses = new int[parts + nodes.size()];
    int[] lastUse = new int[parts + nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      for (int input : nodes.get(i).inputs()) {
        uses[input]++;
        lastUse[input] = i;
      }
    }
    Operation[] operations = new Operation[nodes.size()];
    boolean[] channelsLast = ChannelsLast.values(plan);
    // Weights of the next node that an operation takes besides its own.
    int[] takenOver = new int[nodes.size()];
    boolean[] lastStep = new boolean[nodes.size()];
    for (int i = 0; i < operations.length; i++) {
      boolean ordered = channelsLast[nodes.get(i).inputs().get(0)];
      operations[i] = Operations.of(nodes.get(i), i, ordered);
      int before = i - 1;
      if (before < 0
          || !nodes.get(i).inputs().equals(List.of(parts + before))
          || uses[parts + before] > 1) {
        continue;
      }
      Layer last = nodes.get(before).layer();
      if (nodes.get(i).layer() instanceof Layer.LastStep && Recurrence.isRecurrent(last)) {
        operations[before] = Recurrence.ofLastStep(last, before);
        lastStep[before] = true;
        operations[i] = (in, w, training) -> in[0];
      } else if (nodes.get(i).layer() instanceof Layer.Pool pool
          && pool.kind() == Pooling.Kind.MAX
          && last instanceof Layer.Activate) {
        // Activations never fall, so that of the largest value is the largest; fewer are left then.
        Operation activation = operations[before];
        operations[before] = operations[i];
        operations[i] = activation;
      } else if (nodes.get(i).layer() instanceof Layer.BatchNorm
          && last instanceof Layer.Conv1d conv) {
        int steps = nodes.get(before).shape().get(1);
        boolean arranged = channelsLast[nodes.get(before).inputs().get(0)];
        operations[before] =
            new NormalizedConvolution(
                conv,
                operations[before],
                Operations.convolution(NormalizedConvolution.folded(conv), steps, arranged),
                operations[i]);
        operations[i] = (in, w, training) -> in[0];
        takenOver[before] = nodes.get(i).weights().size();
      }
    }
    Step[] steps = new Step[nodes.size()];
    int firstWeight = 0;
    for (int i = 0; i < steps.length; i++) {
      NetworkPlan.Node node = nodes.get(i);
      int step = i;
      steps[i] =
          new Step(
              operations[i],
              node.inputs().stream().mapToInt(Integer::intValue).toArray(),
              firstWeight,
              node.weights().size() + takenOver[i],
              node.inputs().stream()
                  .mapToInt(Integer::intValue)
                  .distinct()
                  .filter(value -> value >= parts && lastUse[value] == step)
                  .toArray(),
              lastStep[i]);
      firstWeight += node.weights().size();
    }
    return steps;
  }

  NetworkPlan plan() {
    return plan;
  }

  /** The forward pass over the parameters' own arrays, without a parameter store. */
  NDArray run(NDList inputs, boolean training) {
    NDArray[] arrays = new NDArray[weights.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = weights[i].getArray();
    }
    return run(inputs, arrays, training, null);
  }

  /** The forward pass over a store's arrays, with recurrent layers of another's where it wants. */
  NDArray run(
      ParameterStore store, NDList inputs, boolean training, @Nullable RecurrentLayers recurrent) {
    NDArray[] arrays = new NDArray[weights.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = store.getValue(weights[i], inputs.head().getDevice(), training);
    }
    return run(inputs, arrays, training, recurrent);
  }

  private NDArray run(
      NDList inputs, NDArray[] arrays, boolean training, @Nullable RecurrentLayers recurrent) {
    int parts = plan.input().parts().size();
    if (inputs.size() != parts) {
      throw new IllegalArgumentException(
          "the network takes " + parts + " arrays, not " + inputs.size());
    }
    NDArray[] values = new NDArray[parts + steps.length];
    for (int i = 0; i < parts; i++) {
      values[i] = inputs.get(i);
    }
    for (int i = 0; i < steps.length; i++) {
      Step step = steps[i];
      NDArray[] taken = new NDArray[step.inputs.length];
      for (int j = 0; j < taken.length; j++) {
        taken[j] = values[step.inputs[j]];
      }
      NDArray[] own = new NDArray[step.weightCount];
      System.arraycopy(arrays, step.firstWeight, own, 0, own.length);
      NDArray given =
          recurrent != null && Recurrence.isRecurrent(plan.nodes().get(i).layer())
              ? recurrent.states(i, taken[0], step.lastStep)
              : null;
      if (given == null) {
        given = step.operation.apply(taken, own, training);
      }
      values[parts + i] = given;
      for (int finished : step.finished) {
        // The engine keeps what its gradients need; our handle would keep the rest alive too.
        release(values, finished, given, parts);
      }
    }
    return values[values.length - 1];
  }

  /** Closes a value unless it is the very array that was given on, or came from the caller. */
  private static void release(NDArray[] values, int index, NDArray given, int parts) {
    NDArray value = values[index];
    if (value == given) {
      return;
    }
    for (int i = 0; i < parts; i++) {
      if (values[i] == value) {
        return;
      }
    }
    value.close();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    return new NDList(run(store, inputs, training, null));
  }

  @Override
  protected void initializeChildBlocks(
      ai.djl.ndarray.NDManager manager, DataType dataType, Shape... shapes) {
    // No children: every weight is a direct parameter whose shape is known from the plan.
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    List<NetworkPlan.Node> nodes = plan.nodes();
    return new Shape[] {
      new Shape(shapes[0].get(0)).addAll(shape(nodes.get(nodes.size() - 1).shape()))
    };
  }

  /** Lengths as DJL wants them. */
  static Shape shape(List<Integer> lengths) {
    return new Shape(lengths.stream().mapToLong(Integer::longValue).toArray());
  }
}
