package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.Picture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A folder of WFDB records or EDF files.")
  private Path folder;

  @Mixin private PictureFile picture;

  @Option(
      names = "--labels",
      defaultValue = "course",
      description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private LabelChoice labels;

  @Option(
      names = "--split",
      defaultValue = "none",
      description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private SplitChoice split;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of --split fraction; default ${DEFAULT-VALUE}.")
  private long seed;

  /** Made by picocli. */
  PlotClassesCommand() {}

  @Override
  public Integer call() throws IOException {
    picture.check();
    EcgDataset beats =
        BeatLoading.load(folder, DatasetOptions.defaults().withLabels(labels.scheme()));
    Picture drawn =
        split == SplitChoice.NONE
            ? EcgPlots.classDistribution(beats)
            : EcgPlots.classDistribution(split.of(beats, seed));
    picture.write(drawn, spec.commandLine().getOut());
    return 0;
  }
}
