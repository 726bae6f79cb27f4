package org.ecg4j.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.wfdb.ReadOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose a stretch of a record and some of its leads. */
final class RecordRange {
  private static final Pattern SAMPLE = Pattern.compile("\\d{1,18}");
  private static final Pattern TIME =
      Pattern.compile("(?:(?:(\\d{1,9}):)?(\\d{1,9}):)?(\\d{1,9}(?:\\.\\d*)?)(s?)");

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = "First sample: a number, or a time such as 90s, 1:30 or 0:01:30.5.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "POSITION",
      description = "The sample after the last one, written in the same way.")
  private @Nullable String to;

  @Option(
      names = "--signals",
      split = ",",
      paramLabel = "LEAD",
      description = "Leads by name or by number counted from 0, in this order (default: all).")
  private String @Nullable [] signals;

  /** Made by picocli. */
  RecordRange() {}

  long startSample(double rateHz) {
    return from == null ? 0 : sample(from, rateHz);
  }

  long endSample(double rateHz) {
    return to == null ? Long.MAX_VALUE : sample(to, rateHz);
  }

  /** The options of reading, for a record of some rate. */
  ReadOptions apply(ReadOptions options, double rateHz) {
    return leads(options).withRange(startSample(rateHz), endSample(rateHz));
  }

  /** The options of reading with the leads only, on which the rate of an EDF file depends. */
  ReadOptions leads(ReadOptions options) {
    if (signals == null) {
      return options;
    }
    boolean numbers = true;
    for (String signal : signals) {
      numbers &= signal.matches("\\d{1,6}");
    }
    if (!numbers) {
      return options.withLeads(signals);
    }
    int[] indices = new int[signals.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = Integer.parseInt(signals[i]);
    }
    return options.withLeadIndices(indices);
  }

  /** A plain number counts samples; anything with a colon, a point or an s is a time. */
  static long sample(String text, double rateHz) {
    if (SAMPLE.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new IllegalArgumentException(
          "not a position: '" + text + "'; give a sample number or a time such as 1:30");
    }
    double seconds =
        number(time.group(1)) * 3600 + number(time.group(2)) * 60 + number(time.group(3));
    return Math.round(seconds * rateHz);
  }

  private static double number(@Nullable String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }
}
