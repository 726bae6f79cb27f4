package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.SignalFormat;
import org.ecg4j.wfdb.Strictness;
import org.ecg4j.wfdb.Wfdb;
import org.ecg4j.wfdb.WriteOptions;
import org.ecg4j.wfdb.WriteReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a record anew. */
@Command(
    name = "convert",
    description = "Writes a record anew: in another format, an excerpt of it, some of its leads.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ecg convert mitdb/100 -o out --format 16 --from 0:00 --to 1:00",
      "  ecg convert night.edf -o out"
    })
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RecordRange range;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder of the new record.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Signal format: 8 16 24 32 61 80 160 212 310 311 508 516 524 "
              + "(default: the smallest of 212, 16, 24 and 32 that fits).")
  private @Nullable Integer format;

  @Option(names = "--name", paramLabel = "NAME", description = "The new record's name.")
  private @Nullable String name;

  @Option(
      names = "--segment-length",
      paramLabel = "SAMPLES",
      description = "Cut the record into segments of this length.")
  private long segmentFrames;

  @Option(
      names = "--saturate",
      description = "Cut samples that do not fit into the format, and say how many.")
  private boolean saturate;

  @Option(
      names = "--one-time-base",
      description = "Average leads with several samples a frame to one.")
  private boolean oneTimeBase;

  @Option(names = "--lenient", description = "Repair known defects of the source.")
  private boolean lenient;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Parameters(paramLabel = "RECORD", description = RecordFile.DESCRIPTION)
  private Path record;

  /** Made by picocli. */
  ConvertCommand() {}

  @Override
  public Integer call() throws IOException {
    ReadOptions read =
        ReadOptions.defaults()
            .withOneTimeBase(oneTimeBase)
            .withStrictness(lenient ? Strictness.LENIENT : Strictness.STRICT);
    read = range.leads(read);
    read = range.apply(read, RecordFile.samplingRateHz(record, read));
    WriteOptions write =
        WriteOptions.defaults().withSaturation(saturate).withSegmentFrames(segmentFrames);
    if (format != null) {
      write = write.withFormat(SignalFormat.of(format));
    }
    EcgRecord made = RecordFile.read(record, read);
    if (name != null) {
      made = made.withHeader(made.header().withName(name));
    }
    WriteReport report = Wfdb.write(made, output, write);
    WrittenFiles.print(report, json, spec.commandLine().getOut());
    return 0;
  }
}
