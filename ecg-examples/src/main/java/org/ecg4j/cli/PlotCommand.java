package org.ecg4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Draws pictures of records, data and models. */
@Command(
    name = "plot",
    description = "Draws records, beats, spectrograms, classes and decisions, as PNG or SVG.",
    mixinStandardHelpOptions = true,
    subcommands = {
      PlotStripCommand.class,
      PlotBeatCommand.class,
      PlotSpectrogramCommand.class,
      PlotClassesCommand.class,
      PlotTrainingCommand.class,
      PlotSaliencyCommand.class
    },
    footer = {
      "",
      "Example: ten seconds of a record",
      "  ecg plot strip mitdb/100 -o strip.png",
      "Pictures of results are in the report: ecg report --help"
    })
final class PlotCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Made by picocli. */
  PlotCommand() {}

  /** Without a subcommand there is only help to give. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
