package org.ecg4j.engine;

import org.jspecify.annotations.Nullable;

/**
 * A native library such as LibTorch, or the device asked for, cannot be used; the message says what
 * is missing.
 */
public final class EngineUnavailableException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /**
   * An exception that says what to do.
   *
   * @param message what is missing and how to add it
   * @param cause what the engine threw, if it did
   */
  public EngineUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
