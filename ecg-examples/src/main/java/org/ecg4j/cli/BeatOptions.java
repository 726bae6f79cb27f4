package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.segment.LeadSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where labelled beats come from; shared by training and evaluation. */
final class BeatOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A folder of WFDB records or EDF files; default ECG_MITDB_DIR, then"
              + " ~/.cache/ecg4j/mitdb.")
  private @Nullable Path data;

  @Option(
      names = "--annotator",
      paramLabel = "NAME",
      defaultValue = "atr",
      description = "Suffix of the annotation files with the beats; default ${DEFAULT-VALUE}.")
  private String annotator;

  @Option(
      names = "--lead",
      paramLabel = "LEAD",
      split = ",",
      description = "Leads to use, of every record; default MLII or else the first.")
  private String @Nullable [] leads;

  /** Made by picocli. */
  BeatOptions() {}

  Path folder() throws IOException {
    return DataFolder.find(data)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no database: give --data DIR, or make one with 'ecg download mitdb' or 'ecg"
                        + " simulate -o DIR'"));
  }

  /** The annotator and, where they were named, the leads. */
  DatasetOptions apply(DatasetOptions options) {
    DatasetOptions annotated = options.withAnnotator(annotator);
    return leads == null ? annotated : annotated.withLeads(LeadSelection.exactly(leads));
  }
}
