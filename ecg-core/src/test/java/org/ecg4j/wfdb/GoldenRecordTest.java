package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every file that the C package wrote is read exactly and written back byte for byte. */
class GoldenRecordTest {
  @ParameterizedTest
  @CsvSource({
    "r8, 8, 8diff.txt",
    "r16, 16, 16bit.txt",
    "r24, 24, 24bit.txt",
    "r32, 32, 24bit.txt",
    "r61, 61, 16bit.txt",
    "r80, 80, 8diff.txt",
    "r160, 160, 16bit.txt",
    "r212, 212, 12bit.txt",
    "r310, 310, 10bit.txt",
    "r311, 311, 10bit.txt",
    "one212n1000, 212, one-212-1000.txt",
    "one212n1001, 212, one-212-1001.txt",
    "one310n1000, 310, one-310-1000.txt",
    "one311n1000, 311, one-311-1000.txt"
  })
  void samplesAreExactAndBytesTheSame(String name, int format, String samples, @TempDir Path folder)
      throws Exception {
    EcgRecord record = Wfdb.read(Golden.folder().resolve(name));
    int[][] expected = Golden.columns(samples);
    assertThat(record.signals()).hasSize(expected.length);
    for (int k = 0; k < expected.length; k++) {
      assertThat(record.signals().get(k).toDigital()).isEqualTo(expected[k]);
    }
    WriteOptions options = WriteOptions.defaults().withFormat(SignalFormat.of(format));
    assertThat(Wfdb.write(record, folder, options).isExact()).isTrue();
    assertThat(folder.resolve(name + ".dat"))
        .hasSameBinaryContentAs(Golden.folder().resolve(name + ".dat"));
    assertThat(folder.resolve(name + ".hea"))
        .hasSameBinaryContentAs(Golden.folder().resolve(name + ".hea"));
  }

  @ParameterizedTest
  @CsvSource({"r508, 508, 8diff.txt", "r516, 516, 16bit.txt", "r524, 524, 24bit.txt"})
  void flacSamplesAreExactAndAboutAsSmall(
      String name, int format, String samples, @TempDir Path folder) throws Exception {
    EcgRecord record = Wfdb.read(Golden.folder().resolve(name));
    int[][] expected = Golden.columns(samples);
    WriteOptions options = WriteOptions.defaults().withFormat(SignalFormat.of(format));
    Wfdb.write(record, folder, options);
    EcgRecord again = Wfdb.read(folder.resolve(name));
    for (int k = 0; k < expected.length; k++) {
      assertThat(record.signals().get(k).toDigital()).isEqualTo(expected[k]);
      assertThat(again.signals().get(k).toDigital()).isEqualTo(expected[k]);
    }
    long reference = Files.size(Golden.folder().resolve(name + ".dat"));
    assertThat(Files.size(folder.resolve(name + ".dat"))).isLessThan(reference * 115 / 100);
    assertThat(folder.resolve(name + ".hea"))
        .hasSameBinaryContentAs(Golden.folder().resolve(name + ".hea"));
  }

  @Test
  void annotationsEqualWhatRdannPrints() throws Exception {
    List<Annotation> annotations = Wfdb.readAnnotations(Golden.folder().resolve("r16"), "ann");
    List<String> printed = new ArrayList<>();
    for (Annotation a : annotations) {
      String row =
          String.format(
              "%d %s %d %d %d",
              a.sample(), a.code().mnemonic(), a.subtype(), a.channel(), a.number());
      printed.add(row + (a.aux().isEmpty() ? "" : " " + a.aux()));
    }
    List<String> expected =
        Files.readAllLines(Golden.folder().resolve("annotations.rdann.txt")).stream()
            // The first column is the time, which follows from the sample.
            .map(line -> line.substring(12).strip().replaceAll("\\s+", " "))
            .toList();
    assertThat(printed).hasSize(79).isEqualTo(expected);
  }

  @Test
  void annotationFileIsWrittenBackByteForByte(@TempDir Path folder) throws Exception {
    AnnotationSet set = Wfdb.readAnnotationSet(Golden.folder().resolve("r16"), "ann");
    assertThat(set.timeResolutionHz()).hasValue(360);
    Wfdb.writeAnnotations(folder.resolve("r16"), "ann", set);
    assertThat(folder.resolve("r16.ann"))
        .hasSameBinaryContentAs(Golden.folder().resolve("r16.ann"));
  }
}
