package org.ecg4j.wfdb;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.record.Diagnostic.Code;
import org.jspecify.annotations.Nullable;

/** Base time and date, the last two fields of a record line. */
record StartTime(Optional<LocalTime> time, Optional<LocalDate> date) {
  /** Hours and minutes may be missing: {@code 31:52} is 31 minutes and 52 seconds. */
  private static final Pattern TIME =
      Pattern.compile("(?:(?:(\\d{1,2}):)?(\\d{1,2}):)?(\\d{1,2})(\\.\\d{0,9})?");

  private static final Pattern DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{1,4})");
  private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");

  static StartTime parse(FieldReader fields, Defects defects) throws WfdbFormatException {
    Optional<String> first = fields.next();
    if (first.isEmpty()) {
      return new StartTime(Optional.empty(), Optional.empty());
    }
    Optional<String> second = fields.next();
    if (looksLikeDate(first.get())) {
      defects.repairable(
          fields.diagnostic(
              Code.DATE_TIME_SWAPPED,
              "base time, then base date",
              FieldReader.quoted(first.get() + second.map(text -> " " + text).orElse(""))));
      return new StartTime(
          second.isPresent() ? time(second.get(), fields, defects) : Optional.empty(),
          date(first.get(), fields, defects));
    }
    return new StartTime(
        time(first.get(), fields, defects),
        second.isPresent() ? date(second.get(), fields, defects) : Optional.empty());
  }

  private static boolean looksLikeDate(String text) {
    return DATE.matcher(text).matches() || ISO_DATE.matcher(text).matches();
  }

  private static Optional<LocalTime> time(String text, FieldReader fields, Defects defects)
      throws WfdbFormatException {
    Matcher matcher = TIME.matcher(text);
    if (matcher.matches()) {
      try {
        int nanos =
            matcher.group(4) == null || matcher.group(4).length() == 1
                ? 0
                : new BigDecimal("0" + matcher.group(4)).movePointRight(9).intValueExact();
        return Optional.of(
            LocalTime.of(
                number(matcher.group(1)),
                number(matcher.group(2)),
                number(matcher.group(3)),
                nanos));
      } catch (DateTimeException outOfRange) {
        // Reported below like any other text that is no time of day.
      }
    }
    defects.repairable(
        fields.diagnostic(Code.BASE_TIME, "a base time HH:MM:SS", FieldReader.quoted(text)));
    return Optional.empty();
  }

  private static Optional<LocalDate> date(String text, FieldReader fields, Defects defects)
      throws WfdbFormatException {
    Matcher matcher = DATE.matcher(text);
    try {
      if (matcher.matches()) {
        return Optional.of(
            LocalDate.of(
                number(matcher.group(3)), number(matcher.group(2)), number(matcher.group(1))));
      }
    } catch (DateTimeException outOfRange) {
      // Reported below like any other text that is no date.
    }
    defects.repairable(
        fields.diagnostic(Code.BASE_DATE, "a base date DD/MM/YYYY", FieldReader.quoted(text)));
    Matcher iso = ISO_DATE.matcher(text);
    try {
      if (iso.matches()) {
        return Optional.of(
            LocalDate.of(number(iso.group(1)), number(iso.group(2)), number(iso.group(3))));
      }
    } catch (DateTimeException outOfRange) {
      // A date that does not exist is left out, as is a year without day and month.
    }
    return Optional.empty();
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
