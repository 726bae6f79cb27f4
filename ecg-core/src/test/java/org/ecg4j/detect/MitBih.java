package org.ecg4j.detect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.Wfdb;

/** MIT-BIH records as arrays, and the course's split of them. */
final class MitBih {
  static final double RATE_HZ = 360;

  static final List<String> TRAINING =
      List.of(
          ("100 101 102 103 104 105 106 107 108 109 111 112 113 114 115 116 117 118 119 121 122 123"
                  + " 124 200 201 202 203 205 207 208 209 210")
              .split(" "));

  static final List<String> HELD_OUT =
      List.of("212 213 214 215 217 219 220 221 222 223 228 230 231 232 233 234".split(" "));

  private MitBih() {}

  /** One record: its leads, its beats and its stretches of ventricular flutter. */
  @SuppressWarnings("ArrayRecordComponent")
  record Recording(String name, float[][] leads, List<Annotation> reference) {
    static Recording read(Path folder, String name) throws IOException {
      EcgRecord record = Wfdb.read(folder.resolve(name));
      float[][] leads =
          record.signals().stream().map(signal -> signal.toPhysical()).toArray(float[][]::new);
      return new Recording(name, leads, Wfdb.readAnnotations(folder.resolve(name), "atr"));
    }

    List<Annotation> beats() {
      return reference.stream().filter(annotation -> annotation.code().isBeat()).toList();
    }

    /** The two channels of a noise record. */
    static float[][] readNoise(Path folder, String name) throws IOException {
      return Wfdb.read(folder.resolve(name)).signals().stream()
          .map(signal -> signal.toPhysical())
          .toArray(float[][]::new);
    }

    /** The beats that the noise rule measures the signal by: those not begun by the ventricles. */
    long[] measuredBeats() {
      return beats().stream()
          .filter(beat -> "VFE?r".indexOf(beat.code().mnemonic()) < 0)
          .mapToLong(Annotation::sample)
          .toArray();
    }

    /** Whether a sample lies in a stretch of flutter, marked by {@code [} and {@code ]}. */
    boolean[] flutter() {
      boolean[] inside = new boolean[leads[0].length];
      int start = -1;
      for (Annotation annotation : reference) {
        String mnemonic = annotation.code().mnemonic();
        if (mnemonic.equals("[")) {
          start = (int) annotation.sample();
        } else if (mnemonic.equals("]") && start >= 0) {
          Arrays.fill(inside, start, (int) annotation.sample() + 1, true);
          start = -1;
        }
      }
      return inside;
    }
  }

  static List<Recording> readAll(Path folder, List<String> names) throws IOException {
    List<Recording> all = new ArrayList<>();
    for (String name : names) {
      all.add(Recording.read(folder, name));
    }
    return all;
  }
}
