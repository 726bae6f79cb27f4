package org.ecg4j.dataset;

/**
 * Hears how far long work has come. Called from the threads that work; an exception it throws ends
 * the work.
 */
@FunctionalInterface
public interface ProgressListener {

  /** Hears and does nothing. */
  ProgressListener NONE = (done, total, what) -> {};

  /**
   * Some more is done.
   *
   * @param done how much is done
   * @param total how much there is to do in all
   * @param what what was worked on last, such as a record's name
   */
  void progress(long done, long total, String what);
}
