package org.ecg4j.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;

/** Checks a record, or every record of a database and its list of SHA-256 sums. */
final class Verifier {
  private static final String SUMS = "SHA256SUMS.txt";

  /** Suffixes of files beside records that are no annotations. */
  private static final Set<String> OTHER_SUFFIXES =
      Set.of("hea", "dat", "mat", "edf", "txt", "csv", "json", "xws", "html", "pdf", "zip", "md");

  private Verifier() {}

  static Verification verify(Path path) throws IOException {
    try {
      return Files.isDirectory(path) ? database(path) : summary(1, 0, record(path));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Verification database(Path folder) throws IOException {
    List<Path> records = Wfdb.listRecords(folder);
    List<String> sums =
        Files.exists(folder.resolve(SUMS))
            ? HeaderLines.decode(Files.readAllBytes(folder.resolve(SUMS)))
                .lines()
                .filter(line -> !line.isBlank())
                .toList()
            : List.of();
    Stream<Diagnostic> inRecords =
        records.parallelStream().map(Verifier::record).flatMap(List::stream);
    Stream<Diagnostic> inSums =
        sums.parallelStream().map(line -> sum(folder, line)).flatMap(List::stream);
    List<Diagnostic> found = new ArrayList<>(inRecords.toList());
    found.addAll(inSums.toList());
    return summary(records.size(), sums.size(), found);
  }

  private static Verification summary(int records, int files, List<Diagnostic> found) {
    return new Verification(
        records,
        files,
        found.stream().filter(Verifier::isProblem).toList(),
        found.stream().filter(diagnostic -> !isProblem(diagnostic)).toList());
  }

  private static boolean isProblem(Diagnostic diagnostic) {
    // Reading goes on without a word to the caller, but a check is asked for exactly this.
    return diagnostic.code().isDefect() || diagnostic.code() == Code.ANNOTATION_RANGE;
  }

  private static List<Diagnostic> record(Path path) {
    try {
      String[] annotators = annotators(path).toArray(new String[0]);
      ReadOptions options =
          ReadOptions.defaults().withStrictness(Strictness.LENIENT).withAnnotators(annotators);
      EcgRecord record = Wfdb.read(path, options);
      List<Diagnostic> found = new ArrayList<>(record.diagnostics());
      checkInitialValues(Wfdb.readHeader(path, options), record, found);
      return found;
    } catch (WfdbFormatException e) {
      return List.of(e.diagnostic());
    } catch (NoSuchFileException e) {
      return List.of(
          Diagnostic.ofFile(Code.MISSING_FILE, path.toString(), e.getFile(), "no such file"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The suffixes of the files beside a header that look like annotation files. */
  private static List<String> annotators(Path path) throws IOException {
    String prefix = Wfdb.nameOf(path) + ".";
    Path folder = Wfdb.parentOf(path);
    try (Stream<Path> files = Files.list(folder.toString().isEmpty() ? Path.of(".") : folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.startsWith(prefix))
          .map(file -> file.substring(prefix.length()))
          .filter(suffix -> suffix.chars().allMatch(c -> Character.isLetter(c)))
          .filter(suffix -> !OTHER_SUFFIXES.contains(suffix.toLowerCase(Locale.ROOT)))
          .sorted()
          .toList();
    }
  }

  /** A skewed signal's initial value is before the record's start, so it is left out. */
  private static void checkInitialValues(
      WfdbHeader header, EcgRecord record, List<Diagnostic> found) {
    int[] first = new int[1];
    for (int k = 0; k < header.signals().size(); k++) {
      SignalSpec spec = header.signals().get(k);
      Signal signal = record.signals().get(k);
      boolean comparable =
          spec.initialValue().isPresent()
              && spec.skewFrames() == 0
              && !spec.isNull()
              && signal.sampleCount() > 0
              && !hasCode(found, Code.MISSING_FILE);
      if (!comparable) {
        continue;
      }
      signal.readDigital(0, 1, first, 0);
      if (first[0] != spec.initialValue().getAsInt()) {
        found.add(
            Diagnostic.ofFile(
                Code.INITIAL_VALUE,
                spec.fileName(),
                "initial value "
                    + spec.initialValue().getAsInt()
                    + " of lead "
                    + spec.info().lead(),
                Integer.toString(first[0])));
      }
    }
  }

  private static boolean hasCode(List<Diagnostic> found, Code code) {
    return found.stream().anyMatch(diagnostic -> diagnostic.code() == code);
  }

  private static List<Diagnostic> sum(Path folder, String line) {
    String text = line.strip();
    int blank = text.indexOf(' ');
    String name = blank < 0 ? "" : text.substring(blank).strip();
    if (blank != 64 || name.isEmpty() || name.contains("..") || Path.of(name).isAbsolute()) {
      return List.of(
          Diagnostic.ofFile(Code.SHA256, SUMS, "a sum and a file's name", "'" + text + "'"));
    }
    String expected = text.substring(0, blank).toLowerCase(Locale.ROOT);
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return List.of(Diagnostic.ofFile(Code.MISSING_FILE, SUMS, name, "no such file"));
    }
    String actual = sha256(file);
    return actual.equals(expected)
        ? List.of()
        : List.of(Diagnostic.ofFile(Code.SHA256, name, "SHA-256 sum " + expected, actual));
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
