package org.ecg4j.wfdb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds EDF files for tests; every field can be made wrong. */
final class EdfFile {
  String version = "0";
  String patient = "X X X X";
  String recording = "Startdate 10-DEC-2009 X X X";
  String date = "10.12.09";
  String time = "12.44.02";
  String headerBytes = "";
  String reserved = "EDF+C";
  String dataRecords = "";
  String duration = "1";
  String signalCount = "";
  private final List<String[]> signals = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private int records;

  /** Label, unit, physical minimum and maximum, digital minimum and maximum, samples a record. */
  EdfFile signal(String... fields) {
    signals.add(fields);
    return this;
  }

  EdfFile annotationSignal(int samples) {
    return signal("EDF Annotations", "", "-1", "1", "-32768", "32767", Integer.toString(samples));
  }

  /** A data record: an array of samples, or a text with ^ for byte 20, ~ for 21 and | for 0. */
  EdfFile record(Object... parts) {
    for (int k = 0; k < parts.length; k++) {
      if (parts[k] instanceof int[] samples) {
        for (int sample : samples) {
          data.write(sample);
          data.write(sample >> 8);
        }
      } else {
        String text = (String) parts[k];
        byte[] bytes =
            text.replace('^', (char) 20)
                .replace('~', (char) 21)
                .replace('|', (char) 0)
                .getBytes(StandardCharsets.UTF_8);
        data.writeBytes(Arrays.copyOf(bytes, 2 * Integer.parseInt(signals.get(k)[6])));
      }
    }
    records++;
    return this;
  }

  byte[] toBytes() {
    StringBuilder header = new StringBuilder();
    field(header, version, 8);
    field(header, patient, 80);
    field(header, recording, 80);
    field(header, date, 8);
    field(header, time, 8);
    field(header, orElse(headerBytes, 256 * (signals.size() + 1)), 8);
    field(header, reserved, 44);
    field(header, orElse(dataRecords, records), 8);
    field(header, duration, 8);
    field(header, orElse(signalCount, signals.size()), 4);
    int[] widths = {16, 80, 8, 8, 8, 8, 8, 80, 8, 32};
    int[] sources = {0, -1, 1, 2, 3, 4, 5, -1, 6, -1};
    for (int f = 0; f < widths.length; f++) {
      for (String[] signal : signals) {
        field(header, sources[f] < 0 ? "" : signal[sources[f]], widths[f]);
      }
    }
    return FlacBits.join(
        header.toString().getBytes(StandardCharsets.ISO_8859_1), data.toByteArray());
  }

  private static String orElse(String given, int otherwise) {
    return given.isEmpty() ? Integer.toString(otherwise) : given;
  }

  private static void field(StringBuilder header, String text, int width) {
    header.append(text).append(" ".repeat(width - text.length()));
  }
}
