package org.ecg4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Windows are views: what a loaded database takes is its samples, two bytes each, and a few
 * columns.
 */
@Tag("mitdb")
class DatasetMemoryTest {

  @Test
  void theWholeDatabaseTakesLessThan200Megabytes() throws IOException {
    long before = usedAfterCollection();
    EcgDataset beats = EcgDataset.load(TestData.mitdb());
    long used = usedAfterCollection() - before;
    assertThat(beats.size()).isEqualTo(109_217);
    // 31 million samples of one lead as shorts cannot take less.
    assertThat(used).isBetween(2 * 31_200_000L, 200_000_000L);
  }

  private static long usedAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
