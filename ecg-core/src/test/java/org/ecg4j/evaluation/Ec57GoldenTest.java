package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecg4j.evaluation.Golden.assertClose;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecg4j.evaluation.Ec57Rates.Rate;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against bxb and sumstats of the WFDB Software Package 10.7.0: {@code bxb -r sN -a truth test},
 * the same with {@code -f 0}, with {@code -S}, with {@code -L line1.out line2.out}, and {@code
 * sumstats} of those two files.
 */
class Ec57GoldenTest {
  private static final String WARNING = "bxb: (warning) nonstandard comparison selected\n";

  private static Ec57Report compare(Ec57 comparison, String record)
      throws IOException, URISyntaxException {
    Path path =
        Path.of(Ec57GoldenTest.class.getResource("/golden/ec57/s1.hea").toURI())
            .resolveSibling(record);
    return comparison.compare(
        Wfdb.readHeader(path).record(),
        Wfdb.readAnnotations(path, "truth"),
        Wfdb.readAnnotations(path, "test"));
  }

  private static Ec57Summary summary() throws IOException, URISyntaxException {
    List<Ec57Report> reports = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      reports.add(compare(Ec57.standard(), "s" + i));
    }
    return Ec57Summary.of(reports);
  }

  private static void assertSameLines(String actual, String goldenFile) throws IOException {
    String expected = Golden.text("ec57/" + goldenFile).replaceFirst("^bxb: .*\n", "");
    assertThat(fold(actual)).isEqualTo(fold(expected));
  }

  private static List<String> fold(String text) {
    return text.lines().map(line -> line.strip().replaceAll("\\s+", " ")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1", "s2", "s3", "s4", "s5"})
  void reportsEqualBxb(String record) throws Exception {
    Ec57Report report = compare(Ec57.standard(), record);
    assertSameLines(report.standardText("truth", "test"), record + ".bxb.txt");
    assertSameLines(report.standardTextWithSveb("truth", "test"), record + ".bxb-S.txt");
    Ec57 fromStart = Ec57.standard().withStart(Duration.ZERO);
    assertThat(fromStart.isStandard()).isFalse();
    // bxb says so on standard error, which the golden file holds too.
    assertThat(Golden.text("ec57/" + record + ".bxb-f0.txt")).startsWith(WARNING);
    assertSameLines(
        compare(fromStart, record).standardText("truth", "test"), record + ".bxb-f0.txt");
  }

  @Test
  void linesEqualBxbToTheBlank() throws Exception {
    assertThat(summary().beatLines()).isEqualTo(Golden.text("ec57/line1.out"));
    assertThat(summary().shutdownLines()).isEqualTo(Golden.text("ec57/line2.out"));
  }

  @Test
  void tablesEqualSumstatsToTheBlank() throws Exception {
    assertThat(summary().beatTable()).isEqualTo(Golden.text("ec57/sumstats-line1.txt"));
    assertThat(summary().shutdownTable()).isEqualTo(Golden.text("ec57/sumstats-line2.txt"));
  }

  @Test
  void numbersEqualThePrintedOnes() throws Exception {
    Ec57Summary summary = summary();
    assertRate("gross QRS", summary.gross().qrs(), 95.18, 92.14);
    assertRate("gross VEB", summary.gross().veb(), 80.19, 39.72);
    assertRate("gross SVEB", summary.gross().sveb(), 80.69, 57.80);
    assertRate("average QRS", summary.average().qrs(), 95.11, 93.22);
    assertRate("average VEB", summary.average().veb(), 84.45, 44.48);
    assertRate("average SVEB", summary.average().sveb(), 83.84, 57.82);
    assertThat(summary.averageRrErrorMs()).isBetween(498.155, 498.165);
    assertThat(summary.lineCounts())
        .containsEntry("Nn", 7049L)
        .containsEntry("Fs", 26L)
        .containsEntry("Ov", 175L)
        .containsEntry("Fo", 47L)
        .hasSize(19);
    assertThat(summary.shutdownCounts())
        .containsExactly(
            Map.entry("Nx", 57L),
            Map.entry("Sx", 9L),
            Map.entry("Vx", 5L),
            Map.entry("Fx", 4L),
            Map.entry("Qx", 9L));

    Ec57Report s4 = summary.reports().get(3);
    assertThat(s4.recordName()).isEqualTo("s4");
    assertThat(s4.shutdownSeconds()).isEqualTo(72);
    assertThat(s4.rrErrorMs()).isBetween(1588.495, 1588.505);
    assertThat(s4.vebFalsePositiveRate()).isBetween(3.2805, 3.2815);
    assertThat(s4.count(Ec57Label.F, Ec57Label.V)).isEqualTo(1);
    assertThat(s4.referenceBeats(Ec57Label.Q)).isEqualTo(90);
    Ec57Report s5 = summary.reports().get(4);
    assertThat(s5.rates().veb().sensitivity()).isNaN();
    assertThat(s5.rates().sveb().positivePredictivity()).isNaN();
    assertThat(s5.vebFalsePositiveRate()).isZero();
  }

  /** The printed ones are rounded to a hundredth. */
  private static void assertRate(
      String what, Rate rate, double sensitivity, double positivePredictivity) {
    assertClose(what, Math.rint(rate.sensitivity() * 100) / 100, sensitivity, 1e-9);
    assertClose(
        what, Math.rint(rate.positivePredictivity() * 100) / 100, positivePredictivity, 1e-9);
  }

  /** The five classes of bxb -S, as a matrix for the AAMI scores. */
  @Test
  void classesOfBeatsThatBothMarked() throws Exception {
    ConfusionMatrix classes = compare(Ec57.standard(), "s1").classes();
    assertThat(classes)
        .isEqualTo(
            ConfusionMatrix.ofCounts(
                List.of("N", "S", "V", "F", "Q"),
                new long[][] {
                  {1440, 32, 32, 25, 33},
                  {2, 115, 1, 1, 2},
                  {1, 0, 60, 4, 0},
                  {0, 1, 0, 22, 0},
                  {1, 3, 4, 1, 97}
                }));
  }
}
