package org.ecg4j.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;

/**
 * Lays out a patient's beats: sinus rhythm, premature beats with their pauses, bigeminy,
 * ventricular runs and atrial fibrillation. Every beat's fiducial point falls on a sample, so that
 * its annotation is exact.
 *
 * <ul>
 *   <li>An atrial premature beat resets the sinus node: a full interval or a little more follows.
 *   <li>A ventricular one does not: the sinus node keeps its time, the beat that falls into the
 *       ventricles' recovery is lost, and the next comes when it would have come anyway (a full
 *       compensatory pause).
 * </ul>
 */
final class RhythmGenerator {
  private static final double SHORTEST_INTERVAL_S = 0.3;
  private static final double MARK_BEFORE_BEAT_S = 0.15;
  private static final double BIGEMINY_MEAN_PAIRS = 10;
  private static final double FIBRILLATION_PACE = 0.95;

  private final Patient patient;
  private final Patient.Habit habit;
  private final Patient.Shapes shapes;
  private final Chance chance;
  private final HeartRate heartRate;
  private final double samplingRateHz;
  private final double endSeconds;
  private final String basicRhythm;
  // The chance of a premature beat per basic beat, from the wanted share among all beats.
  private final double ventricularChance;
  private final double atrialChance;
  private final double fusionChance;

  private final List<Beat> beats = new ArrayList<>();
  private final List<Annotation> marks = new ArrayList<>();
  private final List<Rhythm.Span> fibrillation = new ArrayList<>();
  private String currentRhythm = "";
  private double lastSeconds;
  private int bigeminyPairsLeft;

  private RhythmGenerator(Patient patient, SimulatorOptions options, int index) {
    this.patient = patient;
    this.habit = patient.habit();
    this.shapes = patient.shapes();
    this.chance = Chance.of(options.seed(), index, Purpose.RHYTHM);
    this.heartRate = new HeartRate(habit, Chance.of(options.seed(), index, Purpose.HEART_RATE));
    this.samplingRateHz = options.samplingRateHz();
    this.endSeconds = options.sampleCount() / samplingRateHz;
    this.basicRhythm = patient.kind() == PatientKind.PACED ? "(P" : "(N";
    double basicShare = 1 - habit.ventricularShare() - habit.atrialShare();
    this.ventricularChance = habit.ventricularShare() / basicShare;
    this.atrialChance = habit.atrialShare() / basicShare;
    this.fusionChance = 0.12 * ventricularChance;
  }

  static Rhythm generate(Patient patient, SimulatorOptions options, int index) {
    RhythmGenerator generator = new RhythmGenerator(patient, options, index);
    generator.run();
    return new Rhythm(generator.beats, generator.marks, generator.fibrillation);
  }

  private void run() {
    lastSeconds = chance.uniform(0.2, 0.9) - habit.meanIntervalSeconds();
    if (patient.kind() != PatientKind.ATRIAL_FIBRILLATION) {
      sinusRhythm(endSeconds);
      return;
    }
    boolean permanent = chance.happens(0.15);
    boolean fibrillating = permanent || chance.happens(0.3);
    while (lastSeconds < endSeconds) {
      double episode = fibrillating ? chance.logUniform(20, 150) : chance.logUniform(60, 400);
      double until = permanent ? endSeconds : lastSeconds + episode;
      if (fibrillating) {
        fibrillate(StrictMath.min(until, endSeconds));
      } else {
        sinusRhythm(StrictMath.min(until, endSeconds));
      }
      fibrillating = !fibrillating;
    }
  }

