package org.ecg4j.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ecg4j.io.AtomicFile;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.wfdb.Wfdb;
import org.ecg4j.wfdb.WriteOptions;

/**
 * Makes ECG records whose every beat is known: patients that differ in rate, amplitude, morphology
 * and noise, drawn with the dynamical model of McSharry et al. (2003), with premature beats, runs,
 * bigeminy, bundle branch block, pacemakers and atrial fibrillation.
 *
 * <p>Records are like those of the MIT-BIH Arrhythmia Database: leads MLII and V5 in millivolts,
 * 200 ADC units per millivolt, 11 bits, annotator {@code atr} with beats and rhythm changes. A
 * beat's annotation stands exactly on its fiducial point: the R peak of a narrow complex, the
 * middle of the main wave of a broad one.
 *
 * <p>A patient depends on the seed and its own index only: the same options give the same samples,
 * whatever the number of threads, and more patients leave the first ones as they were. The records
 * are material for tests, demonstrations and teaching; a model's score on them says little about
 * its score on people.
 */
public final class EcgSimulator {
  /** The annotator of simulated records. */
  public static final String ANNOTATOR = "atr";

  private static final List<String> LEADS = List.of("MLII", "V5");
  private static final int GAIN_ADC_PER_MV = 200;
  private static final int BASELINE_ADC = 1024;
  private static final int RESOLUTION_BITS = 11;
  private static final int LARGEST_ADC = (1 << RESOLUTION_BITS) - 1;

  private final SimulatorOptions options;

