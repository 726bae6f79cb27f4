package org.ecg4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example on the simulated database: it prints and leaves what its Javadoc says. */
class ExamplesTest {
  private static final double RATE_HZ = 360;

  @TempDir static Path folder;
  private static Path data;
  private static Path output;

  @BeforeAll
  static void simulate() throws IOException {
    data = folder.resolve("data");
    output = folder.resolve("output");
    Folders.simulate(data);
  }

  private static Transcript run(Class<?> example, Transcript.Program program) throws IOException {
    return Transcript.of(example, program, data, output);
  }

  @Test
  void task1DrawsTheSamePlacesEachTime() throws IOException {
    Transcript first = run(Task1Visualise.class, Task1Visualise::main);
    first.isAsPromised();
    assertThat(Wfdb.readAnnotations(data.resolve("100"), "atr"))
        .as("the beat in the middle")
        .anyMatch(beat -> beat.toString().equals("V@57231"));
    // 25 mm/s, and 4 pixels a millimetre at scale 1.
    assertThat(picture("task1-strip.png").getWidth()).isBetween(1000, 1150);
    assertThat(picture("task1-beat.png").getWidth()).isBetween(250, 750);
    byte[] strip = Files.readAllBytes(output.resolve("task1-strip.png"));
    byte[] beat = Files.readAllBytes(output.resolve("task1-beat.png"));
    run(Task1Visualise.class, Task1Visualise::main).isAsPromised();
    assertThat(output.resolve("task1-strip.png")).hasBinaryContent(strip);
    assertThat(output.resolve("task1-beat.png")).hasBinaryContent(beat);
  }

  @Test
  void task2WritesEveryWindowAndLabel() throws IOException {
    run(Task2Matrix.class, Task2Matrix::main).isAsPromised();
    int windows = 0;
    int abnormal = 0;
    for (Path path : Wfdb.listRecords(data)) {
      long length = Wfdb.read(path).sampleCount();
      for (Annotation beat : Wfdb.readAnnotations(path, "atr")) {
        boolean fits = beat.sample() >= 2 * RATE_HZ && beat.sample() + 2 * RATE_HZ <= length;
        if (fits && "NVAFS".contains(beat.code().mnemonic())) {
          windows++;
          abnormal += beat.code().mnemonic().equals("N") ? 0 : 1;
        }
      }
    }
    Npy x = Npy.read(output.resolve("X.npy"));
    Npy y = Npy.read(output.resolve("y.npy"));
    assertThat(x.header).contains("'<f4'", "(" + windows + ", 1440)");
    assertThat(y.header).contains("'<i4'", "(" + windows + ",)");
    int ones = 0;
    while (y.values.hasRemaining()) {
      ones += y.values.getInt();
    }
    assertThat(ones).isEqualTo(abnormal);
    assertThat(x.row(0, 1440)).isEqualTo(firstWindow());
  }

  private static float[] firstWindow() throws IOException {
    EcgRecord record = Wfdb.read(data.resolve("100"));
    long centre =
        record.annotations("atr").stream()
            .filter(beat -> beat.code().isBeat() && beat.sample() >= 720)
            .findFirst()
            .orElseThrow()
            .sample();
    return Arrays.copyOfRange(
        record.signal("MLII").toPhysical(), (int) centre - 720, (int) centre + 720);
  }

  @Test
  void task3DrawsANormalAndAnAbnormalBeat() throws IOException {
    run(Task3Features.class, Task3Features::main).isAsPromised();
    assertThat(Wfdb.readAnnotations(data.resolve("119"), "atr").stream().map(Annotation::toString))
        .contains("N@1006", "V@19382");
    assertThat(picture("task3-spectrograms.png").getWidth()).isGreaterThan(750);
  }

