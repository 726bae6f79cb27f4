package org.ecg4j.training;

/**
 * The thread that trained was interrupted. Its interrupt flag is still set, native memory is freed,
 * and no file is half-written.
 */
public final class TrainingInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrainingInterruptedException(String message) {
    super(message);
  }
}
