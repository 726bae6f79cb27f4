package org.ecg4j.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.detect.QrsDetector;
import org.ecg4j.detect.QrsOptions;
import org.ecg4j.engine.Device;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.LeadSelection;
import org.ecg4j.segment.WindowOptions;

/**
 * A model at work on new beats: of a record, or bare windows. Safe for use by several threads;
 * closing it frees the model's native memory.
 */
public final class EcgClassifier implements AutoCloseable {
  private static final String ANNOTATOR = "beats";
  private static final int BATCH = 256;
  private static final long NO_PLACE = -1;

  private final TrainedModel model;
  private final boolean resampling;
  private final ConcurrentLinkedQueue<WindowWorker> workers = new ConcurrentLinkedQueue<>();

  private EcgClassifier(TrainedModel model, boolean resampling) {
    this.model = model;
    this.resampling = resampling;
  }

  /**
   * Loads a model on the processor.
   *
   * @param bundle its file
   * @return a classifier
   * @throws ModelFormatException when the file cannot be used; the message says why
   * @throws IOException when it cannot be read
   */
  public static EcgClassifier load(Path bundle) throws IOException {
    return of(TrainedModel.load(bundle));
  }

  /**
   * Loads a model.
   *
   * @param bundle its file
   * @param device where it is to compute
   * @return a classifier
   * @throws ModelFormatException when the file cannot be used; the message says why
   * @throws IOException when it cannot be read
   */
  public static EcgClassifier load(Path bundle, Device device) throws IOException {
    return of(TrainedModel.load(bundle, device));
  }

  /**
   * A model that was trained before and lies on the class path, such as those of the artifact
   * {@code ecg-pretrained}: {@code mitbih-binary}, {@code mitbih-course}, {@code mitbih-aami}.
   *
   * @param name which
   * @return a classifier
   * @throws java.io.FileNotFoundException when the class path has no such model; the message names
   *     the artifact that has
   * @throws IOException when it cannot be read
   */
  public static EcgClassifier pretrained(String name) throws IOException {
    return of(Pretrained.load(name));
  }

  /**
   * A classifier over a model.
   *
   * @param model belongs to the classifier from now on
   * @return the classifier
   */
  public static EcgClassifier of(TrainedModel model) {
    return new EcgClassifier(model, false);
  }

  /**
   * The same, but records of another sampling rate are resampled instead of refused. Both share the
   * model.
   *
   * @return a classifier
   */
  public EcgClassifier withResampling() {
    return new EcgClassifier(model, true);
  }

  /**
   * The model.
   *
   * @return it, still the classifier's to close
   */
  public TrainedModel model() {
    return model;
  }

