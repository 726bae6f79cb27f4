package org.ecg4j.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The comparisons of several records brought together, as {@code sumstats} does it: gross figures
 * from the summed counts, average figures as means over the records in which they are defined.
 * Immutable.
 *
 * <p>{@code sumstats} reads the line format, whose {@code Fs} column pools F and Q; it counts none
 * of them as false SVEBs, while a single record's positive predictivity counts F beats called S.
 */
public final class Ec57Summary {
  private static final String BEAT_RULE = "_".repeat(132) + "\n";
  private static final String SHUTDOWN_RULE = "_".repeat(72) + "\n";
  private static final int RATES_COLUMN = 83;

  private final List<Ec57Report> reports;

  private Ec57Summary(List<Ec57Report> reports) {
    this.reports = reports;
  }

  /**
   * Brings reports together.
   *
   * @param reports one for each record
   * @return the summary
   */
  public static Ec57Summary of(List<Ec57Report> reports) {
    return new Ec57Summary(List.copyOf(reports));
  }

  /**
   * The records' own reports.
   *
   * @return in the order given
   */
  public List<Ec57Report> reports() {
    return reports;
  }

  /**
   * The summed counts of the line format.
   *
   * @return under the names of {@link Ec57Report#lineCounts}
   */
  public Map<String, Long> lineCounts() {
    return total(Ec57Report::lineCounts);
  }

  /**
   * The summed counts of beats missed during shutdown.
   *
   * @return under the names of {@link Ec57Report#shutdownCounts}
   */
  public Map<String, Long> shutdownCounts() {
    return total(Ec57Report::shutdownCounts);
  }

  private Map<String, Long> total(Function<Ec57Report, Map<String, Long>> line) {
    Map<String, Long> sums = new LinkedHashMap<>();
    for (Ec57Report report : reports) {
      line.apply(report).forEach((name, count) -> sums.merge(name, count, Long::sum));
    }
    return Collections.unmodifiableMap(sums);
  }

  /**
   * Rates of the summed counts: every beat has the same weight.
   *
   * @return in percent
   */
  public Ec57Rates gross() {
    return rates(new LineSums(lineCounts()));
  }

  /**
   * The mean of the records' rates: every record in which a rate is defined has the same weight.
   *
   * @return in percent
   */
  public Ec57Rates average() {
    List<Ec57Rates> each =
        reports.stream().map(report -> rates(new LineSums(report.lineCounts()))).toList();
    return new Ec57Rates(
        meanRate(each, Ec57Rates::qrs),
        meanRate(each, Ec57Rates::veb),
        meanRate(each, Ec57Rates::sveb));
  }

  private static Ec57Rates.Rate meanRate(
      List<Ec57Rates> each, Function<Ec57Rates, Ec57Rates.Rate> kind) {
    List<Ec57Rates.Rate> rates = each.stream().map(kind).toList();
    return new Ec57Rates.Rate(
        mean(rates, Ec57Rates.Rate::sensitivity),
        mean(rates, Ec57Rates.Rate::positivePredictivity));
  }

  private static <T> double mean(List<T> values, ToDoubleFunction<T> figure) {
    return values.stream()
        .mapToDouble(figure)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The mean of the records' RR interval errors, each rounded to a hundredth as it is printed.
   *
   * @return in milliseconds, NaN where there are none
   */
  public double averageRrErrorMs() {
    return mean(reports, report -> rounded(report.rrErrorMs()));
  }

  private static double rounded(double value) {
    return Double.isNaN(value)
        ? value
        : new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static Ec57Rates rates(LineSums line) {
    return new Ec57Rates(
        Ec57Rates.Rate.of(
            line.sum("Nn Ns Nv Sn Ss Sv Vn Vs Vv Fn Fs Fv"),
            line.sum("No So Vo Fo"),
            line.sum("On Os Ov")),
        Ec57Rates.Rate.of(line.sum("Vv"), line.sum("Vn Vs Vo"), line.sum("Nv Sv Ov")),
        Ec57Rates.Rate.of(line.sum("Ss"), line.sum("Sn Sv So"), line.sum("Ns Vs Os")));
  }

  /** Adds up columns of the line format by name. */
  private record LineSums(Map<String, Long> counts) {
    long sum(String names) {
      long sum = 0;
      for (String name : List.of(names.split(" ", -1))) {
        sum += counts.getOrDefault(name, 0L);
      }
      return sum;
    }
  }

  /**
   * One line for each record with its heading: the first file of {@code bxb -L}.
   *
   * @return lines that end with a line feed
   */
  public String beatLines() {
    StringBuilder text = new StringBuilder(Ec57Text.BEAT_HEADING);
    reports.forEach(report -> text.append(Ec57Text.beatLine(report)));
    return text.toString();
  }

  /**
   * One line for each record about its shutdowns, with its heading: the second file of {@code bxb
   * -L}.
   *
   * @return lines that end with a line feed
   */
  public String shutdownLines() {
    StringBuilder text = new StringBuilder(Ec57Text.SHUTDOWN_HEADING);
    reports.forEach(report -> text.append(Ec57Text.shutdownLine(report)));
    return text.toString();
  }

  /**
   * What {@code sumstats} prints of the first file.
   *
   * @return lines that end with a line feed
   */
  public String beatTable() {
    LineSums line = new LineSums(lineCounts());
    StringBuilder text = new StringBuilder(beatLines()).append(BEAT_RULE);
    if (!reports.isEmpty()) {
      text.append("Sum").append(Ec57Text.beatCounts(lineCounts(), 6)).append('\n');
    }
    text.append(String.format("%-" + RATES_COLUMN + "s", "Gross"));
    text.append(Ec57Text.rates(gross())).append('\n');
    text.append(String.format("%-" + RATES_COLUMN + "s", "Average"));
    text.append(Ec57Text.rates(average()));
    text.append(Ec57Text.column(averageRrErrorMs())).append('\n');
    text.append("Total QRS complexes: ")
        .append(line.sum("Nn Ns Nv No Sn Ss Sv So Vn Vs Vv Vo Fn Fs Fv Fo"));
    text.append("  Total VEBs: ").append(line.sum("Vn Vs Vv Vo"));
    text.append("  Total SVEBs: ").append(line.sum("Sn Ss Sv So")).append('\n');
    return text.append(closing()).toString();
  }

  /**
   * What {@code sumstats} prints of the second file.
   *
   * @return lines that end with a line feed
   */
  public String shutdownTable() {
    long seconds = reports.stream().mapToLong(Ec57Report::shutdownSeconds).sum();
    return shutdownLines()
        + SHUTDOWN_RULE
        + "Sum "
        + Ec57Text.shutdownCounts(shutdownCounts())
        + Ec57Text.pad(seconds, 42)
        + " seconds\n"
        + closing();
  }

  private String closing() {
    return "\nSummary of results from "
        + reports.size()
        + (reports.size() == 1 ? " record\n" : " records\n");
  }
}
