package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.SignalInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Defects that published records have, and defects that only an attacker would make. */
class StrictnessTest {
  private static final ReadOptions LENIENT =
      ReadOptions.defaults().withStrictness(Strictness.LENIENT);

  /** Four frames of one lead in format 16: 1 2 3 4, checksum 10. */
  private static final byte[] SIGNAL = {1, 0, 2, 0, 3, 0, 4, 0};

  private static final String LINE = "r.dat 16 200 12 0 1 10 0 I";

  private static SourceFolder folder(String header) {
    return folder(header, SIGNAL);
  }

  private static SourceFolder folder(String header, byte[] signal) {
    Map<String, Source> files = new HashMap<>();
    files.put("r.hea", Source.of(header.getBytes(StandardCharsets.ISO_8859_1)));
    files.put("r.dat", Source.of(signal));
    return SourceFolder.of(files);
  }

  private static EcgRecord lenient(String header) throws Exception {
    return Wfdb.read(folder(header), "r", LENIENT);
  }

  private static Diagnostic strictDefect(String header) {
    WfdbFormatException thrown =
        catchThrowableOfType(
            WfdbFormatException.class,
            () -> Wfdb.read(folder(header), "r", ReadOptions.defaults()));
    assertThat(thrown).as(header).isNotNull();
    assertThat(thrown.code()).isEqualTo(thrown.diagnostic().code());
    return thrown.diagnostic();
  }

