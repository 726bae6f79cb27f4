package org.ecg4j.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ecg4j.evaluation.Ec57;
import org.ecg4j.evaluation.Ec57Rates;
import org.ecg4j.evaluation.Ec57Report;
import org.ecg4j.evaluation.Ec57Summary;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.wfdb.Wfdb;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Compares two sets of annotations beat by beat. */
@Command(
    name = "score",
    description = {
      "Compares two annotators beat by beat as ANSI/AAMI EC57 asks.",
      "Prints what 'bxb -L' and 'sumstats' of the WFDB Software Package print."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ecg score --reference atr --test qrs mitdb/100 mitdb/101"})
final class ScoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "ANNOTATOR",
      description = "Suffix of the annotations taken as true, such as atr.")
  private String reference;

  @Option(
      names = "--test",
      required = true,
      paramLabel = "ANNOTATOR",
      description = "Suffix of the annotations to judge, such as qrs.")
  private String test;

  @Option(
      names = "--test-dir",
      paramLabel = "DIR",
      description = "Folder of the annotations to judge (default: beside the record).")
  private @Nullable Path testFolder;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Where to begin, as [[H:]M:]S (default: 5:00, as the standard asks).")
  private @Nullable Duration from;

  @Option(
      names = "--annotated-beats",
      description =
          "Score as published papers on beat classification do: the whole record, every reference"
              + " beat, extra beats left out.")
  private boolean annotatedBeats;

  @Option(names = "--matrices", description = "Print each record's matrix, too, as 'bxb' does.")
  private boolean matrices;

  @Option(names = "--json", description = "Print JSON; rates are in percent.")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "RECORD", description = "Records: paths without suffix.")
  private List<Path> records;

  /** Made by picocli. */
  ScoreCommand() {}

  @Override
  public Integer call() throws IOException {
    Ec57 comparison = comparison();
    List<Ec57Report> reports = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Path record : records) {
      Ec57Report report = compare(comparison, record);
      if (!names.add(report.recordName())) {
        throw new IllegalArgumentException(
            "record " + report.recordName() + " was given twice: " + record);
      }
      reports.add(report);
    }
    if (!comparison.isStandard()) {
      spec.commandLine().getErr().println("ecg: (warning) nonstandard comparison selected");
    }
    Ec57Summary summary = Ec57Summary.of(reports);
    if (json) {
      printJson(comparison, summary);
    } else {
      printText(summary);
    }
    return 0;
  }

  private Ec57 comparison() {
    Ec57 comparison = annotatedBeats ? Ec57.atAnnotatedBeats() : Ec57.standard();
    return from == null ? comparison : comparison.withStart(from);
  }

  private Ec57Report compare(Ec57 comparison, Path record) throws IOException {
    RecordHeader header = Wfdb.readHeader(record).record();
    Path testRecord = testFolder == null ? record : testFolder.resolve(record.getFileName());
    try {
      return comparison.compare(
          header, Wfdb.readAnnotations(record, reference), Wfdb.readAnnotations(testRecord, test));
    } catch (IllegalArgumentException e) {
      // What the files hold does not fit together: that is no wrong usage of the command.
      throw new IOException(record + ": " + e.getMessage(), e);
    }
  }

  private void printText(Ec57Summary summary) {
    PrintWriter out = spec.commandLine().getOut();
    if (matrices) {
      summary.reports().forEach(report -> printMatrix(report, out));
    }
    out.print(summary.beatTable());
    out.println();
    out.print(summary.shutdownTable());
    out.flush();
  }

  private void printMatrix(Ec57Report report, PrintWriter out) {
    out.print(report.standardTextWithSveb(reference, test));
    out.print(report.shutdownTextWithSveb());
    out.println();
  }

  private void printJson(Ec57 comparison, Ec57Summary summary) {
    JsonObject root = new JsonObject();
    root.addProperty("reference", reference);
    root.addProperty("test", test);
    root.addProperty("mode", comparison.mode().name());
    root.addProperty("standard", comparison.isStandard());
    JsonObject gross = rates(summary.gross());
    addCounts(gross, summary.lineCounts());
    addCounts(gross, summary.shutdownCounts());
    root.add("gross", gross);
    JsonObject average = rates(summary.average());
    addNumber(average, "rrErrorMs", summary.averageRrErrorMs());
    root.add("average", average);
    JsonObject each = new JsonObject();
    summary.reports().forEach(report -> each.add(report.recordName(), record(report)));
    root.add("records", each);
    PrintWriter out = spec.commandLine().getOut();
    out.println(new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(root));
    out.flush();
  }

  private static JsonObject record(Ec57Report report) {
    JsonObject object = rates(report.rates());
    addCounts(object, report.lineCounts());
    addCounts(object, report.shutdownCounts());
    addNumber(object, "rrErrorMs", report.rrErrorMs());
    object.addProperty("shutdownSeconds", report.shutdownSeconds());
    return object;
  }

  private static JsonObject rates(Ec57Rates rates) {
    JsonObject object = new JsonObject();
    object.add("qrs", rate(rates.qrs()));
    object.add("veb", rate(rates.veb()));
    object.add("sveb", rate(rates.sveb()));
    return object;
  }

  private static JsonObject rate(Ec57Rates.Rate rate) {
    JsonObject object = new JsonObject();
    addNumber(object, "sensitivity", rate.sensitivity());
    addNumber(object, "positivePredictivity", rate.positivePredictivity());
    return object;
  }

  /** JSON knows no NaN: what is undefined is null. */
  private static void addNumber(JsonObject object, String name, double value) {
    object.add(name, Double.isNaN(value) ? JsonNull.INSTANCE : new JsonPrimitive(value));
  }

  private static void addCounts(JsonObject object, Map<String, Long> counts) {
    counts.forEach(object::addProperty);
  }

  /** Reads a time such as 5:00, 0 or 1:02:03.5. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    private static final int MOST_FIELDS = 3;

    @Override
    public Duration convert(String text) {
      String[] fields = text.split(":", -1);
      double seconds = 0;
      try {
        for (String field : fields) {
          double value = Double.parseDouble(field);
          if (!(value >= 0 && value < Integer.MAX_VALUE)) {
            throw new NumberFormatException(field);
          }
          seconds = seconds * 60 + value;
        }
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is not a time as [[H:]M:]S");
      }
      if (fields.length > MOST_FIELDS) {
        throw new TypeConversionException("'" + text + "' is not a time as [[H:]M:]S");
      }
      return Duration.ofNanos(Math.round(seconds * 1e9));
    }
  }
}
