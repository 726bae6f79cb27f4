package org.ecg4j.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.models.Layer;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.PlannedSpec;
import org.jspecify.annotations.Nullable;

/**
 * Answers to a few examples by a {@link HostPass}, for the networks and as many examples as it was
 * measured to be faster for than LibTorch ({@code docs/performance.md}). It packs the weights when
 * it is first asked, and anew after they have changed.
 */
final class FewRows {
  /** The system property that leaves all networks to LibTorch when it is {@code false}. */
  static final String SWITCH = "org.ecg4j.engine.plainJava";

  /**
   * Whether the processor has the instruction behind {@link Math#fma}. Without it, Java computes
   * that exactly in decimal numbers, thousands of times as slowly.
   */
  private static final class FusedMultiplyAdd {
    static final boolean IN_HARDWARE = inHardware();

    private static boolean inHardware() {
      HotSpotDiagnosticMXBean machine =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      try {
        return machine != null && Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
      } catch (IllegalArgumentException e) {
        // Another virtual machine, which does not say: LibTorch answers.
        return false;
      }
    }
  }

  private static final int MOST_ROWS = 4;
  private static final int MOST_STEPS = 128;

  /** A pass over the weights as they were at a version. */
  private record Packed(int version, HostPass pass) {}

  private final NetworkPlan plan;
  private final FlatWeights weights;
  private final int width;
  private final int outputs;
  private volatile @Nullable Packed packed;

  private FewRows(NetworkPlan plan, FlatWeights weights, int outputs) {
    this.plan = plan;
    this.weights = weights;
    this.width = plan.input().size();
    this.outputs = outputs;
  }

  /** The answers of a network, unless LibTorch is the faster. */
  static Optional<FewRows> of(ModelSpec spec, InputSpec input, int outputs, FlatWeights weights) {
    if (!isAllowed(weights) || !(spec instanceof PlannedSpec planned)) {
      return Optional.empty();
    }
    NetworkPlan plan = planned.plan(input, outputs);
    return isFaster(plan) ? Optional.of(new FewRows(plan, weights, outputs)) : Optional.empty();
  }

  /** Whether plain Java may compute what LibTorch would with these weights, and quickly. */
  static boolean isAllowed(FlatWeights weights) {
    return Boolean.parseBoolean(System.getProperty(SWITCH, "true"))
        && weights.onHost()
        && isFastHere();
  }

  /**
   * Over many steps LibTorch's convolutions and LSTM have enough to do in one call; its GRU, a
   * dozen small operations for each step, never has.
   */
  static boolean isFaster(NetworkPlan plan) {
    boolean few = true;
    for (NetworkPlan.Node node : plan.nodes()) {
      if (node.layer() instanceof Layer.Gru) {
        return true;
      }
      few &= !(node.layer() instanceof Layer.Conv1d) || node.shape().get(1) <= MOST_STEPS;
      few &= !(node.layer() instanceof Layer.Lstm) || node.shape().get(0) <= MOST_STEPS;
    }
    return few;
  }

  /** Whether this machine computes sums of products in one instruction. */
  static boolean isFastHere() {
    return FusedMultiplyAdd.IN_HARDWARE;
  }

  /** Whether so many examples are few enough. */
  boolean take(int rows) {
    return rows <= MOST_ROWS;
  }

  /** The logits of examples that lie one after another. */
  float[] logits(float[] values, int rows) {
    HostPass pass = pass();
    float[] logits = new float[Math.multiplyExact(rows, outputs)];
    for (int row = 0; row < rows; row++) {
      pass.logits(values, row * width, logits, row * outputs);
    }
    return logits;
  }

  private HostPass pass() {
    int version = weights.version();
    Packed before = packed;
    if (before != null && before.version() == version) {
      return before.pass();
    }
    Map<String, float[]> arrays = new HashMap<>();
    weights.named().forEach(array -> arrays.put(array.name(), array.raw()));
    HostPass pass = new HostPass(plan, arrays);
    packed = new Packed(version, pass);
    return pass;
  }
}
