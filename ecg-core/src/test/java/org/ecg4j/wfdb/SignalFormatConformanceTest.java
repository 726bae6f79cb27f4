package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every signal format must do, whatever it looks like inside. */
class SignalFormatConformanceTest {
  private static final ReadOptions LENIENT =
      ReadOptions.defaults().withStrictness(Strictness.LENIENT);

  @TempDir private Path folder;

  /** Samples that a format can hold; format 8 only takes small steps without loss. */
  private static int[] samples(SignalFormat format, int count, SplittableRandom random) {
    int[] samples = new int[count];
    int current = 0;
    for (int i = 0; i < count; i++) {
      if (format == SignalFormat.FORMAT_8) {
        current += random.nextInt(-128, 128);
        samples[i] = current;
      } else {
        long value = random.nextLong(format.minimum(), (long) format.maximum() + 1);
        int kind = random.nextInt(8);
        samples[i] = kind == 0 ? format.minimum() : kind == 1 ? format.maximum() : (int) value;
      }
    }
    return samples;
  }

  private EcgRecord write(SignalFormat format, int channels, int frames, long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Signal> signals = new ArrayList<>();
    for (int k = 0; k < channels; k++) {
      SignalInfo info = SignalInfo.millivolts("lead " + k, 250);
      signals.add(Signal.of(info, samples(format, frames, random), format.missingCode()));
    }
    EcgRecord record = EcgRecord.of(RecordHeader.of("r", 250, frames), signals);
    Wfdb.write(record, folder, WriteOptions.defaults().withFormat(format));
    return record;
  }