  @Test
  void task4CountsBeatsAndWeighsThem() throws IOException {
    Transcript transcript = run(Task4Imbalance.class, Task4Imbalance::main);
    transcript.readsAsPromised();
    String printed = transcript.printed();
    Split split = course();
    int[] train = split.train().classCounts();
    assertThat(printed)
        .contains(String.format("abnormal (%.2f %%)", 100.0 * train[1] / split.train().size()));
    int normal = transcript.numbersAfter("as they are").get(0).intValue();
    int abnormal = transcript.numbersAfter("over-sampled").get(0).intValue();
    assertThat(abnormal).as("over-sampled").isEqualTo(normal);
    double total = 1116 + 238;
    assertThat(transcript.numbersAfter("weights: normal").get(0))
        .isEqualTo(total / (2 * 1116), within(5e-4));
    assertThat(transcript.numbersAfter(", abnormal").get(0))
        .isEqualTo(total / (2 * 238), within(5e-4));
    List<double[]> rows =
        printed
            .lines()
            .filter(line -> line.matches("(as they|class w|over-|under-|combined).*"))
            .map(ExamplesTest::row)
            .toList();
    assertThat(rows.stream().map(row -> (int) row[0])).containsExactly(1116, 1116, 1116, 238, 677);
    assertThat(rows.stream().map(row -> (int) row[1])).containsExactly(238, 238, 1116, 238, 677);
    for (double[] row : rows) {
      assertThat(row[4])
          .as("F1 follows from precision and recall")
          .isEqualTo(2 * row[2] * row[3] / (row[2] + row[3]), within(2e-3));
    }
    assertThat(rows.stream().mapToDouble(row -> row[4]).max().orElseThrow()).isGreaterThan(0.85);
    picture("task4-distribution.png");
  }

  private static double[] row(String line) {
    return Arrays.stream(line.substring(14).trim().split(" +", -1))
        .mapToDouble(number -> Double.parseDouble(number.replace(",", "")))
        .toArray();
  }

  @Test
  void task5SavesWhatItPrints() throws IOException {
    network(Task5BiLstm.class, Task5BiLstm::main, "task5-bilstm.ecgm");
    picture("task5-confusion.png");
  }

  @Test
  void task6StopsWhenLearningStalls() throws IOException {
    Transcript transcript = network(Task6Cnn.class, Task6Cnn::main, "task6-cnn.ecgm");
    int best = transcript.numbersAfter("number").get(0).intValue();
    int epochs = Integer.parseInt(transcript.printed().lines().toList().get(1).split(" ", -1)[0]);
    assertThat(epochs).isEqualTo(Math.min(20, best + 4));
    picture("task6-curves.png");
  }

  @Test
  void task7SavesWhatItPrints() throws IOException {
    network(Task7AlexNet.class, Task7AlexNet::main, "task7-alexnet.ecgm");
    picture("task7-roc.png");
    picture("task7-precision-recall.png");
  }

  @Test
  void task8SaysHowSureItIs() throws IOException {
    Transcript transcript = network(Task8Gru.class, Task8Gru::main, "task8-gru.ecgm");
    double f1 = transcript.numbersAfter("F1").get(1);
    assertThat(transcript.numbersAfter("interval:").get(0)).isEqualTo(f1, within(6e-4));
    picture("task8-patients.png");
  }

  /** The model in the file judges both sides as was printed. */
  private static Transcript network(Class<?> example, Transcript.Program program, String file)
      throws IOException {
    Transcript transcript = run(example, program);
    transcript.readsAsPromised();
    transcript.isWithin(0.15, "F1");
    try (TrainedModel model = TrainedModel.load(output.resolve(file))) {
      assertThat(transcript.printed())
          .contains(
              " with " + model.weightCount() + " weights",
              model.evaluate(course().train()).toString(),
              model.evaluate(course().test()).toString());
    }
    return transcript;
  }

  @Test
  void ownRecordsAreAnnotated() throws IOException {
    Transcript transcript = run(TrainOnYourRecords.class, TrainOnYourRecords::main);
    transcript.readsAsPromised();
    transcript.isWithin(0.15, "macro F1");
    List<Annotation> found = Wfdb.readAnnotations(output.resolve("105"), "mine");
    assertThat(transcript.printed()).contains(found.size() + " beats found and annotated");
    List<Annotation> marked = Wfdb.readAnnotations(data.resolve("105"), "atr");
    List<Annotation> ventricular =
        marked.stream().filter(beat -> beat.code().equals(AnnotationCode.PVC)).toList();
    assertThat(ventricular).hasSizeGreaterThan(20);
    assertThat(ventricular.stream().filter(beat -> agrees(beat, found)).count())
        .as("ventricular beats found and called so, of %s", ventricular.size())
        .isGreaterThan((long) (0.8 * ventricular.size()));
  }

  private static boolean agrees(Annotation beat, List<Annotation> found) {
    return found.stream()
        .anyMatch(
            own ->
                own.code().equals(beat.code())
                    && Math.abs(own.sample() - beat.sample()) <= 0.15 * RATE_HZ);
  }

  @Test
  void everyTrainingPatientIsHeldOutOnce() throws IOException {
    Transcript transcript = run(CrossValidateByPatient.class, CrossValidateByPatient::main);
    transcript.readsAsPromised();
    transcript.isWithin(0.15, "F1");
    List<String> patients =
        transcript
            .printed()
            .lines()
            .filter(line -> line.matches("\\d{3} +\\d+ +\\d+.*"))
            .map(line -> line.substring(0, 3))
            .toList();
    assertThat(patients).containsExactlyInAnyOrderElementsOf(course().train().subjects());
    assertThat(transcript.numbersAfter("threshold").get(0)).isBetween(0.01, 0.99);
    picture("patients.png");
  }

