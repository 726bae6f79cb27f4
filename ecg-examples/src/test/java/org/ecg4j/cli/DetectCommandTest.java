package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ecg4j.evaluation.Ec57;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path record;

  @TempDir private Path folder;

  @BeforeEach
  void simulate() throws IOException {
    SimulatorOptions options =
        SimulatorOptions.defaults().withPatients(1).withDuration(Duration.ofMinutes(2)).withSeed(3);
    record = folder.resolve(EcgSimulator.of(options).write(folder).get(0));
  }

  @Test
  void writesBeatsThatAgreeWithTheReference() throws IOException {
    assertThat(run(record.toString(), "-o", "qrs")).isZero();
    EcgRecord read = Wfdb.read(record);
    List<Annotation> found = Wfdb.readAnnotations(record, "qrs");
    var report =
        Ec57.standard()
            .withStart(Duration.ofSeconds(2))
            .compare(read.header(), Wfdb.readAnnotations(record, "atr"), found);
    assertThat(report.rates().qrs().sensitivity()).isGreaterThan(98);
    assertThat(report.rates().qrs().positivePredictivity()).isGreaterThan(98);
    assertThat(out.toString()).contains(found.size() + " beats in 2.0 minutes (MLII)");
  }

  @Test
  void writesElsewhereAndPrintsJson() throws IOException {
    Path elsewhere = folder.resolve("new/folder");
    int code = run(record.toString(), "--lead", "MLII,V5", "-d", elsewhere.toString(), "--json");
    assertThat(code).isZero();
    JsonObject printed = JsonParser.parseString(out.toString()).getAsJsonObject();
    Path written = elsewhere.resolve(record.getFileName());
    assertThat(printed.get("beats").getAsInt())
        .isEqualTo(Wfdb.readAnnotations(written, "qrs").size());
    assertThat(printed.getAsJsonArray("leads")).hasSize(2);
    assertThat(Path.of(printed.get("file").getAsString())).exists();
    assertThat(Files.exists(Path.of(record + ".qrs"))).isFalse();
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(run(folder.resolve("none").toString())).isEqualTo(3);
    assertThat(run(record.toString(), "--lead", "aVR")).isEqualTo(2);
    assertThat(err.toString()).contains("has no lead aVR");
    assertThat(run(record.toString(), "-o", "../x")).isEqualTo(2);
    assertThat(run(record.toString(), "-o", "dat")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  private int run(String... args) {
    CommandLine commandLine = new CommandLine(new DetectCommand());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.setExecutionExceptionHandler(new ErrorHandler(() -> false));
    return commandLine.execute(args);
  }
}
