package org.ecg4j.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.BatchFeed;
import org.ecg4j.engine.Device;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.engine.Network;
import org.ecg4j.engine.RowSource;
import org.ecg4j.evaluation.Calibration;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.models.PlannedSpec;
import org.ecg4j.models.onnx.OnnxExporter;

/**
 * A trained network together with the steps that prepare its input, its labels and its lineage.
 * Immutable and safe for use by several threads; closing it frees its native memory.
 */
public final class TrainedModel implements AutoCloseable {
  private static final int BATCH = 256;
  private static final int LOADER_THREADS = 2;

  private final ModelInfo info;
  private final Network network;

  private TrainedModel(ModelInfo info, Network network) {
    this.info = info;
    this.network = network;
  }

  /**
   * Puts a model together.
   *
   * @param info all but the weights
   * @param network with its weights; the model owns it from now on
   * @return the model
   */
  public static TrainedModel of(ModelInfo info, Network network) {
    if (network.outputs() != info.outputs()
        || !network.input().equals(info.pipeline().outputSpec())) {
      throw new IllegalArgumentException(
          "the network takes "
              + network.input().parts()
              + " and has "
              + network.outputs()
              + " outputs, but the model is described with "
              + info.pipeline().outputSpec().parts()
              + " and "
              + info.outputs());
    }
    return new TrainedModel(info, network);
  }

  /**
   * All that it is besides its weights.
   *
   * @return network, preparation, labels, decision, lineage
   */
  public ModelInfo info() {
    return info;
  }

  /**
   * All weights and buffers under PyTorch's names.
   *
   * @return copies
   */
  public List<NamedArray> weights() {
    return network.namedWeights();
  }

  /**
   * The number of trainable weights.
   *
   * @return weights
   */
  public int weightCount() {
    return network.weightCount();
  }

  /**
   * The same model with other weights, from Python for instance: {@link Safetensors} and {@link
   * Npz} read them from files.
   *
   * @param weights one array for each of {@link #weights}, of its name and shape
   * @return a model of its own, to be closed apart from this one
   * @throws IllegalArgumentException when a name is missing or extra or a shape differs
   */
  public TrainedModel withWeights(List<NamedArray> weights) {
    Network other =
        Network.create(info.spec(), network.input(), network.outputs(), network.device(), 0);
    try {
      other.setNamedWeights(weights);
      return of(info, other);
    } catch (RuntimeException | Error e) {
      other.close();
      throw e;
    }
  }

  /**
   * The same network with another description. Both share the weights: closing one closes both.
   *
   * @param newInfo with another decision or lineage
   * @return a model
   */
  public TrainedModel withInfo(ModelInfo newInfo) {
    return of(newInfo, network);
  }

  /**
   * The same network with another decision. Both share the weights: closing one closes both.
   *
   * @param decision threshold and calibration
   * @return a model
   */
  public TrainedModel withDecision(Decision decision) {
    return withInfo(info.withDecision(decision));
  }

  /**
   * The same network with figures added to its lineage. Both share the weights: closing one closes
   * both.
   *
   * @param metrics name to value
   * @return a model
   */
  public TrainedModel withMetrics(Map<String, Double> metrics) {
    return withInfo(info.withLineage(info.lineage().withMetrics(metrics)));
  }

  /**
   * The probabilities of examples, calibrated if the model is.
   *
   * @param examples raw windows, to which the model applies its own pipeline, or examples that went
   *     through the same one
   * @return with two classes that of the second, one for each example; else those of example i from
   *     {@code i * classes}
   * @throws IllegalArgumentException when the examples are of another form
   */
  public float[] predict(Examples examples) {
    Examples prepared = prepare(examples);
    int size = prepared.size();
    int outputs = network.outputs();
    float[] logits = new float[Math.multiplyExact(size, outputs)];
    int[] order = IntStream.range(0, size).toArray();
    try (BatchFeed feed = BatchFeed.of(network, RowSource.of(prepared), 0, LOADER_THREADS)) {
      feed.begin(order, BATCH, 0, 0);
      for (int first = 0; first < size; first += BATCH) {
        float[] batch = network.logits(feed);
        System.arraycopy(batch, 0, logits, first * outputs, batch.length);
      }
    }
    return toProbabilities(logits);
  }

  Network network() {
    return network;
  }

  /** Rows in the form of the network's input to probabilities. */
  float[] predictRows(float[] values, int rows) {
    return toProbabilities(network.logits(values, rows));
  }

  private float[] toProbabilities(float[] logits) {
    float[] probabilities = Probabilities.ofLogits(logits, network.outputs());
    if (info.decision().calibration().isEmpty()) {
      return probabilities;
    }
    Calibration calibration = info.decision().calibration().get();
    int classes = network.outputs();
    float[] narrow = new float[probabilities.length];
    double[] row = new double[classes];
    for (int from = 0; from < narrow.length; from += classes) {
      for (int c = 0; c < classes; c++) {
        row[c] = probabilities[from + c];
      }
      double[] calibrated =
          classes == 1 ? new double[] {calibration.apply(row[0])} : calibration.apply(row);
      for (int c = 0; c < classes; c++) {
        narrow[from + c] = (float) calibrated[c];
      }
    }
    return narrow;
  }

  /**
   * Judges the model on labelled examples. The result says whether their patients were seen in
   * training ({@link Evaluation.Role#TRAIN}) or not ({@link Evaluation.Role#HELD_OUT}).
   *
   * @param examples as for {@link #predict}
   * @return the evaluation, at the model's threshold
   * @throws IllegalArgumentException when the examples are of another form or other classes, or
   *     some of their patients were seen in training and some were not
   */
  public Evaluation evaluate(Examples examples) {
    requireClasses(examples);
    role(examples); // a mix of patients is refused before the work
    return judge(examples, predict(examples));
  }

