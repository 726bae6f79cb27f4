package org.ecg4j.training;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a training keeps its state, so that one that was killed goes on where it was and ends with
 * the same weights. The last two states are kept, each written in one step, so that one of them is
 * whole at any moment.
 *
 * @param folder of its own for each training; made when it is not there
 * @param everyBatches a state is kept after so many batches, and after each epoch; 0 for epochs
 *     only
 */
public record Checkpoints(Path folder, int everyBatches) {

  /** Checks the range. */
  public Checkpoints {
    Objects.requireNonNull(folder, "folder");
    Checks.atLeast("batches between checkpoints", everyBatches, 0);
  }

  /**
   * A state after each epoch.
   *
   * @param folder of its own for each training
   * @return the checkpoints
   */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, 0);
  }

  /**
   * The same, more often.
   *
   * @param batches a state is kept after so many batches
   * @return a copy
   */
  public Checkpoints withEveryBatches(int batches) {
    return new Checkpoints(folder, batches);
  }
}