  private EcgSimulator(SimulatorOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * A simulator.
   *
   * @param options what to simulate
   * @return the simulator
   */
  public static EcgSimulator of(SimulatorOptions options) {
    return new EcgSimulator(options);
  }

  /**
   * All records, made in parallel.
   *
   * @return one a patient, in order
   */
  public List<EcgRecord> records() {
    return IntStream.range(0, options.patients()).parallel().mapToObj(this::record).toList();
  }

  /**
   * One patient's record.
   *
   * @param patient counted from 0
   * @return the record
   * @throws IndexOutOfBoundsException when there is no such patient
   */
  public EcgRecord record(int patient) {
    Objects.checkIndex(patient, options.patients());
    Patient drawn = PatientFactory.draw(options, patient);
    Rhythm rhythm = RhythmGenerator.generate(drawn, options, patient);
    double[][] factors =
        EcgWaves.heightFactors(
            rhythm.beats(),
            drawn,
            Chance.of(options.seed(), patient, Purpose.BEAT),
            options.samplingRateHz());
    List<Signal> signals = new ArrayList<>();
    for (int lead = 0; lead < LEADS.size(); lead++) {
      double[] clean = clean(drawn, rhythm, factors, patient, lead);
      addNoise(clean, drawn, rhythm, patient, lead);
      signals.add(digitise(clean, LEADS.get(lead)));
    }
    RecordHeader header =
        RecordHeader.of(
                options.recordName(patient), options.samplingRateHz(), options.sampleCount())
            .withComments(List.of(comment(drawn, patient)));
    return EcgRecord.of(header, signals).withAnnotations(ANNOTATOR, annotations(rhythm));
  }

  /**
   * Writes all records as a WFDB database, in parallel.
   *
   * @param directory where its files go; created when missing
   * @return the records' names, as {@code RECORDS} lists them
   * @throws IOException when a file cannot be written
   * @see #write(Path, Consumer)
   */
  public List<String> write(Path directory) throws IOException {
    return write(directory, name -> {});
  }

  /**
   * Writes all records as a WFDB database, in parallel: for each a header, a signal file in format
   * 212 and an annotation file {@code atr}, and last the file {@code RECORDS}. Never more than one
   * record a thread is held in memory.
   *
   * @param directory where its files go; created when missing
   * @param onWritten is told the name of each record once its files are complete, in any order,
   *     from several threads but never from two at once
   * @return the records' names, as {@code RECORDS} lists them
   * @throws IOException when a file cannot be written
   */
  public List<String> write(Path directory, Consumer<String> onWritten) throws IOException {
    Files.createDirectories(directory);
    Object oneAtATime = new Object();
    try {
      IntStream.range(0, options.patients())
          .parallel()
          .forEach(
              patient -> {
                EcgRecord made = record(patient);
                try {
                  Wfdb.write(made, directory, WriteOptions.defaults());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                synchronized (oneAtATime) {
                  onWritten.accept(made.name());
                }
              });
    } catch (UncheckedIOException e) {
      // Thrown on by a worker thread: the cause is what the caller should see.
      throw new IOException(
          "cannot write the simulated database to " + directory + ": " + e.getCause().getMessage(),
          e.getCause());
    }
    List<String> names =
        IntStream.range(0, options.patients()).mapToObj(options::recordName).toList();
    AtomicFile.write(
        directory.resolve("RECORDS"),
        (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
    return names;
  }

  private double[] clean(Patient drawn, Rhythm rhythm, double[][] factors, int patient, int lead) {
    double[] values =
        new EcgWaves(
                rhythm.beats(),
                factors,
                lead,
                options.samplingRateHz(),
                drawn.habit().respirationHz(),
                drawn.respirationMv() * (lead == 0 ? 1 : 0.7))
            .draw(Math.toIntExact(options.sampleCount()));
    // The same stream for both leads: one atrial activity, seen more faintly in the second.
    FibrillationWaves.add(
        values,
        rhythm.fibrillation(),
        drawn.fibrillationMv() * (lead == 0 ? 1 : 0.6),
        options.samplingRateHz(),
        Chance.of(options.seed(), patient, Purpose.FIBRILLATION));
    return values;
  }

  private void addNoise(double[] values, Patient drawn, Rhythm rhythm, int patient, int lead) {
    if (options.noise().kinds().isEmpty()) {
      return;
    }
    Chance mix = Chance.of(options.seed(), patient, Purpose.NOISE);
    double[] noise = new double[values.length];
    for (NoiseKind kind : options.noise().kinds()) {
      Chance chance = Chance.of(options.seed(), patient, Purpose.noise(kind), lead);
      double[] one = SimulatedNoise.draw(kind, values.length, options.samplingRateHz(), chance);
      double weight =
          mix.uniform(0.3, 1) / StrictMath.sqrt(NoisePower.ofNoise(one, options.samplingRateHz()));
      for (int i = 0; i < noise.length; i++) {
        noise[i] += weight * one[i];
      }
    }
    long[] beats =
        rhythm.beats().stream()
            .filter(beat -> NoisePower.measures(beat.shape().code()))
            .mapToLong(Beat::sample)
            .toArray();
    double gain =
        NoisePower.gain(
            NoisePower.ofSignal(values, beats, options.samplingRateHz()),
            NoisePower.ofNoise(noise, options.samplingRateHz()),
            drawn.snrDb());
    for (int i = 0; i < values.length; i++) {
      values[i] += gain * noise[i];
    }
  }

  private Signal digitise(double[] millivolts, String lead) {
    short[] digital = new short[millivolts.length];
    for (int i = 0; i < digital.length; i++) {
      long value = StrictMath.round(millivolts[i] * GAIN_ADC_PER_MV) + BASELINE_ADC;
      digital[i] = (short) StrictMath.max(0, StrictMath.min(LARGEST_ADC, value));
    }
    SignalInfo info =
        new SignalInfo(
            lead,
            "mV",
            options.samplingRateHz(),
            GAIN_ADC_PER_MV,
            BASELINE_ADC,
            RESOLUTION_BITS,
            BASELINE_ADC);
    return Signal.of(info, digital, Signal.NO_MISSING_CODE);
  }

  private static List<Annotation> annotations(Rhythm rhythm) {
    List<Annotation> all = new ArrayList<>(rhythm.rhythmChanges());
    for (Beat beat : rhythm.beats()) {
      AnnotationCode code = beat.shape().code();
      all.add(Annotation.of(beat.sample(), code));
    }
    all.sort(Comparator.comparingLong(Annotation::sample));
    return all;
  }

  private String comment(Patient drawn, int patient) {
    return "Simulated by ECG4J (seed "
        + options.seed()
        + ", patient "
        + patient
        + ", "
        + drawn.kind()
        + "); not a recording of a person";
  }
}