  private EcgRecord read(ReadOptions options) throws IOException {
    return Wfdb.read(folder.resolve("r"), options);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORMAT_0")
  void roundTripIsExact(SignalFormat format) throws IOException {
    int[] lengths = {1, 2, 3, 5, 7, 100, 4099};
    for (int channels = 1; channels <= 12; channels++) {
      int frames = lengths[channels % lengths.length];
      EcgRecord record = write(format, channels, frames, channels);
      EcgRecord again = read(ReadOptions.defaults());
      assertThat(again.signals()).hasSize(channels);
      for (int k = 0; k < channels; k++) {
        assertThat(again.signals().get(k).toDigital())
            .as("format %s, %d channels, lead %d", format, channels, k)
            .isEqualTo(record.signals().get(k).toDigital());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FORMAT_0", "FORMAT_8"})
  void missingSamplesStayMissing(SignalFormat format) throws IOException {
    int[] samples = {1, -7777, 3, -7777};
    Signal signal = Signal.of(SignalInfo.millivolts("I", 250), samples, -7777);
    EcgRecord record = EcgRecord.of(RecordHeader.of("r", 250, 4), List.of(signal));
    Wfdb.write(record, folder, WriteOptions.defaults().withFormat(format));
    Signal again = read(ReadOptions.defaults()).signals().get(0);
    assertThat(again.toPhysical()).containsExactly(0.005f, Float.NaN, 0.015f, Float.NaN);
    assertThat(again.toDigital()[1]).isEqualTo(format.missingCode());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORMAT_0")
  void everyRangeEqualsTheSliceOfTheWhole(SignalFormat format) throws IOException {
    int frames = 20;
    EcgRecord whole = write(format, 3, frames, 5);
    for (SampleStorage storage : SampleStorage.values()) {
      for (int start = 0; start <= frames; start++) {
        for (int end = start; end <= frames; end++) {
          ReadOptions options =
              ReadOptions.defaults()
                  .withRange(start, end)
                  .withLeadIndices(2, 0)
                  .withStorage(storage);
          EcgRecord part = read(options);
          for (int i = 0; i < 2; i++) {
            int[] all = whole.signals().get(i == 0 ? 2 : 0).toDigital();
            assertThat(part.signals().get(i).toDigital())
                .isEqualTo(Arrays.copyOfRange(all, start, end));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORMAT_0")
  void blocksMakeUpTheWhole(SignalFormat format) throws IOException {
    EcgRecord whole = write(format, 2, 1003, 6);
    int[] expected = whole.signals().get(1).toDigital();
    try (RecordReader reader = Wfdb.open(folder.resolve("r"), ReadOptions.defaults())) {
      int at = 0;
      Optional<EcgRecord> block = reader.next(100);
      while (block.isPresent()) {
        int[] digital = block.get().signals().get(1).toDigital();
        assertThat(digital).isEqualTo(Arrays.copyOfRange(expected, at, at + digital.length));
        at += digital.length;
        block = reader.next(100);
      }
      assertThat(at).isEqualTo(1003);
      assertThat(reader.position()).isEqualTo(1003);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORMAT_0")
  void truncationAtEveryByteIsReported(SignalFormat format) throws IOException {
    EcgRecord record = write(format, 2, 7, 7);
    byte[] header = Files.readAllBytes(folder.resolve("r.hea"));
    byte[] signal = Files.readAllBytes(folder.resolve("r.dat"));
    // A last group of two samples of format 311 needs only three of its four bytes.
    int needed = format == SignalFormat.FORMAT_311 ? signal.length - 1 : signal.length;
    for (int length = 0; length < needed; length++) {
      Map<String, Source> files = new HashMap<>();
      files.put("r.hea", Source.of(header));
      files.put("r.dat", Source.of(Arrays.copyOf(signal, length)));
      SourceFolder cut = SourceFolder.of(files);
      assertThatThrownBy(() -> Wfdb.read(cut, "r", ReadOptions.defaults()))
          .as("format %s cut at byte %d", format, length)
          .isInstanceOf(WfdbFormatException.class);
      if (format.number() < 500) {
        EcgRecord lenient = Wfdb.read(cut, "r", LENIENT);
        assertThat(lenient.diagnostics())
            .extracting(Diagnostic::code)
            .contains(Diagnostic.Code.TRUNCATED_SIGNAL);
        checkPrefix(lenient.signals().get(1), record.signals().get(1).toDigital(), format);
      }
    }
  }

  /** What is there is right; the rest is missing. */
  private static void checkPrefix(Signal signal, int[] expected, SignalFormat format) {
    int[] digital = signal.toDigital();
    assertThat(digital).hasSameSizeAs(expected);
    boolean missing = false;
    for (int i = 0; i < digital.length; i++) {
      missing |= digital[i] == format.missingCode();
      assertThat(digital[i]).isEqualTo(missing ? format.missingCode() : expected[i]);
    }
    assertThat(missing).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORMAT_0")
  void changedSampleFailsTheChecksum(SignalFormat format) throws IOException {
    write(format, 2, 50, 8);
    byte[] signal = Files.readAllBytes(folder.resolve("r.dat"));
    signal[signal.length / 2] ^= 0x04;
    Files.write(folder.resolve("r.dat"), signal);
    assertThatThrownBy(() -> read(ReadOptions.defaults())).isInstanceOf(WfdbFormatException.class);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FORMAT_0", "FORMAT_8", "FORMAT_32"})
  void samplesOutOfRangeAreAnErrorOrCut(SignalFormat format) throws IOException {
    int[] samples = {5, format.maximum() + 1, format.missingCode() - 3};
    Signal signal = Signal.of(SignalInfo.millivolts("I", 250), samples, Signal.NO_MISSING_CODE);
    EcgRecord record = EcgRecord.of(RecordHeader.of("r", 250, 3), List.of(signal));
    WriteOptions options = WriteOptions.defaults().withFormat(format);
    assertThatThrownBy(() -> Wfdb.write(record, folder, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sample 1 of lead I is " + (format.maximum() + 1));
    assertThat(folder).isEmptyDirectory();
    WriteReport report = Wfdb.write(record, folder, options.withSaturation(true));
    assertThat(report.saturatedSamples()).containsExactly(2L);
    assertThat(read(ReadOptions.defaults()).signals().get(0).toDigital())
        .containsExactly(5, format.maximum(), format.minimum());
  }
}
