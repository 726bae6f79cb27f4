package org.ecg4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.Picture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Draws how many beats of each class a database holds. */
@Command(
    name = "classes",
    description = "Draws how many beats of each class a database holds, in counts and percent.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Example:", "  ecg plot classes mitdb --split course -o classes.png"})
final class PlotClassesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LabelledBeats labelled;

  @Mixin private PictureFile picture;

  /** Made by picocli. */
  PlotClassesCommand() {}

  @Override
  public Integer call() throws IOException {
    picture.check();
    EcgDataset beats = labelled.load();
    Picture drawn =
        labelled
            .divide(beats)
            .map(EcgPlots::classDistribution)
            .orElseGet(() -> EcgPlots.classDistribution(beats));
    picture.write(drawn, spec.commandLine().getOut());
    return 0;
  }
}
