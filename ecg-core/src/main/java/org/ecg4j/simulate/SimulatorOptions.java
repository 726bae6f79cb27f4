package org.ecg4j.simulate;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What to simulate.
 *
 * @param patients how many patients, one record each, 1 to 100,000
 * @param duration the length of each record, 2 seconds to 7 days
 * @param samplingRateHz samples a second, 100 to 2,000
 * @param seed decides everything that is left to chance; the same options give the same bytes
 * @param recordNames the records' names, one a patient; empty for {@code s00001}, {@code s00002}...
 * @param population how the patients differ
 * @param noise how noisy the records are
 */
public record SimulatorOptions(
    int patients,
    Duration duration,
    double samplingRateHz,
    long seed,
    List<String> recordNames,
    PopulationOptions population,
    NoiseOptions noise) {

  /**
   * The names of all 48 records of the MIT-BIH Arrhythmia Database, in order. Records simulated
   * under them can be split as that database is; they have nothing else in common with it.
   */
  public static final List<String> MIT_BIH_RECORD_NAMES =
      List.of(
          "100", "101", "102", "103", "104", "105", "106", "107", "108", "109", "111", "112", "113",
          "114", "115", "116", "117", "118", "119", "121", "122", "123", "124", "200", "201", "202",
          "203", "205", "207", "208", "209", "210", "212", "213", "214", "215", "217", "219", "220",
          "221", "222", "223", "228", "230", "231", "232", "233", "234");

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofDays(7);

  /** Checks all ranges, and that each patient has a name of its own where there are names. */
  public SimulatorOptions {
    Objects.requireNonNull(population, "population");
    Objects.requireNonNull(noise, "noise");
    recordNames = List.copyOf(recordNames);
    if (patients < 1 || patients > 100_000) {
      throw new IllegalArgumentException("patients must be 1 to 100,000, not " + patients);
    }
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "duration must be between 2 seconds and 7 days, not " + duration);
    }
    if (!(samplingRateHz >= 100 && samplingRateHz <= 2000)) {
      throw new IllegalArgumentException(
          "sampling rate must be between 100 and 2,000 Hz, not " + samplingRateHz);
    }
    if (!recordNames.isEmpty() && recordNames.size() != patients) {
      throw new IllegalArgumentException(
          "there must be a record name for each of "
              + patients
              + " patients or none, not "
              + recordNames.size());
    }
    if (new HashSet<>(recordNames).size() != recordNames.size()) {
      throw new IllegalArgumentException("record names must differ: " + recordNames);
    }
    for (String name : recordNames) {
      if (!name.matches("[A-Za-z0-9_]+")) {
        throw new IllegalArgumentException(
            "a record name must be made of letters, digits and underscores, not '" + name + "'");
      }
    }
  }

  /**
   * Twelve patients of ten minutes at 360 Hz, seed 1.
   *
   * @return the options
   */
  public static SimulatorOptions defaults() {
    return new SimulatorOptions(
        12,
        Duration.ofMinutes(10),
        360,
        1,
        List.of(),
        PopulationOptions.defaults(),
        NoiseOptions.defaults());
  }

  /**
   * The same with another number of patients, under generated names.
   *
   * @param newPatients how many
   * @return a copy
   */
  public SimulatorOptions withPatients(int newPatients) {
    return new SimulatorOptions(
        newPatients, duration, samplingRateHz, seed, List.of(), population, noise);
  }

  /**
   * The same with records of another length.
   *
   * @param newDuration the length of each record
   * @return a copy
   */
  public SimulatorOptions withDuration(Duration newDuration) {
    return new SimulatorOptions(
        patients, newDuration, samplingRateHz, seed, recordNames, population, noise);
  }

  /**
   * The same at another rate.
   *
   * @param newSamplingRateHz samples a second
   * @return a copy
   */
  public SimulatorOptions withSamplingRateHz(double newSamplingRateHz) {
    return new SimulatorOptions(
        patients, duration, newSamplingRateHz, seed, recordNames, population, noise);
  }

  /**
   * The same with other chance.
   *
   * @param newSeed the seed
   * @return a copy
   */
  public SimulatorOptions withSeed(long newSeed) {
    return new SimulatorOptions(
        patients, duration, samplingRateHz, newSeed, recordNames, population, noise);
  }

  /**
   * The same under given names, one patient for each.
   *
   * @param newRecordNames such as {@link #MIT_BIH_RECORD_NAMES}
   * @return a copy
   */
  public SimulatorOptions withRecordNames(List<String> newRecordNames) {
    return new SimulatorOptions(
        newRecordNames.size(), duration, samplingRateHz, seed, newRecordNames, population, noise);
  }

  /**
   * The same with other patients.
   *
   * @param newPopulation how they differ
   * @return a copy
   */
  public SimulatorOptions withPopulation(PopulationOptions newPopulation) {
    return new SimulatorOptions(
        patients, duration, samplingRateHz, seed, recordNames, newPopulation, noise);
  }

  /**
   * The same with other noise.
   *
   * @param newNoise how noisy the records are
   * @return a copy
   */
  public SimulatorOptions withNoise(NoiseOptions newNoise) {
    return new SimulatorOptions(
        patients, duration, samplingRateHz, seed, recordNames, population, newNoise);
  }

  /**
   * The name of a patient's record.
   *
   * @param patient counted from 0
   * @return the name
   */
  public String recordName(int patient) {
    Objects.checkIndex(patient, patients);
    return recordNames.isEmpty()
        ? String.format(java.util.Locale.ROOT, "s%05d", patient + 1)
        : recordNames.get(patient);
  }

  /** The length of each record in samples. */
  long sampleCount() {
    return StrictMath.round(duration.toNanos() * 1e-9 * samplingRateHz);
  }
}
