package org.ecg4j.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.wfdb.CsvValues;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.SignalFormat;
import org.ecg4j.wfdb.Wfdb;
import org.ecg4j.wfdb.WriteOptions;
import org.ecg4j.wfdb.WriteReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes samples as text or as another record. */
@Command(
    name = "export",
    description = "Prints the samples of a record as CSV or JSON, or writes them as a WFDB record.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ecg export mitdb/100 --from 0 --to 10 --digital --csv",
      "  ecg export mitdb/100 --to 1:00 --signals MLII --wfdb 16 -o excerpts"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RecordRange range;

  /** Which values; the one that is the default only needs to be accepted. */
  @SuppressWarnings("UnusedVariable")
  private static final class Values {
    @Option(names = "--physical", description = "Values in the leads' units (the default).")
    private boolean physical;

    @Option(names = "--digital", description = "Values as the converter gave them.")
    private boolean digital;
  }

  /** Which form; the one that is the default only needs to be accepted. */
  @SuppressWarnings("UnusedVariable")
  private static final class Form {
    @Option(names = "--csv", description = "Comma-separated values (the default).")
    private boolean csv;

    @Option(
        names = "--wfdb",
        paramLabel = "FORMAT",
        description = "A WFDB record in this signal format, such as 16, in the folder of -o.")
    private @Nullable Integer wfdb;
  }

  @ArgGroup private @Nullable Values values;
  @ArgGroup private @Nullable Form form;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description = "A file (default: standard output); a folder with --wfdb.")
  private @Nullable Path output;

  @Option(names = "--json", description = "Print JSON: samples, or the files written.")
  private boolean json;

  @Parameters(paramLabel = "RECORD", description = RecordFile.DESCRIPTION)
  private Path record;

  /** Made by picocli. */
  ExportCommand() {}

  @Override
  public Integer call() throws IOException {
    ReadOptions read = range.leads(ReadOptions.defaults());
    double rateHz = RecordFile.samplingRateHz(record, read);
    read = range.apply(read, rateHz);
    if (form != null && form.wfdb != null) {
      return writeRecord(read, form.wfdb);
    }
    EcgRecord excerpt = RecordFile.read(record, read.withAnnotators().withOneTimeBase(true));
    CsvValues kind = values != null && values.digital ? CsvValues.DIGITAL : CsvValues.PHYSICAL;
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      write(excerpt, kind, range.startSample(rateHz), out);
      out.flush();
    } else {
      try (PrintWriter out =
          new PrintWriter(Files.newBufferedWriter(output, StandardCharsets.UTF_8))) {
        write(excerpt, kind, range.startSample(rateHz), out);
        if (out.checkError()) {
          throw new IOException("cannot write " + output);
        }
      }
    }
    return 0;
  }

  private int writeRecord(ReadOptions read, int format) throws IOException {
    if (output == null) {
      throw new ParameterException(
          spec.commandLine(), "--wfdb needs a folder for the new record: -o DIR");
    }
    WriteOptions write = WriteOptions.defaults().withFormat(SignalFormat.of(format));
    WriteReport report = Wfdb.write(RecordFile.read(record, read), output, write);
    WrittenFiles.print(report, json, spec.commandLine().getOut());
    return 0;
  }

  private void write(EcgRecord excerpt, CsvValues kind, long firstSample, PrintWriter out)
      throws IOException {
    if (!json) {
      Wfdb.writeCsv(excerpt, kind, firstSample, out);
      return;
    }
    JsonWriter writer = new JsonWriter(out);
    writer.beginObject();
    writer.name("record").value(excerpt.name());
    writer.name("samplingRateHz").value(excerpt.samplingRateHz());
    writer.name("startSample").value(firstSample);
    writer.name("signals").beginArray();
    for (Signal signal : excerpt.signals()) {
      writer.beginObject();
      writer.name("lead").value(signal.info().lead());
      writer.name("samples").beginArray();
      if (kind == CsvValues.DIGITAL) {
        for (int value : signal.toDigital()) {
          writer.value(value);
        }
      } else {
        for (float value : signal.toPhysical()) {
          if (Float.isNaN(value)) {
            writer.nullValue();
          } else {
            writer.jsonValue(Float.toString(value));
          }
        }
      }
      writer.endArray().endObject();
    }
    writer.endArray().endObject();
    writer.flush();
    out.println();
  }
}
