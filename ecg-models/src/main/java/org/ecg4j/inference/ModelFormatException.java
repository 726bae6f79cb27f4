package org.ecg4j.inference;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of a model or of weights is damaged, altered, too new, or not of the kind expected. */
public final class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * An exception that says what is wrong where.
   *
   * @param file the file
   * @param problem what was expected and what was found
   */
  public ModelFormatException(Object file, String problem) {
    this(file, problem, null);
  }

  /**
   * An exception with a cause.
   *
   * @param file the file
   * @param problem what was expected and what was found
   * @param cause what found it
   */
  public ModelFormatException(Object file, String problem, @Nullable Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
