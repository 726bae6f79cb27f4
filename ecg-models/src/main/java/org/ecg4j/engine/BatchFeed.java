package org.ecg4j.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Brings rows to the device, batch by batch: from a copy of all rows that stays there, or made by
 * threads of its own while the device computes.
 */
public abstract sealed class BatchFeed implements AutoCloseable permits ResidentFeed, StreamedFeed {

  /**
   * A feed for a network.
   *
   * @param network decides the device
   * @param rows what to feed
   * @param residentBytes rows that are fixed and need no more than this stay on the device
   * @param loaderThreads threads that read rows, at least 1
   * @return the feed
   */
  public static BatchFeed of(
      Network network, RowSource rows, long residentBytes, int loaderThreads) {
    long bytes = (long) Float.BYTES * rows.size() * rows.spec().size();
    return rows.isFixed() && bytes <= residentBytes
        ? new ResidentFeed(network.manager(), rows, loaderThreads)
        : new StreamedFeed(rows, loaderThreads);
  }

  /**
   * Begins a pass over rows.
   *
   * @param order the rows in the order to feed them; not modified while the pass lasts
   * @param batchSize rows of a batch; the last one may have fewer
   * @param firstBatch the batch to begin with, counted from 0
   * @param pass told to the rows' reader
   */
  public abstract void begin(int[] order, int batchSize, int firstBatch, int pass);

  /** The next batch, of shape (rows, width), in the manager of the step. */
  abstract NDArray next(NDManager step);

  @Override
  public abstract void close();
}
