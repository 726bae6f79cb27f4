package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.wfdb.Wfdb;
import org.ecg4j.wfdb.WriteOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RecordCommandsTest {
  @TempDir private Path folder;
  private String record;

  @BeforeEach
  void writeRecord() throws Exception {
    int[] first = {0, 100, -200, 7};
    int[] second = {1, 2, 3, 4};
    List<Signal> signals =
        List.of(
            Signal.of(SignalInfo.millivolts("MLII", 2), first, Signal.NO_MISSING_CODE),
            Signal.of(SignalInfo.millivolts("V1", 2), second, Signal.NO_MISSING_CODE));
    EcgRecord made =
        EcgRecord.of(RecordHeader.of("r", 2, 4).withComments(List.of("made up")), signals)
            .withAnnotations(
                "atr",
                List.of(
                    Annotation.of(1, AnnotationCode.RHYTHM).withAux("(N"),
                    Annotation.of(2, AnnotationCode.PVC).withChannel(1).withSubtype(-1)));
    Wfdb.write(made, folder, WriteOptions.defaults());
    record = folder.resolve("r").toString();
  }

  private record Result(int exitCode, String out) {}

  private static Result run(Callable<Integer> command, String... args) {
    StringWriter out = new StringWriter();
    int exitCode = new CommandLine(command).setOut(new PrintWriter(out)).execute(args);
    return new Result(exitCode, out.toString());
  }

  @Test
  void exportPrintsRawValues() {
    Result result = run(new ExportCommand(), record, "--digital", "--csv", "--from", "1");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("sample,MLII,V1\n1,100,2\n2,-200,3\n3,7,4\n");
  }

  @Test
  void exportPrintsPhysicalValuesOfChosenLeads() {
    Result result = run(new ExportCommand(), record, "--signals", "V1,MLII", "--to", "1s");
    assertThat(result.out()).isEqualTo("sample,V1,MLII\n0,0.005,0.0\n1,0.01,0.5\n");
    Result json = run(new ExportCommand(), record, "--signals", "1", "--digital", "--json");
    JsonObject object = JsonParser.parseString(json.out()).getAsJsonObject();
    assertThat(object.getAsJsonArray("signals").get(0).getAsJsonObject().get("samples").toString())
        .isEqualTo("[1,2,3,4]");
  }

  @Test
  void exportWritesARecord() throws Exception {
    Path target = folder.resolve("out");
    Result result =
        run(new ExportCommand(), record, "--wfdb", "16", "--from", "2", "-o", target.toString());
    assertThat(result.exitCode()).isZero();
    EcgRecord written = Wfdb.read(target.resolve("r"));
    assertThat(written.signal("MLII").toDigital()).containsExactly(-200, 7);
    assertThat(written.annotations("atr")).extracting(Annotation::sample).containsExactly(0L);
  }

  @Test
  void annotationsAreOneObjectALine() {
    Result result = run(new AnnotationsCommand(), record, "-a", "atr", "--json");
    assertThat(result.out().lines())
        .containsExactly(
            "{\"sample\":1,\"code\":\"+\",\"subtype\":0,\"channel\":0,\"number\":0,\"aux\":\"(N\"}",
            "{\"sample\":2,\"code\":\"V\",\"subtype\":-1,\"channel\":1,\"number\":0,\"aux\":\"\"}");
    assertThat(run(new AnnotationsCommand(), record).out().lines()).hasSize(2);
  }

  @Test
  void verifyFindsAChangedByte() throws Exception {
    assertThat(run(new VerifyCommand(), record).exitCode()).isZero();
    Path signal = folder.resolve("r.dat");
    byte[] bytes = Files.readAllBytes(signal);
    bytes[0] ^= 1;
    Files.write(signal, bytes);
    Result result = run(new VerifyCommand(), folder.toString(), "--json");
    assertThat(result.exitCode()).isEqualTo(1);
    JsonObject object = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(object.get("clean").getAsBoolean()).isFalse();
    assertThat(result.out()).contains("CHECKSUM", "INITIAL_VALUE");
  }

  @Test
  void convertChangesFormatNameAndSegments() throws Exception {
    Path target = folder.resolve("out");
    Result result =
        run(
            new ConvertCommand(),
            record,
            "-o",
            target.toString(),
            "--format",
            "32",
            "--name",
            "n",
            "--segment-length",
            "3",
            "--json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("n_0001.dat", "n_0002.hea", "n.hea");
    EcgRecord written = Wfdb.read(target.resolve("n"));
    assertThat(written.signal("MLII").toDigital()).containsExactly(0, 100, -200, 7);
    assertThat(written.annotations("atr")).hasSize(2);
  }

  @Test
  void infoSaysWhatIsThere() {
    Result result = run(new InfoCommand(), record);
    assertThat(result.out())
        .contains("rate      2.0 Hz", "4 samples, 0:00:02.000", "MLII", "atr: 2 {+=1, V=1}");
    JsonObject object =
        JsonParser.parseString(run(new InfoCommand(), record, "--json").out()).getAsJsonObject();
    assertThat(object.get("sampleCount").getAsInt()).isEqualTo(4);
    assertThat(object.getAsJsonArray("comments").get(0).getAsString()).isEqualTo("made up");
  }

  @Test
  void wrongUsageIsExitCode2() {
    assertThat(run(new ExportCommand(), record, "--wfdb", "16").exitCode()).isEqualTo(2);
  }
}