  private void sinusRhythm(double until) {
    while (lastSeconds < until) {
      double interval = heartRate.intervalSeconds(lastSeconds);
      if (bigeminyPairsLeft > 0) {
        bigeminyPairsLeft--;
        prematureVentricular(interval, 1, "(B");
      } else if (chance.happens(0.5 * ventricularChance / BIGEMINY_MEAN_PAIRS)) {
        bigeminyPairsLeft = (int) (BIGEMINY_MEAN_PAIRS * chance.uniform(0.4, 1.6));
      } else if (chance.happens(0.5 * ventricularChance)) {
        int count = ventricularCount();
        prematureVentricular(interval, count, count >= 3 ? "(VT" : basicRhythm);
      } else if (chance.happens(atrialChance)) {
        prematureAtrial(interval);
      } else if (chance.happens(fusionChance)) {
        add(lastSeconds + interval * chance.uniform(0.92, 0.99), shapes.fusion(), basicRhythm);
      } else {
        add(lastSeconds + interval, shapes.basic(), basicRhythm);
      }
    }
  }

  /** Mostly one, sometimes a couplet, rarely a run. */
  private int ventricularCount() {
    double point = chance.uniform();
    if (point < 0.86) {
      return 1;
    }
    return point < 0.95 ? 2 : 3 + (int) (6 * chance.uniform());
  }

  private void prematureVentricular(double interval, int count, String rhythm) {
    double sinusSeconds = lastSeconds;
    BeatShape shape = ventricularShape();
    double early = habit.prematurity().ventricular() * chance.uniform(0.88, 1.12);
    add(lastSeconds + interval * (1 - early), shape, rhythm);
    for (int i = 1; i < count; i++) {
      add(lastSeconds + chance.uniform(0.34, 0.46), shape, rhythm);
    }
    // The first sinus beat that finds the ventricles recovered again.
    double elapsed = (lastSeconds - sinusSeconds) / interval;
    double next = sinusSeconds + interval * StrictMath.ceil(elapsed + 0.55);
    add(next, shapes.basic(), "(B".equals(rhythm) ? rhythm : basicRhythm);
  }

  private BeatShape ventricularShape() {
    List<BeatShape> foci = shapes.ventricular();
    return foci.get(foci.size() > 1 && chance.happens(0.25) ? 1 : 0);
  }

  private void prematureAtrial(double interval) {
    double early = habit.prematurity().atrial() * chance.uniform(0.7, 1.3);
    add(lastSeconds + interval * (1 - early), shapes.atrialPremature(), basicRhythm);
    add(lastSeconds + interval * chance.uniform(1.0, 1.15), shapes.basic(), basicRhythm);
  }

  private void fibrillate(double until) {
    long startSample = sample(StrictMath.max(0, lastSeconds));
    double mean = habit.meanIntervalSeconds() * FIBRILLATION_PACE;
    while (lastSeconds < until) {
      if (chance.happens(0.5 * ventricularChance)) {
        double early = habit.prematurity().ventricular();
        add(lastSeconds + mean * (1 - early), ventricularShape(), "(AFIB");
        add(lastSeconds + mean * chance.uniform(1.0, 1.5), shapes.fibrillating(), "(AFIB");
      } else {
        double factor = StrictMath.exp(0.23 * chance.gaussian());
        double bounded = StrictMath.max(0.5, StrictMath.min(1.9, factor));
        add(lastSeconds + mean * bounded, shapes.fibrillating(), "(AFIB");
      }
    }
    long endSample = sample(StrictMath.min(lastSeconds, endSeconds));
    fibrillation.add(new Rhythm.Span(startSample, endSample));
  }

  private void add(double wantedSeconds, BeatShape shape, String rhythm) {
    double earliest = lastSeconds + SHORTEST_INTERVAL_S;
    long sample = sample(StrictMath.max(wantedSeconds, earliest));
    double seconds = sample / samplingRateHz;
    // The first beat can come early enough to lie before the record.
    if (seconds >= 0 && seconds < endSeconds) {
      if (!rhythm.equals(currentRhythm)) {
        long mark = StrictMath.max(0, sample(seconds - MARK_BEFORE_BEAT_S));
        marks.add(Annotation.of(mark, AnnotationCode.RHYTHM).withAux(rhythm));
        currentRhythm = rhythm;
      }
      beats.add(new Beat(sample, shape, seconds - lastSeconds));
    }
    lastSeconds = seconds;
  }

  private long sample(double seconds) {
    return StrictMath.round(seconds * samplingRateHz);
  }
}
