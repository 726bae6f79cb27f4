package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.plots.EcgPlots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws how a model was trained. */
@Command(
    name = "training",
    description = "Draws how a model was trained: loss, accuracy and what it was watched by.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Example:", "  ecg plot training ecg-run/bilstm.ecgm -o training.svg"})
final class PlotTrainingCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file (.ecgm).")
  private Path model;

  @Mixin private PictureFile picture;

  /** Made by picocli. */
  PlotTrainingCommand() {}

  @Override
  public Integer call() throws IOException {
    picture.check();
    try (TrainedModel trained = TrainedModel.load(model)) {
      picture.write(
          EcgPlots.trainingCurves(trained.info().lineage().history()), spec.commandLine().getOut());
    }
    return 0;
  }
}