  @Test
  void samplersAreComparedWithNone() throws IOException {
    Transcript transcript = run(CompareSamplers.class, CompareSamplers::main);
    transcript.readsAsPromised();
    List<Double> before = transcript.numbersAfter(": F1");
    assertThat(before).hasSize(4).containsOnly(before.get(0));
    assertThat(transcript.numbersAfter("->").get(3)).as("SMOTE").isGreaterThan(0.75);
    picture("samplers.png");
  }

  @Test
  void onnxRuntimeAgreesWithWhatIsPrinted() throws IOException, OrtException {
    Transcript transcript = run(ExportOnnx.class, ExportOnnx::main);
    transcript.readsAsPromised();
    Npy x = Npy.read(output.resolve("X.npy"));
    try (OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession session = environment.createSession(output.resolve("cnn.onnx").toString());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(x.row(0, 3 * 33 * 46)), new long[] {3, 1, 33, 46});
        OrtSession.Result result = session.run(Map.of("spectrogram", input))) {
      float[][] logits = (float[][]) result.get(0).getValue();
      String expected =
          String.format(
              "probabilities: %.4f %.4f %.4f",
              sigmoid(logits[0][0]), sigmoid(logits[1][0]), sigmoid(logits[2][0]));
      double[] printed = probabilities(transcript.printed());
      double[] computed = probabilities(expected);
      for (int i = 0; i < 3; i++) {
        assertThat(printed[i]).isEqualTo(computed[i], within(1.5e-4));
      }
    }
  }

  private static double[] probabilities(String text) {
    String line =
        text.lines().filter(l -> l.startsWith("probabilities: ")).findFirst().orElseThrow();
    return Arrays.stream(line.substring(15).split(" ", -1))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Test
  void surestDecisionIsExplained() throws IOException {
    Transcript transcript = run(ExplainPrediction.class, ExplainPrediction::main);
    assertThat(transcript.numbersAfter("probability").get(0)).isGreaterThan(0.9);
    long sample = transcript.numbersAfter("sample").get(0).longValue();
    assertThat(Wfdb.readAnnotations(data.resolve("233"), "atr"))
        .anyMatch(beat -> beat.sample() == sample && beat.code().isBeat());
    assertThat(picture("explanation.png").getWidth()).isGreaterThan(500);
  }

  @Test
  void streamFindsTheBeatsThatAreMarked() throws IOException {
    Transcript transcript = run(StreamFromDevice.class, StreamFromDevice::main);
    transcript.readsAsPromised();
    assertThat(transcript.numbersAfter("known").get(0)).isEqualTo(2.0);
    List<Annotation> marked =
        Wfdb.readAnnotations(data.resolve("213"), "atr").stream()
            .filter(beat -> beat.code().isBeat())
            .toList();
    long abnormal = marked.stream().filter(beat -> !beat.code().mnemonic().equals("N")).count();
    String[] words = transcript.printed().lines().toList().get(1).split(" ", -1);
    assertThat(Double.parseDouble(words[0])).isEqualTo(marked.size(), within(5.0));
    assertThat(Double.parseDouble(words[2])).isEqualTo((double) abnormal, within(15.0));
  }

  private static Split course() throws IOException {
    return EcgDataset.load(data, DatasetOptions.defaults().withLabels(LabelScheme.course()))
        .split(Splits.mitBihCourse());
  }

  /** A picture that is there, can be read and is not of one colour. */
  private static BufferedImage picture(String name) throws IOException {
    BufferedImage image = ImageIO.read(output.resolve(name).toFile());
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    assertThat(Arrays.stream(pixels).distinct().count()).as(name).isGreaterThan(20);
    return image;
  }

  /** A file of NumPy's, version 1.0. */
  private static final class Npy {
    private final String header;
    private final ByteBuffer values;

    private Npy(String header, ByteBuffer values) {
      this.header = header;
      this.values = values;
    }

    static Npy read(Path file) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int length = bytes.getShort(8);
      String header = new String(bytes.array(), 10, length, StandardCharsets.US_ASCII);
      return new Npy(header, bytes.position(10 + length).slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    float[] row(int index, int columns) {
      float[] row = new float[columns];
      values.asFloatBuffer().position(index * columns).get(row);
      return row;
    }
  }
}
