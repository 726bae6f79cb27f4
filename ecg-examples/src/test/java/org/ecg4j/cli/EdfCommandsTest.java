package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** The commands that take EDF files: a simulated ECG at 360 Hz beside a slow signal at 1 Hz. */
class EdfCommandsTest {
  private static final int RATE_HZ = 360;
  private static final int SECONDS = 120;
  private static final int MICROVOLTS = 5;

  @TempDir private Path folder;
  private EcgRecord simulated;
  private String file;

  @BeforeEach
  void writeEdf() throws IOException {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPatients(1)
            .withDuration(Duration.ofSeconds(SECONDS))
            .withSeed(3);
    simulated = EcgSimulator.of(options).records().get(0);
    float[] ecg = simulated.signals().get(0).toPhysical();
    ByteArrayOutputStream edf = new ByteArrayOutputStream();
    StringBuilder header = new StringBuilder();
    field(header, 8, "0");
    field(header, 80, "X X X X");
    field(header, 80, "Startdate X X X X");
    field(header, 16, "01.01.0101.01.01");
    field(header, 8, "768");
    field(header, 44, "");
    field(header, 8, Integer.toString(SECONDS));
    field(header, 8, "1");
    field(header, 4, "2");
    pair(header, 16, "ECG II", "Temp");
    pair(header, 80, "", "");
    pair(header, 8, "mV", "C");
    pair(header, 8, "-163.84", "0");
    pair(header, 8, "163.835", "65535");
    pair(header, 8, "-32768", "-32768");
    pair(header, 8, "32767", "32767");
    pair(header, 80, "", "");
    pair(header, 8, Integer.toString(RATE_HZ), "1");
    pair(header, 32, "", "");
    edf.write(header.toString().getBytes(StandardCharsets.US_ASCII));
    for (int second = 0; second < SECONDS; second++) {
      for (int i = 0; i < RATE_HZ; i++) {
        write(edf, Math.round(ecg[second * RATE_HZ + i] * 1000 / MICROVOLTS));
      }
      write(edf, second - 32768);
    }
    file = folder.resolve("night.edf").toString();
    Files.write(Path.of(file), edf.toByteArray());
  }

  private static void field(StringBuilder header, int width, String text) {
    header.append(String.format("%-" + width + "s", text));
  }

  private static void pair(StringBuilder header, int width, String first, String second) {
    field(header, width, first);
    field(header, width, second);
  }

  private static void write(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >> 8);
  }

  @Test
  void exportPrintsTheChosenLead() {
    Console csv = Console.run("export", file, "--signals", "ECG II", "--to", "1s", "--digital");
    assertThat(csv.err()).isEmpty();
    List<String> lines = csv.out().lines().toList();
    assertThat(lines).hasSize(1 + RATE_HZ);
    float first = simulated.signals().get(0).toPhysical()[0];
    assertThat(lines.get(1)).isEqualTo("0," + Math.round(first * 1000 / MICROVOLTS));
    Console slow = Console.run("export", file, "--signals", "1", "--from", "3", "--to", "5");
    assertThat(slow.out().lines()).containsExactly("sample,Temp", "3,3.0", "4,4.0");
  }

  @Test
  void convertMakesAWfdbRecord() throws IOException {
    Path target = folder.resolve("out");
    Console console =
        Console.run("convert", file, "-o", target.toString(), "--signals", "ECG II", "--json");
    assertThat(console.err()).isEmpty();
    assertThat(console.exitCode()).isZero();
    EcgRecord made = Wfdb.read(target.resolve("night"));
    assertThat(made.samplingRateHz()).isEqualTo(RATE_HZ);
    float[] wanted = simulated.signals().get(0).toPhysical();
    float[] found = made.signal("ECG II").toPhysical();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(found[i]).isBetween(wanted[i] - 0.0026f, wanted[i] + 0.0026f);
    }
  }

  @Test
  void detectFindsItsBeats() throws IOException {
    Console console = Console.run("detect", file);
    assertThat(console.err()).isEmpty();
    assertThat(console.out()).contains("beats in 2.0 minutes (ECG II)");
    List<Annotation> found = Wfdb.readAnnotations(Path.of(file), "qrs");
    var report =
        Ec57.standard()
            .withStart(Duration.ofSeconds(2))
            .compare(simulated.header(), simulated.annotations("atr"), found);
    assertThat(report.rates().qrs().sensitivity()).isGreaterThan(98);
    assertThat(report.rates().qrs().positivePredictivity()).isGreaterThan(98);
  }
}
