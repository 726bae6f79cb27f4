package org.ecg4j.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.AnnotationCode;

/**
 * Draws patients from a population. All times are in seconds, heights in millivolts; the textbook
 * values are those of a lead II complex in an adult.
 */
final class PatientFactory {
  private static final double NORMAL_R_WIDTH = 0.010;

  // Irrational steps lay patients evenly over [0, 1), however many there are, so that a small
  // database has its share of each kind.
  private static final double KIND_STEP = 0.6180339887498949;
  private static final double VENTRICULAR_STEP = 0.4142135623730951;
  private static final double ATRIAL_STEP = 0.7320508075688772;
  private static final double NOISE_STEP = 0.2360679774997898;

  private final PopulationOptions population;
  private final NoiseOptions noise;
  private final Chance chance;
  private final PatientKind kind;
  private final double ventricularPoint;
  private final double atrialPoint;
  private final double noisePoint;

  private PatientFactory(SimulatorOptions options, int index) {
    this.population = options.population();
    this.noise = options.noise();
    this.chance = Chance.of(options.seed(), index, Purpose.PATIENT);
    Chance offsets = Chance.of(options.seed(), -1, Purpose.PATIENT);
    this.kind = population.kindAt(point(offsets, index, KIND_STEP));
    this.ventricularPoint = point(offsets, index, VENTRICULAR_STEP);
    this.atrialPoint = point(offsets, index, ATRIAL_STEP);
    this.noisePoint = point(offsets, index, NOISE_STEP);
  }

  static Patient draw(SimulatorOptions options, int index) {
    return new PatientFactory(options, index).patient();
  }

  private static double point(Chance offsets, int index, double step) {
    double position = offsets.uniform() + index * step;
    return position - StrictMath.floor(position);
  }

  private Patient patient() {
    Patient.Habit habit = habit();
    return new Patient(
        kind,
        habit,
        shapes(),
        chance.uniform(0.02, 0.15),
        chance.uniform(0.04, 0.10),
        noise.lowestSnrDb() + noisePoint * (noise.highestSnrDb() - noise.lowestSnrDb()));
  }

  private Patient.Habit habit() {
    boolean paced = kind == PatientKind.PACED;
    return new Patient.Habit(
        paced ? chance.uniform(0.82, 1.0) : 60 / chance.uniform(55, 90),
        paced ? 0.004 : population.heartRateVariability() * chance.uniform(0.4, 1.6),
        chance.uniform(0.25, 0.75),
        chance.uniform(0.2, 0.33),
        burden(population.ventricularShare(), ventricularPoint),
        paced ? 0 : burden(population.atrialShare(), atrialPoint),
        new Patient.Prematurity(
            population.atrialPrematurity() * chance.uniform(0.7, 1.3), chance.uniform(0.28, 0.48)));
  }

  /** From a twentieth of the largest share to all of it, even in the logarithm. */
  private static double burden(double largest, double point) {
    return largest * StrictMath.exp((point - 1) * StrictMath.log(20));
  }

  private Patient.Shapes shapes() {
    List<Wave> atria = pWave();
    List<Wave> ventricles =
        switch (kind) {
          case SINUS, ATRIAL_FIBRILLATION -> narrowComplex();
          case LEFT_BUNDLE_BRANCH_BLOCK -> leftBlockComplex();
          case RIGHT_BUNDLE_BRANCH_BLOCK -> rightBlockComplex();
          case PACED -> pacedComplex();
        };
    AnnotationCode code =
        switch (kind) {
          case SINUS, ATRIAL_FIBRILLATION -> AnnotationCode.NORMAL;
          case LEFT_BUNDLE_BRANCH_BLOCK -> AnnotationCode.of(2);
          case RIGHT_BUNDLE_BRANCH_BLOCK -> AnnotationCode.of(3);
          case PACED -> AnnotationCode.of(12);
        };
    boolean paced = kind == PatientKind.PACED;
    BeatShape basic = new BeatShape(code, paced ? ventricles : joined(atria, ventricles), 0.04);
    BeatShape atrial = new BeatShape(AnnotationCode.APC, joined(ectopicP(atria), ventricles), 0.05);
    List<BeatShape> ventricular = new ArrayList<>();
    ventricular.add(ventricularShape());
    if (chance.happens(0.35)) {
      ventricular.add(ventricularShape());
    }
    return new Patient.Shapes(
        basic,
        new BeatShape(code, ventricles, 0.05),
        atrial,
        ventricular,
        BeatShape.fusion(
            AnnotationCode.of(paced ? 38 : 6),
            basic,
            ventricular.get(0),
            chance.uniform(0.35, 0.6)));
  }

  private List<Wave> pWave() {
    double height = 0.13 * spread(0.3);
    return List.of(
        Wave.fixed(-0.16 * spread(0.08), 0.022 * spread(0.15), height, height * spread(0.3)));
  }

  /** The P wave of an ectopic focus: nearer, flatter or upside down. */
  private List<Wave> ectopicP(List<Wave> atria) {
    double factor = chance.happens(0.3) ? -chance.uniform(0.3, 0.9) : chance.uniform(0.3, 1.1);
    double nearer = chance.uniform(0.75, 1.0);
    return atria.stream()
        .map(
            p ->
                Wave.fixed(
                    p.centreSeconds() * nearer,
                    p.widthSeconds() * 0.9,
                    p.firstLeadMv() * factor,
                    p.secondLeadMv() * factor))
        .toList();
  }