  /**
   * Classifies beats of a record.
   *
   * @param record with the leads the model knows
   * @param beatSamples where the beats are, rising, counted from the record's start; all of the
   *     record's beats, if the model uses intervals between them
   * @return one prediction for each beat whose window fits the record, in order
   * @throws IllegalArgumentException when the record's sampling rate or leads are not the model's
   */
  public List<BeatPrediction> predict(EcgRecord record, long... beatSamples) {
    InputSpec raw = model.info().pipeline().raw();
    requireRate(record.samplingRateHz(), "record " + record.name());
    List<Annotation> beats = new ArrayList<>();
    for (long sample : beatSamples) {
      beats.add(Annotation.of(sample, AnnotationCode.NORMAL));
    }
    DatasetOptions options =
        DatasetOptions.defaults()
            .withAnnotator(ANNOTATOR)
            .withWindow(window(model.info().pipeline()))
            .withLeads(LeadSelection.exactly(raw.leads().toArray(new String[0])))
            .withSamplingRateHz(raw.samplingRateHz());
    EcgDataset windows = EcgDataset.of(List.of(record.withAnnotations(ANNOTATOR, beats)), options);
    float[] probabilities = model.predict(windows);
    List<BeatPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      predictions.add(prediction(probabilities, i, beatSamples[windows.beat(i)]));
    }
    return predictions;
  }

  /**
   * Finds the beats of a record and classifies them: the batch form of {@link StreamingClassifier}.
   * Beats are searched on the model's leads, up to 8 together.
   *
   * @param record with the leads the model knows
   * @return one prediction for each beat whose window fits the record, in order
   * @throws IllegalArgumentException when the record's sampling rate or leads are not the model's
   */
  public List<BeatPrediction> classify(EcgRecord record) {
    requireRate(record.samplingRateHz(), "record " + record.name());
    String[] leads =
        model.info().pipeline().raw().leads().stream()
            .limit(QrsOptions.MAXIMUM_LEADS)
            .toArray(String[]::new);
    List<Annotation> beats = QrsDetector.detect(record, QrsOptions.defaults(), leads);
    return predict(record, beats.stream().mapToLong(Annotation::sample).toArray());
  }

  /**
   * Classifies one window. A transform that looks beyond the window, at intervals between beats for
   * instance, sees a record of this window with one beat in its middle.
   *
   * @param window physical values of each lead, one lead after another, cut and scaled as the
   *     training windows were
   * @return the prediction, without a place
   * @throws IllegalArgumentException when the window is not of the model's length or has a value
   *     that is not finite
   */
  public BeatPrediction predict(float[] window) {
    return predict(window, 1).get(0);
  }

  /**
   * Classifies windows.
   *
   * @param windows one after another, each as for {@link #predict(float[])}
   * @param count how many
   * @return one prediction for each window
   */
  public List<BeatPrediction> predict(float[] windows, int count) {
    Pipeline pipeline = model.info().pipeline();
    int width = pipeline.raw().size();
    if (windows.length != (long) count * width) {
      throw new IllegalArgumentException(
          count
              + " windows of the form "
              + pipeline.raw().parts()
              + " at "
              + pipeline.raw().samplingRateHz()
              + " Hz need "
              + (long) count * width
              + " values, not "
              + windows.length);
    }
    for (int i = 0; i < windows.length; i++) {
      if (!Float.isFinite(windows[i])) {
        throw new IllegalArgumentException("value " + i + " is not finite: " + windows[i]);
      }
    }
    WindowWorker worker = workers.poll();
    if (worker == null) {
      worker = new WindowWorker(pipeline);
    }
    List<BeatPrediction> predictions = new ArrayList<>(count);
    for (int first = 0; first < count; first += BATCH) {
      int rows = Math.min(BATCH, count - first);
      float[] probabilities = model.predictRows(worker.transform(windows, first, rows), rows);
      for (int i = 0; i < rows; i++) {
        predictions.add(prediction(probabilities, i, NO_PLACE));
      }
    }
    workers.add(worker);
    return predictions;
  }

  /** How the windows of a pipeline are cut. */
  static WindowOptions window(Pipeline pipeline) {
    return pipeline
        .window()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the model does not say how its windows were cut; cut them yourself and give it"
                        + " windows"));
  }

  /** Refuses a signal that would have to be resampled, unless this classifier resamples. */
  void requireRate(double samplingRateHz, String what) {
    double own = model.info().pipeline().raw().samplingRateHz();
    if (samplingRateHz != own && !resampling) {
      throw new IllegalArgumentException(
          "the model takes signals of "
              + own
              + " Hz, but "
              + what
              + " has "
              + samplingRateHz
              + " Hz; EcgClassifier.withResampling resamples it");
    }
  }

  /** What one row of probabilities says of a beat. */
  BeatPrediction prediction(float[] probabilities, int index, long beatSample) {
    List<String> names = model.info().classNames();
    if (names.size() == 2) {
      double positive = probabilities[index];
      boolean above = positive > model.info().decision().threshold();
      return new BeatPrediction(
          beatSample, names.get(above ? 1 : 0), List.of(1 - positive, positive));
    }
    Double[] own = new Double[names.size()];
    int best = 0;
    for (int c = 0; c < own.length; c++) {
      own[c] = (double) probabilities[index * own.length + c];
      best = own[c] > own[best] ? c : best;
    }
    return new BeatPrediction(beatSample, names.get(best), Arrays.asList(own));
  }

  /** A model's transforms bound for one thread at a time. */
  private static final class WindowWorker {
    private final InputSpec raw;
    private final KernelChain chain;
    private final float[] window;
    private final int width;
    private float[] output = {};

    WindowWorker(Pipeline pipeline) {
      raw = pipeline.raw();
      chain = new KernelChain(pipeline);
      window = new float[raw.size()];
      width = pipeline.outputSpec().size();
    }

    /** Some windows in the form of the network's input; valid until the next call. */
    float[] transform(float[] windows, int first, int rows) {
      if (output.length < rows * width) {
        output = new float[rows * width];
      }
      for (int row = 0; row < rows; row++) {
        System.arraycopy(windows, (first + row) * window.length, window, 0, window.length);
        float[] values = chain.apply(window, new LoneBeat(raw, window), 0);
        System.arraycopy(values, 0, output, row * width, width);
      }
      return output;
    }
  }

  @Override
  public void close() {
    workers.clear();
    model.close();
  }
}
