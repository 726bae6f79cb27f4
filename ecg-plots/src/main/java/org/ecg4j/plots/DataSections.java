package org.ecg4j.plots;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.dataset.Split;
import org.ecg4j.plots.Block.Cell;
import org.ecg4j.plots.Block.Commands;
import org.ecg4j.plots.Block.Facts;
import org.ecg4j.plots.Block.Figure;
import org.ecg4j.plots.Block.Figures;
import org.ecg4j.plots.Block.Section;
import org.ecg4j.plots.Block.Table;
import org.ecg4j.plots.Block.Text;
import org.ecg4j.plots.Block.Warning;

/** The parts of a report about what went in. */
final class DataSections {
  private static final int SHORT_DIGEST = 12;

  private DataSections() {}

  static Section data(Examples examples) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("records", Integer.toString(examples.recordNames().size()));
    facts.put("patients", Integer.toString(examples.subjects().size()));
    facts.put("labelled beats", String.format(Locale.ROOT, "%,d", examples.size()));
    InputSpec raw = examples.pipeline().raw();
    facts.put("sampling rate", raw.samplingRateHz() + " Hz");
    facts.put("leads", String.join(", ", raw.leads()));
    examples.provenance().asMap().forEach(facts::putIfAbsent);
    return new Section(
        "data",
        "Data",
        List.of(
            new Facts(facts),
            Figures.of(
                EcgPlots.classDistribution(examples),
                "How many beats of each class the data hold."),
            digests(examples)));
  }

  private static Table digests(Examples examples) {
    List<List<Cell>> rows = new ArrayList<>();
    Map<String, int[]> counts = countsOfRecords(examples);
    examples
        .recordDigests()
        .forEach(
            (record, digest) -> {
              List<Cell> row = new ArrayList<>();
              row.add(Cell.of(record));
              for (int count : counts.getOrDefault(record, new int[0])) {
                row.add(Cell.count(count));
              }
              row.add(Cell.of(digest.substring(0, SHORT_DIGEST)));
              rows.add(row);
            });
    List<String> head = new ArrayList<>();
    head.add("record");
    head.addAll(examples.classNames());
    head.add("SHA-256 begins");
    return new Table("Beats of each record, and a digest of what was read of it.", head, rows);
  }

  private static Map<String, int[]> countsOfRecords(Examples examples) {
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (int i = 0; i < examples.size(); i++) {
      counts
          .computeIfAbsent(examples.recordName(i), name -> new int[examples.classNames().size()])[
          examples.label(i)]++;
    }
    return counts;
  }

  static Section split(Split split) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("split", split.name() + ", by patient");
    facts.put("training patients", patients(split.train()));
    facts.put("test patients", patients(split.test()));
    Section section =
        new Section(
            "split",
            "Split",
            List.of(
                new Facts(facts),
                Figures.of(
                    EcgPlots.classDistribution(split),
                    "How many beats of each class each side holds.")));
    if (split.sharedSubjects().isEmpty()) {
      return section.with(new Text("No patient is on both sides."));
    }
    return section.with(
        new Warning(
            "Patients on both sides, as the published split has it: "
                + String.join(", ", split.sharedSubjects())
                + ". Figures on the test side are too good by what this gives away."));
  }

  private static String patients(Examples side) {
    return side.subjects().size() + ": " + String.join(", ", side.subjects());
  }

  static Section features(Pipeline pipeline, List<Picture> pictures) {
    List<List<Cell>> rows = new ArrayList<>();
    InputSpec spec = pipeline.raw();
    rows.add(List.of(Cell.of("window"), Cell.of("as cut from the record"), shape(spec)));
    for (ExampleTransform step : pipeline.transforms()) {
      spec = step.outputSpec(spec);
      rows.add(List.of(Cell.of(step.id()), Cell.of(options(step)), shape(spec)));
    }
    Section section =
        new Section(
            "features",
            "Features",
            List.of(
                new Table(
                    "From a window of signal to what the network sees.",
                    List.of("step", "options", "gives"),
                    rows)));
    if (pictures.isEmpty()) {
      return section;
    }
    return section.with(
        new Figures(
            pictures.stream()
                .map(picture -> new Figure(picture, picture.description(), ""))
                .toList()));
  }

  private static Cell shape(InputSpec spec) {
    return Cell.of(String.join(", ", spec.parts().stream().map(Object::toString).toList()));
  }

  private static String options(ExampleTransform step) {
    List<String> options = new ArrayList<>();
    step.options().forEach((name, value) -> options.add(name + " = " + value));
    if (!step.fittedSubjects().isEmpty()) {
      options.add("fitted on " + step.fittedSubjects().size() + " training patients");
    }
    return options.isEmpty() ? "none" : String.join(", ", options);
  }

  static Section provenance(Map<String, String> facts) {
    return new Section("provenance", "Provenance", List.of(new Facts(facts)));
  }

  static Section reproduction(List<String> commands) {
    return new Section(
        "reproduction",
        "How to reproduce",
        List.of(
            new Text("With the data above, these commands give these figures again:"),
            new Commands(commands)));
  }
}
