package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EdfTest {

  private static EcgRecord read(byte[] bytes) throws IOException {
    return read(bytes, EdfOptions.defaults());
  }

  private static EcgRecord read(byte[] bytes, EdfOptions options) throws IOException {
    return Edf.read("r.edf", Source.of(bytes), options);
  }

  /** Two leads of 4 and 2 samples a second, and room for 20 bytes of annotations. */
  private static EdfFile twoLeads() {
    return new EdfFile()
        .signal("ECG I", "mV", "-5", "5", "-2048", "2047", "4")
        .signal("Resp", "l", "10", "-10", "-100", "100", "2")
        .annotationSignal(10);
  }

  private static EdfFile threeRecords() {
    return twoLeads()
        .record(new int[] {-2048, -1, 0, 2047}, new int[] {-100, 0}, "+0^^|+1.5^note^|")
        .record(new int[] {4, 5, 6, 7}, new int[] {50, 100}, "+1^^|")
        .record(new int[] {8, 9, 10, 11}, new int[] {2, 3}, "+2^^|-0.3~0.8^a^b^|");
  }

  @Test
  void readsSignalsWithTheirOwnRatesAndScales() throws IOException {
    EcgRecord record = read(threeRecords().toBytes());
    assertThat(record.name()).isEqualTo("r");
    assertThat(record.leads()).containsExactly("ECG I", "Resp");
    // Each frame has two samples of the first lead and one of the second.
    assertThat(record.samplingRateHz()).isEqualTo(2);
    assertThat(record.sampleCount()).isEqualTo(6);
    Signal ecg = record.signal("ECG I");
    assertThat(ecg.toDigital()).containsExactly(-2048, -1, 0, 2047, 4, 5, 6, 7, 8, 9, 10, 11);
    // 4095 steps over 10 mV; 0 mV is at -0.5, which is rounded to the even 0.
    assertThat(ecg.info()).isEqualTo(new SignalInfo("ECG I", "mV", 4, 409.5, 0, 12, 0));
    assertThat(ecg.toPhysical()[3]).isEqualTo(2047 / 409.5f, within(1e-6f));
    Signal resp = record.signal("Resp");
    // The scale is upside down.
    assertThat(resp.info()).isEqualTo(new SignalInfo("Resp", "l", 2, -10, 0, 8, 0));
    assertThat(resp.toPhysical()).startsWith(10f, -0f, -5f, -10f);
    assertThat(resp.missingCode()).isEqualTo(Signal.NO_MISSING_CODE);
    assertThat(record.header().baseDate()).contains(LocalDate.of(2009, 12, 10));
    assertThat(record.header().baseTime()).contains(LocalTime.of(12, 44, 2));
    assertThat(record.header().comments())
        .containsExactly("EDF patient: X X X X", "EDF recording: Startdate 10-DEC-2009 X X X");
    assertThat(record.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Diagnostic.Code.ANNOTATION_RANGE);
  }

  @Test
  void readsAnnotationsAsNotes() throws IOException {
    Annotation note = Annotation.of(0, AnnotationCode.NOTE);
    // -0.3 s and 0.5 s are -0.6 and 1 frames; 1.5 s are 3.
    assertThat(read(threeRecords().toBytes()).annotations("edf"))
        .containsExactly(
            note.withSample(-1).withAux("a"),
            note.withSample(-1).withAux("b"),
            note.withSample(1).withSubtype(1).withAux("a"),
            note.withSample(1).withSubtype(1).withAux("b"),
            note.withSample(3).withAux("note"));
  }

  @Test
  void roundsOnsetsHalfToEven() throws IOException {
    EdfFile file = new EdfFile().signal("I", "mV", "-1", "1", "-100", "100", "2");
    file.annotationSignal(60);
    file.record(new int[] {1, 2}, "+0^^|+0.25^a^|+0.75^b^|+0.2500001^c^|+0.9^d^|");
    assertThat(read(file.toBytes()).annotations("edf"))
        .extracting(Annotation::sample, Annotation::aux)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0L, "a"),
            org.assertj.core.groups.Tuple.tuple(1L, "c"),
            org.assertj.core.groups.Tuple.tuple(2L, "b"),
            org.assertj.core.groups.Tuple.tuple(2L, "d"));
  }

  @Test
  void dividesLongTextsBetweenCharacters() throws IOException {
    String text = "x".repeat(254) + "é" + "y".repeat(300);
    EdfFile file = new EdfFile().signal("I", "mV", "-1", "1", "-100", "100", "2");
    file.annotationSignal(400).record(new int[] {1, 2}, "+0^^" + text + "^|");
    List<Annotation> parts = read(file.toBytes()).annotations("edf");
    assertThat(parts).extracting(Annotation::number).containsExactly(0, 1, 2);
    assertThat(parts.get(0).aux()).isEqualTo("x".repeat(254));
    assertThat(parts.get(1).aux()).isEqualTo("é" + "y".repeat(253));
    assertThat(parts.get(2).aux()).isEqualTo("y".repeat(47));
  }

  @Test
  void countsFromTheFirstDataRecord() throws IOException {
    EdfFile file = twoLeads();
    file.record(new int[4], new int[2], "+0.75^^|+1.75^n^|");
    file.record(new int[4], new int[2], "+1.75^^|");
    EcgRecord record = read(file.toBytes());
    assertThat(record.header().baseTime()).contains(LocalTime.of(12, 44, 2, 750_000_000));
    assertThat(record.annotations("edf")).extracting(Annotation::sample).containsExactly(2L);
  }

  @Test
  void readsPlainEdf() throws IOException {
    EdfFile file = new EdfFile().signal("EDF Annotations", "", "0", "200", "0", "200", "3");
    file.reserved = "";
    file.recording = "none";
    file.date = "01.02.85";
    file.duration = "0.1";
    EcgRecord record = read(file.record(new int[] {1, 2, 3}).toBytes());
    assertThat(record.signals().get(0).toDigital()).containsExactly(1, 2, 3);
    assertThat(record.samplingRateHz()).isEqualTo(30, within(1e-12));
    assertThat(record.header().baseDate()).contains(LocalDate.of(1985, 2, 1));
    assertThat(record.annotators()).isEmpty();
  }

  @Test
  void readsAFileOfAnnotationsOnly() throws IOException {
    EdfFile file = new EdfFile().annotationSignal(20);
    file.duration = "0";
    EcgRecord record = read(file.record("+0^^|+12.3456^seizure^|").toBytes());
    assertThat(record.signals()).isEmpty();
    assertThat(record.samplingRateHz()).isEqualTo(1000);
    assertThat(record.annotations("edf")).extracting(Annotation::sample).containsExactly(12346L);
  }

  @Test
  void everyRangeAndLeadEqualsTheSliceOfTheWhole() throws IOException {
    byte[] bytes = threeRecords().toBytes();
    EcgRecord whole = read(bytes);
    for (int start = 0; start <= 6; start++) {
      for (int end = start; end <= 6; end++) {
        EcgRecord part = read(bytes, EdfOptions.defaults().withRange(start, end));
        assertThat(part.sampleCount()).isEqualTo(end - start);
        assertThat(part.signals().get(0).toDigital())
            .isEqualTo(Arrays.copyOfRange(whole.signals().get(0).toDigital(), 2 * start, 2 * end));
        assertThat(part.signals().get(1).toDigital())
            .isEqualTo(Arrays.copyOfRange(whole.signals().get(1).toDigital(), start, end));
        boolean hasNote = start <= 3 && end > 3;
        assertThat(part.annotations("edf").stream().filter(a -> a.aux().equals("note")))
            .extracting(Annotation::sample)
            .isEqualTo(hasNote ? List.of(3L - start) : List.of());
      }
    }
    EcgRecord one = read(bytes, EdfOptions.defaults().withLeads("ECG I"));
    assertThat(one.leads()).containsExactly("ECG I");
    assertThat(one.samplingRateHz()).isEqualTo(4);
    assertThat(one.annotations("edf")).extracting(Annotation::sample).contains(6L);
    EcgRecord swapped = read(bytes, EdfOptions.defaults().withLeads("Resp", "ECG I"));
    assertThat(swapped.leads()).containsExactly("Resp", "ECG I");
    assertThatThrownBy(() -> read(bytes, EdfOptions.defaults().withLeads("V1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it has ECG I, Resp");
    assertThatThrownBy(() -> read(bytes, EdfOptions.defaults().withRange(0, 7)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsDataRecordsLargerThanItsWindow() throws IOException {
    int[] samples = new int[150_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % 30_011;
    }
    EdfFile file = new EdfFile();
    file.signal("I", "mV", "-1", "1", "-32768", "32767", "150000");
    file.signal("II", "mV", "-1", "1", "-32768", "32767", "1");
    file.reserved = "";
    byte[] bytes = file.record(samples, new int[] {7}).record(samples, new int[] {9}).toBytes();
    EcgRecord record = read(bytes);
    assertThat(record.signals().get(0).toDigital())
        .startsWith(samples)
        .endsWith(samples)
        .hasSize(300_000);
    assertThat(record.signals().get(1).toDigital()).containsExactly(7, 9);
  }

  @Test
  void anInterruptedRecordingIsRefusedAndAContinuousOneIsNot() throws IOException {
    EdfFile whole = threeRecords();
    whole.reserved = "EDF+D";
    assertThat(read(whole.toBytes()).sampleCount()).isEqualTo(6);
    EdfFile gap = twoLeads();
    gap.reserved = "EDF+D";
    gap.record(new int[4], new int[2], "+0^^|").record(new int[4], new int[2], "+5^^|");
    fails(gap.toBytes(), "interrupted EDF+D is not supported), record 1 at 1.0 s, found 5.0 s");
  }

  @Test
  void aLenientReaderRepairsWhatItCan() throws IOException {
    EdfFile file = threeRecords();
    file.date = "00.00.00";
    file.time = "24.00.00";
    file.dataRecords = "5";
    EcgRecord record =
        read(file.toBytes(), EdfOptions.defaults().withStrictness(Strictness.LENIENT));
    assertThat(record.sampleCount()).isEqualTo(6);
    assertThat(record.header().baseDate()).isEmpty();
    assertThat(record.header().baseTime()).isEmpty();
    assertThat(record.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(
            Diagnostic.Code.BASE_DATE,
            Diagnostic.Code.BASE_TIME,
            Diagnostic.Code.TRUNCATED_SIGNAL,
            Diagnostic.Code.ANNOTATION_RANGE);
  }

  @Test
  void anUnknownNumberOfDataRecordsIsInferred() throws IOException {
    EdfFile file = threeRecords();
    file.dataRecords = "-1";
    EcgRecord record = read(file.toBytes());
    assertThat(record.sampleCount()).isEqualTo(6);
    assertThat(record.diagnostics())
        .extracting(Diagnostic::code)
        .contains(Diagnostic.Code.LENGTH_INFERRED);
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    fails(f -> f.version = "1", "byte 0: expected version 0 of EDF");
    fails(f -> f.version = "\u00ffBIOSEMI", "byte 0: expected version 0 of EDF, found BDF");
    fails(f -> f.date = "31.02.09", "byte 168: expected a date as dd.mm.yy, found '31.02.09'");
    fails(f -> f.date = "11.12.09", "byte 88: expected the start date 2009-12-11");
    fails(f -> f.time = "12:44:02", "byte 176: expected a time as hh.mm.ss, found '12:44:02'");
    fails(f -> f.headerBytes = "1025", "byte 184: expected 1024 bytes in a header with 3 signals");
    fails(f -> f.headerBytes = "many", "byte 184: expected the number of bytes in the header");
    fails(f -> f.dataRecords = "2", "byte 1088: expected the end after 2 data records, found 32");
    fails(f -> f.dataRecords = "4", "byte 1120: expected 4 data records of 32 bytes, found");
    fails(f -> f.dataRecords = "-2", "byte 236: expected a number of data records, or -1");
    fails(f -> f.duration = "0", "byte 244: expected a duration of 1.0E-6");
    fails(f -> f.duration = "1e999", "byte 244: expected a duration of 1.0E-6");
    fails(f -> f.duration = "-1", "byte 244: expected a duration of 1.0E-6");
    fails(f -> f.duration = "1,5", "byte 244: expected a duration of data records in seconds");
    fails(f -> f.duration = "NaN", "byte 244: expected a duration of data records in seconds");
    fails(f -> f.duration = "2", "record 1 at 2.0 s, found 1.0 s");
    fails(f -> f.signalCount = "0", "byte 252: expected a number of signals from 1 to 9999");
    fails(f -> f.signalCount = "4", "byte 184: expected 1280 bytes in a header with 4 signals");
    scale("5", "5", "0", "100");
    scale("-5", "5", "100", "100");
    scale("-5", "5", "100", "-100");
    scale("99999998", "99999999", "0", "32767");
    signalFails("a physical minimum", "low", "5", "0", "100", "4");
    signalFails("a physical maximum", "-5", "", "0", "100", "4");
    signalFails("a digital minimum from -32768 to 32767", "-5", "5", "-32769", "100", "4");
    signalFails("a digital maximum from -32768 to 32767", "-5", "5", "0", "1.5", "4");
    signalFails("samples in a data record from 1 to", "-5", "5", "0", "100", "0");
  }

  @Test
  void saysWhatIsWrongInAnnotations() {
    listFails("", "a list that says when data record 0 starts, found none");
    listFails("+0^text^|", "a list without text that says when the record starts");
    listFails("+0^^|+1^abcdefghijk^", "an annotation list that ends with bytes 20 and 0");
    listFails("+0^^|+1^text|", "an annotation list that ends with bytes 20 and 0");
    listFails("0^^|", "an onset in seconds with its sign, found '0'");
    listFails("+^^|", "an onset in seconds with its sign, found '+'");
    listFails("+1e5^^|", "an onset in seconds with its sign, found '+1e5'");
    listFails("+0^^|+1~x^t^|", "a duration in seconds, found 'x'");
    listFails("+0^^|+1~^t^|", "a duration in seconds, found ''");
    listFails("+0^^||x", "zero bytes after the last annotation list");
  }

  @Test
  void everyTruncationIsReported() {
    byte[] bytes = threeRecords().toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] shorter = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(shorter))
          .as("%d bytes", length)
          .isInstanceOf(WfdbFormatException.class)
          .hasMessageStartingWith("r.edf byte ");
    }
  }

  /** The WFDB twin was made of the same samples; it keeps the annotation signal as samples. */
  @Test
  @Tag("mitdb")
  void equalsItsWfdbTwin() throws IOException {
    Path folder = TestData.wfdbSamples();
    EcgRecord edf = Edf.read(folder.resolve("test_generator_2.edf"));
    EcgRecord twin = Wfdb.read(folder.resolve("test_generator_2"));
    assertThat(edf.header().baseDate()).isEqualTo(twin.header().baseDate());
    assertThat(edf.header().baseTime()).isEqualTo(twin.header().baseTime());
    assertThat(edf.leads()).isEqualTo(twin.leads().subList(0, 11));
    for (int k = 0; k < 11; k++) {
      Signal ours = edf.signals().get(k);
      Signal theirs = twin.signals().get(k);
      assertThat(ours.toDigital()).isEqualTo(theirs.toDigital());
      assertThat(ours.info().unit()).isEqualTo(theirs.info().unit());
      assertThat(ours.info().samplingRateHz()).isEqualTo(theirs.info().samplingRateHz());
      assertThat(ours.info().gainAdcPerUnit()).isEqualTo(theirs.info().gainAdcPerUnit());
      assertThat(ours.info().baselineAdc()).isEqualTo(theirs.info().baselineAdc());
    }
    assertThat(edf.samplingRateHz()).isEqualTo(200);
    assertThat(edf.sampleCount()).isEqualTo(120_000);
    Annotation note = Annotation.of(0, AnnotationCode.NOTE);
    assertThat(edf.annotations("edf"))
        .containsExactly(
            note.withAux("RECORD START"), note.withSample(120_000).withAux("REC STOP"));
  }

  private static void scale(String... limits) {
    signalFails(
        "byte 568: expected digital and physical limits that make a scale",
        limits[0],
        limits[1],
        limits[2],
        limits[3],
        "4");
  }

  private static void signalFails(String message, String... fields) {
    EdfFile file = new EdfFile();
    file.reserved = "";
    file.signal("I", "mV", fields[0], fields[1], fields[2], fields[3], fields[4]);
    file.signal("J", "mV", "-5", "5", "-100", "100", "1")
        .signal("K", "mV", "0", "5", "0", "9", "1");
    fails(file.toBytes(), message);
  }

  private static void listFails(String list, String message) {
    fails(twoLeads().record(new int[4], new int[2], list).toBytes(), message);
  }

  private static void fails(Consumer<EdfFile> change, String message) {
    EdfFile file = threeRecords();
    change.accept(file);
    fails(file.toBytes(), message);
  }

  private static void fails(byte[] bytes, String message) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessageStartingWith("r.edf byte ")
        .hasMessageContaining(message);
  }
}
