package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole records in FLAC formats, with the header's checksums verified. */
class FlacRecordTest {

  @ParameterizedTest
  @CsvSource({"r508, 8diff.txt", "r516, 16bit.txt", "r524, 24bit.txt"})
  void readsGoldenRecords(String name, String text) throws IOException {
    SourceFolder folder =
        SourceFolder.of(
            Map.of(
                name + ".hea", Source.of(FlacReferenceTest.resource("wfdb/" + name + ".hea")),
                name + ".dat", Source.of(FlacReferenceTest.resource("wfdb/" + name + ".dat"))));
    EcgRecord record = Wfdb.read(folder, name, ReadOptions.defaults());
    int[][] expected = FlacEncoderTest.columns(text);
    for (int k = 0; k < 3; k++) {
      assertThat(record.signals().get(k).toDigital()).isEqualTo(expected[k]);
    }
    EcgRecord part = Wfdb.read(folder, name, ReadOptions.defaults().withRange(501, 777));
    int[] middle = new int[276];
    System.arraycopy(expected[2], 501, middle, 0, 276);
    assertThat(part.signals().get(2).toDigital()).isEqualTo(middle);
  }

  /** The sums in the header were made by the WFDB library; reading verifies them. */
  @Test
  @Tag("mitdb")
  void readsTheSampleRecordWithRightChecksums() throws IOException {
    EcgRecord record = Wfdb.read(TestData.wfdbSamples().resolve("flacformats"));
    assertThat(record.leads())
        .containsExactly("sig 0, fmt 508", "sig 1, fmt 516", "sig 2, fmt 524");
    assertThat(record.sampleCount()).isEqualTo(499);
    assertThat(record.signals().get(2).toDigital()).startsWith(-8388605).hasSize(499);
  }
}
