package org.ecg4j.evaluation;

import static org.ecg4j.evaluation.Ec57Label.F;
import static org.ecg4j.evaluation.Ec57Label.N;
import static org.ecg4j.evaluation.Ec57Label.O;
import static org.ecg4j.evaluation.Ec57Label.Q;
import static org.ecg4j.evaluation.Ec57Label.S;
import static org.ecg4j.evaluation.Ec57Label.V;
import static org.ecg4j.evaluation.Ec57Label.X;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the comparison of one record's annotations found. Immutable.
 *
 * <p>Pairs are named by two letters, the reference beat's class in capitals and the algorithm's in
 * small ones: {@code Vn} is a V beat that was called N. O and o stand for no beat, X and x for no
 * beat during a shutdown.
 */
public final class Ec57Report {
  private static final Ec57Label[] BEATS = {N, S, V, F, Q};
  private static final Ec57Label[] ABSENT = {O, X};

  private final String recordName;
  private final long[] counts;
  private final double rrErrorMs;
  private final long shutdownSeconds;

  /** Adopts the counts. */
  Ec57Report(String recordName, long[] counts, double rrErrorMs, long shutdownSeconds) {
    this.recordName = recordName;
    this.counts = counts;
    this.rrErrorMs = rrErrorMs;
    this.shutdownSeconds = shutdownSeconds;
  }

  /**
   * The record's name.
   *
   * @return the name
   */
  public String recordName() {
    return recordName;
  }

  /**
   * How often one class of the reference met one of the algorithm.
   *
   * @param reference the reference beat's class, O or X
   * @param test the algorithm's class, O or X
   * @return the count
   */
  public long count(Ec57Label reference, Ec57Label test) {
    return counts[Ec57Label.pairIndex(reference, test)];
  }

  /** The summed counts of several rows and columns. */
  long sum(Ec57Label[] references, Ec57Label... tests) {
    return Arrays.stream(references)
        .mapToLong(
            reference -> Arrays.stream(tests).mapToLong(test -> count(reference, test)).sum())
        .sum();
  }

  /**
   * Sensitivity and positive predictivity. As in {@code bxb}, a fusion or unclassifiable beat that
   * was called V is no false VEB, and an unclassifiable one that was called S is no false SVEB.
   *
   * @return in percent
   */
  public Ec57Rates rates() {
    return new Ec57Rates(
        Ec57Rates.Rate.of(foundBeats(), sum(BEATS, ABSENT), sum(ABSENT, BEATS)),
        Ec57Rates.Rate.of(count(V, V), referenceBeats(V) - count(V, V), falseVebs()),
        Ec57Rates.Rate.of(
            count(S, S), referenceBeats(S) - count(S, S), sum(new Ec57Label[] {N, V, F, O, X}, S)));
  }

  /** Beats of the reference that the algorithm marked, whatever it called them. */
  long foundBeats() {
    return sum(BEATS, BEATS);
  }

  /** Beats that count as false alarms for VEBs. */
  long falseVebs() {
    return sum(new Ec57Label[] {N, S, O, X}, V);
  }

  /** Everything that is no VEB and was not called one. */
  long trueNonVebs() {
    return sum(new Ec57Label[] {N, S, F, Q, O, X}, N, S, F, Q);
  }

  /**
   * The share of beats other than VEBs that were called VEBs.
   *
   * @return in percent, NaN where undefined
   */
  public double vebFalsePositiveRate() {
    return Ec57Rates.percent(falseVebs(), falseVebs() + trueNonVebs());
  }

  /**
   * How many reference beats of a class were compared.
   *
   * @param label N, S, V, F or Q
   * @return found and missed ones
   */
  public long referenceBeats(Ec57Label label) {
    return sum(new Ec57Label[] {label}, Ec57Label.values());
  }

  /**
   * The root mean square of the differences between the two annotators' RR intervals.
   *
   * @return in milliseconds, NaN where there are none
   */
  public double rrErrorMs() {
    return rrErrorMs;
  }

  /**
   * How long the algorithm was shut down.
   *
   * @return in whole seconds
   */
  public long shutdownSeconds() {
    return shutdownSeconds;
  }

  /**
   * The counts of the standard's line format in its order, under its column names without the
   * apostrophe. Columns of the line format pool classes: {@code n} is n, f and q, {@code F} is F
   * and Q, {@code O} is O and X, {@code o} is o and x.
   *
   * @return Nn, Sn, Vn, Fn, On, Ns, Ss, Vs, Fs, Os, Nv, Sv, Vv, Fv, Ov, No, So, Vo, Fo
   */
  public Map<String, Long> lineCounts() {
    Map<String, Long> line = new LinkedHashMap<>();
    Map<String, Ec57Label[]> columns = new LinkedHashMap<>();
    columns.put("n", new Ec57Label[] {N, F, Q});
    columns.put("s", new Ec57Label[] {S});
    columns.put("v", new Ec57Label[] {V});
    columns.put("o", ABSENT);
    columns.forEach(
        (column, tests) -> {
          line.put("N" + column, sum(new Ec57Label[] {N}, tests));
          line.put("S" + column, sum(new Ec57Label[] {S}, tests));
          line.put("V" + column, sum(new Ec57Label[] {V}, tests));
          line.put("F" + column, sum(new Ec57Label[] {F, Q}, tests));
          if (!column.equals("o")) {
            line.put("O" + column, sum(ABSENT, tests));
          }
        });
    return Collections.unmodifiableMap(line);
  }

  /**
   * Beats missed during shutdown.
   *
   * @return Nx, Sx, Vx, Fx, Qx
   */
  public Map<String, Long> shutdownCounts() {
    Map<String, Long> line = new LinkedHashMap<>();
    for (Ec57Label beat : BEATS) {
      line.put(beat + "x", count(beat, X));
    }
    return Collections.unmodifiableMap(line);
  }

  /**
   * The classes of the beats that both annotators marked, for {@link AamiScores}.
   *
   * @return the matrix of N, S, V, F and Q; rows are the reference
   */
  public ConfusionMatrix classes() {
    long[][] matrix = new long[BEATS.length][BEATS.length];
    for (int row = 0; row < BEATS.length; row++) {
      for (int column = 0; column < BEATS.length; column++) {
        matrix[row][column] = count(BEATS[row], BEATS[column]);
      }
    }
    return ConfusionMatrix.ofCounts(List.of("N", "S", "V", "F", "Q"), matrix);
  }

  /**
   * The report that {@code bxb} prints, S counted as N.
   *
   * @param referenceAnnotator the name to print for the reference
   * @param testAnnotator the name to print for the algorithm
   * @return lines that end with a line feed
   */
  public String standardText(String referenceAnnotator, String testAnnotator) {
    return Ec57Text.standard(this, referenceAnnotator, testAnnotator, false)
        + Ec57Text.shutdown(this, false);
  }

  /**
   * The report that {@code bxb -S} writes to its file, with S apart from N and the RR interval
   * error; the part on shutdowns goes to standard output there: see {@link #shutdownTextWithSveb}.
   *
   * @param referenceAnnotator the name to print for the reference
   * @param testAnnotator the name to print for the algorithm
   * @return lines that end with a line feed
   */
  public String standardTextWithSveb(String referenceAnnotator, String testAnnotator) {
    return Ec57Text.standard(this, referenceAnnotator, testAnnotator, true);
  }

  /**
   * What {@code bxb -S} prints of shutdowns on standard output.
   *
   * @return lines that end with a line feed
   */
  public String shutdownTextWithSveb() {
    return Ec57Text.shutdown(this, true);
  }
}
