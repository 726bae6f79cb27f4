package org.ecg4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ecg4j.detect.QrsDetector;
import org.ecg4j.detect.QrsOptions;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.AnnotationSet;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.Wfdb;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the beats of a record. */
@Command(
    name = "detect",
    description = "Finds the beats of a record and writes them as an annotation file.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: both leads of record 100, then a comparison with the reference",
      "  ecg detect mitdb/100 --lead MLII,V5 -o qrs",
      "  ecg score --reference atr --test qrs mitdb/100"
    })
final class DetectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RECORD", description = RecordFile.DESCRIPTION)
  private Path recordPath;

  @Option(
      names = {"-o", "--annotator"},
      paramLabel = "NAME",
      defaultValue = "qrs",
      description = "The suffix of the file to write; default ${DEFAULT-VALUE}.")
  private String annotator;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      description = "Where to write it; default beside the record.")
  private @Nullable Path directory;

  @Option(
      names = "--lead",
      paramLabel = "LEAD",
      split = ",",
      description = "Leads to search together, up to 8; default the record's first.")
  private String[] leads = {};

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    checkAnnotator(annotator);
    EcgRecord record = read();
    List<Annotation> beats = QrsDetector.detect(record, QrsOptions.defaults(), leads);
    Path target = recordPath;
    if (directory != null) {
      Files.createDirectories(directory);
      target = directory.resolve(recordPath.getFileName());
    }
    AnnotationSet found = AnnotationSet.of(beats);
    if (RecordFile.isEdf(recordPath)) {
      // Frames of an EDF file depend on the leads that are read; the file says which are meant.
      found = found.withTimeResolutionHz(record.samplingRateHz());
    }
    Wfdb.writeAnnotations(target, annotator, found);
    print(record, beats, Path.of(target + "." + annotator));
    return 0;
  }

  /** The record; of an EDF file, whose leads often differ in rate, the wanted leads only. */
  private EcgRecord read() throws IOException {
    if (!RecordFile.isEdf(recordPath)) {
      return Wfdb.read(recordPath);
    }
    ReadOptions all = ReadOptions.defaults();
    if (leads.length > 0) {
      return RecordFile.read(recordPath, all.withLeads(leads));
    }
    String first = RecordFile.read(recordPath, all.withRange(0, 1)).leads().get(0);
    return RecordFile.read(recordPath, all.withLeads(first));
  }

  static void checkAnnotator(String annotator) {
    if (!annotator.matches("[A-Za-z0-9_]+")) {
      throw new IllegalArgumentException(
          "-o " + annotator + ": an annotator's name has only letters, digits and underscores");
    }
    if (annotator.equals("dat") || annotator.equals("hea")) {
      throw new IllegalArgumentException("-o " + annotator + " would overwrite the record itself");
    }
  }

  private void print(EcgRecord record, List<Annotation> beats, Path file) {
    List<String> used = leads.length > 0 ? List.of(leads) : record.leads().subList(0, 1);
    PrintWriter out = spec.commandLine().getOut();
    double minutes = record.sampleCount() / record.samplingRateHz() / 60;
    if (json) {
      Map<String, Object> root = new LinkedHashMap<>();
      root.put("record", record.name());
      root.put("leads", used);
      root.put("minutes", minutes);
      root.put("beats", beats.size());
      root.put("file", file.toString());
      out.println(Json.pretty(root));
    } else {
      out.printf(
          Locale.ROOT,
          "%s: %,d beats in %.1f minutes (%s), written to %s%n",
          record.name(),
          beats.size(),
          minutes,
          String.join(", ", used),
          file);
    }
  }
}