  private List<Wave> narrowComplex() {
    double r = 1.1 * spread(0.3);
    double width = NORMAL_R_WIDTH * spread(0.18);
    double depthS = -0.25 * r * spread(0.6);
    double depthQ = -0.09 * r * spread(0.6);
    // In a good part of the patients the second lead lies where the S wave dominates.
    boolean deepS = chance.happens(0.3);
    double secondR = deepS ? r * 0.3 * spread(0.3) : r * 0.9 * spread(0.3);
    double secondS = deepS ? -0.9 * r * spread(0.3) : depthS * spread(0.4);
    double t = 0.26 * spread(0.4) * (chance.happens(0.1 * population.morphologySpread()) ? -1 : 1);
    List<Wave> waves = new ArrayList<>();
    waves.add(Wave.fixed(-0.028, width * 0.9, depthQ, depthQ * spread(0.5)));
    waves.add(Wave.fixed(0, width, r, secondR));
    waves.add(Wave.fixed(0.012 + 2 * width, width * 1.1, depthS, secondS));
    waves.addAll(tWave(0.29 * spread(0.06), t, t * spread(0.4)));
    return waves;
  }

  private List<Wave> leftBlockComplex() {
    double r = 1.0 * spread(0.25);
    double width = 0.017 * spread(0.12);
    double t = -0.3 * r * spread(0.3);
    List<Wave> waves = new ArrayList<>();
    waves.add(Wave.fixed(-0.042 * spread(0.1), width * 0.9, 0.65 * r, 0.7 * r * spread(0.2)));
    waves.add(Wave.fixed(0, width, r, r * spread(0.2)));
    waves.addAll(tWave(0.31 * spread(0.05), t, t * spread(0.3)));
    return waves;
  }

  private List<Wave> rightBlockComplex() {
    double r = 0.95 * spread(0.25);
    double s = -0.45 * r * spread(0.3);
    double t = 0.22 * spread(0.3);
    List<Wave> waves = new ArrayList<>();
    waves.add(Wave.fixed(-0.026, 0.008, -0.08 * r, -0.06 * r));
    waves.add(Wave.fixed(0, NORMAL_R_WIDTH * spread(0.12), r, r * spread(0.3)));
    waves.add(Wave.fixed(0.052 * spread(0.08), 0.020 * spread(0.12), s, s * spread(0.3)));
    waves.addAll(tWave(0.30 * spread(0.05), t, t * spread(0.3)));
    return waves;
  }

  private List<Wave> pacedComplex() {
    double sign = chance.happens(0.5) ? 1 : -1;
    double spike = sign * chance.uniform(0.3, 0.9);
    List<Wave> waves = new ArrayList<>();
    waves.add(Wave.fixed(-0.085 * spread(0.06), 0.0025, spike, spike * chance.uniform(0.4, 1.0)));
    waves.addAll(ventricularComplex(0.026));
    return waves;
  }

  private BeatShape ventricularShape() {
    double width = NORMAL_R_WIDTH * population.ventricularWidening() * spread(0.22);
    return new BeatShape(AnnotationCode.PVC, ventricularComplex(width), 0.07);
  }

  /** A broad notched complex of either sign, its T wave on the other side. */
  private List<Wave> ventricularComplex(double width) {
    double sign = chance.happens(0.5) ? 1 : -1;
    double secondSign = chance.happens(0.7) ? sign : -sign;
    double height = sign * 1.4 * spread(0.32);
    double second = secondSign * StrictMath.abs(height) * 0.9 * spread(0.3);
    double after = chance.uniform(-0.75, 0.6);
    double before = chance.uniform(-0.25, 0.35);
    double t = -0.35 * height * spread(0.3);
    List<Wave> waves = new ArrayList<>();
    waves.add(Wave.fixed(-1.9 * width, width * 0.8, before * height, before * second * 0.8));
    waves.add(Wave.fixed(0, width, height, second));
    waves.add(
        Wave.fixed(
            chance.uniform(1.7, 2.3) * width,
            width * chance.uniform(0.9, 1.3),
            after * height,
            after * second * chance.uniform(0.6, 1.2)));
    waves.addAll(tWave(0.30 * spread(0.06), t, -0.35 * second * spread(0.3)));
    return waves;
  }

  /** A slow rise and a faster fall, from two Gaussians. */
  private static List<Wave> tWave(double peak, double firstLeadMv, double secondLeadMv) {
    return List.of(
        Wave.repolarisation(peak - 0.045, 0.050, 0.5 * firstLeadMv, 0.5 * secondLeadMv),
        Wave.repolarisation(peak, 0.032, 0.75 * firstLeadMv, 0.75 * secondLeadMv));
  }

  /** A factor around 1, log-normal, no further than 2.2 standard deviations out. */
  private double spread(double deviation) {
    double z = StrictMath.max(-2.2, StrictMath.min(2.2, chance.gaussian()));
    return StrictMath.exp(deviation * population.morphologySpread() * z);
  }

  private static List<Wave> joined(List<Wave> first, List<Wave> second) {
    List<Wave> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
