package org.ecg4j.wfdb;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.SignalInfo;
import org.jspecify.annotations.Nullable;

/** Reads the signal lines of one header. */
final class SignalLineParser {
  /** Format, then samples per frame, skew and byte offset where they differ from 1, 0 and 0. */
  private static final Pattern FORMAT =
      Pattern.compile("(\\d{1,4})(?:x(\\d{1,6}))?(?::(\\d{1,9}))?(?:\\+(\\d{1,18}))?");

  /** Gain, then baseline in brackets, then the unit after a slash. */
  private static final Pattern GAIN = Pattern.compile("([^(/]+)(?:\\(([^)]*)\\))?(?:/(.*))?");

  private final String recordName;
  private final double frameRateHz;
  private final boolean anyFileName;
  private final Defects defects;

  SignalLineParser(String recordName, double frameRateHz, boolean anyFileName, Defects defects) {
    this.recordName = recordName;
    this.frameRateHz = frameRateHz;
    this.anyFileName = anyFileName;
    this.defects = defects;
  }

  private record Calibration(double gain, OptionalInt baseline, String unit, boolean calibrated) {}

  SignalSpec parse(FieldReader fields, int index) throws WfdbFormatException {
    String fileName = fields.require("a signal file's name");
    if (!fileName.equals("~")) {
      FileNames.check(fileName, anyFileName, recordName + ".hea", fields.lineNumber());
    }
    String formatText = fields.require("a signal format");
    Matcher format = FORMAT.matcher(formatText);
    if (!format.matches()) {
      throw fields.malformed("a signal format such as 212", FieldReader.quoted(formatText));
    }
    int number = Integer.parseInt(format.group(1));
    Optional<SignalFormat> known = SignalFormat.find(number);
    if (known.isEmpty()) {
      throw new WfdbFormatException(
          fields.diagnostic(
              Code.SIGNAL_FORMAT, "one of the formats " + SignalFormat.numbers(), formatText));
    }
    int samplesPerFrame = Math.max(1, intOr(format.group(2), 1));
    Calibration calibration = calibration(fields);
    int resolution = intField(fields, "the converter's resolution").orElse(0);
    int zero = intField(fields, "the converter's zero").orElse(0);
    OptionalInt initial = intField(fields, "an initial value");
    OptionalInt checksum = intField(fields, "a checksum");
    intField(fields, "a block size");
    String lead = fields.rest();
    SignalInfo info =
        new SignalInfo(
            lead.isEmpty() ? "record " + recordName + ", signal " + index : lead,
            calibration.unit,
            frameRateHz * samplesPerFrame,
            calibration.gain,
            calibration.baseline.orElse(zero),
            resolution,
            zero);
    return new SignalSpec(
        fileName,
        known.get(),
        samplesPerFrame,
        intOr(format.group(3), 0),
        format.group(4) == null ? 0 : Long.parseLong(format.group(4)),
        info,
        calibration.calibrated,
        initial,
        checksum.isPresent() ? OptionalInt.of((short) checksum.getAsInt()) : checksum);
  }

  private Calibration calibration(FieldReader fields) throws WfdbFormatException {
    Optional<String> text = fields.next();
    if (text.isEmpty()) {
      reportUncalibrated(fields, "no gain");
      return new Calibration(SignalInfo.DEFAULT_GAIN, OptionalInt.empty(), "mV", false);
    }
    Matcher gain = GAIN.matcher(text.get());
    if (!gain.matches()) {
      throw fields.malformed("a gain such as 200(1024)/mV", FieldReader.quoted(text.get()));
    }
    double value = fields.parseNumber(gain.group(1), "a gain");
    OptionalInt baseline =
        gain.group(2) == null
            ? OptionalInt.empty()
            : OptionalInt.of(fields.parseInt(gain.group(2), "a baseline"));
    String unit = gain.group(3) == null || gain.group(3).isEmpty() ? "mV" : gain.group(3);
    if (unit.contains("/")) {
      defects.repairable(
          fields.diagnostic(
              Code.UNIT_WITH_SLASH, "a unit without a slash", FieldReader.quoted(unit)));
    }
    if (value == 0) {
      reportUncalibrated(fields, "gain 0");
      return new Calibration(SignalInfo.DEFAULT_GAIN, baseline, unit, false);
    }
    return new Calibration(value, baseline, unit, true);
  }

  private void reportUncalibrated(FieldReader fields, String found) throws WfdbFormatException {
    defects.repairable(fields.diagnostic(Code.UNCALIBRATED, "a gain (200 is assumed)", found));
  }

  private static OptionalInt intField(FieldReader fields, String what) throws WfdbFormatException {
    Optional<String> text = fields.next();
    return text.isPresent()
        ? OptionalInt.of(fields.parseInt(text.get(), what))
        : OptionalInt.empty();
  }

  private static int intOr(@Nullable String text, int other) {
    return text == null ? other : Integer.parseInt(text);
  }
}
