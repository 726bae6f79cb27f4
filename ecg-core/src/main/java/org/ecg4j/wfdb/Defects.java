package org.ecg4j.wfdb;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Diagnostic;

/** What was found wrong while one record is read: thrown when strict, collected when lenient. */
final class Defects {
  private final Strictness strictness;
  private final List<Diagnostic> found = new ArrayList<>();

  Defects(Strictness strictness) {
    this.strictness = strictness;
  }

  /** Reports something that the caller repairs after this call returns. */
  synchronized void repairable(Diagnostic diagnostic) throws WfdbFormatException {
    if (strictness == Strictness.STRICT && diagnostic.code().isDefect()) {
      throw new WfdbFormatException(diagnostic);
    }
    if (!found.contains(diagnostic)) {
      found.add(diagnostic);
    }
  }

  boolean lenient() {
    return strictness == Strictness.LENIENT;
  }

  synchronized List<Diagnostic> found() {
    return List.copyOf(found);
  }
}
