package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;

/** Loads a database behind a progress bar. */
final class BeatLoading {
  private BeatLoading() {}

  static EcgDataset load(Path folder, DatasetOptions options) throws IOException {
    return load(folder, options, () -> {});
  }

  /** The same, asking after each record whether to go on; the answer no is an exception. */
  static EcgDataset load(Path folder, DatasetOptions options, Runnable check) throws IOException {
    try (ProgressBars bar = ProgressBars.of("Loading", 1)) {
      return EcgDataset.load(
          folder,
          options,
          (done, total, record) -> {
            check.run();
            bar.to(done, total);
          });
    }
  }
}
