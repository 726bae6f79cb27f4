package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.SignalInfo;

/** Parses the header of an EDF file: fields of fixed width, filled up with blanks. */
final class EdfHeaderParser {
  private static final int FIXED_BYTES = 256;
  private static final double MIN_RECORD_SECONDS = 1e-6;
  private static final double MAX_RECORD_SECONDS = 99_999_999;
  private static final Pattern TRIPLE = Pattern.compile("(\\d\\d)\\.(\\d\\d)\\.(\\d\\d)");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,8}");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /** EDF+ repeats the date in the recording field, with all digits of the year. */
  private static final Pattern START_DATE =
      Pattern.compile("Startdate (\\d\\d)-([A-Z]{3})-(\\d{4})( .*)?");

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private final String file;
  private final Source source;
  private final Defects defects;
  private byte[] bytes = {};
  private int at;

  EdfHeaderParser(String file, Source source, Defects defects) {
    this.file = file;
    this.source = source;
    this.defects = defects;
  }

  EdfHeader parse() throws IOException {
    load(FIXED_BYTES);
    int version = at;
    if (!text(8).equals("0")) {
      throw malformed(version, "version 0 of EDF", bytes[0] == -1 ? "BDF" : "another");
    }
    String patient = text(80);
    String recording = text(80);
    Optional<LocalDate> date = date(recording);
    Optional<LocalTime> time = time();
    int sizeAt = at;
    long headerBytes = integer(8, "the number of bytes in the header", 512, Integer.MAX_VALUE);
    String reserved = text(44);
    long dataRecords = integer(8, "a number of data records, or -1", -1, 99_999_999);
    int durationAt = at;
    double seconds = decimal(8, "a duration of data records in seconds");
    long count = integer(4, "a number of signals", 1, 9999);
    if (headerBytes != FIXED_BYTES * (count + 1)) {
      throw malformed(
          sizeAt,
          FIXED_BYTES * (count + 1) + " bytes in a header with " + count + " signals",
          Long.toString(headerBytes));
    }
    load(Math.toIntExact(headerBytes));
    boolean isPlus = reserved.startsWith("EDF+");
    List<EdfHeader.EdfSignal> signals = signals((int) count, isPlus, seconds, durationAt);
    return new EdfHeader(
        comments(patient, recording), date, time, isPlus, dataRecords, seconds, signals);
  }

  /** The header has a field for all signals, then the next field for all signals, and so on. */
  private List<EdfHeader.EdfSignal> signals(
      int count, boolean isPlus, double seconds, int durationAt) throws IOException {
    String[] labels = texts(count, 16);
    at += 80 * count;
    String[] units = texts(count, 8);
    double[] physicalMinimum = decimals(count, "a physical minimum");
    double[] physicalMaximum = decimals(count, "a physical maximum");
    int[] digitalMinimum = integers(count, "a digital minimum", -32768, 32767);
    int[] digitalMaximum = integers(count, "a digital maximum", -32768, 32767);
    at += 80 * count;
    int[] samples = integers(count, "samples in a data record", 1, 99_999_999);
    List<EdfHeader.EdfSignal> signals = new ArrayList<>(count);
    long offset = 0;
    for (int k = 0; k < count; k++) {
      boolean annotations = isPlus && labels[k].equals("EDF Annotations");
      boolean usual = seconds >= MIN_RECORD_SECONDS && seconds <= MAX_RECORD_SECONDS;
      if (!usual && !(annotations && seconds == 0)) {
        throw malformed(
            durationAt,
            "a duration of " + MIN_RECORD_SECONDS + " to " + MAX_RECORD_SECONDS + " seconds",
            Double.toString(seconds));
      }
      SignalInfo info =
          annotations
              ? SignalInfo.millivolts(labels[k], 1)
              : scale(
                  FIXED_BYTES + 104 * count + 8 * k,
                  SignalInfo.millivolts(labels[k], samples[k] / seconds),
                  units[k],
                  new int[] {digitalMinimum[k], digitalMaximum[k]},
                  new double[] {physicalMinimum[k], physicalMaximum[k]});
      signals.add(new EdfHeader.EdfSignal(info, annotations, samples[k], offset));
      offset += 2L * samples[k];
    }
    return signals;
  }

  /** Gain and baseline such that the digital limits mean the physical ones. */
  private SignalInfo scale(
      int place, SignalInfo lead, String unit, int[] digital, double[] physical)
      throws WfdbFormatException {
    int digitalRange = digital[1] - digital[0];
    double gain = digitalRange / (physical[1] - physical[0]);
    double baseline = Math.rint(digital[0] - physical[0] * gain);
    boolean calibrated = digitalRange > 0 && Double.isFinite(gain) && gain != 0;
    if (!calibrated || !(Math.abs(baseline) < Integer.MAX_VALUE)) {
      throw malformed(
          place,
          "digital and physical limits that make a scale",
          String.format(
              Locale.ROOT,
              "%d to %d for %s to %s",
              digital[0],
              digital[1],
              physical[0],
              physical[1]));
    }
    return new SignalInfo(
        lead.lead(),
        unit,
        lead.samplingRateHz(),
        gain,
        (int) baseline,
        Integer.SIZE - Integer.numberOfLeadingZeros(digitalRange),
        Math.floorDiv(digital[0] + digital[1] + 1, 2));
  }

  private static List<String> comments(String patient, String recording) {
    List<String> comments = new ArrayList<>();
    if (!patient.isEmpty()) {
      comments.add("EDF patient: " + patient);
    }
    if (!recording.isEmpty()) {
      comments.add("EDF recording: " + recording);
    }
    return comments;
  }

  /** Two digits of the year mean 1985 to 2084, unless an EDF+ recording field has all four. */
  private Optional<LocalDate> date(String recording) throws IOException {
    int start = at;
    String text = text(8);
    Matcher matcher = TRIPLE.matcher(text);
    if (matcher.matches()) {
      int year = Integer.parseInt(matcher.group(3));
      year += year < 85 ? 2000 : 1900;
      Matcher whole = START_DATE.matcher(recording);
      if (whole.matches() && whole.group(3).endsWith(matcher.group(3))) {
        year = Integer.parseInt(whole.group(3));
      }
      try {
        LocalDate date =
            LocalDate.of(
                year, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
        checkStartDate(whole, date);
        return Optional.of(date);
      } catch (DateTimeException noSuchDay) {
        // Reported below like any other text that is no date.
      }
    }
    defects.repairable(at(Code.BASE_DATE, start, "a date as dd.mm.yy", quoted(text)));
    return Optional.empty();
  }

  private void checkStartDate(Matcher whole, LocalDate date) throws IOException {
    if (whole.matches()) {
      int month = 1 + MONTHS.indexOf(whole.group(2));
      if (Integer.parseInt(whole.group(1)) != date.getDayOfMonth()
          || month != date.getMonthValue()
          || Integer.parseInt(whole.group(3)) != date.getYear()) {
        defects.repairable(
            at(
                Code.BASE_DATE,
                88,
                "the start date " + date + " in the recording field",
                "another"));
      }
    }
  }

  private Optional<LocalTime> time() throws IOException {
    int start = at;
    String text = text(8);
    Matcher matcher = TRIPLE.matcher(text);
    if (matcher.matches()) {
      try {
        return Optional.of(
            LocalTime.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))));
      } catch (DateTimeException noSuchTime) {
        // Reported below like any other text that is no time.
      }
    }
    defects.repairable(at(Code.BASE_TIME, start, "a time as hh.mm.ss", quoted(text)));
    return Optional.empty();
  }

  private void load(int length) throws IOException {
    if (source.size() < length) {
      throw malformed(source.size(), "a header of " + length + " bytes", "the end of the file");
    }
    bytes = new byte[length];
    int count = SourceBytes.read(source, 0, bytes, 0, length);
    if (count < length) {
      throw malformed(count, "a header of " + length + " bytes", "the end of the file");
    }
  }

  private String[] texts(int count, int width) {
    String[] texts = new String[count];
    for (int k = 0; k < count; k++) {
      texts[k] = text(width);
    }
    return texts;
  }

  private double[] decimals(int count, String what) throws IOException {
    double[] values = new double[count];
    for (int k = 0; k < count; k++) {
      values[k] = decimal(8, what);
    }
    return values;
  }

  private int[] integers(int count, String what, int low, int high) throws IOException {
    int[] values = new int[count];
    for (int k = 0; k < count; k++) {
      values[k] = (int) integer(8, what, low, high);
    }
    return values;
  }

  private String text(int width) {
    String text = HeaderLines.decode(Arrays.copyOfRange(bytes, at, at + width));
    at += width;
    return text.strip();
  }

  private long integer(int width, String what, long low, long high) throws IOException {
    int start = at;
    String text = ascii(width);
    if (INTEGER.matcher(text).matches()) {
      long value = Long.parseLong(text);
      if (value >= low && value <= high) {
        return value;
      }
    }
    throw malformed(start, what + " from " + low + " to " + high, quoted(text));
  }

  private double decimal(int width, String what) throws IOException {
    int start = at;
    String text = ascii(width);
    if (!DECIMAL.matcher(text).matches()) {
      throw malformed(start, what, quoted(text));
    }
    return Double.parseDouble(text);
  }

  private String ascii(int width) {
    String text = new String(bytes, at, width, StandardCharsets.US_ASCII);
    at += width;
    return text.strip();
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private WfdbFormatException malformed(long offset, String expected, String found) {
    return new WfdbFormatException(at(Code.EDF, offset, expected, found));
  }

  private Diagnostic at(Code code, long offset, String expected, String found) {
    return Diagnostic.atByte(code, file, offset, expected, found);
  }
}
