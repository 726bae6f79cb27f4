package org.ecg4j.wfdb;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.stream.Stream;

/** Synthetic records written by the WFDB C package 10.7.0, with the samples it read back. */
final class Golden {
  private Golden() {}

  static Path folder() {
    try {
      return Path.of(Golden.class.getResource("/golden/wfdb").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** The columns of a text file of samples: one array a signal. */
  static int[][] columns(String file) throws IOException {
    int[][] rows;
    try (Stream<String> lines = Files.lines(folder().resolve(file))) {
      rows =
          lines
              .map(line -> new Scanner(line).tokens().mapToInt(Integer::parseInt).toArray())
              .toArray(int[][]::new);
    }
    int[][] columns = new int[rows[0].length][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int k = 0; k < columns.length; k++) {
        columns[k][row] = rows[row][k];
      }
    }
    return columns;
  }
}
