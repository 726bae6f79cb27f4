package org.ecg4j.simulate;

/** What most of a simulated patient's beats are. */
public enum PatientKind {
  /** Sinus rhythm with normal conduction: beats {@code N}. */
  SINUS,
  /** Sinus rhythm with left bundle branch block: beats {@code L}. */
  LEFT_BUNDLE_BRANCH_BLOCK,
  /** Sinus rhythm with right bundle branch block: beats {@code R}. */
  RIGHT_BUNDLE_BRANCH_BLOCK,
  /** A ventricular pacemaker: beats {@code /} with a spike before each. */
  PACED,
  /** Episodes of atrial fibrillation, marked {@code (AFIB}: irregular beats without P waves. */
  ATRIAL_FIBRILLATION
}
