package org.ecg4j.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.SampleStorage;
import org.ecg4j.wfdb.Strictness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is in records. */
@Command(
    name = "info",
    description = "Says what is in records: rate, length, leads, annotations, comments.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ecg info mitdb/100", "  ecg info night.edf --json"})
final class InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--lenient",
      description = "Repair known defects and list them, instead of stopping at the first.")
  private boolean lenient;

  @Option(names = "--json", description = "Print JSON, one object a record.")
  private boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "RECORD",
      description = "WFDB records (paths without suffix) or EDF files.")
  private List<Path> records;

  /** Made by picocli. */
  InfoCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ReadOptions options =
        ReadOptions.defaults()
            .withStorage(SampleStorage.MAPPED)
            .withStrictness(lenient ? Strictness.LENIENT : Strictness.STRICT);
    for (Path path : records) {
      EcgRecord record = RecordFile.read(path, options);
      if (json) {
        out.println(new GsonBuilder().disableHtmlEscaping().create().toJson(json(record)));
      } else {
        print(record, out);
      }
    }
    out.flush();
    return 0;
  }

  private static void print(EcgRecord record, PrintWriter out) {
    double seconds = record.sampleCount() / record.samplingRateHz();
    List<String> start = new ArrayList<>();
    record.header().baseDate().ifPresent(date -> start.add(date.toString()));
    record.header().baseTime().ifPresent(time -> start.add(time.toString()));
    out.println("record    " + record.name());
    out.println("rate      " + record.samplingRateHz() + " Hz");
    out.println(
        "length    "
            + record.sampleCount()
            + String.format(
                Locale.ROOT,
                " samples, %d:%02d:%06.3f",
                (long) (seconds / 3600),
                (long) (seconds / 60) % 60,
                seconds % 60));
    if (!start.isEmpty()) {
      out.println("start     " + String.join(" ", start));
    }
    for (Signal signal : record.signals()) {
      SignalInfo info = signal.info();
      out.println(
          "lead      "
              + info.lead()
              + ": "
              + info.gainAdcPerUnit()
              + " per "
              + info.unit()
              + ", baseline "
              + info.baselineAdc()
              + (info.samplingRateHz() == record.samplingRateHz()
                  ? ""
                  : ", " + info.samplingRateHz() + " Hz"));
    }
    for (String annotator : record.annotators()) {
      out.println(
          "annotator "
              + annotator
              + ": "
              + record.annotations(annotator).size()
              + " "
              + counts(record.annotations(annotator)));
    }
    record.header().comments().forEach(comment -> out.println("comment   " + comment));
    record.diagnostics().forEach(diagnostic -> out.println("note      " + diagnostic.message()));
  }

  private static Map<String, Integer> counts(List<Annotation> annotations) {
    Map<String, Integer> counts = new TreeMap<>();
    annotations.forEach(a -> counts.merge(a.code().mnemonic(), 1, Integer::sum));
    return counts;
  }

  private static JsonObject json(EcgRecord record) {
    JsonObject object = new JsonObject();
    object.addProperty("record", record.name());
    object.addProperty("samplingRateHz", record.samplingRateHz());
    object.addProperty("sampleCount", record.sampleCount());
    record.header().baseTime().ifPresent(t -> object.addProperty("baseTime", t.toString()));
    record.header().baseDate().ifPresent(d -> object.addProperty("baseDate", d.toString()));
    JsonArray signals = new JsonArray();
    for (Signal signal : record.signals()) {
      SignalInfo info = signal.info();
      JsonObject entry = new JsonObject();
      entry.addProperty("lead", info.lead());
      entry.addProperty("unit", info.unit());
      entry.addProperty("samplingRateHz", info.samplingRateHz());
      entry.addProperty("sampleCount", signal.sampleCount());
      entry.addProperty("gainAdcPerUnit", info.gainAdcPerUnit());
      entry.addProperty("baselineAdc", info.baselineAdc());
      entry.addProperty("adcResolutionBits", info.adcResolutionBits());
      entry.addProperty("adcZero", info.adcZero());
      signals.add(entry);
    }
    object.add("signals", signals);
    JsonObject annotators = new JsonObject();
    for (String annotator : record.annotators()) {
      JsonObject entry = new JsonObject();
      counts(record.annotations(annotator)).forEach(entry::addProperty);
      annotators.add(annotator, entry);
    }
    object.add("annotations", annotators);
    JsonArray comments = new JsonArray();
    record.header().comments().forEach(comments::add);
    object.add("comments", comments);
    JsonArray diagnostics = new JsonArray();
    record.diagnostics().stream().map(Diagnostic::message).forEach(diagnostics::add);
    object.add("diagnostics", diagnostics);
    return object;
  }
}
