package org.ecg4j.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.record.EcgRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the window around a beat. */
@Command(
    name = "beat",
    description = "Draws the window around a beat, the beat in its middle.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples: any abnormal beat in the middle of one second, and the beat at a place",
      "  ecg plot beat mitdb/100 -o beat.png",
      "  ecg plot beat mitdb/208 --at 3:12 --length 4 -o beat.svg"
    })
final class PlotBeatCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private PlottedRecord plotted;

  @Mixin private PictureFile picture;

  @Mixin private BeatChoice beat;

  @Option(
      names = "--length",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "How long the window is, 60 at most; default ${DEFAULT-VALUE}.")
  private double lengthSeconds;

  /** Made by picocli. */
  PlotBeatCommand() {}

  @Override
  public Integer call() throws IOException {
    picture.check();
    EcgRecord record = plotted.read();
    Duration length = Duration.ofNanos(Math.round(lengthSeconds * 1e9));
    picture.write(EcgPlots.beat(record, beat.sample(record), length), spec.commandLine().getOut());
    return 0;
  }
}