  @ParameterizedTest
  @CsvSource({
    "r 1 250 4 12:30:05 2001-04-25, BASE_DATE, 12:30:05, 2001-04-25",
    "r 1 250 4 12:30:05 1989, BASE_DATE, 12:30:05, ",
    "r 1 250 4 12:30:05 31/02/1989, BASE_DATE, 12:30:05, ",
    "r 1 250 4 25/04/1989 12:30:05, DATE_TIME_SWAPPED, 12:30:05, 1989-04-25",
    "r 1 250 4 25/04/1989, DATE_TIME_SWAPPED, , 1989-04-25",
    "r 1 250 4 25:00:00 25/04/1989, BASE_TIME, , 1989-04-25"
  })
  void datesAndTimes(String line, Diagnostic.Code code, LocalTime time, LocalDate date)
      throws Exception {
    String header = line + "\n" + LINE + "\n";
    Diagnostic defect = strictDefect(header);
    assertThat(defect.code()).isEqualTo(code);
    assertThat(defect.line()).isEqualTo(1);
    assertThat(defect.file()).isEqualTo("r.hea");
    EcgRecord record = lenient(header);
    assertThat(record.diagnostics()).extracting(Diagnostic::code).contains(code);
    assertThat(record.header().baseTime().orElse(null)).isEqualTo(time);
    assertThat(record.header().baseDate().orElse(null)).isEqualTo(date);
    assertThat(record.signals().get(0).toDigital()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void slashInUnit() throws Exception {
    String header = "r 1 250 4\nr.dat 16 200/mL/min 12 0 1 10 0 flow\n";
    assertThat(strictDefect(header).code()).isEqualTo(Diagnostic.Code.UNIT_WITH_SLASH);
    assertThat(lenient(header).signals().get(0).info().unit()).isEqualTo("mL/min");
  }

  @Test
  void wrongChecksum() throws Exception {
    String header = "r 1 250 4\nr.dat 16 200 12 0 1 11 0 I\n";
    Diagnostic defect = strictDefect(header);
    assertThat(defect.message())
        .isEqualTo("r.dat: expected checksum 11 of lead I, found 10 [CHECKSUM]");
    EcgRecord record = lenient(header);
    assertThat(record.diagnostics()).containsExactly(defect);
    assertThat(record.signals().get(0).toDigital()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void truncatedSignalFile() throws Exception {
    String header = "r 1 250 6\n" + LINE + "\n";
    assertThat(strictDefect(header).message())
        .isEqualTo("r.dat: expected 6 frames, found 4 [TRUNCATED_SIGNAL]");
    assertThat(lenient(header).signals().get(0).toPhysical())
        .containsExactly(0.005f, 0.01f, 0.015f, 0.02f, Float.NaN, Float.NaN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r/3 1 250 8", "r/1 1 250 8"})
  void wrongSegmentCount(String line) throws Exception {
    Map<String, Source> files = new HashMap<>();
    String header = line + "\ns 4\ns 4\n";
    files.put("r.hea", Source.of(header.getBytes(StandardCharsets.UTF_8)));
    files.put("s.hea", Source.of(("s 1 250 4\n" + LINE).getBytes(StandardCharsets.UTF_8)));
    files.put("r.dat", Source.of(SIGNAL));
    SourceFolder folder = SourceFolder.of(files);
    assertThatThrownBy(() -> Wfdb.read(folder, "r", ReadOptions.defaults()))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessageContaining("SEGMENT_COUNT");
    assertThat(Wfdb.read(folder, "r", LENIENT).signals().get(0).toDigital())
        .containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../r.dat", "/etc/passwd", "sub/r.dat", "sub\\r.dat", "..", "C:r.dat", "a..b/c"})
  void unsafeFileNamesAreAnErrorInBothModes(String name) {
    String header = "r 1 250 4\n" + name + " 16 200 12 0 1 10 0 I\n";
    assertThat(strictDefect(header).code()).isEqualTo(Diagnostic.Code.UNSAFE_FILE_NAME);
    assertThatThrownBy(() -> lenient(header)).isInstanceOf(WfdbFormatException.class);
  }

  @Test
  void pathInFileNameIsFollowedWhenAllowed(@TempDir Path directory) throws Exception {
    Path below = Files.createDirectories(directory.resolve("sub"));
    Files.write(below.resolve("r.dat"), SIGNAL);
    Files.writeString(directory.resolve("r.hea"), "r 1 250 4\nsub/r.dat 16 200 12 0 1 10 0 I\n");
    EcgRecord record =
        Wfdb.read(directory.resolve("r"), ReadOptions.defaults().withAnyFileName(true));
    assertThat(record.signals().get(0).toDigital()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void pathOfAnotherMachineIsReplacedByTheNameAlone(@TempDir Path directory) throws Exception {
    Files.write(directory.resolve("r.dat"), SIGNAL);
    Files.writeString(
        directory.resolve("r.hea"), "r 1 250 4\n/data/old/r.dat 16 200 12 0 1 10 0 I\n");
    ReadOptions options = LENIENT.withAnyFileName(true);
    EcgRecord record = Wfdb.read(directory.resolve("r"), options);
    assertThat(record.signals().get(0).toDigital()).containsExactly(1, 2, 3, 4);
    assertThat(record.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Diagnostic.Code.UNSAFE_FILE_NAME);
  }

  @Test
  void annotationsOutOfOrder() throws Exception {
    // N at 50, then a skip of -30 and V, then the end.
    byte[] bytes = {50, 4, 0, (byte) 0xec, -1, -1, -30, -1, 0, 20, 0, 0};
    Map<String, Source> files = new HashMap<>();
    files.put("r.hea", Source.of("r 0 250 100\n".getBytes(StandardCharsets.UTF_8)));
    files.put("r.atr", Source.of(bytes));
    SourceFolder folder = SourceFolder.of(files);
    assertThatThrownBy(() -> Wfdb.read(folder, "r", ReadOptions.defaults()))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessage(
            "r.atr byte 2: expected an annotation at sample 50 or later, found sample 20"
                + " [ANNOTATION_ORDER]");
    EcgRecord record = Wfdb.read(folder, "r", LENIENT);
    assertThat(record.annotations("atr"))
        .containsExactly(
            Annotation.of(20, AnnotationCode.PVC), Annotation.of(50, AnnotationCode.NORMAL));
  }

  @Test
  void annotationsMayOutlastTheSignal() throws Exception {
    Map<String, Source> files = new HashMap<>();
    files.put("r.hea", Source.of("r 0 250 20\n".getBytes(StandardCharsets.UTF_8)));
    files.put("r.atr", Source.of(new byte[] {50, 4, 0, 0}));
    EcgRecord record = Wfdb.read(SourceFolder.of(files), "r", ReadOptions.defaults());
    assertThat(record.annotations("atr")).hasSize(1);
    assertThat(record.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Diagnostic.Code.ANNOTATION_RANGE);
  }

  @Test
  void gainZeroMeans200AndIsReported() throws Exception {
    EcgRecord record =
        Wfdb.read(folder("r 1 250 4\nr.dat 16 0 12 0 1 10 0 I\n"), "r", ReadOptions.defaults());
    assertThat(record.signals().get(0).info().gainAdcPerUnit()).isEqualTo(SignalInfo.DEFAULT_GAIN);
    assertThat(record.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Diagnostic.Code.UNCALIBRATED);
  }

  @ParameterizedTest
  @CsvSource({
    "'', HEADER_EMPTY, 0",
    "'# only a comment', HEADER_EMPTY, 0",
    "r, RECORD_LINE, 1",
    "r x, RECORD_LINE, 1",
    "r -1, RECORD_LINE, 1",
    "r 1 0 4, RECORD_LINE, 1",
    "r 1 abc 4, RECORD_LINE, 1",
    "r 1 NaN 4, RECORD_LINE, 1",
    "r 1 250 -4, RECORD_LINE, 1",
    "r 1 250 99999999999999999999, RECORD_LINE, 1",
    "r/0 1 250 4, RECORD_LINE, 1",
    "other 0 250 4, RECORD_NAME, 1",
    "r 2147483647 250 4, SIGNAL_LINE, 0",
    "r 1 250 4, SIGNAL_LINE, 0",
    "'r 1 250 4\nr.dat', SIGNAL_LINE, 2",
    "'r 1 250 4\nr.dat 17', SIGNAL_FORMAT, 2",
    "'r 1 250 4\nr.dat 310x', SIGNAL_LINE, 2",
    "'r 1 250 4\nr.dat 16 many', SIGNAL_LINE, 2",
    "'r 1 250 4\nr.dat 16 200(x)/mV', SIGNAL_LINE, 2",
    "'r 1 250 4\n\n# c\nr.dat 16 200 12 zero', SIGNAL_LINE, 4",
    "'r 1 250 4\n- 16 200 12 0 1 10 0 I', STANDARD_INPUT, 2",
    "'r 1 250 4\nq.dat 16 200 12 0 1 10 0 I', MISSING_FILE, 0",
    "'r 1 250 4\nr.dat 16x999999 200 12 0 1 10 0 I', TRUNCATED_SIGNAL, 0",
    "'r 1 250 4\nr.dat 16+99999999 200 12 0 1 10 0 I', TRUNCATED_SIGNAL, 0",
    "'r 1 250 4398046511104\nr.dat 16 200 12 0 1 10 0 I', TRUNCATED_SIGNAL, 0",
    "'r/1 1 250 4\ns', SEGMENT_LINE, 2",
    "'r/1 1 250 4\ns 4', MISSING_FILE, 0",
    "'r/1 1 250 4\n../s 4', UNSAFE_FILE_NAME, 2"
  })
  void malformedHeaders(String header, Diagnostic.Code code, int line) {
    Diagnostic defect = strictDefect(header.replace("\\n", "\n"));
    assertThat(defect.code()).as(defect.message()).isEqualTo(code);
    assertThat(defect.line()).as(defect.message()).isEqualTo(line);
  }

  @Test
  void everyOptionalFieldHasItsDefault() throws Exception {
    SourceFolder folder = folder("\r\n# a\r\n  r 1\r\n\r\n#b\r\nr.dat 16\r\n# caf\u00e9\r\n");
    EcgRecord record = Wfdb.read(folder, "r", ReadOptions.defaults());
    assertThat(record.samplingRateHz()).isEqualTo(250);
    assertThat(record.sampleCount()).isEqualTo(4);
    assertThat(record.header().comments()).isEqualTo(List.of("a", "b", "caf\u00e9"));
    assertThat(record.signals().get(0).info())
        .isEqualTo(new SignalInfo("record r, signal 0", "mV", 250, 200, 0, 0, 0));
  }

  @Test
  void everyOptionalFieldIsRead() throws Exception {
    String header =
        """
        r 1 3.6e2/10.5(-3) 4 1:02:03.25 25/4/1989
        r.dat 16x2:1+2 1.5e2(-55)/\u00b5V%$ 11 7 3 1 512 a lead, with blanks
        """;
    WfdbHeader parsed =
        new HeaderParser("r", false, new Defects(Strictness.STRICT))
            .parse(header.getBytes(StandardCharsets.UTF_8));
    assertThat(parsed.counter()).isEqualTo(new WfdbHeader.Counter(10.5, -3));
    assertThat(parsed.record().baseTime()).hasValue(LocalTime.of(1, 2, 3, 250_000_000));
    assertThat(parsed.record().baseDate()).hasValue(LocalDate.of(1989, 4, 25));
    SignalSpec spec = parsed.signals().get(0);
    assertThat(spec.samplesPerFrame()).isEqualTo(2);
    assertThat(spec.skewFrames()).isEqualTo(1);
    assertThat(spec.byteOffset()).isEqualTo(2);
    assertThat(spec.initialValue()).hasValue(3);
    assertThat(spec.checksum()).hasValue(1);
    assertThat(spec.info())
        .isEqualTo(new SignalInfo("a lead, with blanks", "\u00b5V%$", 720, 150, -55, 11, 7));
  }

  @Test
  void annotationFileMayEndAnywhere() throws Exception {
    byte[] bytes = Files.readAllBytes(Golden.folder().resolve("r16.ann"));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThatThrownBy(
              () -> AnnotationReader.read(cut, "r16.ann", new Defects(Strictness.STRICT)))
          .isInstanceOf(WfdbFormatException.class);
      Defects defects = new Defects(Strictness.LENIENT);
      AnnotationReader.read(cut, "r16.ann", defects);
      assertThat(defects.found())
          .extracting(Diagnostic::code)
          .contains(Diagnostic.Code.TRUNCATED_ANNOTATION);
    }
  }
}
