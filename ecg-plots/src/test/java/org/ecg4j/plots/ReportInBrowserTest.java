package org.ecg4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a report with every part in a real browser. */
class ReportInBrowserTest {
  @TempDir private static Path folder;
  private static Path page;

  private Chromium browser;

  @BeforeAll
  static void writeReport() throws IOException {
    page = report().write(folder);
  }

  @BeforeEach
  void findBrowser() {
    var found = Chromium.find(folder);
    assumeTrue(
        found.isPresent(), "no chromium on the PATH (apt-get install chromium): report not opened");
    browser = found.get();
  }

  @Test
  void headingsAndPicturesAreThereAndTheConsoleIsEmpty() throws Exception {
    Chromium.Visit visit = browser.open(page);
    assertThat(visit.console()).isEmpty();
    assertThat(EcgReportTest.all("<h2>(.*?)</h2>", visit.dom()))
        .containsExactly(
            "Results",
            "Data",
            "Split",
            "Features",
            "Model CNN",
            "Model GRU",
            "Provenance",
            "How to reproduce");
    assertThat(EcgReportTest.all("<h3>(.*?)</h3>", visit.dom()).subList(0, 4))
        .containsExactly("Training", "Figures", "Worst patients", "Example beats, right and wrong");
    List<String> pictures = EcgReportTest.all("<svg [^>]*><title [^>]*>(.*?)</title>", visit.dom());
    assertThat(pictures)
        .hasSameSizeAs(EcgReportTest.all("(<figure )", visit.dom()))
        .contains(
            "Models compared: F1",
            "Class distribution",
            "Spectrogram: one beat",
            "Training, 2 epochs, best epoch 2",
            "Confusion matrix, training patients",
            "Confusion matrix, test patients",
            "ROC curve",
            "Precision-recall curve",
            "Reliability",
            "F1 of each patient");
    assertThat(pictures).filteredOn(title -> title.contains("what spoke for")).hasSize(4);
    assertThat(EcgReportTest.all("(<script)", visit.dom())).isEmpty();
    assertThat(EcgReportTest.all("<h1>(.*?)</h1>", visit.dom()))
        .containsExactly(
            EcgReportTest.HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  @Test
  void whatWouldGoWrongIsSeen() throws Exception {
    Path bad = folder.resolve("bad.html");
    String html =
        Files.readString(page)
            .replace("</main>", "<img src=\"http://192.0.2.1/x.png\"><script>1</script></main>");
    Files.writeString(bad, html);
    assertThat(browser.open(bad).console()).hasSize(2);
  }

  @Test
  void pageFollowsTheScreensColours() throws Exception {
    Color light = corner(browser.screenshot(page, false, 800, 600));
    Color dark = corner(browser.screenshot(page, true, 800, 600));
    assertThat(light.getRed() + light.getGreen() + light.getBlue()).isGreaterThan(3 * 230);
    assertThat(dark.getRed() + dark.getGreen() + dark.getBlue()).isLessThan(3 * 40);
  }

  @Test
  void pagePrintsOnSeveralSheets() throws Exception {
    String pdf = Files.readString(browser.print(page), StandardCharsets.ISO_8859_1);
    assertThat(pdf).startsWith("%PDF-");
    assertThat(EcgReportTest.all("(/Type */Page\\b)", pdf)).hasSizeGreaterThan(3);
  }

  private static Color corner(Path picture) throws IOException {
    return new Color(ImageIO.read(picture.toFile()).getRGB(2, 2));
  }

  private static EcgReport report() {
    List<EcgRecord> records =
        EcgSimulator.of(
                SimulatorOptions.defaults().withPatients(6).withDuration(Duration.ofMinutes(2)))
            .records();
    EcgDataset beats = EcgDataset.of(records, DatasetOptions.defaults());
    Split split = beats.split(Splits.fraction(0.5, 1));
    Stft stft = Stft.of(StftOptions.defaults());
    Picture spectrogram =
        EcgPlots.spectrograms(
            Spectrogram.of(
                "one beat",
                split.train().get(0).part("signal").toArray(),
                beats.inputSpec().samplingRateHz(),
                StftOptions.defaults()));
    return EcgReport.of(EcgReportTest.HOSTILE)
        .withIntervals(BootstrapOptions.defaults().withResamples(100))
        .withData(beats)
        .withSplit(split)
        .withFeatures(beats.map(stft).pipeline(), spectrogram)
        .withModel(model("CNN", split, records, 1))
        .withModel(model("GRU", split, records, 2))
        .withProvenance(split.train().provenance())
        .withCommands("ecg run --data '<&>'");
  }

  private static ReportModel model(String name, Split split, List<EcgRecord> records, long seed) {
    Evaluation test = scored(split.test(), seed);
    TrainingHistory history =
        new TrainingHistory(
            "f1",
            List.of(
                new TrainingHistory.Epoch(1, 0.5, 0.8, 0.6, 0.7, 0.5, 1e-3, 2),
                new TrainingHistory.Epoch(2, 0.4, 0.9, 0.5, 0.8, 0.6, 1e-3, 2)),
            OptionalInt.of(2));
    ReportModel model =
        ReportModel.of(name)
            .withFact("weights", "12")
            .withHistory(history)
            .withTrain(scored(split.train(), seed + 10))
            .withTest(test);
    for (int i : ReportBeat.choose(test, 1)) {
      EcgRecord record =
          records.stream()
              .filter(each -> each.name().equals(split.test().recordName(i)))
              .findFirst()
              .orElseThrow();
      ReportBeat beat = ReportBeat.of(record, split.test(), test, i);
      boolean explained = beat.isRight();
      model =
          model.withBeat(
              explained
                  ? beat.withAttributions(
                      split.test(), List.of(ramp(split.test(), beat.predicted())))
                  : beat);
    }
    return model;
  }

  private static Attribution ramp(Examples examples, String className) {
    int samples = examples.inputSpec().size();
    float[] values = new float[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = i - samples / 2f;
    }
    return Attribution.of("ramp", className, examples.inputSpec().leads(), values);
  }

  private static Evaluation scored(Examples examples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] probabilities =
        IntStream.of(examples.labels())
            .mapToDouble(label -> 0.3 * label + 0.7 * random.nextDouble())
            .toArray();
    List<String> patients =
        IntStream.range(0, examples.size()).mapToObj(examples::subject).toList();
    return Evaluation.of(examples.labels(), probabilities, patients);
  }
}
