package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ecg plot} and {@code ecg report} on a small simulated database and a model of it. */
class PlotCommandTest {
  @TempDir private static Path database;
  @TempDir private static Path models;
  private static EcgDataset beats;
  private static Path ectopic;
  private static Path model;

  @TempDir private Path folder;

  @BeforeAll
  static void simulateAndTrain() throws IOException {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPatients(4)
            .withDuration(Duration.ofMinutes(2))
            .withPopulation(RunData.simulated(1).population());
    EcgSimulator.of(options).write(database);
    beats = EcgDataset.load(database, DatasetOptions.defaults().withLabels(LabelScheme.course()));
    ectopic =
        database.resolve(
            beats.recordNames().stream()
                .filter(name -> beats.ofRecords(name).classCounts()[1] > 3)
                .findFirst()
                .orElseThrow());
    model = models.resolve("cnn.ecgm");
    train(beats.split(Splits.fraction(0.5, 1)), model);
  }

  private static void train(Split split, Path file) throws IOException {
    TrainingOptions once = TrainingOptions.defaults().withEpochs(1);
    try (TrainedModel trained = EcgTrainer.of(Models.cnn(), once).train(split.train())) {
      trained.save(file);
    }
  }

  private String in(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void stripsAreDrawnInTheFormatOfTheFilesName() throws IOException {
    Console png =
        Console.run("plot", "strip", ectopic.toString(), "--from", "5s", "-o", in("a.png"));
    assertThat(png.err()).isEmpty();
    assertThat(png.exitCode()).isZero();
    assertThat(png.out())
        .isEqualTo(in("a.png") + ": Record " + ectopic.getFileName() + ", 0:05.0 to 0:15.0\n");
    BufferedImage image = ImageIO.read(folder.resolve("a.png").toFile());
    // 15 mm of pulse, 250 mm of signal, 4 pixels a mm, twice as many for the scale.
    assertThat(image.getWidth()).isBetween(2 * 4 * 265, 2 * 4 * 265 + 100);

    Console svg =
        Console.run("plot", "strip", ectopic.toString(), "--seed", "3", "-o", in("b.svg"));
    assertThat(svg.exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("b.svg"))).contains("<svg ", "25 mm/s");
    Console again =
        Console.run("plot", "strip", ectopic.toString(), "--seed", "3", "-o", in("b.svg"));
    assertThat(again.out()).isEqualTo(svg.out());
  }

  @Test
  void chosenBeatIsAbnormalOrNearestToThePlace() throws IOException {
    EcgRecord record = Wfdb.read(ectopic);
    List<Annotation> abnormal =
        record.annotations("atr").stream()
            .filter(annotation -> BeatChoice.isAbnormal(annotation.code()))
            .toList();
    List<String> titles = abnormal.stream().map(annotation -> title(record, annotation)).toList();
    Console any = Console.run("plot", "beat", ectopic.toString(), "-o", in("beat.png"));
    assertThat(any.exitCode()).isZero();
    assertThat(titles).contains(any.out().strip().replace(in("beat.png") + ": ", ""));

    Annotation third =
        record.annotations("atr").stream().filter(each -> each.code().isBeat()).toList().get(2);
    Console near =
        Console.run(
            "plot",
            "beat",
            ectopic.toString(),
            "--at",
            Long.toString(third.sample() + 5),
            "--length",
            "2",
            "-o",
            in("near.svg"));
    assertThat(near.out()).isEqualTo(in("near.svg") + ": " + title(record, third) + "\n");
  }

  private static String title(EcgRecord record, Annotation beat) {
    double seconds = beat.sample() / record.samplingRateHz();
    long hundredths = Math.round(seconds * 100);
    return String.format(
        Locale.ROOT,
        "Record %s, beat %s at %d:%02d.%02d",
        record.name(),
        beat.code().mnemonic(),
        hundredths / 6000,
        hundredths / 100 % 60,
        hundredths % 100);
  }

