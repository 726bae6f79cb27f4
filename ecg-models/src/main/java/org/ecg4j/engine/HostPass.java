package org.ecg4j.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkPlan;

/**
 * A network's evaluation of one example in plain Java. For small networks LibTorch spends most of
 * its time around the arithmetic: choosing kernels, allocating results, laying weights out anew in
 * each call. Here the weights are laid out once. Dropout does nothing; batch normalisation takes
 * the running statistics. Several threads may evaluate at once.
 */
final class HostPass {

  /** A layer in its place: values by number, the input's parts first. */
  private static final class Step {
    final HostLayer layer;
    final int[] inputs;
    final int output;

    Step(HostLayer layer, int[] inputs, int output) {
      this.layer = layer;
      this.inputs = inputs;
      this.output = output;
    }

    /** The step on the values of one workspace. */
    Runnable bind(float[][] values) {
      HostLayer.Run run = layer.bind();
      float[][] taken = Arrays.stream(inputs).mapToObj(i -> values[i]).toArray(float[][]::new);
      return () -> run.apply(taken, values[output]);
    }
  }

  /** Memory for one thread at a time. */
  private static final class Workspace {
    final float[][] values;
    final List<Runnable> steps;

    Workspace(float[][] values, List<Step> steps) {
      this.values = values;
      this.steps = steps.stream().map(step -> step.bind(values)).toList();
    }
  }

  private final int parts;
  private final List<List<Integer>> shapes = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /** For each value the one whose memory it has: its own, or that of the value it renames. */
  private final int[] places;

  private final ConcurrentLinkedQueue<Workspace> idle = new ConcurrentLinkedQueue<>();

  /** Packs a plan with copies of its weights, by name. */
  HostPass(NetworkPlan plan, Map<String, float[]> weights) {
    plan.input().parts().forEach(part -> shapes.add(part.shape()));
    this.parts = shapes.size();
    List<NetworkPlan.Node> nodes = plan.nodes();
    nodes.forEach(node -> shapes.add(node.shape()));
    this.places = new int[shapes.size()];
    for (int i = 0; i < parts; i++) {
      places[i] = i;
    }
    Map<Integer, Integer> uses = new HashMap<>();
    nodes.forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
    for (int i = 0; i < nodes.size(); i++) {
      NetworkPlan.Node node = nodes.get(i);
      int[] inputs = node.inputs().stream().mapToInt(value -> places[value]).toArray();
      places[parts + i] = parts + i;
      if (isRenaming(node.layer())) {
        places[parts + i] = inputs[0];
      } else if (i + 1 < nodes.size()
          && readsLastStepOf(parts + i, nodes.get(i + 1), uses)
          && isRecurrent(node.layer())) {
        // Its value then has the last step's shape, and the layer after it has nothing to do.
        List<List<Integer>> taken = shapesOf(node);
        shapes.set(parts + i, nodes.get(i + 1).shape());
        HostLayer layer =
            HostRecurrence.of(node.layer(), taken.get(0), true, values(node, weights));
        steps.add(new Step(layer, inputs, parts + i));
        i++;
        places[parts + i] = parts + i - 1;
      } else {
        HostLayer layer = HostLayers.of(node, shapesOf(node), values(node, weights));
        steps.add(new Step(layer, inputs, parts + i));
      }
    }
  }

  private static boolean isRenaming(Layer layer) {
    return layer instanceof Layer.Reshape
        || layer instanceof Layer.Flatten
        || layer instanceof Layer.Dropout;
  }

  private static boolean isRecurrent(Layer layer) {
    return layer instanceof Layer.Lstm || layer instanceof Layer.Gru;
  }

  private static boolean readsLastStepOf(
      int value, NetworkPlan.Node next, Map<Integer, Integer> uses) {
    return next.layer() instanceof Layer.LastStep
        && next.inputs().equals(List.of(value))
        && uses.get(value) == 1;
  }

  private List<List<Integer>> shapesOf(NetworkPlan.Node node) {
    return node.inputs().stream().map(shapes::get).toList();
  }

  private static List<float[]> values(NetworkPlan.Node node, Map<String, float[]> weights) {
    return node.weights().stream().map(weight -> weights.get(weight.name())).toList();
  }

  /** The logits of one example, whose values begin at {@code offset}. */
  void logits(float[] example, int offset, float[] logits, int target) {
    Workspace pooled = idle.poll();
    Workspace workspace = pooled == null ? bind() : pooled;
    float[][] values = workspace.values;
    int at = offset;
    for (int part = 0; part < parts; part++) {
      System.arraycopy(example, at, values[part], 0, values[part].length);
      at += values[part].length;
    }
    workspace.steps.forEach(Runnable::run);
    float[] answer = values[places[places.length - 1]];
    System.arraycopy(answer, 0, logits, target, answer.length);
    idle.add(workspace);
  }

  private Workspace bind() {
    float[][] values = new float[shapes.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = places[i] == i ? new float[HostLayers.size(shapes.get(i))] : values[places[i]];
    }
    return new Workspace(values, steps);
  }
}
