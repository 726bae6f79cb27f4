package org.ecg4j.evaluation;

import static org.ecg4j.evaluation.Ec57Label.F;
import static org.ecg4j.evaluation.Ec57Label.N;
import static org.ecg4j.evaluation.Ec57Label.O;
import static org.ecg4j.evaluation.Ec57Label.Q;
import static org.ecg4j.evaluation.Ec57Label.S;
import static org.ecg4j.evaluation.Ec57Label.V;
import static org.ecg4j.evaluation.Ec57Label.X;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the reports of {@code bxb} and {@code sumstats}. */
final class Ec57Text {
  static final String BEAT_HEADING =
      "Record Nn' Sn' Vn' Fn' On'  Ns  Ss  Vs  Fs' Os' Nv  Sv   Vv  Fv' Ov' No' So' Vo' Fo'"
          + "  Q Se   Q +P   V Se   V +P   S Se   S +P RR err\n";
  static final String SHUTDOWN_HEADING =
      """
      Record Nx   Sx   Vx   Fx   Qx  % beats  % N    % S    % V    % F   Total Shutdown
                                      missed missed missed missed missed      Time
      """;

  /** Widths of the counts of the beat line behind the record's name. */
  private static final int[] BEAT_WIDTHS = {
    5, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3, 3
  };

  private static final int SHUTDOWN_WIDTH = 4;
  private static final Ec57Label[] MISSED = {O, X};

  private Ec57Text() {}

  /** As C prints "%W.Df": the exact binary value, rounded half to even; spaces before. */
  static String fixed(double value, int width, int decimals) {
    String digits =
        new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    return pad(digits, width);
  }

  static String pad(Object text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }

  static String standard(
      Ec57Report report, String referenceAnnotator, String testAnnotator, boolean withSveb) {
    StringBuilder text = new StringBuilder();
    text.append("Beat-by-beat comparison results for record ").append(report.recordName());
    text.append("\nReference annotator: ").append(referenceAnnotator);
    text.append("\n     Test annotator: ").append(testAnnotator).append("\n\n");
    appendMatrix(text, report, withSveb);
    appendRates(text, report, withSveb);
    return text.toString();
  }

  private static void appendMatrix(StringBuilder text, Ec57Report report, boolean withSveb) {
    List<Ec57Label> shown = withSveb ? List.of(Ec57Label.values()) : List.of(N, V, F, Q, O, X);
    text.append("               Algorithm\n   ");
    shown.forEach(label -> text.append(pad(label.name().toLowerCase(Locale.ROOT), 5)));
    text.append("\n   ").append("_".repeat(withSveb ? 36 : 31)).append('\n');
    for (Ec57Label reference : shown) {
      boolean absent = reference == O || reference == X;
      text.append(' ').append(reference).append(" |");
      for (Ec57Label test : absent ? shown.subList(0, shown.size() - 2) : shown) {
        text.append(pad(report.sum(pooled(reference, withSveb), pooled(test, withSveb)), 5));
      }
      text.append('\n');
    }
    text.append('\n');
  }

  /** Without SVEB, S beats are N beats. */
  private static Ec57Label[] pooled(Ec57Label label, boolean withSveb) {
    return label == N && !withSveb ? new Ec57Label[] {N, S} : new Ec57Label[] {label};
  }

  private static void appendRates(StringBuilder text, Ec57Report report, boolean withSveb) {
    long found = report.foundBeats();
    Ec57Label[] beats = {N, S, V, F, Q};
    long missed = report.sum(beats, MISSED);
    long extra = report.sum(MISSED, beats);
    appendShare(text, "           QRS sensitivity", found, found + missed, 2);
    appendShare(text, " QRS positive predictivity", found, found + extra, 2);
    long vebs = report.count(V, V);
    long falseVebs = report.falseVebs();
    appendShare(text, "           VEB sensitivity", vebs, report.referenceBeats(V), 2);
    appendShare(text, " VEB positive predictivity", vebs, vebs + falseVebs, 2);
    if (!withSveb) {
      appendShare(
          text, "   VEB false positive rate", falseVebs, falseVebs + report.trueNonVebs(), 3);
      text.append('\n');
      return;
    }
    long svebs = report.count(S, S);
    long falseSvebs = report.sum(new Ec57Label[] {N, V, F, O, X}, S);
    appendShare(text, "          SVEB sensitivity", svebs, report.referenceBeats(S), 2);
    appendShare(text, "SVEB positive predictivity", svebs, svebs + falseSvebs, 2);
    text.append("     RMS RR interval error: ");
    text.append(
        Double.isNaN(report.rrErrorMs()) ? "     -" : fixed(report.rrErrorMs(), 6, 2) + " ms");
    text.append('\n');
  }

