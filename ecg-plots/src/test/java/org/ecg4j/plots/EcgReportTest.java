package org.ecg4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ecg4j.dataset.Provenance;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.record.EcgRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EcgReportTest {
  static final String HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;";
  private static final BootstrapOptions FEW = BootstrapOptions.defaults().withResamples(50);

  @Test
  void everythingUntrustedIsEscaped() {
    EcgRecord record = Simulated.spikes();
    ReportBeat beat =
        new ReportBeat(record, 500, HOSTILE, "normal", 0.9, List.of(), 0)
            .withAttributions(
                250, List.of(Attribution.of(HOSTILE, HOSTILE, List.of("B<&>"), new float[500])));
    Evaluation test = scored(1, HOSTILE);
    String html =
        EcgReport.of(HOSTILE)
            .withIntervals(FEW)
            .withModel(
                ReportModel.of(HOSTILE).withFact(HOSTILE, HOSTILE).withTest(test).withBeat(beat))
            .withModel(ReportModel.of("other").withTest(test))
            .withProvenance(Provenance.empty().with(HOSTILE, HOSTILE))
            .withCommands(HOSTILE)
            .toHtml();
    assertThat(html).contains("&lt;script&gt;").doesNotContain("<script").doesNotContain("<img");
  }

  @Test
  void figuresAndIntervalsAreThoseOfTheEvaluation() {
    Evaluation train = scored(7, "p");
    Evaluation test = scored(8, "q");
    String html =
        EcgReport.of("t")
            .withIntervals(FEW)
            .withModel(ReportModel.of("cnn").withTrain(train).withTest(test))
            .toHtml();
    List<String> cells = all("<td class=\"number\">(.*?)</td>", html);
    for (Evaluation each : List.of(train, test)) {
      for (Metric metric :
          List.of(Metric.ACCURACY, Metric.PRECISION, Metric.RECALL, Metric.F1, Metric.AUROC)) {
        var interval = each.interval(metric, FEW);
        String cell =
            String.format(
                Locale.ROOT,
                "%.3f<small>%.3f to %.3f</small>",
                interval.estimate(),
                interval.lower(),
                interval.upper());
        // Once in the table of all models, once in that of the model.
        assertThat(cells).filteredOn(cell::equals).hasSize(2);
      }
    }
  }

  @Test
  void missingPartsAreLeftOut() {
    assertThat(EcgReport.of("empty").toHtml())
        .contains("<h1>empty</h1>")
        .doesNotContain("<h2>")
        .doesNotContain("<svg");
    assertThat(all("<h2>(.*?)</h2>", EcgReport.of("t").withModel(ReportModel.of("m")).toHtml()))
        .containsExactly("Model m");
  }

  @Test
  void idsOfPicturesDiffer() {
    TrainingHistory history =
        new TrainingHistory(
            "f1",
            List.of(new TrainingHistory.Epoch(1, 0.5, 0.8, 0.6, 0.7, 0.5, 1e-3, 2)),
            OptionalInt.of(1));
    String html =
        EcgReport.of("t")
            .withModel(ReportModel.of("a").withHistory(history))
            .withModel(ReportModel.of("b").withHistory(history))
            .toHtml();
    List<String> ids = all(" id=\"([^\"]+)\"", html);
    assertThat(ids).contains("model-1", "model-2", "picture-1-title", "picture-2-title");
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void fileIsTheSameEachTime(@TempDir Path folder) throws IOException {
    EcgReport report =
        EcgReport.of("t")
            .withIntervals(FEW)
            .withModel(ReportModel.of("a").withTest(scored(3, "p")))
            .withCommands("ecg run");
    Path file = report.write(folder.resolve("new"));
    assertThat(file).hasFileName("report.html");
    String first = Files.readString(file);
    report.write(folder.resolve("new"));
    assertThat(Files.readString(file)).isEqualTo(first);
    try (var files = Files.list(folder.resolve("new"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void cellsKeepTheirColoursOnDarkPages() {
    String html = EcgReport.of("t").toHtml();
    for (double share : new double[] {0, 0.5, 1}) {
      Color cell = ConfusionPainter.fill(share);
      String rgb = "rgb(" + cell.getRed() + "," + cell.getGreen() + "," + cell.getBlue() + ")";
      assertThat(cell).isNotEqualTo(Color.WHITE);
      assertThat(html).doesNotContain("[fill=\"" + rgb + "\"]");
    }
    assertThat(html).contains("[fill=\"rgb(26,26,26)\"]", "[fill=\"rgb(0,114,178)\"]");
  }

  @Test
  void modelsHaveNamesOfTheirOwn() {
    EcgReport report = EcgReport.of("t").withModel(ReportModel.of("a"));
    assertThatThrownBy(() -> report.withModel(ReportModel.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model a");
  }

  @Test
  void chosenBeatsAreTheSurestOfDifferentPatients() {
    // Wrong normal ones are 0, 1 (of p) and 2 (of q); wrong abnormal is 3; right ones are 4 and 5.
    Evaluation evaluation =
        Evaluation.of(
            new int[] {0, 0, 0, 1, 0, 1},
            new double[] {0.9, 0.8, 0.7, 0.2, 0.1, 0.6},
            List.of("p", "p", "q", "p", "q", "q"));
    assertThat(ReportBeat.choose(evaluation, 2)).containsExactly(0, 2, 4, 3, 5);
    assertThat(ReportBeat.choose(evaluation, 1)).containsExactly(0, 4, 3, 5);
    assertThat(ReportBeat.choose(evaluation, 3)).containsExactly(0, 1, 2, 4, 3, 5);
  }

  @Test
  void factsKeepTheirOrder() {
    String html =
        EcgReport.of("t")
            .withModel(ReportModel.of("m").withFact("zebra", "1").withFact("ant", "2"))
            .withProvenance(Map.of("only", "one"))
            .toHtml();
    assertThat(html.indexOf("zebra")).isPositive().isLessThan(html.indexOf("ant</dt>"));
    assertThat(html).contains("<dt>only</dt><dd>one</dd>");
  }

  /** What the pattern's group caught, each time it was found. */
  static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  /** 400 beats of four patients, a quarter abnormal, scored with some skill. */
  static Evaluation scored(long seed, String patientPrefix) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] labels = IntStream.range(0, 400).map(i -> i % 4 == 0 ? 1 : 0).toArray();
    double[] probabilities =
        IntStream.of(labels)
            .mapToDouble(label -> 0.25 * label + 0.75 * random.nextDouble())
            .toArray();
    List<String> patients = IntStream.range(0, 400).mapToObj(i -> patientPrefix + i / 100).toList();
    return Evaluation.of(labels, probabilities, patients);
  }
}
