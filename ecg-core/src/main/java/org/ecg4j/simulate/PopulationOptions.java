package org.ecg4j.simulate;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much the simulated patients differ, and how hard their beats are to tell apart.
 *
 * @param ventricularShare the largest share of premature ventricular beats in a patient, 0 to 0.5;
 *     patients lie between a twentieth of it and all of it
 * @param atrialShare the same for atrial premature beats
 * @param atrialPrematurity by what share of an interval an atrial premature beat typically comes
 *     early, 0.05 to 0.6; smaller is subtler
 * @param ventricularWidening how much broader than a normal QRS complex a typical ventricular beat
 *     is, 1 to 5; smaller is subtler
 * @param morphologySpread how far patients lie from the textbook beat, 0 (all alike) to 1.5
 * @param heartRateVariability the standard deviation of sinus intervals over their mean, 0 to 0.2
 * @param kindShares the share of patients of each kind, summing to at most 1; the rest are {@link
 *     PatientKind#SINUS}
 */
public record PopulationOptions(
    double ventricularShare,
    double atrialShare,
    double atrialPrematurity,
    double ventricularWidening,
    double morphologySpread,
    double heartRateVariability,
    Map<PatientKind, Double> kindShares) {

  /** Checks all ranges. */
  public PopulationOptions {
    requireRange("ventricular share", ventricularShare, 0, 0.5);
    requireRange("atrial share", atrialShare, 0, 0.5);
    requireRange("atrial prematurity", atrialPrematurity, 0.05, 0.6);
    requireRange("ventricular widening", ventricularWidening, 1, 5);
    requireRange("morphology spread", morphologySpread, 0, 1.5);
    requireRange("heart rate variability", heartRateVariability, 0, 0.2);
    Map<PatientKind, Double> shares = new EnumMap<>(PatientKind.class);
    shares.putAll(kindShares);
    double sum = 0;
    for (Map.Entry<PatientKind, Double> share : shares.entrySet()) {
      requireRange("share of " + share.getKey(), share.getValue(), 0, 1);
      sum += share.getValue();
    }
    if (sum > 1 + 1e-9) {
      throw new IllegalArgumentException(
          "shares of patient kinds must sum to at most 1, not " + sum + ": " + shares);
    }
    kindShares = Collections.unmodifiableMap(shares);
  }

  /**
   * A mix like MIT-BIH's: mostly sinus rhythm, a few patients with bundle branch block, pacemaker
   * or atrial fibrillation.
   *
   * @return the options
   */
  public static PopulationOptions defaults() {
    return new PopulationOptions(
        0.25,
        0.12,
        0.25,
        2.8,
        0.75,
        0.045,
        Map.of(
            PatientKind.LEFT_BUNDLE_BRANCH_BLOCK, 0.06,
            PatientKind.RIGHT_BUNDLE_BRANCH_BLOCK, 0.08,
            PatientKind.PACED, 0.06,
            PatientKind.ATRIAL_FIBRILLATION, 0.08));
  }

  /**
   * The same with other shares of premature beats.
   *
   * @param newVentricularShare the largest share of ventricular ones in a patient
   * @param newAtrialShare the largest share of atrial ones in a patient
   * @return a copy
   */
  public PopulationOptions withEctopy(double newVentricularShare, double newAtrialShare) {
    return new PopulationOptions(
        newVentricularShare,
        newAtrialShare,
        atrialPrematurity,
        ventricularWidening,
        morphologySpread,
        heartRateVariability,
        kindShares);
  }

  /**
   * The same with atrial premature beats that come earlier or later.
   *
   * @param newAtrialPrematurity the share of an interval
   * @return a copy
   */
  public PopulationOptions withAtrialPrematurity(double newAtrialPrematurity) {
    return new PopulationOptions(
        ventricularShare,
        atrialShare,
        newAtrialPrematurity,
        ventricularWidening,
        morphologySpread,
        heartRateVariability,
        kindShares);
  }

  /**
   * The same with broader or narrower ventricular beats.
   *
   * @param newVentricularWidening times the width of a normal QRS complex
   * @return a copy
   */
  public PopulationOptions withVentricularWidening(double newVentricularWidening) {
    return new PopulationOptions(
        ventricularShare,
        atrialShare,
        atrialPrematurity,
        newVentricularWidening,
        morphologySpread,
        heartRateVariability,
        kindShares);
  }

  /**
   * The same with patients that differ more or less.
   *
   * @param newMorphologySpread 0 for patients that all look alike
   * @return a copy
   */
  public PopulationOptions withMorphologySpread(double newMorphologySpread) {
    return new PopulationOptions(
        ventricularShare,
        atrialShare,
        atrialPrematurity,
        ventricularWidening,
        newMorphologySpread,
        heartRateVariability,
        kindShares);
  }

  /**
   * The same with more or less variable sinus rhythm.
   *
   * @param newHeartRateVariability standard deviation of the intervals over their mean
   * @return a copy
   */
  public PopulationOptions withHeartRateVariability(double newHeartRateVariability) {
    return new PopulationOptions(
        ventricularShare,
        atrialShare,
        atrialPrematurity,
        ventricularWidening,
        morphologySpread,
        newHeartRateVariability,
        kindShares);
  }

  /**
   * The same with another mix of patients.
   *
   * @param newKindShares the share of each kind; the rest are in sinus rhythm
   * @return a copy
   */
  public PopulationOptions withKindShares(Map<PatientKind, Double> newKindShares) {
    return new PopulationOptions(
        ventricularShare,
        atrialShare,
        atrialPrematurity,
        ventricularWidening,
        morphologySpread,
        heartRateVariability,
        newKindShares);
  }

  /** The kind of patient at a point of [0, 1), when the kinds are laid side by side. */
  PatientKind kindAt(double point) {
    double end = 0;
    for (PatientKind kind : Arrays.asList(PatientKind.values())) {
      end += kind == PatientKind.SINUS ? 0 : kindShares.getOrDefault(kind, 0.0);
      if (point < end) {
        return kind;
      }
    }
    return PatientKind.SINUS;
  }

  private static void requireRange(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " must be between " + low + " and " + high + ", not " + value);
    }
  }
}
