package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.engine.Device;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.BeatPrediction;
import org.ecg4j.inference.EcgClassifier;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.RuntimeOptions;
import org.ecg4j.training.TrainingOptions;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ecg classify} and {@code ecg stream} say what the library says. */
class LiveCommandsTest {
  @TempDir static Path folder;
  private static Path record;
  private static Path model;
  private static List<BeatPrediction> expected;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void train() throws IOException {
    SimulatorOptions options =
        SimulatorOptions.defaults().withPatients(2).withDuration(Duration.ofMinutes(1)).withSeed(4);
    List<String> names = EcgSimulator.of(options).write(folder);
    record = folder.resolve(names.get(1));
    model = folder.resolve("model.ecgm");
    EcgRecord learned = Wfdb.read(folder.resolve(names.get(0)));
    EcgDataset beats = EcgDataset.of(List.of(learned), DatasetOptions.defaults());
    TrainingOptions training =
        TrainingOptions.defaults()
            .withEpochs(1)
            .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
    try (TrainedModel trained =
        EcgTrainer.train(
            Models.biLstm().withHiddenUnits(4),
            beats.asTrainingSet().map(Stft.of(StftOptions.defaults())),
            training)) {
      trained.save(model);
    }
    try (EcgClassifier classifier = EcgClassifier.load(model)) {
      expected = classifier.classify(Wfdb.read(record));
    }
  }

  private int run(Callable<Integer> command, String... args) {
    CommandLine commandLine = new CommandLine(command);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.setExecutionExceptionHandler(new ErrorHandler(() -> false));
    return commandLine.execute(args);
  }

  private int classify(String... args) {
    return run(new ClassifyCommand(), args);
  }

  private int stream(String... args) {
    return run(new StreamCommand(), args);
  }

