package org.ecg4j.models;

/** Which axis of its input a recurrent network walks along. */
public enum SequenceAxis {
  /** Time: each step sees all leads and frequencies of one moment. */
  TIME,
  /** Frequency: each step sees one row of a spectrogram, all leads and moments of it. */
  FREQUENCY
}
