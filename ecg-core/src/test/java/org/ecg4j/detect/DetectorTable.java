package org.ecg4j.detect;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ecg4j.evaluation.Ec57Label;
import org.ecg4j.evaluation.Ec57Rates;
import org.ecg4j.evaluation.Ec57Report;
import org.ecg4j.evaluation.Ec57Summary;
import org.ecg4j.testing.TestData;

/** Prints the tables of docs/detector.md. */
final class DetectorTable {
  private static final List<Ec57Label> CLASSES =
      List.of(Ec57Label.N, Ec57Label.S, Ec57Label.V, Ec57Label.F, Ec57Label.Q);

  private DetectorTable() {}

  /**
   * Prints.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    StringBuilder text = new StringBuilder();
    List<MitBih.Recording> training = MitBih.readAll(TestData.mitdb(), MitBih.TRAINING);
    List<MitBih.Recording> heldOut = MitBih.readAll(TestData.mitdb(), MitBih.HELD_OUT);
    List<MitBih.Recording> all = Stream.concat(training.stream(), heldOut.stream()).toList();
    text.append("| records | first lead: Se | +P | both leads: Se | +P |\n|---|---|---|---|---|\n");
    sums(text, "all 48", all);
    sums(text, "32 of training", training);
    sums(text, "16 held out", heldOut);
    text.append("\n| dB | first lead: Se | +P | both leads: Se | +P |\n|---|---|---|---|---|\n");
    List<MitBih.Recording> stressed =
        all.stream().filter(r -> List.of("118", "119").contains(r.name())).toList();
    float[][] noise = MitBih.Recording.readNoise(TestData.nstdb(), "em");
    for (double snrDb : DetectorScores.NOISE_DB) {
      line(
          text,
          String.format(Locale.ROOT, "%.0f", snrDb),
          DetectorScores.scoreNoisy(stressed, noise, snrDb, 1).average().qrs(),
          DetectorScores.scoreNoisy(stressed, noise, snrDb, 2).average().qrs());
    }
    text.append("\n| record | beats | first lead: missed | false | Se | +P |");
    text.append(
        " both leads: missed | false | Se | +P |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (MitBih.Recording recording : all) {
      Ec57Report first = DetectorScores.scoreFirstLead(recording);
      text.append("| ").append(recording.name()).append(" | ").append(beats(first)).append(" |");
      columns(text, first);
      columns(text, DetectorScores.scoreBothLeads(recording));
      text.append('\n');
    }
    System.out.print(text);
  }

  private static void sums(StringBuilder text, String name, List<MitBih.Recording> recordings) {
    line(
        text,
        name,
        Ec57Summary.of(recordings.stream().map(DetectorScores::scoreFirstLead).toList())
            .gross()
            .qrs(),
        Ec57Summary.of(recordings.stream().map(DetectorScores::scoreBothLeads).toList())
            .gross()
            .qrs());
  }

  private static void line(
      StringBuilder text, String name, Ec57Rates.Rate first, Ec57Rates.Rate both) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %.2f | %.2f | %.2f | %.2f |%n",
            name,
            first.sensitivity(),
            first.positivePredictivity(),
            both.sensitivity(),
            both.positivePredictivity()));
  }

  private static long beats(Ec57Report report) {
    return CLASSES.stream().mapToLong(report::referenceBeats).sum();
  }

  private static void columns(StringBuilder text, Ec57Report report) {
    long missed =
        CLASSES.stream()
            .mapToLong(label -> report.count(label, Ec57Label.O) + report.count(label, Ec57Label.X))
            .sum();
    long wrong = report.count(Ec57Label.O, Ec57Label.N) + report.count(Ec57Label.X, Ec57Label.N);
    Ec57Rates.Rate rate = report.rates().qrs();
    text.append(
        String.format(
            Locale.ROOT,
            " %d | %d | %.2f | %.2f |",
            missed,
            wrong,
            rate.sensitivity(),
            rate.positivePredictivity()));
  }
}
