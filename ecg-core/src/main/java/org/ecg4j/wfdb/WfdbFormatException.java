package org.ecg4j.wfdb;

import java.io.IOException;
import java.util.Objects;
import org.ecg4j.record.Diagnostic;

/**
 * A file breaks the rules of its format. The message says the file, the line or byte offset, what
 * was expected and what was found.
 */
public final class WfdbFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Not kept when the exception itself is serialized; the message says the same. */
  private final transient Diagnostic diagnostic;

  /**
   * An exception that says what a diagnostic says.
   *
   * @param diagnostic what is wrong and where
   */
  public WfdbFormatException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = Objects.requireNonNull(diagnostic, "diagnostic");
  }

  /**
   * The same as data.
   *
   * @return what is wrong and where
   */
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /**
   * The kind of defect.
   *
   * @return its stable code
   */
  public Diagnostic.Code code() {
    return diagnostic.code();
  }
}
