package org.ecg4j.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.StripOptions;
import org.ecg4j.record.EcgRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws a stretch of a record on ECG paper. */
@Command(
    name = "strip",
    description = "Draws a stretch of a record on ECG paper, with its annotations.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples: any ten seconds, and ten chosen ones of one lead",
      "  ecg plot strip mitdb/100 --seed 7 -o strip.png",
      "  ecg plot strip mitdb/100 --from 5:40 --signals MLII -o strip.svg"
    })
final class PlotStripCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Spec private CommandSpec spec;

  @Mixin private PlottedRecord plotted;

  @Mixin private PictureFile picture;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description =
          "Where it starts: a sample number, or a time such as 90s, 1:30 or 0:01:30.5; default"
              + " anywhere.")
  private @Nullable String from;

  @Option(
      names = "--length",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long it is, 60 at most; default ${DEFAULT-VALUE}.")
  private double lengthSeconds;

  @Option(
      names = "--signals",
      split = ",",
      paramLabel = "LEAD",
      description = "Leads from top to bottom; default all that measure a voltage.")
  private String[] leads = {};

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides where it starts without --from; default ${DEFAULT-VALUE}.")
  private long seed;

  /** Made by picocli. */
  PlotStripCommand() {}

  @Override
  public Integer call() throws IOException {
    picture.check();
    EcgRecord record = plotted.read();
    StripOptions options =
        StripOptions.defaults()
            .withStart(duration(startSeconds(record)))
            .withLength(duration(lengthSeconds))
            .withLeads(leads);
    picture.write(EcgPlots.strip(record, options), spec.commandLine().getOut());
    return 0;
  }

  private double startSeconds(EcgRecord record) {
    double rateHz = record.samplingRateHz();
    if (from != null) {
      return RecordRange.sample(from, rateHz) / rateHz;
    }
    long places = record.sampleCount() - Math.round(lengthSeconds * rateHz);
    return places <= 0 ? 0 : new SplittableRandom(seed).nextLong(places) / rateHz;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }
}
