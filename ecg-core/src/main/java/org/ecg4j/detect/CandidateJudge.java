package org.ecg4j.detect;

/** Says how likely a candidate is a beat. The network in use; another while it is fitted. */
@FunctionalInterface
interface CandidateJudge {
  /** The log-odds that a candidate is a beat, given its features. */
  double logOdds(Candidate candidate, double[] features);
}
