package org.ecg4j.detect;

/** A peak of the envelope that may be a beat. Reused. */
final class Candidate {
  /** The centre of its energy, in samples of the filtered signal. */
  long centre;

  /** The envelope at its peak, all leads together. */
  double envelope;

  /** How much it resembles recent beats in shape and size, 0 to 1. */
  double resemblance;

  /** Whether {@link #leads} and {@link #resemblance} are filled in. */
  boolean measured;

  /** What each lead says of it. */
  final LeadMeasure[] leads;

  Candidate(int leadCount) {
    leads = new LeadMeasure[leadCount];
    for (int i = 0; i < leadCount; i++) {
      leads[i] = new LeadMeasure();
    }
  }

  /** The measures of a candidate on one lead. */
  static final class LeadMeasure {
    /** The filtered signal around the centre, 8 ms a point. */
    final double[] shape = new double[TemplateBank.CANDIDATE_POINTS];

    /** How it compares with recent beats. */
    final TemplateBank.Match match = new TemplateBank.Match();

    /** The envelope at its peak. */
    double envelope;

    /** The largest step between two points of the shape. */
    double slope;

    /** The largest magnitude of the shape. */
    double amplitude;

    /** The energy of the shape over that of its largest point: how many points wide it is. */
    double width;

    /** Whether samples are missing near the centre. */
    boolean missing;
  }
}
