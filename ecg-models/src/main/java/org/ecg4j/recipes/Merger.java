package org.ecg4j.recipes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.engine.Device;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.engine.Network;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.inference.Decision;
import org.ecg4j.inference.Lineage;
import org.ecg4j.inference.ModelInfo;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.AverageSpec;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.PlannedSpec;

/**
 * Makes one model of several, whose logits are the mean of theirs: the preparations side by side,
 * each made once, and the networks side by side under one last layer.
 */
final class Merger {
  private static final String WEIGHT = "output.weight";
  private static final String BIAS = "output.bias";

  private final List<TrainedModel> models;
  private final List<List<ExampleTransform>> branches = new ArrayList<>();
  private final int[] branchOf;

  private Merger(List<TrainedModel> models) {
    this.models = models;
    branchOf = new int[models.size()];
    Map<String, Integer> known = new LinkedHashMap<>();
    for (int m = 0; m < branchOf.length; m++) {
      Pipeline pipeline = models.get(m).info().pipeline();
      branchOf[m] = known.computeIfAbsent(pipeline.fingerprint(), print -> known.size());
      if (branchOf[m] == branches.size()) {
        branches.add(pipeline.transforms());
      }
    }
  }

  /** One model of several on the processor; they stay the caller's to close. */
  static TrainedModel merge(List<TrainedModel> models) {
    return new Merger(models).merged();
  }

  private TrainedModel merged() {
    ModelInfo first = models.get(0).info();
    Pipeline pipeline = pipeline(first.pipeline());
    AverageSpec spec = spec(first.pipeline());
    ModelInfo info =
        new ModelInfo(spec, pipeline, first.classNames(), Decision.standard(), lineage());
    Network network = Network.create(spec, pipeline.outputSpec(), info.outputs(), Device.cpu(), 0);
    try {
      network.setNamedWeights(weights());
      return TrainedModel.of(info, network);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  private Pipeline pipeline(Pipeline first) {
    if (branches.size() == 1) {
      return first;
    }
    ExampleTransform[] joined = new ExampleTransform[branches.size()];
    for (int b = 0; b < joined.length; b++) {
      joined[b] =
          branches.get(b).stream()
              .reduce(ExampleTransform::then)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "a network on the bare window cannot be joined with others; give it a"
                              + " feature that leaves the window as it is"));
    }
    return new Pipeline(first.raw(), first.window(), List.of(FeatureJoin.numbered(joined)));
  }

  private AverageSpec spec(Pipeline first) {
    List<List<Integer>> partsOfBranch = new ArrayList<>();
    int next = 0;
    for (List<ExampleTransform> branch : branches) {
      int count = new Pipeline(first.raw(), Optional.empty(), branch).outputSpec().parts().size();
      partsOfBranch.add(IntStream.range(next, next + count).boxed().toList());
      next += count;
    }
    List<PlannedSpec> specs = new ArrayList<>();
    List<List<Integer>> parts = new ArrayList<>();
    for (int m = 0; m < branchOf.length; m++) {
      ModelSpec own = models.get(m).info().spec();
      if (!(own instanceof PlannedSpec planned)) {
        throw new IllegalArgumentException(
            "networks of kind " + own.kind() + " cannot be merged with others");
      }
      specs.add(planned);
      parts.add(partsOfBranch.get(branchOf[m]));
    }
    return new AverageSpec(specs, parts);
  }

  /** The members' weights under their prefixes; last layers are joined and divided. */
  private List<NamedArray> weights() {
    List<NamedArray> all = new ArrayList<>();
    List<NamedArray> last = new ArrayList<>();
    float[] bias = new float[0];
    for (int m = 0; m < branchOf.length; m++) {
      for (NamedArray array : models.get(m).weights()) {
        switch (array.name()) {
          case WEIGHT -> last.add(array);
          case BIAS -> {
            bias = bias.length == 0 ? new float[array.size()] : bias;
            float[] own = array.values();
            for (int i = 0; i < bias.length; i++) {
              bias[i] += own[i] / branchOf.length;
            }
          }
          default ->
              all.add(
                  new NamedArray(
                      AverageSpec.prefix(m) + "." + array.name(), array.shape(), array.values()));
        }
      }
    }
    int outputs = bias.length;
    int width = last.stream().mapToInt(array -> array.size() / outputs).sum();
    float[] weight = new float[outputs * width];
    int at = 0;
    for (NamedArray array : last) {
      float[] own = array.values();
      int columns = own.length / outputs;
      for (int row = 0; row < outputs; row++) {
        for (int c = 0; c < columns; c++) {
          weight[row * width + at + c] = own[row * columns + c] / branchOf.length;
        }
      }
      at += columns;
    }
    all.add(new NamedArray(WEIGHT, List.of(outputs, width), weight));
    all.add(new NamedArray(BIAS, List.of(outputs), Arrays.copyOf(bias, outputs)));
    return all;
  }

  private Lineage lineage() {
    Lineage first = models.get(0).info().lineage();
    Set<String> subjects = new LinkedHashSet<>();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("members", Integer.toString(models.size()));
    for (int m = 0; m < branchOf.length; m++) {
      Lineage own = models.get(m).info().lineage();
      subjects.addAll(own.subjects());
      String prefix = AverageSpec.prefix(m) + " ";
      own.options().forEach((name, value) -> options.put(prefix + name, value));
    }
    return new Lineage(
        subjects, first.provenance(), options, first.history(), Map.of(), first.versions());
  }
}
