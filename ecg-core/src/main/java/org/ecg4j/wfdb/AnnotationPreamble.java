package org.ecg4j.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;

/**
 * What an annotation file says of itself in comment annotations at sample 0 before all others: its
 * time resolution and its own annotation types.
 */
final class AnnotationPreamble {
  private static final Pattern RESOLUTION =
      Pattern.compile("##\\s*time resolution:?\\s*(\\d+\\.?\\d*(?:[eE][+-]?\\d+)?)\\s*");
  private static final Pattern DEFINITION =
      Pattern.compile("(\\d{1,2})\\s+(\\S+)\\s*(.*)", Pattern.DOTALL);

  private boolean open = true;
  private boolean defining;
  private OptionalDouble resolutionHz = OptionalDouble.empty();
  private final List<AnnotationCode> customCodes = new ArrayList<>();
  private final AnnotationCode[] codes = new AnnotationCode[AnnotationWords.LAST_TYPE + 1];

  /** Whether an annotation belongs to the preamble; the first that does not ends it. */
  boolean takes(Annotation annotation) {
    if (!open) {
      return false;
    }
    open =
        annotation.sample() == 0
            && annotation.code().value() == AnnotationWords.NOTE
            && understands(annotation.aux());
    return open;
  }

  private boolean understands(String text) {
    if (defining) {
      if (text.startsWith(AnnotationWords.END_OF_DEFINITIONS)) {
        defining = false;
        return true;
      }
      return defines(text);
    }
    if (text.startsWith(AnnotationWords.DEFINITIONS)) {
      defining = true;
      return true;
    }
    Matcher resolution = RESOLUTION.matcher(text);
    if (resolution.matches() && Double.parseDouble(resolution.group(1)) > 0) {
      resolutionHz = OptionalDouble.of(Double.parseDouble(resolution.group(1)));
      return true;
    }
    return false;
  }

  private boolean defines(String text) {
    Matcher definition = DEFINITION.matcher(text);
    if (!definition.matches()) {
      return false;
    }
    int value = Integer.parseInt(definition.group(1));
    if (value == 0 || value > AnnotationWords.LAST_TYPE) {
      return false;
    }
    AnnotationCode code =
        new AnnotationCode(value, definition.group(2), definition.group(3).strip());
    customCodes.add(code);
    codes[value] = code;
    return true;
  }

  /** The annotation with the file's own name for its type, where it has one. */
  Annotation withOwnCode(Annotation annotation) {
    AnnotationCode own = codes[annotation.code().value()];
    return own == null ? annotation : annotation.withCode(own);
  }

  AnnotationSet complete(List<Annotation> annotations) {
    return new AnnotationSet(annotations, resolutionHz, customCodes);
  }
}
