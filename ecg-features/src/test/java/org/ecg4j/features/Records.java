package org.ecg4j.features;

import java.time.Duration;
import java.util.List;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.segment.LeadSelection;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;

/** A small simulated dataset of two leads. */
final class Records {
  private static final EcgDataset DATASET =
      EcgDataset.of(
          EcgSimulator.of(
                  SimulatorOptions.defaults().withPatients(3).withDuration(Duration.ofSeconds(60)))
              .records(),
          DatasetOptions.defaults().withLeads(LeadSelection.preferring("MLII").withCount(2)));

  private Records() {}

  static EcgDataset dataset() {
    return DATASET;
  }

  static List<String> subjects() {
    return List.copyOf(DATASET.subjects());
  }
}
