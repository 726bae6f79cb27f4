package org.ecg4j.benchmarks.paired;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.Device;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.engine.Network;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.models.Models;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.training.EpochOrders;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.Wfdb;

/** The data of the comparisons, and the files that hand them to the peers. */
final class CourseData {
  static final int SMOTE_ROWS = 20_000;
  static final int SMOTE_ABNORMAL = 2_011;
  static final long SEED = 1;

  private final Path database;

  CourseData(Path database) {
    this.database = database;
  }

  Path database() {
    return database;
  }

  /** Every beat whose window fits, 109,217 of them. */
  EcgDataset allBeats() throws IOException {
    return EcgDataset.load(database, DatasetOptions.defaults());
  }

  /** The course's training beats, 53,935 of them, as windows. */
  TrainingSet training() throws IOException {
    return EcgDataset.load(database, courseLabels()).split(Splits.mitBihCourse()).train();
  }

  static DatasetOptions courseLabels() {
    return DatasetOptions.defaults().withLabels(LabelScheme.course());
  }

  static Stft stft() {
    return Stft.of(StftOptions.defaults());
  }

  /** Spectrograms of some training beats, abnormal ones first to last among evenly spread ones. */
  TrainingSet spectrograms() throws IOException {
    TrainingSet all = training();
    int[] labels = all.labels();
    int[] abnormal =
        spread(
            IntStream.range(0, labels.length).filter(i -> labels[i] == 1).toArray(),
            SMOTE_ABNORMAL);
    int[] normal =
        spread(
            IntStream.range(0, labels.length).filter(i -> labels[i] == 0).toArray(),
            SMOTE_ROWS - SMOTE_ABNORMAL);
    int[] chosen =
        IntStream.concat(IntStream.of(abnormal), IntStream.of(normal)).sorted().toArray();
    return all.map(stft()).select(chosen, "for the comparison").cache();
  }

  private static int[] spread(int[] of, int count) {
    return IntStream.range(0, count).map(i -> of[(int) ((long) i * of.length / count)]).toArray();
  }

  /** Writes what the peers read. */
  void export(Path folder) throws IOException {
    Files.createDirectories(folder);
    exportWindows(folder);
    TrainingSet rows = spectrograms();
    writeFloats(folder.resolve("rows.f32"), rows.toMatrix().x());
    writeInts(folder.resolve("labels.i32"), rows.labels());
    for (int size : TrainStep.ROWS) {
      writeInts(folder.resolve("order" + size + ".i32"), EpochOrders.first(SEED, size));
    }
    for (CourseNetwork network : CourseNetwork.values()) {
      try (Network first =
          Network.create(Models.courseNotebook(network), rows.inputSpec(), 1, Device.cpu(), SEED)) {
        exportWeights(folder, network, first.namedWeights());
      }
    }
    Files.writeString(folder.resolve("complete"), "yes\n");
  }

  /** The lead of each record in millivolts, and where windows begin. */
  private void exportWindows(Path folder) throws IOException {
    List<EcgRecord> records = Wfdb.readDatabase(database, ReadOptions.defaults());
    EcgDataset beats = allBeats();
    int lead = 0;
    List<String> lines = new ArrayList<>();
    try (FileChannel out = create(folder.resolve("leads.f32"))) {
      for (EcgRecord record : records) {
        float[] values = DatasetOptions.defaults().leads().of(record).get(0).toPhysical();
        lines.add(record.name() + " " + lead + " " + values.length);
        lead += values.length;
        write(out, values);
      }
    }
    Files.write(folder.resolve("leads.txt"), lines);
    writeInts(folder.resolve("all.i32"), starts(beats, records));
    writeInts(folder.resolve("course.i32"), starts(training(), records));
  }

  /** Record number and first sample of each window. */
  private static int[] starts(org.ecg4j.dataset.Examples beats, List<EcgRecord> records) {
    List<String> names = records.stream().map(EcgRecord::name).toList();
    int half = beats.pipeline().raw().size() / 2;
    return IntStream.range(0, beats.size())
        .flatMap(
            i -> IntStream.of(names.indexOf(beats.recordName(i)), (int) beats.beatSample(i) - half))
        .toArray();
  }

  private static void exportWeights(Path folder, CourseNetwork network, List<NamedArray> weights)
      throws IOException {
    String name = network.name().toLowerCase(Locale.ROOT);
    List<String> lines = new ArrayList<>();
    try (FileChannel out = create(folder.resolve(name + ".f32"))) {
      for (NamedArray array : weights) {
        lines.add(array.name() + " " + array.shape().toString().replaceAll("[\\[\\] ]", ""));
        write(out, array.values());
      }
    }
    Files.write(folder.resolve(name + ".txt"), lines);
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static void writeFloats(Path file, float[] values) throws IOException {
    try (FileChannel out = create(file)) {
      write(out, values);
    }
  }

  private static void write(FileChannel out, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(4 << 20).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += 1 << 20) {
      int count = Math.min(1 << 20, values.length - from);
      bytes.clear();
      bytes.asFloatBuffer().put(values, from, count);
      bytes.limit(4 * count);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
  }

  private static void writeInts(Path file, int[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    Files.write(file, bytes.array());
  }
}
