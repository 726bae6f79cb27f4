package org.ecg4j.training;

/** Asks a training, from any thread, to end after the batch it is at and keep what it has. */
public final class StopRequest {
  private volatile boolean requested;

  /** Asks. */
  public void request() {
    requested = true;
  }

  /**
   * Whether it was asked.
   *
   * @return true from then on
   */
  public boolean isRequested() {
    return requested;
  }
}