  @Test
  void spectrogramsAndClassesAreDrawn() throws IOException {
    Console spectrogram =
        Console.run(
            "plot", "spectrogram", ectopic.toString(), "--highest", "60", "-o", in("stft.svg"));
    assertThat(spectrogram.err()).isEmpty();
    assertThat(spectrogram.exitCode()).isZero();
    assertThat(Files.readString(folder.resolve("stft.svg")))
        .contains("beat N of record " + ectopic.getFileName(), "power (dB)", "frequency (Hz)");

    Console classes = Console.run("plot", "classes", database.toString(), "-o", in("classes.svg"));
    assertThat(classes.exitCode()).isZero();
    int[] counts = beats.classCounts();
    assertThat(Files.readString(folder.resolve("classes.svg")))
        .contains(
            String.format(Locale.ROOT, ">%,d  (", counts[0]),
            String.format(Locale.ROOT, ">%,d  (", counts[1]));
  }

  @Test
  void modelsAreDrawn() throws IOException {
    Console training = Console.run("plot", "training", model.toString(), "-o", in("training.svg"));
    assertThat(training.out()).contains("Training, 1 epoch");
    Console saliency =
        Console.run(
            "plot",
            "saliency",
            "--model",
            model.toString(),
            ectopic.toString(),
            "-o",
            in("why.svg"));
    assertThat(saliency.err()).isEmpty();
    assertThat(saliency.exitCode()).isZero();
    assertThat(saliency.out()).containsPattern("truly abnormal, called \\w+ with probability 0\\.");
    assertThat(Files.readString(folder.resolve("why.svg")))
        .contains("integrated gradients", "occlusion", "what spoke for");
  }

  @Test
  void mistakesAreOneLine() {
    Console suffix = Console.run("plot", "strip", ectopic.toString(), "-o", in("a.jpeg"));
    assertThat(suffix.exitCode()).isEqualTo(2);
    assertThat(suffix.err().lines()).singleElement().asString().contains(".png or .svg");
    Console missing = Console.run("plot", "strip", in("none"), "-o", in("a.png"));
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err().lines()).singleElement().asString().contains("none");
    Console code =
        Console.run("plot", "beat", ectopic.toString(), "--code", "!", "-o", in("a.png"));
    assertThat(code.exitCode()).isEqualTo(2);
    assertThat(code.err().lines()).singleElement().asString().contains("no beat !");
    assertThat(folder.resolve("a.png")).doesNotExist();
  }

  @Test
  void reportHoldsTheFiguresOfTheModelsPatients() throws IOException {
    Console report =
        Console.run(
            "report",
            model.toString(),
            "--data",
            database.toString(),
            "--beats",
            "1",
            "--title",
            "A <title>",
            "-o",
            in("report"));
    assertThat(report.err()).isEmpty();
    assertThat(report.exitCode()).isZero();
    Path file = Path.of(report.out().strip());
    assertThat(file).isEqualTo(folder.resolve("report").resolve("report.html"));
    String html = Files.readString(file);
    Split split = beats.split(Splits.fraction(0.5, 1));
    try (TrainedModel trained = TrainedModel.load(model)) {
      for (Evaluation side :
          List.of(trained.evaluate(split.train()), trained.evaluate(split.test()))) {
        assertThat(html)
            .contains(
                String.format(
                    Locale.ROOT, "<td class=\"number\">%.3f<small>", side.value(Metric.ACCURACY)));
      }
    }
    assertThat(html)
        .contains("<h1>A &lt;title&gt;</h1>", "<h2>Model cnn</h2>", "what spoke for")
        .contains("2 of 2 training records are, by SHA-256")
        .contains("ecg report " + model);
  }

  @Test
  void modelsOfOtherPatientsAreNotCompared() throws IOException {
    Path other = models.resolve("other.ecgm");
    String[] names = beats.recordNames().toArray(new String[0]);
    train(
        beats.split(
            Splits.records(Arrays.asList(names).subList(0, 1), Arrays.asList(names).subList(1, 4))),
        other);
    Console report =
        Console.run(
            "report",
            model.toString(),
            other.toString(),
            "--data",
            database.toString(),
            "-o",
            in("r"));
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err()).contains("trained on other patients");
  }
}
