package org.ecg4j.cli;

import java.util.Locale;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.SplitRule;
import org.ecg4j.dataset.Splits;
import org.ecg4j.simulate.SimulatorOptions;

/** The splits that the command line offers by name. */
enum SplitChoice {
  /** The course split where the records are MIT-BIH's, a seeded third of the patients elsewhere. */
  AUTO,
  COURSE,
  DECHAZAL,
  DECHAZAL_WITHOUT_202,
  FRACTION,
  NONE;

  /** The share of patients that a seeded split sets aside. */
  static final double TEST_FRACTION = 0.33;

  /** Divides a dataset; {@link #NONE} cannot. */
  Split of(EcgDataset beats, long seed) {
    return beats.split(rule(beats, seed));
  }

  private SplitRule rule(EcgDataset beats, long seed) {
    return switch (this) {
      case AUTO -> (isMitBih(beats) ? COURSE : FRACTION).rule(beats, seed);
      case COURSE -> Splits.mitBihCourse();
      case DECHAZAL -> Splits.deChazal();
      case DECHAZAL_WITHOUT_202 -> Splits.deChazalWithout202();
      case FRACTION -> Splits.fraction(TEST_FRACTION, seed);
      case NONE -> throw new IllegalArgumentException("--split none has no test patients");
    };
  }

  private static boolean isMitBih(EcgDataset beats) {
    return SimulatorOptions.MIT_BIH_RECORD_NAMES.containsAll(beats.recordNames());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