  @Test
  void classifyWritesAnAnnotationForEachBeat() throws IOException {
    Path elsewhere = folder.resolve("written");
    assertThat(
            classify(
                record.toString(), "-m", model.toString(), "-o", "ann", "-d", elsewhere.toString()))
        .isZero();
    Path written = elsewhere.resolve(record.getFileName());
    List<Annotation> annotations = Wfdb.readAnnotations(written, "ann");
    assertThat(out.toString())
        .contains(annotations.size() + " beats (detector)", "too near to the record's ends");
    List<Annotation> classified =
        annotations.stream().filter(a -> !a.code().mnemonic().equals("?")).toList();
    assertThat(annotations.size()).isGreaterThan(classified.size());
    assertThat(classified).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      BeatPrediction beat = expected.get(i);
      boolean normal = beat.className().equals("normal");
      Annotation found = classified.get(i);
      assertThat(found.sample()).isEqualTo(beat.beatSample());
      assertThat(found.code().mnemonic()).isEqualTo(normal ? "N" : "Q");
      assertThat(found.aux()).isEqualTo(normal ? "" : "abnormal");
      assertThat((double) found.number())
          .isCloseTo(100 * beat.probabilities().get(normal ? 0 : 1), within(0.5));
    }
  }

  @Test
  void classifyTakesTheBeatsOfAnAnnotator() throws IOException {
    assertThat(classify(record.toString(), "-m", model.toString(), "--beats", "atr", "--json"))
        .isZero();
    JsonObject printed = JsonParser.parseString(out.toString()).getAsJsonObject();
    long beats =
        Wfdb.readAnnotations(record, "atr").stream().filter(a -> a.code().isBeat()).count();
    assertThat(printed.get("beats").getAsLong()).isEqualTo(beats);
    assertThat(printed.get("beatsFrom").getAsString()).isEqualTo("atr");
    assertThat(printed.getAsJsonArray("predictions"))
        .hasSize((int) beats - printed.get("withoutWindow").getAsInt());
    int classes = 0;
    for (JsonElement count : printed.getAsJsonObject("classes").asMap().values()) {
      classes += count.getAsInt();
    }
    assertThat(classes).isEqualTo(printed.getAsJsonArray("predictions").size());
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    String m = model.toString();
    assertThat(classify(record.toString(), "-m", folder.resolve("none").toString())).isEqualTo(3);
    assertThat(classify(folder.resolve("none").toString(), "-m", m)).isEqualTo(3);
    assertThat(classify(record.toString(), "-m", m, "-o", "dat")).isEqualTo(2);
    assertThat(classify(record.toString(), "-m", m, "-o", "atr", "--beats", "atr")).isEqualTo(2);
    assertThat(classify(record.toString(), "-m", m, "--beats", "none")).isEqualTo(3);
    assertThat(classify(record.toString(), "-m", m, "--lead", "aVR")).isEqualTo(2);
    assertThat(err.toString()).contains("has no lead aVR but [MLII, V5]");
    assertThat(classify(record.toString(), "-m", m, "--lead", "V5")).isZero();
    assertThat(classify(record.toString())).isEqualTo(2);
    assertThat(stream("-m", m, "--fast")).isEqualTo(2);
    assertThat(stream("-m", m, "--record", record.toString(), "--rate", "360")).isEqualTo(2);
    assertThat(stream("-m", m, "--rate", "50")).isEqualTo(2);
    Path damaged = folder.resolve("damaged.ecgm");
    Files.write(damaged, Arrays.copyOf(Files.readAllBytes(model), 1000));
    assertThat(stream("-m", damaged.toString())).isEqualTo(3);
  }

  @Test
  void streamPlaysARecord() {
    assertThat(stream("-m", model.toString(), "--record", record.toString(), "--fast")).isZero();
    checkBeats(360);
    assertThat(err.toString()).contains("MLII at 360.0 Hz", "2.00 s after it");
  }

  private void checkBeats(double rateHz) {
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSameSizeAs(expected);
    for (int i = 0; i < lines.size(); i++) {
      JsonObject beat = JsonParser.parseString(lines.get(i)).getAsJsonObject();
      BeatPrediction same = expected.get(i);
      assertThat(beat.get("sample").getAsLong()).isEqualTo(same.beatSample());
      assertThat(beat.get("seconds").getAsDouble()).isEqualTo(same.beatSample() / rateHz);
      assertThat(beat.get("class").getAsString()).isEqualTo(same.className());
      JsonObject each = beat.getAsJsonObject("probabilities");
      assertThat(each.get("abnormal").getAsDouble())
          .isCloseTo(same.probabilities().get(1), within(1e-6));
      assertThat(beat.get("probability").getAsDouble())
          .isEqualTo(each.get(same.className()).getAsDouble());
      assertThat(beat.getAsJsonObject("quality").getAsJsonObject("MLII").get("missing").getAsInt())
          .isZero();
      assertThat(beat.keySet()).contains("confidence", "usable");
    }
  }

  /** The record on standard input, both leads, in bytes. */
  private static byte[] bytes() throws IOException {
    EcgRecord read = Wfdb.read(record);
    float[] first = read.signal("MLII").toPhysical();
    float[] second = read.signal("V5").toPhysical();
    ByteBuffer bytes = ByteBuffer.allocate(8 * first.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < first.length; i++) {
      bytes.putFloat(second[i]).putFloat(first[i]);
    }
    return bytes.array();
  }

  /** Gives a few bytes at a time, as a pipe does. */
  private static InputStream trickle(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + pos % 1009));
      }
    };
  }

  @Test
  void streamReadsStandardInput() throws IOException {
    InputStream before = System.in;
    try {
      System.setIn(trickle(bytes()));
      assertThat(stream("-m", model.toString(), "--rate", "360", "--leads", "V5,MLII")).isZero();
      checkBeats(360);
      // What ends within a time is told, after the beats.
      System.setIn(new ByteArrayInputStream(Arrays.copyOf(bytes(), 100_003)));
      assertThat(stream("-m", model.toString(), "--leads", "V5,MLII")).isEqualTo(3);
      assertThat(err.toString()).contains("100003 bytes", "8 bytes (2 leads)");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void streamStopsCleanlyWhenAsked() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EcgCommand.class.getName(),
                "stream",
                "-m",
                model.toString(),
                "--record",
                record.toString())
            .redirectError(folder.resolve("stderr.txt").toFile())
            .start();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String first = reader.readLine();
      assertThat(first).as(Files.readString(folder.resolve("stderr.txt"))).isNotNull();
      // SIGTERM goes the way of Ctrl-C: the JVM's shutdown hooks.
      process.toHandle().destroy(); // leaves the pipe open, other than process.destroy()
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(JsonParser.parseString(first).isJsonObject()).isTrue();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        assertThat(JsonParser.parseString(line).isJsonObject()).isTrue();
      }
    }
  }
}
