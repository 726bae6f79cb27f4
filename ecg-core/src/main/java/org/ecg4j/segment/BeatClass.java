package org.ecg4j.segment;

import java.util.Optional;
import org.ecg4j.record.AnnotationCode;

/** The five classes of heartbeats of ANSI/AAMI EC57. */
public enum BeatClass {
  /** Any beat that is in none of the other classes, bundle branch block beats included. */
  N("normal"),
  /** Supraventricular ectopic beat. */
  S("supraventricular ectopic"),
  /** Ventricular ectopic beat. */
  V("ventricular ectopic"),
  /** Fusion of a ventricular and a normal beat. */
  F("fusion"),
  /** Paced beat, fusion of paced and normal beat, or a beat that cannot be classified. */
  Q("paced or unclassifiable");

  /** The two ways in use to class atrial and junctional escape beats ({@code e} and {@code j}). */
  public enum EscapeBeats {
    /** As supraventricular ectopic: the class map of the WFDB programs for EC57. */
    SUPRAVENTRICULAR,
    /** As normal: the counts of de Chazal et al. 2004, which most papers on MIT-BIH follow. */
    NORMAL
  }

  private final String description;

  BeatClass(String description) {
    this.description = description;
  }

  /**
   * What the class holds, in words.
   *
   * @return a short description
   */
  public String description() {
    return description;
  }

  /**
   * The class of an annotation.
   *
   * @param code the annotation's code
   * @param escapeBeats how {@code e} and {@code j} are classed
   * @return its class, or empty when the code is no beat
   */
  public static Optional<BeatClass> of(AnnotationCode code, EscapeBeats escapeBeats) {
    return Optional.ofNullable(
        switch (code.mnemonic()) {
          case "N", "L", "R", "B" -> N;
          case "e", "j" -> escapeBeats == EscapeBeats.NORMAL ? N : S;
          case "A", "a", "J", "S", "n" -> S;
          case "V", "E", "r" -> V;
          case "F" -> F;
          case "/", "f", "Q", "?" -> Q;
          default -> null;
        });
  }
}
