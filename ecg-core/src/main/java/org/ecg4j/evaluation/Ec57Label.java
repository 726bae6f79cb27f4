package org.ecg4j.evaluation;

import org.ecg4j.record.AnnotationCode;

/** The classes into which ANSI/AAMI EC57 sorts beats, and its labels for beats that are missing. */
public enum Ec57Label {
  /** A normal or bundle branch block beat. */
  N(0),
  /** A supraventricular ectopic or escape beat. */
  S(1),
  /** A ventricular ectopic or escape beat. */
  V(2),
  /** A fusion of a ventricular and a normal beat. */
  F(3),
  /** A paced, partly paced or unclassifiable beat. */
  Q(4),
  /** No beat. */
  O(5),
  /** No beat, during a shutdown. */
  X(6);

  /** How many labels there are. */
  static final int COUNT = 7;

  /** Row and column in a table of pairs. */
  private final int index;

  Ec57Label(int index) {
    this.index = index;
  }

  /** The place of a pair in a flat table: rows are the reference. */
  static int pairIndex(Ec57Label reference, Ec57Label test) {
    return reference.index * COUNT + test.index;
  }

  /** The class of a beat annotation, by the numbers of the standard annotation codes. */
  static Ec57Label of(AnnotationCode beat) {
    return switch (beat.value()) {
      case 1, 2, 3, 25 -> N;
      case 4, 7, 8, 9, 11, 34, 35 -> S;
      case 5, 10, 41 -> V;
      case 6 -> F;
      default -> Q;
    };
  }
}
