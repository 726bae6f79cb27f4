package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {
  @TempDir private Path folder;

  @Test
  void sidesWithoutAClassAreWarnedOf() {
    String data = folder.toString();
    assertThat(Console.run("simulate", "--patients=2", "--minutes=0.5", "--seed=2", "-o", data))
        .extracting(Console::exitCode)
        .isEqualTo(0);
    Console counted = Console.run("dataset", data, "--labels=aami5", "--split=fraction");
    assertThat(counted.exitCode()).isZero();
    // The first patient has S and V beats, the second none; fusions and unknown ones nobody has.
    assertThat(counted.out().lines().filter(line -> line.startsWith("t")))
        .containsExactly(
            "train    N 27 (100.00 %)  S 0 (0.00 %)  V 0 (0.00 %)  F 0 (0.00 %)  Q 0 (0.00 %)"
                + "  total 27",
            "test     N 30 (78.95 %)  S 6 (15.79 %)  V 2 (5.26 %)  F 0 (0.00 %)  Q 0 (0.00 %)"
                + "  total 38");
    assertThat(counted.err().lines())
        .containsExactly(
            "Warning: no S, V, F, Q on the train side", "Warning: no F, Q on the test side");
    assertThat(Console.run("dataset", data, "--labels=aami5").err()).isEmpty();
  }
}
