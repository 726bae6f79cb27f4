package org.ecg4j.inference;

import java.util.List;
import java.util.Locale;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.evaluation.TrainingHistory;

/** What a person should know of a model, as Markdown. */
final class ModelCard {
  private ModelCard() {}

  static String of(TrainedModel model) {
    ModelInfo info = model.info();
    Lineage lineage = info.lineage();
    StringBuilder card = new StringBuilder("# ECG4J model\n\n");
    card.append("For research. It is not a medical device and must not guide treatment.\n\n");
    card.append("## What it is\n\n");
    line(card, "Network", info.spec().kind() + " " + info.spec().options());
    line(card, "Trainable weights", String.format(Locale.ROOT, "%,d", model.weightCount()));
    line(card, "Classes", String.join(", ", info.classNames()));
    line(card, "Input", info.pipeline().raw().toString());
    List<ExampleTransform> steps = info.pipeline().transforms();
    line(
        card,
        "Preparation",
        steps.isEmpty()
            ? "none"
            : String.join(", then ", steps.stream().map(s -> s.id() + " " + s.options()).toList()));
    line(card, "Threshold", Double.toString(info.decision().threshold()));
    line(
        card,
        "Calibration",
        info.decision().calibration().map(c -> c.method().toString()).orElse("none"));
    card.append("\n## Where it came from\n\n");
    lineage.provenance().asMap().forEach((name, value) -> line(card, name, value));
    line(card, "Patients seen", String.join(", ", lineage.subjects()));
    lineage.options().forEach((name, value) -> line(card, name, value));
    lineage.versions().forEach((name, value) -> line(card, name, value));
    if (!lineage.metrics().isEmpty()) {
      card.append("\n## Figures\n\n");
      lineage
          .metrics()
          .forEach((name, value) -> line(card, name, String.format(Locale.ROOT, "%.4f", value)));
    }
    card.append("\n## Training\n\n");
    card.append("| epoch | loss | accuracy | validation loss | validation accuracy |\n");
    card.append("|---|---|---|---|---|\n");
    for (TrainingHistory.Epoch epoch : lineage.history().epochs()) {
      card.append(
          String.format(
              Locale.ROOT,
              "| %d | %.4f | %.4f | %.4f | %.4f |\n",
              epoch.number(),
              epoch.trainLoss(),
              epoch.trainAccuracy(),
              epoch.validationLoss(),
              epoch.validationAccuracy()));
    }
    return card.toString();
  }

  private static void line(StringBuilder card, String name, String value) {
    card.append("- ").append(name).append(": ").append(value).append('\n');
  }
}
