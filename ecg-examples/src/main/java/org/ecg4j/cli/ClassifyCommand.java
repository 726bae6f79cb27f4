package org.ecg4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ecg4j.detect.QrsDetector;
import org.ecg4j.detect.QrsOptions;
import org.ecg4j.inference.BeatPrediction;
import org.ecg4j.inference.EcgClassifier;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.AnnotationSet;
import org.ecg4j.wfdb.Wfdb;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Classifies the beats of a record. */
@Command(
    name = "classify",
    description = {
      "Finds the beats of a record and says of each what a model says of it.",
      "In an annotation file, a class named as a beat code (N, S, V, F, Q) has that code, normal"
          + " is",
      "N, any other class is Q with its name as text; beats too near to the record's ends for the",
      "model's window are '?'. The field 'num' holds the probability of the class in percent."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: the beats of the reference, and an annotation file 100.ann beside the record",
      "  ecg classify mitdb/100 --model ecg-run/bilstm.ecgm --beats atr -o ann"
    })
final class ClassifyCommand implements Callable<Integer> {
  private static final String DETECTOR = "detector";

  @Spec private CommandSpec spec;

  @Mixin private ModelSource model;

  @Parameters(index = "0", paramLabel = "RECORD", description = RecordFile.DESCRIPTION)
  private Path recordPath;

  @Option(
      names = "--lead",
      split = ",",
      paramLabel = "LEAD",
      description = {
        "Leads of the record that stand for the model's, in the model's order; default those of"
            + " the",
        "same names."
      })
  private String[] leads = {};

  @Option(
      names = "--beats",
      paramLabel = "ANNOTATOR",
      description =
          "Classify the beats of an annotation file, such as atr; default the detector's.")
  private @Nullable String beats;

  @Option(
      names = {"-o", "--annotator"},
      paramLabel = "NAME",
      description = "Write an annotation file with this suffix.")
  private @Nullable String annotator;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      description = "Where to write it; default beside the record.")
  private @Nullable Path directory;

  @Option(names = "--json", description = "Print JSON, each beat included.")
  private boolean json;

  /** Made by picocli. */
  ClassifyCommand() {}

  @Override
  public Integer call() throws IOException {
    if (annotator != null) {
      DetectCommand.checkAnnotator(annotator);
      if (annotator.equals(beats)) {
        throw new IllegalArgumentException(
            "-o " + annotator + " would overwrite the beats that --beats reads");
      }
    }
    try (EcgClassifier classifier = model.load()) {
      EcgRecord record =
          beats == null
              ? ModelSource.read(recordPath, classifier, leads)
              : ModelSource.read(recordPath, classifier, leads, beats);
      long[] samples = beats == null ? detect(record) : annotated(record, beats);
      List<BeatPrediction> predictions = classifier.predict(record, samples);
      Path file =
          annotator == null
              ? null
              : write(samples, predictions, classifier.model().info().classNames(), annotator);
      print(classifier, record, samples.length, predictions, file);
    }
    return 0;
  }

  private static long[] detect(EcgRecord record) {
    String[] leads = record.leads().stream().limit(QrsOptions.MAXIMUM_LEADS).toArray(String[]::new);
    return QrsDetector.detect(record, QrsOptions.defaults(), leads).stream()
        .mapToLong(Annotation::sample)
        .toArray();
  }

  private static long[] annotated(EcgRecord record, String annotator) {
    return record.annotations(annotator).stream()
        .filter(annotation -> annotation.code().isBeat())
        .mapToLong(Annotation::sample)
        .toArray();
  }

  private Path write(
      long[] samples, List<BeatPrediction> predictions, List<String> names, String suffix)
      throws IOException {
    Map<Long, BeatPrediction> bySample = new HashMap<>();
    predictions.forEach(prediction -> bySample.put(prediction.beatSample(), prediction));
    List<Annotation> annotations = new ArrayList<>();
    for (long sample : samples) {
      annotations.add(annotation(sample, bySample.get(sample), names));
    }
    Path target = recordPath;
    if (directory != null) {
      Files.createDirectories(directory);
      target = directory.resolve(recordPath.getFileName());
    }
    Wfdb.writeAnnotations(target, suffix, AnnotationSet.of(annotations));
    return Path.of(target + "." + suffix);
  }

  private static Annotation annotation(
      long sample, @Nullable BeatPrediction prediction, List<String> names) {
    if (prediction == null) {
      return Annotation.of(sample, code("?"));
    }
    int percent = (int) Math.round(100 * Beats.probability(prediction, names));
    String name = prediction.className();
    if (name.equals("normal")) {
      return Annotation.of(sample, AnnotationCode.NORMAL).withNumber(percent);
    }
    if (name.matches("[NSVFQ]")) {
      return Annotation.of(sample, code(name)).withNumber(percent);
    }
    return Annotation.of(sample, code("Q")).withNumber(percent).withAux(name);
  }

  private static AnnotationCode code(String mnemonic) {
    return AnnotationCode.ofMnemonic(mnemonic).orElseThrow();
  }

  private void print(
      EcgClassifier classifier,
      EcgRecord record,
      int found,
      List<BeatPrediction> predictions,
      @Nullable Path file) {
    List<String> names = classifier.model().info().classNames();
    Map<String, Integer> counts = new LinkedHashMap<>();
    names.forEach(name -> counts.put(name, 0));
    predictions.forEach(prediction -> counts.merge(prediction.className(), 1, Integer::sum));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> root = new LinkedHashMap<>();
      root.put("record", record.name());
      root.put("model", model.file().toString());
      root.put("beatsFrom", beats == null ? DETECTOR : beats);
      root.put("beats", found);
      root.put("withoutWindow", found - predictions.size());
      root.put("classes", counts);
      if (file != null) {
        root.put("file", file.toString());
      }
      root.put(
          "predictions",
          predictions.stream()
              .map(beat -> Beats.json(beat, names, beat.beatSample() / record.samplingRateHz()))
              .toList());
      out.println(Json.pretty(root));
      return;
    }
    List<String> shares = new ArrayList<>();
    counts.forEach((name, count) -> shares.add(String.format(Locale.ROOT, "%,d %s", count, name)));
    out.printf(
        Locale.ROOT,
        "%s: %,d beats (%s): %s",
        record.name(),
        found,
        beats == null ? DETECTOR : beats,
        String.join(", ", shares));
    if (found > predictions.size()) {
      out.printf(Locale.ROOT, ", %,d too near to the record's ends", found - predictions.size());
    }
    out.println(file == null ? "" : "; written to " + file);
  }
}
