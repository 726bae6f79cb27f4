package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return new CommandLine(new SimulateCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(new ErrorHandler(() -> false))
        .execute(args);
  }

  @Test
  void writesADatabaseUnderMitBihNames(@TempDir Path folder) throws Exception {
    int code =
        execute("--mitbih-names", "--patients", "3", "--minutes", "0.5", "-o", folder.toString());
    assertThat(code).isZero();
    assertThat(Files.readString(folder.resolve("RECORDS"))).isEqualTo("100\n101\n102\n");
    EcgRecord record = Wfdb.read(folder.resolve("102"));
    assertThat(record.sampleCount()).isEqualTo(10_800);
    assertThat(record.annotations("atr")).isNotEmpty();
    assertThat(out.toString()).contains("3 simulated records of 0.5 min at 360 Hz (seed 1)");
  }

  @Test
  void theSeedDecides(@TempDir Path folder) throws Exception {
    for (String[] run : new String[][] {{"a", "5"}, {"b", "5"}, {"c", "6"}}) {
      Path output = folder.resolve(run[0]);
      execute("--names", "x", "--minutes", "0.2", "--seed", run[1], "-o", output.toString());
    }
    assertThat(folder.resolve("b/x.dat")).hasSameBinaryContentAs(folder.resolve("a/x.dat"));
    assertThat(Files.mismatch(folder.resolve("a/x.dat"), folder.resolve("c/x.dat")))
        .isNotNegative();
  }

  @Test
  void mistakesAreUsageErrors(@TempDir Path folder) {
    assertThat(execute("--minutes", "0", "-o", folder.toString())).isEqualTo(2);
    assertThat(execute("--names", "a,a", "-o", folder.toString())).isEqualTo(2);
    assertThat(execute("--mitbih-names", "--patients", "49", "-o", folder.toString())).isEqualTo(2);
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString())
        .contains("--minutes must be positive")
        .contains("record names must differ")
        .contains("1 to 48")
        .contains("Missing required option");
  }
}
