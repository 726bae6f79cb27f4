package org.ecg4j.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ecg4j.record.AnnotationCode;

/** Small labelled examples without records, in this package to reach the constructors. */
public final class SyntheticExamples {
  public static final InputSpec SPEC = InputSpec.ofSignal(100, List.of("MLII"), 16);

  private SyntheticExamples() {}

  /**
   * Noise, with a bump that stands at a place of the class's own; patients are numbered from {@code
   * firstPatient}.
   */
  public static TrainingSet training(int count, int classes, int firstPatient, long seed) {
    Made made = make(count, classes, firstPatient, seed);
    return new TrainingSet(made.rows, made.source, made.source, Pipeline.of(SPEC), made.provenance);
  }

  /** The same as a dataset. */
  public static EcgDataset dataset(int count, int classes, int firstPatient, long seed) {
    Made made = make(count, classes, firstPatient, seed);
    return new EcgDataset(made.rows, made.source, made.source, Pipeline.of(SPEC), made.provenance);
  }

  private record Made(Rows rows, ExampleSource source, Provenance provenance) {}

  private static Made make(int count, int classes, int firstPatient, long seed) {
    int patients = 4;
    SplittableRandom random = new SplittableRandom(seed);
    List<RecordTrack> tracks = new ArrayList<>();
    int perPatient = count / patients;
    for (int p = 0; p < patients; p++) {
      long[] beats = new long[perPatient];
      AnnotationCode[] codes = new AnnotationCode[perPatient];
      String name = "p" + (firstPatient + p);
      tracks.add(new RecordTrack(name, name, 100, List.of(), 1_000_000, beats, codes));
    }
    int size = perPatient * patients;
    int[] track = new int[size];
    int[] beat = new int[size];
    int[] label = new int[size];
    float[] values = new float[size * SPEC.size()];
    for (int i = 0; i < size; i++) {
      track[i] = i % patients;
      beat[i] = i / patients;
      // Class 0 is as frequent as all others together.
      label[i] = random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(classes - 1);
      for (int t = 0; t < SPEC.size(); t++) {
        values[i * SPEC.size() + t] = (float) (random.nextDouble() - 0.5);
      }
      for (int t = 0; t < 3; t++) {
        values[i * SPEC.size() + label[i] * 4 + t] += 0.7f;
      }
    }
    List<String> names = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      names.add("class" + c);
    }
    Rows rows = new Rows(tracks, List.copyOf(names), track, beat, label, null, null);
    ExampleSource source = ExampleSource.inMemory(SPEC, new float[][] {values}, size);
    return new Made(rows, source, Provenance.empty().with("records", "synthetic " + seed));
  }
}
