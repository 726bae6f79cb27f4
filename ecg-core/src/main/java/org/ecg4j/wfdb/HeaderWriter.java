package org.ecg4j.wfdb;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.SignalInfo;

/** Writes header files as the C package lays them out, with CRLF at the end of lines. */
final class HeaderWriter {
  private static final String END = "\r\n";
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private HeaderWriter() {}

  static String write(RecordHeader record, List<SignalSpec> signals) {
    StringBuilder text = new StringBuilder();
    recordLine(text, record.name(), record, signals.size());
    for (SignalSpec signal : signals) {
      signalLine(text, signal);
    }
    comments(text, record);
    return text.toString();
  }

  static String writeSegments(RecordHeader record, int signals, List<SegmentSpec> segments) {
    StringBuilder text = new StringBuilder();
    recordLine(text, record.name() + "/" + segments.size(), record, signals);
    for (SegmentSpec segment : segments) {
      text.append(segment.name()).append(' ').append(segment.frameCount()).append(END);
    }
    comments(text, record);
    return text.toString();
  }

  private static void recordLine(
      StringBuilder text, String nameField, RecordHeader record, int signals) {
    text.append(nameField)
        .append(' ')
        .append(signals)
        .append(' ')
        .append(number(record.samplingRateHz()))
        .append(' ')
        .append(record.sampleCount());
    if (record.baseTime().isPresent() || record.baseDate().isPresent()) {
      text.append(' ').append(time(record.baseTime().orElse(LocalTime.MIDNIGHT)));
    }
    if (record.baseDate().isPresent()) {
      text.append(' ').append(DATE.format(record.baseDate().get()));
    }
    text.append(END);
  }

  private static void comments(StringBuilder text, RecordHeader record) {
    for (String comment : record.comments()) {
      text.append("# ").append(oneLine(comment)).append(END);
    }
  }

  private static void signalLine(StringBuilder text, SignalSpec signal) {
    SignalInfo info = signal.info();
    text.append(signal.fileName()).append(' ').append(signal.format().number());
    if (signal.samplesPerFrame() > 1) {
      text.append('x').append(signal.samplesPerFrame());
    }
    if (signal.skewFrames() > 0) {
      text.append(':').append(signal.skewFrames());
    }
    if (signal.byteOffset() > 0) {
      text.append('+').append(signal.byteOffset());
    }
    text.append(' ').append(signal.calibrated() ? number(info.gainAdcPerUnit()) : "0");
    if (info.baselineAdc() != info.adcZero()) {
      text.append('(').append(info.baselineAdc()).append(')');
    }
    if (!info.unit().equals("mV")) {
      text.append('/').append(oneWord(info.unit()));
    }
    text.append(' ')
        .append(info.adcResolutionBits())
        .append(' ')
        .append(info.adcZero())
        .append(' ')
        .append(signal.initialValue().orElse(0))
        .append(' ')
        .append(signal.checksum().orElse(0))
        .append(" 0 ")
        .append(oneLine(info.lead()))
        .append(END);
  }

  /** The shortest text that reads back as the same number, without an exponent if it is short. */
  static String number(double value) {
    String plain =
        new BigDecimal(value, MathContext.DECIMAL64).stripTrailingZeros().toPlainString();
    String shortest = Double.toString(value);
    if (shortest.endsWith(".0")) {
      shortest = shortest.substring(0, shortest.length() - 2);
    }
    return Double.parseDouble(plain) == value && plain.length() <= shortest.length()
        ? plain
        : shortest;
  }

  private static String time(LocalTime time) {
    // The pattern's fraction of a second has no trailing zeros and is left out when it is 0.
    return TIME.format(time);
  }

  /** Text without line breaks and other control characters, which would break the header. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").strip();
  }

  private static String oneWord(String text) {
    return oneLine(text).replaceAll("\\s+", "_");
  }
}
