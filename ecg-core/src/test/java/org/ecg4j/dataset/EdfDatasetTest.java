package org.ecg4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.wfdb.AnnotationSet;
import org.ecg4j.wfdb.Wfdb;
import org.ecg4j.wfdb.WriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdfDatasetTest {
  private static final DatasetOptions OPTIONS =
      DatasetOptions.defaults()
          .withWindow(WindowOptions.of(Extent.ofSamples(2), Extent.ofSamples(3)));

  @TempDir Path folder;

  private static float[] values(Examples examples, int index) {
    float[] values = new float[examples.inputSpec().size()];
    examples.reader().read(index, values, 0);
    return values;
  }

  @Test
  void beatsComeFromTheAnnotationFileBesideTheEdfFile() throws IOException {
    writeEdf("a.edf", 10);
    annotate("a.edf", beats(10, 20, 30));
    EcgDataset one = EcgDataset.load(folder.resolve("a.edf"), OPTIONS);
    assertThat(one.recordNames()).containsExactly("a");
    assertThat(one.labels()).containsExactly(0, 1, 0);
    assertThat(one.inputSpec().leads()).containsExactly("MLII");
    assertThat(values(one, 1)).containsExactly(18, 19, 20, 21, 22);
    // The other name that such a file may have; a folder without headers gives its EDF files.
    writeEdf("b.edf", 10);
    annotate("b", beats(15));
    EcgDataset both = EcgDataset.load(folder, OPTIONS);
    assertThat(both.recordNames()).containsExactly("a", "b");
    assertThat(values(both, 3)).containsExactly(13, 14, 15, 16, 17);
  }

  @Test
  void listsMayMixEdfFilesAndWfdbRecords() throws IOException {
    writeEdf("a.edf", 10);
    annotate("a.edf", beats(10));
    Wfdb.write(SyntheticRecords.ramp("w", 40, "NVN", "MLII"), folder, WriteOptions.defaults());
    EcgDataset mixed =
        EcgDataset.load(List.of(folder.resolve("w"), folder.resolve("a.edf")), OPTIONS);
    assertThat(mixed.recordNames()).containsExactly("w", "a");
    assertThat(values(mixed, 3)).containsExactly(8, 9, 10, 11, 12);
    Files.writeString(folder.resolve("RECORDS"), "a.edf\nw\n");
    assertThat(EcgDataset.load(folder, OPTIONS).recordNames()).containsExactly("a", "w");
  }

  @Test
  void beatsCountInFramesOfTheWholeFileOrInTheirOwnTime() throws IOException {
    // Respiration at 5 Hz beside the ECG at 10 Hz: a frame is 0.2 s.
    writeEdf("a.edf", 10, 5);
    annotate("a.edf", beats(5, 10, 15));
    EcgDataset frames = EcgDataset.load(folder, OPTIONS);
    assertThat(frames.inputSpec().samplingRateHz()).isEqualTo(10);
    assertThat(frames.beatSample(1)).isEqualTo(20);
    assertThat(values(frames, 1)).containsExactly(18, 19, 20, 21, 22);
    annotate("a.edf", beats(1000, 2100, 3000).withTimeResolutionHz(1000));
    assertThat(values(EcgDataset.load(folder, OPTIONS), 1)).containsExactly(19, 20, 21, 22, 23);
  }

  @Test
  void withoutBeatsTheErrorSaysWhereTheyAreLookedFor() throws IOException {
    assertThatThrownBy(() -> EcgDataset.load(folder, OPTIONS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no EDF file");
    writeEdf("a.edf", 10);
    assertThatThrownBy(() -> EcgDataset.load(folder, OPTIONS.withAnnotator("qrs")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("neither a.edf.qrs nor a.qrs");
  }

  private static AnnotationSet beats(long... samples) {
    return AnnotationSet.of(
        Arrays.stream(samples)
            .mapToObj(
                sample ->
                    Annotation.of(
                        sample, sample % 20 == 0 ? AnnotationCode.PVC : AnnotationCode.NORMAL))
            .toList());
  }

  private void annotate(String name, AnnotationSet annotations) throws IOException {
    Wfdb.writeAnnotations(folder.resolve(name), "atr", annotations);
  }

  /** Four data records of one second; each signal's samples count up from 0, in millivolts. */
  private void writeEdf(String name, int... ratesHz) throws IOException {
    StringBuilder header = new StringBuilder();
    field(header, "0", 8);
    field(header, "X", 80);
    field(header, "X", 80);
    field(header, "10.12.09", 8);
    field(header, "12.44.02", 8);
    field(header, Integer.toString(256 * (ratesHz.length + 1)), 8);
    field(header, "", 44);
    field(header, "4", 8);
    field(header, "1", 8);
    field(header, Integer.toString(ratesHz.length), 4);
    String[] labels = {"MLII", "RESP"};
    String[] fields = {null, "", "mV", "-1000", "1000", "-1000", "1000", "", null, ""};
    int[] widths = {16, 80, 8, 8, 8, 8, 8, 80, 8, 32};
    for (int f = 0; f < widths.length; f++) {
      for (int k = 0; k < ratesHz.length; k++) {
        String own = f == 0 ? labels[k] : Integer.toString(ratesHz[k]);
        field(header, fields[f] == null ? own : fields[f], widths[f]);
      }
    }
    ByteBuffer file = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    file.put(header.toString().getBytes(StandardCharsets.US_ASCII));
    for (int second = 0; second < 4; second++) {
      for (int rateHz : ratesHz) {
        for (int i = 0; i < rateHz; i++) {
          file.putShort((short) (second * rateHz + i));
        }
      }
    }
    Files.write(folder.resolve(name), Arrays.copyOf(file.array(), file.position()));
  }

  private static void field(StringBuilder header, String text, int width) {
    header.append(text).append(" ".repeat(width - text.length()));
  }
}
