package org.ecg4j.simulate;

import java.util.List;

/**
 * One simulated patient.
 *
 * @param kind what most of the beats are
 * @param habit how the heart beats
 * @param shapes what its beats look like
 * @param respirationMv the depth of the baseline's movement with breathing
 * @param fibrillationMv the height of the fibrillatory waves, in the first lead
 * @param snrDb how noisy the recording is
 */
record Patient(
    PatientKind kind,
    Habit habit,
    Shapes shapes,
    double respirationMv,
    double fibrillationMv,
    double snrDb) {

  /**
   * How a heart beats.
   *
   * @param meanIntervalSeconds the mean sinus interval
   * @param variability the standard deviation of sinus intervals over their mean
   * @param lowFrequencyShare the share of that variance near 0.1 Hz; the rest is at breathing's
   *     pace
   * @param respirationHz breaths a second
   * @param ventricularShare the wanted share of premature ventricular beats
   * @param atrialShare the wanted share of atrial premature beats
   * @param prematurity by what share of an interval premature beats come early
   */
  record Habit(
      double meanIntervalSeconds,
      double variability,
      double lowFrequencyShare,
      double respirationHz,
      double ventricularShare,
      double atrialShare,
      Prematurity prematurity) {}

  /**
   * By what share of an interval premature beats come early.
   *
   * @param atrial atrial ones
   * @param ventricular ventricular ones
   */
  record Prematurity(double atrial, double ventricular) {}

  /**
   * What a patient's beats look like.
   *
   * @param basic the beats of the basic rhythm
   * @param fibrillating the same without a P wave
   * @param atrialPremature the same with another P wave
   * @param ventricular from one focus or more
   * @param fusion between the basic and the first ventricular shape
   */
  record Shapes(
      BeatShape basic,
      BeatShape fibrillating,
      BeatShape atrialPremature,
      List<BeatShape> ventricular,
      BeatShape fusion) {}
}
