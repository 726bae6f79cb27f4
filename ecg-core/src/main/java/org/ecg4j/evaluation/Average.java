package org.ecg4j.evaluation;

/** How the figures of several classes become one. */
public enum Average {
  /** The plain mean over the classes that occur in the truth or among the predictions. */
  MACRO,

  /** From the pooled counts of all classes; precision, recall and F1 then equal the accuracy. */
  MICRO,

  /** The mean weighted with the number of true examples of each class. */
  WEIGHTED
}
