package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordWritingTest {
  @TempDir private Path folder;

  private static Signal signal(String lead, double gain, int... samples) {
    SignalInfo info = SignalInfo.millivolts(lead, 250).withCalibration(gain, 0);
    return Signal.of(info, samples, Signal.NO_MISSING_CODE);
  }

  @Test
  void fixedSegmentsReadBackAsOne() throws Exception {
    EcgRecord whole = Wfdb.read(Golden.folder().resolve("r16"));
    Wfdb.write(whole, folder, WriteOptions.defaults().withSegmentFrames(400));
    WfdbHeader header = Wfdb.readHeader(folder.resolve("r16"));
    assertThat(header.segments())
        .containsExactly(
            new SegmentSpec("r16_0001", 400),
            new SegmentSpec("r16_0002", 400),
            new SegmentSpec("r16_0003", 201));
    assertThat(header.isVariableLayout()).isFalse();
    EcgRecord again = Wfdb.read(folder.resolve("r16"));
    for (int k = 0; k < 3; k++) {
      assertThat(again.signals().get(k).toDigital()).isEqualTo(whole.signals().get(k).toDigital());
    }
  }

  @Test
  void differentSegmentsMakeAVariableLayout() throws Exception {
    EcgRecord one =
        EcgRecord.of(
            RecordHeader.of("a", 250, 2),
            List.of(signal("I", 200, 10, 20), signal("V", 100, 1, 2)));
    EcgRecord gap = EcgRecord.of(RecordHeader.of("gap", 250, 3), List.of());
    EcgRecord two = EcgRecord.of(RecordHeader.of("b", 250, 2), List.of(signal("V", 50, 3, 4)));
    EcgRecord record = EcgRecord.of(RecordHeader.of("m", 250, 7), List.of());
    Wfdb.writeSegments(record, List.of(one, gap, two), folder, WriteOptions.defaults());
    assertThat(Wfdb.readHeader(folder.resolve("m")).isVariableLayout()).isTrue();
    EcgRecord again = Wfdb.read(folder.resolve("m"));
    float nan = Float.NaN;
    assertThat(again.signal("V").toPhysical())
        .containsExactly(0.01f, 0.02f, nan, nan, nan, 0.06f, 0.08f);
    assertThat(again.signal("I").toPhysical())
        .containsExactly(0.05f, 0.1f, nan, nan, nan, nan, nan);
    assertThat(again.signal("V").info().gainAdcPerUnit()).isEqualTo(100);
    assertThat(Arrays.copyOfRange(again.signal("V").toDigital(), 5, 7)).containsExactly(6, 8);
  }

  @Test
  void severalRatesTimeAndDateAreKept() throws Exception {
    SignalInfo fast = SignalInfo.millivolts("fast", 500);
    RecordHeader header =
        new RecordHeader(
            "r",
            250,
            3,
            Optional.of(LocalTime.of(23, 59, 59, 500_000_000)),
            Optional.of(LocalDate.of(1999, 12, 31)),
            List.of("a comment"));
    EcgRecord record =
        EcgRecord.of(
            header,
            List.of(
                signal("slow", 200, 1, 2, 3),
                Signal.of(fast, new int[] {1, 2, 3, 4, 5, 6}, Signal.NO_MISSING_CODE)));
    for (int format : new int[] {212, 516, 8}) {
      Wfdb.write(record, folder, WriteOptions.defaults().withFormat(SignalFormat.of(format)));
      EcgRecord again = Wfdb.read(folder.resolve("r"));
      assertThat(again.header()).isEqualTo(header);
      assertThat(again.signal("fast").toDigital()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(again.signal("fast").info().samplingRateHz()).isEqualTo(500);
      assertThat(again.signal("slow").toDigital()).containsExactly(1, 2, 3);
    }
    EcgRecord late = Wfdb.read(folder.resolve("r"), ReadOptions.defaults().withRange(2, 3));
    assertThat(late.header().baseTime()).hasValue(LocalTime.of(23, 59, 59, 508_000_000));
  }

  @Test
  void format8SmearsWhatIsTooSteep() throws Exception {
    EcgRecord record =
        EcgRecord.of(RecordHeader.of("r", 250, 4), List.of(signal("I", 200, 0, 300, 300, 300)));
    Wfdb.write(record, folder, WriteOptions.defaults().withFormat(SignalFormat.FORMAT_8));
    assertThat(Wfdb.read(folder.resolve("r")).signal("I").toDigital())
        .containsExactly(0, 127, 254, 300);
  }

  @Test
  void failureLeavesNothingBehind() {
    EcgRecord record =
        EcgRecord.of(RecordHeader.of("r", 250, 2), List.of(signal("I", 200, 0, 5000)));
    WriteOptions options = WriteOptions.defaults().withFormat(SignalFormat.FORMAT_212);
    assertThatThrownBy(() -> Wfdb.write(record, folder, options))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void digitizingRoundsHalfToEvenAndSaturates() {
    SignalInfo info = SignalInfo.millivolts("I", 250).withCalibration(2, 10);
    double[] values = {0.25, 0.75, -0.25, 1e9, -1e9, Double.NaN, Double.POSITIVE_INFINITY};
    Digitizer.Digitized digitized = Digitizer.digitize(info, SignalFormat.FORMAT_212, values);
    assertThat(digitized.signal().toDigital())
        .containsExactly(10, 12, 10, 2047, -2047, -2048, 2047);
    assertThat(digitized.saturatedSamples()).isEqualTo(3);
    assertThat(digitized.signal().toPhysical()[5]).isNaN();
  }

  @Test
  void everySourceGivesTheSameSamples() throws Exception {
    Path golden = Golden.folder();
    byte[] header = Files.readAllBytes(golden.resolve("r310.hea"));
    byte[] samples = Files.readAllBytes(golden.resolve("r310.dat"));
    int[] expected = Wfdb.read(golden.resolve("r310")).signals().get(2).toDigital();
    try (FileChannel channel = FileChannel.open(golden.resolve("r310.dat"))) {
      for (Source source :
          List.of(
              Source.of(samples),
              Source.of(channel),
              Source.of(new ByteArrayInputStream(samples)),
              Source.forwardOnly(new ByteArrayInputStream(samples), samples.length))) {
        SourceFolder files =
            SourceFolder.of(Map.of("r310.hea", Source.of(header), "r310.dat", source));
        EcgRecord record = Wfdb.read(files, "r310", ReadOptions.defaults());
        assertThat(record.signals().get(2).toDigital()).isEqualTo(expected);
      }
    }
  }

  @Test
  void forwardSourceCannotGoBack() throws Exception {
    Source source = Source.forwardOnly(new ByteArrayInputStream(new byte[10]), 10);
    byte[] target = new byte[4];
    assertThat(source.read(4, target, 0, 4)).isEqualTo(4);
    assertThatThrownBy(() -> source.read(0, target, 0, 4))
        .hasMessage("this stream is at byte 8 and cannot go back to byte 0");
  }

  @Test
  void csvHoldsOneRowASample() throws Exception {
    EcgRecord record =
        EcgRecord.of(
            RecordHeader.of("r", 250, 2),
            List.of(signal("I", 200, 10, -20), signal("a,\"b\"", 100, 1, 2)));
    StringBuilder text = new StringBuilder();
    Wfdb.writeCsv(record, CsvValues.PHYSICAL, 7, text);
    assertThat(text.toString()).isEqualTo("sample,I,\"a,\"\"b\"\"\"\n7,0.05,0.01\n8,-0.1,0.02\n");
  }

  @Test
  void timeResolutionAndOwnTypesAreWrittenAndRead() throws Exception {
    AnnotationSet set =
        AnnotationSet.of(List.of(Annotation.of(1000, new AnnotationCode(42, "my", "own type"))))
            .withTimeResolutionHz(1000)
            .withCustomCodes(List.of(new AnnotationCode(42, "my", "own type")));
    Wfdb.writeAnnotations(folder.resolve("r"), "own", set);
    assertThat(Wfdb.readAnnotationSet(folder.resolve("r"), "own")).isEqualTo(set);
    EcgRecord record = EcgRecord.of(RecordHeader.of("r", 250, 900), List.of());
    Wfdb.write(record, folder, WriteOptions.defaults());
    assertThat(Wfdb.readAnnotations(folder.resolve("r"), "own").get(0).sample()).isEqualTo(250);
  }
}