  static String shutdown(Ec57Report report, boolean withSveb) {
    StringBuilder text = new StringBuilder("\n");
    appendShare(
        text,
        "  Beats missed in shutdown",
        missedInShutdown(report, withSveb),
        report.foundBeats() + report.sum(new Ec57Label[] {N, S, V, F, Q}, MISSED),
        2);
    for (Ec57Label label : withSveb ? List.of(N, S, V, F) : List.of(N, V, F)) {
      Ec57Label[] row = pooled(label, withSveb);
      appendShare(
          text,
          "      " + label + " missed in shutdown",
          report.sum(row, X),
          report.sum(row, Ec57Label.values()),
          2);
    }
    text.append("       Total shutdown time: ");
    text.append(pad(report.shutdownSeconds(), 5)).append(" seconds\n");
    return text.toString();
  }

  /** With SVEB, bxb leaves the S beats out of this sum; without, they are among the N beats. */
  private static long missedInShutdown(Ec57Report report, boolean withSveb) {
    Ec57Label[] rows = withSveb ? new Ec57Label[] {N, V, F, Q} : new Ec57Label[] {N, S, V, F, Q};
    return report.sum(rows, X);
  }

  private static void appendShare(
      StringBuilder text, String name, long part, long whole, int decimals) {
    text.append(name).append(": ");
    text.append(whole <= 0 ? "     - " : fixed(Ec57Rates.percent(part, whole), 6, decimals) + "%");
    text.append(" (").append(part).append('/').append(whole).append(")\n");
  }

  /** A percentage column of the line formats. */
  static String column(double percent) {
    return Double.isNaN(percent) ? "      -" : " " + fixed(percent, 6, 2);
  }

  static String rates(Ec57Rates rates) {
    return column(rates.qrs().sensitivity())
        + column(rates.qrs().positivePredictivity())
        + column(rates.veb().sensitivity())
        + column(rates.veb().positivePredictivity())
        + column(rates.sveb().sensitivity())
        + column(rates.sveb().positivePredictivity());
  }

  /** The line of {@code bxb -L}'s first file. */
  static String beatLine(Ec57Report report) {
    String rrError =
        Double.isNaN(report.rrErrorMs()) ? "     -" : " " + fixed(report.rrErrorMs(), 6, 2);
    return pad(report.recordName(), 4)
        + beatCounts(report.lineCounts(), BEAT_WIDTHS[0])
        + rates(report.rates())
        + rrError
        + "\n";
  }

  static String beatCounts(Map<String, Long> lineCounts, int firstWidth) {
    StringBuilder text = new StringBuilder();
    Iterator<Long> counts = lineCounts.values().iterator();
    for (int i = 0; i < BEAT_WIDTHS.length; i++) {
      text.append(' ').append(pad(counts.next(), i == 0 ? firstWidth : BEAT_WIDTHS[i]));
    }
    return text.toString();
  }

  /** The line of {@code bxb -L}'s second file. */
  static String shutdownLine(Ec57Report report) {
    StringBuilder text = new StringBuilder(pad(report.recordName(), 4));
    text.append(shutdownCounts(report.shutdownCounts())).append("  ");
    long beats = 0;
    for (Ec57Label label : List.of(N, S, V, F, Q)) {
      beats += report.referenceBeats(label);
    }
    text.append(column(Ec57Rates.percent(missedInShutdown(report, true), beats)));
    for (Ec57Label label : List.of(N, S, V, F)) {
      text.append(column(Ec57Rates.percent(report.count(label, X), report.referenceBeats(label))));
    }
    text.append(pad(report.shutdownSeconds(), 5)).append(" seconds");
    for (Ec57Label label : List.of(N, S, V, F, Q)) {
      text.append(' ').append(report.referenceBeats(label));
    }
    return text.append('\n').toString();
  }

  static String shutdownCounts(Map<String, Long> counts) {
    StringBuilder text = new StringBuilder();
    counts.values().forEach(count -> text.append(' ').append(pad(count, SHUTDOWN_WIDTH)));
    return text.toString();
  }
}
