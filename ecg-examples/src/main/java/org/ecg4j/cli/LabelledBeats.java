package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The beats of a folder, how they are labelled, and how their patients are divided. */
final class LabelledBeats {
  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A folder of WFDB records or EDF files.")
  private Path folder;

  @Option(
      names = "--labels",
      defaultValue = "course",
      description =
          "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}. In aami5 and aami3, e and j"
              + " count as N.")
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
  LabelledBeats() {}

  EcgDataset load() throws IOException {
    return BeatLoading.load(folder, DatasetOptions.defaults().withLabels(labels.scheme()));
  }

  /** The two sides of the split, if there is to be one. */
  Optional<Split> divide(EcgDataset beats) {
    return split == SplitChoice.NONE ? Optional.empty() : Optional.of(split.of(beats, seed));
  }

  /** The rule behind the labels, in words. */
  String labels() {
    return labels.scheme().toString();
  }
}
