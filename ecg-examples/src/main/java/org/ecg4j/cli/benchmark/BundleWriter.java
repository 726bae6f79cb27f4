package org.ecg4j.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.Split;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.evaluation.ClassBias;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.inference.Decision;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.recipes.Protocol;
import org.ecg4j.recipes.Recipe;

/** Writes a recipe's model, with the decision chosen out of fold, and a card beside it. */
final class BundleWriter {
  private static final String LAST_BIAS = "output.bias";
  private static final long SEED = 1;

  private BundleWriter() {}

  /** What the bundle of a protocol is called. */
  static String nameOf(Protocol protocol) {
    return switch (protocol) {
      case A -> "mitbih-course";
      case B -> "mitbih-binary";
      case C -> "mitbih-aami";
      case D ->
          throw new IllegalArgumentException(
              "protocol D tests every patient, so that no model of it could be shipped with a"
                  + " figure of its own; write the bundle of B");
    };
  }

  /** Trains on the protocol's training patients; figures are those of the test patients. */
  static Path write(ProtocolBench bench, Protocol protocol, Attempt attempt, Path folder)
      throws IOException {
    String name = nameOf(protocol);
    Recipe recipe = attempt.recipe();
    ProtocolBench.Tuned tuned = bench.outOfFold(attempt, 0, SEED);
    Split split = bench.division(0).apply(bench.beats(attempt));
    Files.createDirectories(folder);
    Path file = folder.resolve(name + ".ecgm");
    try (TrainedModel trained = recipe.train(split.train(), SEED);
        TrainedModel biased = biased(trained, tuned.bias())) {
      TrainedModel decided = biased.withDecision(decision(tuned));
      Evaluation test = decided.evaluate(bench.division(0).apply(bench.judged(attempt)).test());
      Map<String, Double> figures = new LinkedHashMap<>();
      Figures.of(tuned.evaluation())
          .forEach((figure, value) -> figures.put("out of fold " + figure, value));
      Figures.of(test).forEach((figure, value) -> figures.put("test " + figure, value));
      decided.withMetrics(figures).save(file);
      Files.writeString(folder.resolve(name + ".md"), card(protocol, recipe, split, figures));
    }
    return file;
  }

  private static Decision decision(ProtocolBench.Tuned tuned) {
    Decision decision = Decision.standard().withCalibration(tuned.calibration());
    return tuned.evaluation().isBinary()
        ? decision.withThreshold(tuned.calibration().apply(tuned.threshold()))
        : decision;
  }

  /** A model of its own whose last layer has the bias in it. */
  private static TrainedModel biased(TrainedModel model, ClassBias bias) {
    double[] logarithms = bias.logarithms();
    List<NamedArray> weights = new ArrayList<>();
    for (NamedArray array : model.weights()) {
      if (array.name().equals(LAST_BIAS) && array.size() == logarithms.length) {
        float[] values = array.values();
        for (int c = 0; c < values.length; c++) {
          values[c] += (float) logarithms[c];
        }
        weights.add(new NamedArray(array.name(), array.shape(), values));
      } else {
        weights.add(array);
      }
    }
    return model.withWeights(weights);
  }

  private static String card(
      Protocol protocol, Recipe recipe, Split split, Map<String, Double> figures) {
    StringBuilder card = new StringBuilder();
    card.append("# ").append(nameOf(protocol)).append("\n\n");
    card.append("For research. It is not a medical device and must not guide treatment.\n\n");
    card.append(
        "- Task: protocol "
            + protocol
            + " ("
            + protocol.title()
            + "), "
            + protocol.labels()
            + "\n- Recipe: `"
            + recipe.name()
            + "`, digest "
            + recipe.fingerprint()
            + "\n- Trained on "
            + split.train().subjects().size()
            + " patients, records "
            + String.join(" ", split.train().recordNames())
            + "\n- Made with `ecg benchmark --protocol "
            + protocol
            + " --recipe "
            + recipe.name()
            + " --bundle DIR`\n- Leads: "
            + recipe.input().leads()
            + ", 360 Hz; beats must be located, and all of a record's beats given\n\n");
    card.append("| figure | value |\n|---|---|\n");
    figures.forEach(
        (figure, value) -> card.append("| " + figure + " | " + Figures.three(value) + " |\n"));
    card.append(
        "\nTrained on the MIT-BIH Arrhythmia Database (Moody GB, Mark RG. The impact of the MIT-BIH"
            + " Arrhythmia\nDatabase. IEEE Eng in Med and Biol 20(3):45-50, 2001;"
            + " doi:10.13026/C2F305) from PhysioNet (Goldberger AL\net al. PhysioBank,"
            + " PhysioToolkit, and PhysioNet. Circulation 101(23):e215-e220, 2000), which is"
            + " available\nunder the Open Data Commons Attribution License v1.0. The model"
            + " contains no recording.\n");
    return card.toString();
  }
}
