package org.ecg4j.physionet;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.physionet.DownloadException.Reason;

/** What {@code RECORDS} and {@code SHA256SUMS.txt} say. */
final class DatabaseIndex {
  static final String SUMS = "SHA256SUMS.txt";
  static final String RECORDS = "RECORDS";

  // As sha256sum prints it: a blank, a blank or a star, the name. PhysioNet has one blank.
  private static final Pattern SUM_LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *]?(.+)");
  private static final String ANNOTATORS = "ANNOTATORS";

  private DatabaseIndex() {}

  /** Checksums by path, in the order of the file. */
  static Map<String, String> parseSums(byte[] bytes) throws DownloadException {
    Map<String, String> sums = new LinkedHashMap<>();
    int number = 0;
    for (String line : lines(bytes)) {
      number++;
      if (line.isEmpty()) {
        continue;
      }
      Matcher matcher = SUM_LINE.matcher(line);
      if (!matcher.matches()) {
        throw new DownloadException(
            Reason.MALFORMED_INDEX,
            SUMS
                + " line "
                + number
                + ": expected a SHA-256 sum and a name, found '"
                + line.substring(0, Math.min(80, line.length())).replaceAll("\\p{Cntrl}", "?")
                + "'");
      }
      String path = FilePaths.requireSafe(matcher.group(2), SUMS + " line " + number);
      String sum = matcher.group(1).toLowerCase(Locale.ROOT);
      String before = sums.put(path, sum);
      if (before != null && !before.equals(sum)) {
        throw new DownloadException(
            Reason.MALFORMED_INDEX, SUMS + " line " + number + ": a second sum for " + path);
      }
    }
    sums.remove(SUMS);
    if (sums.isEmpty()) {
      throw new DownloadException(Reason.MALFORMED_INDEX, SUMS + " lists no file");
    }
    return sums;
  }

  /** The sums of the files that belong to the listed records. */
  static Map<String, String> select(Map<String, String> sums, byte[] records)
      throws DownloadException {
    Map<String, String> selected = new LinkedHashMap<>();
    NavigableMap<String, String> sorted = new TreeMap<>(sums);
    int number = 0;
    for (String line : lines(records)) {
      number++;
      String entry = line.strip();
      if (entry.isEmpty()) {
        continue;
      }
      boolean folder = entry.endsWith("/");
      String path = folder ? entry.substring(0, entry.length() - 1) : entry;
      FilePaths.requireSafe(path, RECORDS + " line " + number);
      int found = 0;
      for (Map.Entry<String, String> file : sorted.tailMap(path).entrySet()) {
        if (!file.getKey().startsWith(path)) {
          break;
        }
        if (belongs(file.getKey(), path, folder)) {
          selected.put(file.getKey(), file.getValue());
          found++;
        }
      }
      if (found == 0) {
        throw new DownloadException(
            Reason.MALFORMED_INDEX,
            RECORDS + " line " + number + ": " + SUMS + " lists no file of record " + entry);
      }
    }
    for (String name : new String[] {ANNOTATORS, RECORDS}) {
      String sum = sums.get(name);
      if (sum != null) {
        selected.put(name, sum);
      }
    }
    return selected;
  }

  private static boolean belongs(String file, String entry, boolean folder) {
    if (file.length() == entry.length()) {
      return false;
    }
    char next = file.charAt(entry.length());
    // Segments of a record are called RECORD_0001 and the like.
    return folder ? next == '/' : next == '.' || next == '_';
  }

  /** The lines that {@code sha256sum -c} understands. */
  static byte[] format(Map<String, String> sums) {
    StringBuilder text = new StringBuilder();
    sums.forEach((path, sum) -> text.append(sum).append(' ').append(path).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String[] lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1);
  }
}
