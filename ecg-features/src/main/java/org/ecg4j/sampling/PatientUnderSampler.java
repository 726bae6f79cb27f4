package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.ecg4j.dataset.TrainingSet;

/**
 * Of the {@code n} beats that a patient has of one symbol, keeps {@code factor * sqrt(n)}, drawn
 * without replacement, or all when there are not so many. A patient's thousandth normal beat
 * teaches little that the first hundred did not; what is left trains several times as fast. Those
 * kept stay in their order.
 *
 * @param factor beats kept are this times the root of their number; above 0
 * @param seed decides the draws
 */
public record PatientUnderSampler(double factor, long seed) implements Sampler {

  /** Checks the factor. */
  public PatientUnderSampler {
    if (!(factor > 0 && factor <= 10_000)) {
      throw new IllegalArgumentException("factor must be above 0 to 10,000, not " + factor);
    }
  }

  @Override
  public TrainingSet sample(TrainingSet train) {
    Map<String, int[]> groups = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int row = 0; row < train.size(); row++) {
      counts.merge(group(train, row), 1, Integer::sum);
    }
    counts.forEach((group, count) -> groups.put(group, new int[count]));
    Map<String, Integer> filled = new LinkedHashMap<>();
    for (int row = 0; row < train.size(); row++) {
      String group = group(train, row);
      groups.get(group)[filled.merge(group, 1, Integer::sum) - 1] = row;
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] chosen = new int[train.size()];
    int size = 0;
    for (int[] rows : groups.values()) {
      int kept = (int) Math.min(rows.length, Math.ceil(factor * Math.sqrt(rows.length)));
      RowsByClass.shuffleFront(rows, kept, random);
      System.arraycopy(rows, 0, chosen, size, kept);
      size += kept;
    }
    chosen = Arrays.copyOf(chosen, size);
    Arrays.sort(chosen);
    return train.select(
        chosen, "at most " + factor + " sqrt(n) of each patient's symbols, seed " + seed);
  }

  /** A patient's beats of one symbol; neither may hold a space. */
  private static String group(TrainingSet train, int row) {
    return train.subject(row) + " " + train.beatCode(row).mnemonic();
  }
}
