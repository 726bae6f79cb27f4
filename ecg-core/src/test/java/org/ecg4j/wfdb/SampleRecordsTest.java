package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The records of unusual kinds; their own header checksums say whether the samples are right. */
@Tag("mitdb")
class SampleRecordsTest {
  private static final ReadOptions LENIENT =
      ReadOptions.defaults().withStrictness(Strictness.LENIENT);
  private static Path samples;

  @BeforeAll
  static void findSamples() {
    samples = TestData.wfdbSamples();
  }

  /** Every header in the folder whose record is complete. */
  static Stream<Path> completeRecords() throws Exception {
    try (Stream<Path> files = Files.walk(TestData.wfdbSamples())) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".hea"))
          .map(file -> file.substring(0, file.length() - 4))
          .filter(file -> !file.matches(".*/(12726|1003|3975656_00(09|10|11)|s00001.*00-31)"))
          .sorted()
          .map(Path::of)
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("completeRecords")
  void readsStrictlyWithItsChecksums(Path record) throws Exception {
    EcgRecord read = Wfdb.read(record, ReadOptions.defaults().withAnnotators());
    WfdbHeader header = Wfdb.readHeader(record);
    assertThat(read.signals()).hasSize(header.signalCount());
    for (int k = 0; k < header.signals().size(); k++) {
      SignalSpec spec = header.signals().get(k);
      if (spec.skewFrames() == 0 && spec.checksum().isPresent() && !spec.isNull()) {
        int sum = Arrays.stream(read.signals().get(k).toDigital()).sum();
        assertThat((short) sum).isEqualTo((short) spec.checksum().getAsInt());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("completeRecords")
  void mappedSamplesEqualThoseOnTheHeap(Path record) throws Exception {
    ReadOptions options = ReadOptions.defaults().withAnnotators();
    EcgRecord heap = Wfdb.read(record, options);
    EcgRecord mapped = Wfdb.read(record, options.withStorage(SampleStorage.MAPPED));
    for (int k = 0; k < heap.signals().size(); k++) {
      assertThat(mapped.signals().get(k).toPhysical())
          .isEqualTo(heap.signals().get(k).toPhysical());
    }
  }

  @Test
  void skewedLeadStartsLaterInTheFile() throws Exception {
    int[] plain = Wfdb.read(samples.resolve("100")).signals().get(1).toDigital();
    Signal skewed = Wfdb.read(samples.resolve("100skew")).signals().get(1);
    int[] shifted = skewed.toDigital();
    assertThat(Arrays.copyOf(shifted, 649_997)).isEqualTo(Arrays.copyOfRange(plain, 3, 650_000));
    float[] physical = skewed.toPhysical();
    assertThat(physical[649_996]).isNotNaN();
    assertThat(physical[649_997]).isNaN();
    assertThat(physical[649_999]).isNaN();
  }

  @Test
  void severalSamplesAFrameKeepTheirOwnRate() throws Exception {
    EcgRecord whole = Wfdb.read(samples.resolve("test01_00s"));
    Path framed = samples.resolve("test01_00s_frame");
    EcgRecord record = Wfdb.read(framed);
    Signal fast = record.signals().get(1);
    assertThat(fast.sampleCount()).isEqualTo(8000);
    assertThat(fast.info().samplingRateHz()).isEqualTo(1000);
    int[] second = whole.signals().get(1).toDigital();
    int[] third = whole.signals().get(2).toDigital();
    int[] both = fast.toDigital();
    assertThat(both[0]).isEqualTo(second[0]);
    assertThat(both[1]).isEqualTo(third[0]);
    assertThat(both[7998]).isEqualTo(second[3999]);
    EcgRecord one = Wfdb.read(framed, ReadOptions.defaults().withOneTimeBase(true));
    Signal average = one.signals().get(1);
    assertThat(average.sampleCount()).isEqualTo(4000);
    assertThat(average.toPhysical()[10]).isEqualTo((second[10] + third[10]) / 200f);
    assertThat(average.toDigital()[10]).isEqualTo((int) Math.rint((second[10] + third[10]) / 2.0));
  }

  @Test
  void missingLengthIsFoundFromTheFile() throws Exception {
    EcgRecord record = Wfdb.read(samples.resolve("a103l-no-len"));
    assertThat(record.sampleCount()).isEqualTo(82_500);
    assertThat(record.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Diagnostic.Code.LENGTH_INFERRED);
    assertThat(Wfdb.read(samples.resolve("100-no-len")).sampleCount()).isEqualTo(650_000);
  }

  @Test
  void fixedLayoutPutsSegmentsOneAfterTheOther() throws Exception {
    EcgRecord record = Wfdb.read(samples.resolve("multi-segment/fixed1/v102s"));
    int[] one = Wfdb.read(samples.resolve("v102s")).signals().get(2).toDigital();
    int[] all = record.signals().get(2).toDigital();
    assertThat(all).hasSize(225_000);
    for (int s = 0; s < 3; s++) {
      assertThat(Arrays.copyOfRange(all, 75_000 * s, 75_000 * (s + 1))).isEqualTo(one);
    }
    assertThat(record.leads()).containsExactly("II", "V", "PLETH", "RESP");
    assertThat(record.signal("II").info().gainAdcPerUnit()).isEqualTo(2281);
  }

  @Test
  void recordOfGapsOnlyIsMissingThroughout() throws Exception {
    EcgRecord record = Wfdb.read(samples.resolve("multi-segment/s00001/s00001-2896-10-09-01-56"));
    assertThat(record.leads()).containsExactly("II", "V", "MCL1", "ABP");
    assertThat(record.sampleCount()).isEqualTo(7500);
    for (float value : record.signal("ABP").toPhysical()) {
      assertThat(value).isNaN();
    }
    assertThat(record.header().baseTime()).hasValue(LocalTime.of(1, 56, 25, 894_000_000));
    assertThat(record.header().baseDate()).hasValue(LocalDate.of(2896, 10, 9));
  }

  @Test
  void variableLayoutWithMissingSegmentsIsReadLeniently() throws Exception {
    Path path = samples.resolve("multi-segment/s00001/s00001-2896-10-10-00-31");
    assertThatThrownBy(() -> Wfdb.read(path))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessageContaining("3975656_0009.dat")
        .hasMessageContaining("MISSING_FILE");
    EcgRecord record = Wfdb.read(path, LENIENT);
    assertThat(record.diagnostics())
        .extracting(Diagnostic::expected)
        .containsExactlyInAnyOrder(
            "signal file 3975656_0009.dat",
            "signal file 3975656_0010.dat",
            "signal file 3975656_0011.dat");
    assertThat(record.sampleCount()).isEqualTo(14_518_365);
    // Segment 3 starts behind a gap of 3261 frames and two segments; it has MCL1 and V.
    long start = 3261 + 6750 + 125;
    EcgRecord third = Wfdb.read(samples.resolve("multi-segment/s00001/3975656_0003"));
    float[] v = new float[1354];
    record.signal("V").readPhysical(start, 1354, v, 0);
    assertThat(v).isEqualTo(third.signal("V").toPhysical());
    float[] ii = new float[1354];
    record.signal("II").readPhysical(start, 1354, ii, 0);
    assertThat(ii).containsOnly(Float.NaN);
    int[] digital = new int[1354];
    record.signal("V").readDigital(start, 1354, digital, 0);
    int[] own = third.signal("V").toDigital();
    // The record's V has gain 55 and the segment's 11, so one step there is five here.
    assertThat(digital[0]).isEqualTo(own[0] * 5);
    EcgRecord part = Wfdb.read(path, ReadOptions.defaults().withRange(3000, 12_000));
    float[] range = new float[9000];
    record.signal("V").readPhysical(3000, 9000, range, 0);
    assertThat(part.signal("V").toPhysical()).isEqualTo(range);
  }

  @Test
  void missingSignalFileLeavesTheRest() throws Exception {
    assertThatThrownBy(() -> Wfdb.read(samples.resolve("1003")))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessageContaining("1003.dat");
    EcgRecord record = Wfdb.read(samples.resolve("1003"), LENIENT);
    assertThat(record.sampleCount()).isEqualTo(216_000);
    assertThat(record.annotations("atr")).isNotEmpty();
    assertThat(record.signal("ART").toPhysical()[5]).isNaN();
    EcgRecord tilt = Wfdb.read(samples.resolve("12726"), LENIENT.withAnnotators("anI", "wqrs"));
    assertThat(tilt.annotations("anI").get(0).aux()).isEqualTo("Initiate slow tilt up");
    assertThat(tilt.annotations("anI").get(0).channel()).isEqualTo(255);
    assertThat(tilt.annotations("wqrs").get(0).aux()).isEqualTo("QRSw=60.0ms");
  }

  @Test
  void annotationFileNamesItsOwnTypes() throws Exception {
    AnnotationSet set = Wfdb.readAnnotationSet(samples.resolve("1003"), "atr");
    assertThat(set.customCodes())
        .contains(new AnnotationCode(15, "c", "calibration pulse"))
        .contains(new AnnotationCode(17, "#", "pressure line flushed"));
    assertThat(set.annotations())
        .extracting(Annotation::code)
        .noneMatch(code -> code.value() == 22 && code.mnemonic().startsWith("##"));
  }

  @Test
  void hugeSkipsReachBeyond32Bits() throws Exception {
    List<Annotation> annotations = Wfdb.readAnnotations(samples.resolve("huge"), "qrs");
    assertThat(annotations).extracting(Annotation::sample).containsExactly(10_000_000_000L);
  }

  @ParameterizedTest
  @EnumSource(SampleStorage.class)
  void partsAndLeadsEqualSlicesOfTheWhole(SampleStorage storage) throws Exception {
    for (String name : List.of("100", "binformats", "test01_00s_skewframe", "test_generator_2")) {
      EcgRecord whole = Wfdb.read(samples.resolve(name));
      long end = Math.min(whole.sampleCount(), 490);
      ReadOptions options =
          ReadOptions.defaults().withRange(7, end).withLeadIndices(1, 0).withStorage(storage);
      EcgRecord part = Wfdb.read(samples.resolve(name), options);
      assertThat(part.sampleCount()).isEqualTo(end - 7);
      for (int i = 0; i < 2; i++) {
        Signal all = whole.signals().get(1 - i);
        int perFrame = (int) (all.sampleCount() / whole.sampleCount());
        int[] expected = Arrays.copyOfRange(all.toDigital(), 7 * perFrame, (int) end * perFrame);
        assertThat(part.signals().get(i).toDigital()).isEqualTo(expected);
      }
    }
  }
}
