package org.ecg4j.engine;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ecg4j.models.djl.RecurrentLayers;
import org.jspecify.annotations.Nullable;

/**
 * The GRUs of a network that only answers. Several threads may ask at once; weights are packed when
 * they are first needed, and anew after they have changed.
 */
final class GruAnswers implements RecurrentLayers {

  /** Weights as they were at a version. */
  private static final class Packed {
    final int version;
    final GruWeights[][] weights;

    Packed(int version, GruWeights[][] weights) {
      this.version = version;
      this.weights = weights;
    }
  }

  private final Map<Integer, GruNode> nodes;
  private final FlatWeights weights;
  private final Map<Integer, Packed> packed = new ConcurrentHashMap<>();
  private final Map<Integer, ConcurrentLinkedQueue<GruBlock>> idle = new ConcurrentHashMap<>();

  GruAnswers(Map<Integer, GruNode> nodes, FlatWeights weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  @Override
  public @Nullable NDArray states(int index, NDArray input, boolean lastStep) {
    GruNode node = nodes.get(index);
    if (node == null) {
      return null;
    }
    GruForm form = node.form();
    int rows = Math.toIntExact(input.getShape().get(0));
    int threads = TorchRuntime.threads();
    GruWeights[][] own = packed(node, threads);
    float[] batch = input.toFloatArray();
    float[] given = new float[node.size(rows, lastStep)];
    int each = GruNode.rowsOfBlock(rows, threads);
    HostThreads.run(
        threads,
        GruNode.ceil(rows, each),
        i -> {
          int first = i * each;
          GruBlock block = take(node, Math.min(each, rows - first));
          block.read(batch, first);
          for (int layer = 0; layer < form.layers(); layer++) {
            block.forward(layer, own[layer], lastStep);
          }
          block.write(given, first, lastStep);
          idle.get(index).add(block);
        });
    return input.getManager().create(given, node.shape(rows, lastStep));
  }

  /** An idle block of the asked size, or a new one; those of other sizes are let go. */
  private GruBlock take(GruNode node, int rows) {
    ConcurrentLinkedQueue<GruBlock> own =
        idle.computeIfAbsent(node.index(), i -> new ConcurrentLinkedQueue<>());
    GruBlock block = own.poll();
    return block != null && block.rows() == rows ? block : new GruBlock(node.form(), rows, false);
  }

  private GruWeights[][] packed(GruNode node, int threads) {
    int version = weights.version();
    Packed before = packed.get(node.index());
    if (before != null && before.version == version) {
      return before.weights;
    }
    GruWeights[][] memory = node.memoryForWeights(false);
    node.read(weights.host(), memory, threads);
    packed.put(node.index(), new Packed(version, memory));
    return memory;
  }
}
