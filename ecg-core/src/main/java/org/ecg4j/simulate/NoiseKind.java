package org.ecg4j.simulate;

/**
 * The three kinds of noise of ambulatory ECGs, as in the MIT-BIH Noise Stress Test Database (Moody,
 * Muldrow and Mark, Computers in Cardiology 11:381-384, 1984).
 */
public enum NoiseKind {
  /** Slow drift below about 0.5 Hz, from breathing and loose electrodes ({@code bw}). */
  BASELINE_WANDER,
  /** Broadband noise in bursts, from muscles ({@code ma}). */
  MUSCLE,
  /** Sudden shifts that decay, from moving electrodes; they can look like beats ({@code em}). */
  ELECTRODE_MOTION
}
