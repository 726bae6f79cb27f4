package org.ecg4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the labelled beats of a database. */
@Command(
    name = "dataset",
    description = "Counts the labelled beats of a database, by class, split and record.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: the classes of the AAMI standard on de Chazal's split",
      "  ecg dataset mitdb --labels aami5 --split dechazal"
    })
final class DatasetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LabelledBeats labelled;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    EcgDataset beats = labelled.load();
    Map<String, Examples> sides = sides(beats);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.pretty(asJson(beats, sides)));
    } else {
      print(out, beats, sides);
    }
    return 0;
  }

  private Map<String, Examples> sides(EcgDataset beats) {
    Map<String, Examples> sides = new LinkedHashMap<>();
    Optional<Split> split = labelled.divide(beats);
    if (split.isEmpty()) {
      sides.put("all", beats);
      return sides;
    }
    Split divided = split.get();
    if (!divided.sharedSubjects().isEmpty()) {
      spec.commandLine().getErr().println("Warning: " + divided);
    }
    sides.put("train", divided.train());
    sides.put("test", divided.test());
    sides.forEach(this::warnOfMissingClasses);
    return sides;
  }

  private void warnOfMissingClasses(String side, Examples examples) {
    List<String> missing = new ArrayList<>();
    counts(examples)
        .forEach(
            (name, count) -> {
              if (count == 0) {
                missing.add(name);
              }
            });
    if (!missing.isEmpty()) {
      String names = String.join(", ", missing);
      spec.commandLine().getErr().println("Warning: no " + names + " on the " + side + " side");
    }
  }

  private static Map<String, Object> asJson(EcgDataset beats, Map<String, Examples> sides) {
    Map<String, Object> root = new LinkedHashMap<>();
    sides.forEach((name, examples) -> root.put(name, counts(examples)));
    Map<String, Object> records = new LinkedHashMap<>();
    for (String record : beats.recordNames()) {
      records.put(record, counts(beats.ofRecords(record)));
    }
    root.put("records", records);
    Map<String, Object> example = new LinkedHashMap<>();
    for (InputSpec.Part part : beats.inputSpec().parts()) {
      example.put(part.name(), part.shape());
    }
    example.put("values", beats.inputSpec().size());
    example.put("samplingRateHz", beats.inputSpec().samplingRateHz());
    root.put("example", example);
    return root;
  }

  private static Map<String, Integer> counts(Examples examples) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int[] ofClass = examples.classCounts();
    for (int c = 0; c < ofClass.length; c++) {
      counts.put(examples.classNames().get(c), ofClass[c]);
    }
    return counts;
  }

  private void print(PrintWriter out, EcgDataset beats, Map<String, Examples> sides) {
    out.println("labels   " + labelled.labels());
    out.println(
        "example  "
            + beats.inputSpec().parts().get(0)
            + ", "
            + beats.inputSpec().samplingRateHz()
            + " Hz");
    sides.forEach((name, examples) -> out.printf(Locale.ROOT, "%-8s %s%n", name, line(examples)));
    out.println();
    for (String record : beats.recordNames()) {
      out.printf(Locale.ROOT, "%-8s %s%n", record, line(beats.ofRecords(record)));
    }
  }

  private static String line(Examples examples) {
    StringBuilder text = new StringBuilder();
    counts(examples)
        .forEach(
            (name, count) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%s %,d (%.2f %%)  ",
                        name,
                        count,
                        100.0 * count / examples.size())));
    return text.append(String.format(Locale.ROOT, "total %,d", examples.size())).toString();
  }
}
