package org.ecg4j.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.dataset.Provenance;
import org.ecg4j.engine.Device;
import org.ecg4j.engine.Network;
import org.ecg4j.engine.TorchRuntime;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.features.SignalFilter;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.Models;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;

/** Untrained models with causal pipelines of several kinds, and signal to feed them. */
final class StreamModels {
  static final List<String> TWO_LEADS = List.of("MLII", "V5");

  private StreamModels() {}

  /** The course's model: the spectrogram of four seconds of one lead. */
  static TrainedModel spectrogram() {
    return spectrogram(WindowOptions.defaults());
  }

  static TrainedModel spectrogram(WindowOptions window) {
    InputSpec raw = spec(List.of("MLII"), window);
    return model(
        Models.biLstm().withHiddenUnits(4),
        Pipeline.of(raw, window).then(Stft.of(StftOptions.defaults())),
        List.of("normal", "abnormal"));
  }

  /** Two leads, filtered and scaled, beside rhythm and shape; five classes. */
  static TrainedModel fusion() {
    WindowOptions window =
        WindowOptions.of(Extent.of(Duration.ofMillis(400)), Extent.of(Duration.ofMillis(600)))
            .withEdges(WindowOptions.EdgePolicy.ZERO)
            .withNormalization(WindowOptions.Normalization.WINDOW_Z_SCORE);
    MorphologyFeatures shape =
        MorphologyFeatures.detailed()
            .withGroups(EnumSet.allOf(MorphologyFeatures.Group.class))
            .asCausal();
    return model(
        Models.fusion(),
        Pipeline.of(spec(TWO_LEADS, window), window)
            .then(SignalFilter.bandPass(2, 0.5, 40))
            .then(
                FeatureJoin.withInput(
                    RrFeatures.defaults().withLogarithms(true).asCausal(), shape)),
        List.of("N", "S", "V", "F", "Q"));
  }

  static InputSpec spec(List<String> leads, WindowOptions window) {
    return InputSpec.ofSignal(
        360, leads, window.before().samples(360) + window.after().samples(360));
  }

  static TrainedModel model(ModelSpec spec, Pipeline pipeline, List<String> classes) {
    // One row is too little work to share, and threads that wait for each other wait long on a busy
    // machine.
    TorchRuntime.start();
    TorchRuntime.useThreads(1);
    int outputs = classes.size() == 2 ? 1 : classes.size();
    TrainingHistory history = new TrainingHistory("loss", List.of(), OptionalInt.empty());
    Lineage lineage =
        new Lineage(Set.of(), Provenance.empty(), Map.of(), history, Map.of(), Map.of());
    return TrainedModel.of(
        new ModelInfo(spec, pipeline, classes, Decision.standard(), lineage),
        Network.create(spec, pipeline.outputSpec(), outputs, Device.cpu(), 7));
  }

  /** A simulated patient with leads MLII and V5. */
  static EcgRecord patient(int seconds, long seed) {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPatients(1)
            .withDuration(Duration.ofSeconds(seconds))
            .withSeed(seed);
    return EcgSimulator.of(options).record(0);
  }

  /** The samples of some leads as a stream gives them. */
  static float[] interleaved(EcgRecord record, List<String> leads) {
    float[] all = new float[(int) record.sampleCount() * leads.size()];
    for (int lead = 0; lead < leads.size(); lead++) {
      Signal signal = record.signal(leads.get(lead));
      float[] values = signal.toPhysical();
      for (int i = 0; i < values.length; i++) {
        all[i * leads.size() + lead] = values[i];
      }
    }
    return all;
  }

  /** All beats of a signal that is given to a stream of the model's leads at once. */
  static List<StreamedBeat> streamed(EcgClassifier classifier, float[] samples) {
    List<StreamedBeat> beats = new ArrayList<>();
    StreamingClassifier stream = StreamingClassifier.of(classifier, beats::add);
    stream.accept(samples);
    stream.finish();
    return beats;
  }

  /** The network's inputs that a stream makes of a signal. */
  static List<float[]> rows(EcgClassifier classifier, float[] samples) {
    List<float[]> rows = new ArrayList<>();
    InputSpec raw = classifier.model().info().pipeline().raw();
    StreamingClassifier stream =
        new StreamingClassifier(
            classifier,
            StreamOptions.of(raw.samplingRateHz(), raw.leads()),
            beat -> {},
            new RowPredictor() {
              @Override
              public void predict(float[] row, Consumer<float[]> answer) {
                rows.add(row);
              }

              @Override
              public void flush() {}
            });
    stream.accept(samples);
    stream.finish();
    return rows;
  }
}
