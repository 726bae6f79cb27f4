package org.ecg4j.cli.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfidenceInterval;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.io.AtomicFile;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.ModelScore;
import org.ecg4j.recipes.Protocol;

/**
 * The results page: for each protocol a section between two marks, which a run replaces. What
 * people write around the marks stays.
 */
final class ResultsPage {
  private static final BootstrapOptions BOOTSTRAP = BootstrapOptions.defaults();

  private final Path file;

  ResultsPage(Path file) {
    this.file = file;
  }

  /** Replaces the section of a protocol, and draws its pictures beside the page. */
  void write(Protocol protocol, List<Outcome> outcomes, String command) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("`" + command + "`");
    lines.add("");
    lines.addAll(table(outcomes));
    Outcome best = outcomes.stream().max(Comparator.comparingDouble(Outcome::rank)).orElseThrow();
    Evaluation shown = best.tests().get(0);
    lines.add("");
    lines.addAll(draw(protocol, outcomes, shown));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "`%s`, the best %s, seed 1: %s (%,d beats). By record:",
            best.attempt().recipe().name(),
            best.outOfFold().isEmpty() ? "here" : "out of fold",
            Figures.line(Figures.of(shown)),
            shown.exampleCount()));
    lines.add("");
    lines.addAll(Details.byRecord(shown));
    replace(protocol, lines);
  }

  static List<String> table(List<Outcome> outcomes) {
    boolean binary = outcomes.get(0).tests().get(0).isBinary();
    boolean nested = outcomes.stream().allMatch(outcome -> outcome.outOfFold().isEmpty());
    List<String> figures = new ArrayList<>(Figures.of(outcomes.get(0).tests().get(0)).keySet());
    String first = figures.remove(0);
    List<String> head = new ArrayList<>(List.of("recipe"));
    if (!nested) {
      head.add("out of fold " + first);
      head.add(binary ? "out of fold AUROC" : "out of fold F1 of S, V");
    }
    head.add("test " + first);
    head.add("95 % interval over patients");
    head.addAll(figures);
    head.add("minutes a seed");
    List<String> lines = new ArrayList<>();
    lines.add("| " + String.join(" | ", head) + " |");
    lines.add("|" + "---|".repeat(head.size()));
    for (Outcome outcome : outcomes) {
      List<String> row = new ArrayList<>();
      row.add("`" + outcome.attempt().recipe().name() + "`");
      if (!nested) {
        row.add(outcome.held(first));
        row.add(
            binary
                ? outcome.held("AUROC")
                : outcome.held("F1 of S") + ", " + outcome.held("F1 of V"));
      }
      row.add("**" + outcome.spread(first) + "**");
      ConfidenceInterval interval = outcome.interval(BOOTSTRAP);
      row.add(Figures.three(interval.lower()) + "–" + Figures.three(interval.upper()));
      figures.forEach(figure -> row.add(outcome.spread(figure).toString()));
      row.add(String.format(Locale.ROOT, "%.1f", outcome.minutes()));
      lines.add("| " + String.join(" | ", row) + " |");
    }
    return lines;
  }

  private List<String> draw(Protocol protocol, List<Outcome> outcomes, Evaluation best)
      throws IOException {
    Path images = file.toAbsolutePath().resolveSibling("img");
    Files.createDirectories(images);
    String prefix = "results-" + protocol.name().toLowerCase(Locale.ROOT);
    List<ModelScore> scores = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      scores.add(
          new ModelScore(outcome.attempt().recipe().name(), "test", outcome.interval(BOOTSTRAP)));
    }
    String figure = best.isBinary() ? Figures.F1 : Figures.MACRO_F1;
    EcgPlots.modelComparison(figure, scores).writeSvg(images.resolve(prefix + "-recipes.svg"));
    List<String> lines = new ArrayList<>();
    lines.add("![" + figure + " of the recipes](img/" + prefix + "-recipes.svg)");
    if (best.isBinary()) {
      EcgPlots.patientF1(best).writeSvg(images.resolve(prefix + "-patients.svg"));
      lines.add("![F1 of each patient](img/" + prefix + "-patients.svg)");
    } else {
      EcgPlots.confusionMatrix(best.confusion())
          .writeSvg(images.resolve(prefix + "-confusion.svg"));
      lines.add("![Confusion matrix](img/" + prefix + "-confusion.svg)");
    }
    return lines;
  }

  private void replace(Protocol protocol, List<String> lines) throws IOException {
    String begin = "<!-- ecg benchmark, protocol " + protocol + ": begin -->";
    String end = "<!-- ecg benchmark, protocol " + protocol + ": end -->";
    String section = begin + "\n" + String.join("\n", lines) + "\n" + end;
    String page = Files.exists(file) ? Files.readString(file) : "# Results\n";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    String written =
        from >= 0 && to > from
            ? page.substring(0, from) + section + page.substring(to + end.length())
            : page
                + "\n## Protocol "
                + protocol
                + ": "
                + protocol.title()
                + "\n\n"
                + section
                + "\n";
    AtomicFile.write(file, written.getBytes(StandardCharsets.UTF_8));
  }
}
