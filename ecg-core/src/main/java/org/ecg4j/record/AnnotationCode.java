package org.ecg4j.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type of an annotation: its number in MIT annotation files, the mnemonic that is printed for
 * it, and what it means. The standard types are those of the WFDB Applications Guide,
 * "annotations". Types 42 to 49 are free for users; an annotation file may define its own
 * mnemonics.
 *
 * @param value the number stored in the file, 0 to 63 (0 is "not a QRS" and is never a real
 *     annotation)
 * @param mnemonic the printed code, such as {@code N} or {@code V}
 * @param description what the code means, in English
 */
public record AnnotationCode(int value, String mnemonic, String description) {

  /** Normal beat. */
  public static final AnnotationCode NORMAL = new AnnotationCode(1, "N", "Normal beat");

  /** Premature ventricular contraction. */
  public static final AnnotationCode PVC =
      new AnnotationCode(5, "V", "Premature ventricular contraction");

  /** Atrial premature contraction. */
  public static final AnnotationCode APC =
      new AnnotationCode(8, "A", "Atrial premature contraction");

  /** Change in signal quality; the subtype says which leads are noisy. */
  public static final AnnotationCode NOISE =
      new AnnotationCode(14, "~", "Change in signal quality");

  /** Comment; the text is in the aux string. */
  public static final AnnotationCode NOTE = new AnnotationCode(22, "\"", "Comment annotation");

  /** Rhythm change; the new rhythm is in the aux string. */
  public static final AnnotationCode RHYTHM = new AnnotationCode(28, "+", "Rhythm change");

  private static final List<AnnotationCode> STANDARD =
      List.of(
          NORMAL,
          new AnnotationCode(2, "L", "Left bundle branch block beat"),
          new AnnotationCode(3, "R", "Right bundle branch block beat"),
          new AnnotationCode(4, "a", "Aberrated atrial premature beat"),
          PVC,
          new AnnotationCode(6, "F", "Fusion of ventricular and normal beat"),
          new AnnotationCode(7, "J", "Nodal (junctional) premature beat"),
          APC,
          new AnnotationCode(9, "S", "Premature or ectopic supraventricular beat"),
          new AnnotationCode(10, "E", "Ventricular escape beat"),
          new AnnotationCode(11, "j", "Nodal (junctional) escape beat"),
          new AnnotationCode(12, "/", "Paced beat"),
          new AnnotationCode(13, "Q", "Unclassifiable beat"),
          NOISE,
          new AnnotationCode(16, "|", "Isolated QRS-like artifact"),
          new AnnotationCode(18, "s", "ST segment change"),
          new AnnotationCode(19, "T", "T-wave change"),
          new AnnotationCode(20, "*", "Peak of systole"),
          new AnnotationCode(21, "D", "Diastole"),
          NOTE,
          new AnnotationCode(23, "=", "Measurement annotation"),
          new AnnotationCode(24, "p", "P-wave peak"),
          new AnnotationCode(25, "B", "Left or right bundle branch block"),
          new AnnotationCode(26, "^", "Non-conducted pacer spike"),
          new AnnotationCode(27, "t", "T-wave peak"),
          RHYTHM,
          new AnnotationCode(29, "u", "U-wave peak"),
          new AnnotationCode(30, "?", "Beat not classified during learning"),
          new AnnotationCode(31, "!", "Ventricular flutter wave"),
          new AnnotationCode(32, "[", "Start of ventricular flutter or fibrillation"),
          new AnnotationCode(33, "]", "End of ventricular flutter or fibrillation"),
          new AnnotationCode(34, "e", "Atrial escape beat"),
          new AnnotationCode(35, "n", "Supraventricular escape beat"),
          new AnnotationCode(36, "@", "Link to external data (aux contains URL)"),
          new AnnotationCode(37, "x", "Non-conducted P-wave (blocked APC)"),
          new AnnotationCode(38, "f", "Fusion of paced and normal beat"),
          new AnnotationCode(39, "(", "Waveform onset"),
          new AnnotationCode(40, ")", "Waveform end"),
          new AnnotationCode(41, "r", "R-on-T premature ventricular contraction"));

  private static final AnnotationCode[] BY_VALUE = new AnnotationCode[64];
  private static final Map<String, AnnotationCode> BY_MNEMONIC = new HashMap<>();

  static {
    for (AnnotationCode code : STANDARD) {
      BY_VALUE[code.value] = code;
      BY_MNEMONIC.put(code.mnemonic, code);
    }
    for (int value = 0; value < BY_VALUE.length; value++) {
      if (BY_VALUE[value] == null) {
        // The WFDB tools print a type without a mnemonic as its number in brackets.
        BY_VALUE[value] = new AnnotationCode(value, "[" + value + "]", "Type " + value);
      }
    }
  }

  /** Checks the range of the number. */
  public AnnotationCode {
    if (value < 0 || value > 63) {
      throw new IllegalArgumentException("annotation code value must be 0 to 63, not " + value);
    }
  }

  /**
   * The standard type of a number; one without a mnemonic is printed as {@code [n]}, as the WFDB
   * tools do.
   *
   * @param value 0 to 63
   * @return the type
   */
  public static AnnotationCode of(int value) {
    if (value < 0 || value > 63) {
      throw new IllegalArgumentException("annotation code value must be 0 to 63, not " + value);
    }
    return BY_VALUE[value];
  }

  /**
   * The standard type of a mnemonic.
   *
   * @param mnemonic such as {@code N}
   * @return the type, or empty when no standard type prints so
   */
  public static Optional<AnnotationCode> ofMnemonic(String mnemonic) {
    return Optional.ofNullable(BY_MNEMONIC.get(mnemonic));
  }

  /**
   * All standard types that have a mnemonic.
   *
   * @return in order of their numbers
   */
  public static List<AnnotationCode> standard() {
    return STANDARD;
  }

  /**
   * Whether the annotation marks a beat (a QRS complex), as the WFDB library's {@code isqrs} has
   * it.
   *
   * @return true for beats
   */
  public boolean isBeat() {
    return switch (value) {
      case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 25, 30, 34, 35, 38, 41 -> true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return mnemonic;
  }
}