  /** Judges probabilities that this model or an ensemble with it gave. */
  Evaluation judge(Examples examples, float[] probabilities) {
    requireClasses(examples);
    List<String> patients = rows(examples, true);
    List<String> names = info.classNames();
    int[] labels = examples.labels();
    Evaluation evaluation =
        network.outputs() == 1
            ? Evaluation.ofClasses(names, labels, bothClasses(probabilities), patients)
                .withThreshold(info.decision().threshold())
            : Evaluation.ofClasses(names, labels, probabilities, patients);
    return evaluation.withRecords(rows(examples, false)).withRole(role(examples));
  }

  private void requireClasses(Examples examples) {
    if (!examples.classNames().equals(info.classNames())) {
      throw new IllegalArgumentException(
          "the model tells "
              + info.classNames()
              + " apart, but the examples are labelled "
              + examples.classNames());
    }
  }

  private static double[] bothClasses(float[] positive) {
    double[] both = new double[2 * positive.length];
    for (int i = 0; i < positive.length; i++) {
      both[2 * i] = 1 - (double) positive[i];
      both[2 * i + 1] = positive[i];
    }
    return both;
  }

  private static List<String> rows(Examples examples, boolean subjects) {
    String[] names = new String[examples.size()];
    Arrays.setAll(names, i -> subjects ? examples.subject(i) : examples.recordName(i));
    return List.of(names);
  }

  /** Whether the model saw the patients of some examples. */
  Evaluation.Role role(Examples examples) {
    Set<String> subjects = examples.subjects();
    Set<String> seen = new LinkedHashSet<>(subjects);
    seen.retainAll(info.lineage().subjects());
    if (seen.size() < subjects.size()) {
      // A published split that has a subject on both sides says so; see Splits.deChazal.
      seen.removeAll(examples.provenance().sharedSubjects());
    }
    if (seen.isEmpty()) {
      return Evaluation.Role.HELD_OUT;
    }
    if (seen.size() == subjects.size()) {
      return Evaluation.Role.TRAIN;
    }
    throw new IllegalArgumentException(
        "patients "
            + seen
            + " were seen in training and the others were not; evaluate them apart, as a figure"
            + " over both means nothing");
  }

  /** Brings examples into the form of the network's input. */
  private Examples prepare(Examples examples) {
    var own = info.pipeline();
    if (examples.pipeline().fingerprint().equals(own.fingerprint())) {
      return examples;
    }
    if (!examples.pipeline().transforms().isEmpty()) {
      throw new IllegalArgumentException(
          "the examples went through "
              + names(examples.pipeline().transforms())
              + ", which is not what the model was trained on: "
              + names(own.transforms())
              + "; give it raw windows, and it applies its own steps");
    }
    if (!examples.pipeline().raw().equals(own.raw())) {
      throw new IllegalArgumentException(
          "the model takes windows of "
              + own.raw()
              + ", but these are of "
              + examples.pipeline().raw());
    }
    if (own.window().isPresent()
        && examples.pipeline().window().isPresent()
        && !examples.pipeline().fingerprint().equals(own.ofWindows().fingerprint())) {
      throw new IllegalArgumentException(
          "the model takes windows "
              + own.window().get()
              + ", but these are "
              + examples.pipeline().window().get());
    }
    Examples mapped = examples;
    for (ExampleTransform transform : own.transforms()) {
      mapped =
          mapped instanceof EcgDataset dataset
              ? dataset.map(transform)
              : ((TrainingSet) mapped).map(transform);
    }
    return mapped;
  }

  private static List<String> names(List<ExampleTransform> transforms) {
    return transforms.stream().map(t -> t.id() + t.options()).toList();
  }

  /**
   * Saves the model as one file, a bundle; one that exists is replaced in one step.
   *
   * @param file where, by custom ending in {@code .ecgm}
   * @throws IOException when it cannot be written
   */
  public void save(Path file) throws IOException {
    ModelBundle.save(this, file);
  }

  /**
   * Writes the network as an ONNX graph of operator set 17, for other runtimes. The model's own
   * preparation stays behind: the graph takes the prepared parts by name and gives logits.
   *
   * @param file where, by custom ending in {@code .onnx}
   * @throws IOException when it cannot be written
   * @throws IllegalArgumentException when the network is a block of the user's own
   */
  public void exportOnnx(Path file) throws IOException {
    if (!(info.spec() instanceof PlannedSpec planned)) {
      throw new IllegalArgumentException(
          "a network of kind " + info.spec().kind() + " has no plan of layers to export");
    }
    Map<String, float[]> values = new LinkedHashMap<>();
    for (NamedArray weight : weights()) {
      values.put(weight.name(), weight.values());
    }
    OnnxExporter.write(
        planned.plan(network.input(), network.outputs()),
        values,
        Map.of("classes", String.join(",", info.classNames())),
        file);
  }

  /**
   * Loads a model on the processor.
   *
   * @param file a bundle
   * @return the model, whose predictions are equal bit by bit to those of the one saved
   * @throws ModelFormatException when the file is damaged, altered, too new or holds weights of
   *     another network, or a library that its transforms need is missing
   * @throws IOException when it cannot be read
   */
  public static TrainedModel load(Path file) throws IOException {
    return load(file, Device.cpu());
  }

  /**
   * Loads a model.
   *
   * @param file a bundle
   * @param device where it is to compute
   * @return the model
   * @throws ModelFormatException as {@link #load(Path)}
   * @throws IOException when it cannot be read
   */
  public static TrainedModel load(Path file, Device device) throws IOException {
    return ModelBundle.load(file, device);
  }

  @Override
  public void close() {
    network.close();
  }
}
