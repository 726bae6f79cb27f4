package org.ecg4j.plots;

import java.util.Locale;

/** Times of a record as text. */
final class Times {
  private static final int[] TENS = {1, 10, 100, 1000};

  private Times() {}

  /** Hours (where there are any), minutes and seconds: {@code 1:02:03.4} or {@code 2:03.4}. */
  static String clock(double seconds, int decimals) {
    long parts = Math.round(seconds * TENS[decimals]);
    long whole = parts / TENS[decimals];
    String text =
        whole >= 3600
            ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
            : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    return decimals == 0
        ? text
        : text + String.format(Locale.ROOT, ".%0" + decimals + "d", parts % TENS[decimals]);
  }
}
