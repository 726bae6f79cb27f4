package org.ecg4j.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.AnnotationCode;

/**
 * What one kind of beat looks like in one patient.
 *
 * @param code how it is annotated
 * @param waves its Gaussians
 * @param variation the relative standard deviation of a wave's height from beat to beat
 */
record BeatShape(AnnotationCode code, List<Wave> waves, double variation) {

  BeatShape {
    waves = List.copyOf(waves);
  }

  /** The superposition of two shapes, as when two impulses meet in the ventricles. */
  static BeatShape fusion(AnnotationCode code, BeatShape first, BeatShape second, double share) {
    List<Wave> waves = new ArrayList<>();
    first.waves.forEach(wave -> waves.add(wave.scaled(1 - share)));
    second.waves.forEach(wave -> waves.add(wave.scaled(share)));
    return new BeatShape(code, waves, StrictMath.max(first.variation, second.variation));
  }
}
