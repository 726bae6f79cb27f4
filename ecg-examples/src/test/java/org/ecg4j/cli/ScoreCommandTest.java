package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.wfdb.AnnotationSet;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two small records at 100 Hz; what should come out is worked by hand. */
class ScoreCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void writeRecords() throws IOException {
    write("a", "atr", "N100 V200 N300 S400 N31000 V32000");
    write("a", "qrs", "N101 V201 N301 S330 N31002");
    write("b", "atr", "N100 N200 N31000 N32000");
    write("b", "qrs", "N100 N200 N31000 N32000 V33000");
    for (String name : List.of("a", "b")) {
      Files.writeString(
          folder.resolve(name + ".hea"), name + " 1 100 40000\n" + name + ".dat 16 200\n");
    }
  }

  private void write(String record, String annotator, String text) throws IOException {
    List<Annotation> annotations =
        List.of(text.split(" ", -1)).stream()
            .map(
                word ->
                    Annotation.of(
                        Long.parseLong(word.substring(1)),
                        AnnotationCode.ofMnemonic(word.substring(0, 1)).orElseThrow()))
            .toList();
    Wfdb.writeAnnotations(folder.resolve(record), annotator, AnnotationSet.of(annotations));
  }

  private int run(String... args) {
    CommandLine commandLine = new CommandLine(new ScoreCommand());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.setExecutionExceptionHandler(new ErrorHandler(() -> false));
    return commandLine.execute(args);
  }

  private String path(String record) {
    return folder.resolve(record).toString();
  }

  @Test
  void printsLinesAndSums() {
    int code = run("--reference", "atr", "--test", "qrs", path("a"), path("b"));
    assertThat(code).isZero();
    assertThat(err.toString()).isEmpty();
    List<String> lines =
        out.toString().lines().map(line -> line.strip().replaceAll("\\s+", " ")).toList();
    // RR of a: 31000 - 400 against 31002 - 330 samples. From 5:00 on: a has N-N and a missed V, b
    // two N-N and an extra V.
    assertThat(lines)
        .contains(
            "a 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 50.00 100.00 0.00 - - - 720.00",
            "b 2 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 100.00 66.67 - 0.00 - - 0.00",
            "Sum 3 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 1 0",
            "Gross 75.00 75.00 0.00 0.00 - -",
            "Average 75.00 83.33 0.00 0.00 - - 360.00",
            "Total QRS complexes: 4 Total VEBs: 1 Total SVEBs: 0",
            "b 0 0 0 0 0 0.00 0.00 - - - 0 seconds 2 0 0 0 0",
            "Summary of results from 2 records");
  }

  @Test
  void printsJsonFromTheStart() {
    int code =
        run("--reference", "atr", "--test", "qrs", "--from", "0", "--json", path("a"), path("b"));
    assertThat(code).isZero();
    assertThat(err.toString()).contains("nonstandard");
    JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
    JsonObject a = json.getAsJsonObject("records").getAsJsonObject("a");
    assertThat(a.get("Nn").getAsLong()).isEqualTo(3);
    assertThat(a.get("Vv").getAsLong()).isEqualTo(1);
    assertThat(a.get("Vo").getAsLong()).isEqualTo(1);
    assertThat(a.get("So").getAsLong()).isEqualTo(1);
    assertThat(a.get("Os").getAsLong()).isEqualTo(1);
    assertThat(a.getAsJsonObject("veb").get("sensitivity").getAsDouble()).isEqualTo(50);
    assertThat(a.getAsJsonObject("qrs").get("positivePredictivity").getAsDouble()).isEqualTo(80);
    JsonObject gross = json.getAsJsonObject("gross");
    assertThat(gross.get("Nn").getAsLong()).isEqualTo(7);
    assertThat(gross.getAsJsonObject("qrs").get("sensitivity").getAsDouble()).isEqualTo(80);
    JsonObject average = json.getAsJsonObject("average");
    assertThat(average.getAsJsonObject("qrs").get("sensitivity").getAsDouble())
        .isCloseTo((100 * 4 / 6.0 + 100) / 2, within(1e-12));
    JsonObject b = json.getAsJsonObject("records").getAsJsonObject("b");
    assertThat(b.getAsJsonObject("sveb").get("sensitivity").isJsonNull()).isTrue();
    assertThat(json.get("standard").getAsBoolean()).isFalse();
  }

  @Test
  void scoresAtAnnotatedBeats() {
    int code = run("--reference", "atr", "--test", "qrs", "--annotated-beats", "--json", path("a"));
    assertThat(code).isZero();
    JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
    JsonObject a = json.getAsJsonObject("records").getAsJsonObject("a");
    assertThat(a.get("So").getAsLong()).isEqualTo(1);
    assertThat(a.get("Os").getAsLong()).isZero();
    assertThat(json.get("mode").getAsString()).isEqualTo("ANNOTATED_BEATS");
  }

  @Test
  void findsTestAnnotationsElsewhere() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("out"));
    Files.move(folder.resolve("b.qrs"), elsewhere.resolve("b.qrs"));
    int code =
        run(
            "--reference",
            "atr",
            "--test",
            "qrs",
            "--test-dir",
            elsewhere.toString(),
            "--matrices",
            path("b"));
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("Beat-by-beat comparison results for record b\nReference annotator: atr\n")
        .contains(" N |    2    0    0    0    0    0    0\n")
        .contains("  Beats missed in shutdown:   0.00% (0/2)\n");
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(run("--reference", "atr", path("a"))).isEqualTo(2);
    assertThat(err.toString()).contains("--test");
    assertThat(run("--reference", "atr", "--test", "qrs", "--from", "soon", path("a")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("'soon' is not a time");
    assertThat(run("--reference", "atr", "--test", "qrs", path("a"), path("a"))).isEqualTo(2);
    assertThat(err.toString()).contains("record a was given twice");
    assertThat(
            run(
                "--reference",
                "atr",
                "--test",
                "qrs",
                "--annotated-beats",
                "--from",
                "1",
                path("a")))
        .isEqualTo(2);
  }

  @Test
  void unreadableInputIsThree() throws IOException {
    assertThat(run("--reference", "atr", "--test", "nix", path("a"))).isEqualTo(3);
    assertThat(err.toString()).contains("a.nix").hasLineCount(1);
    Files.writeString(folder.resolve("b.hea"), "b 1 100 20000\nb.dat 16 200\n");
    assertThat(run("--reference", "atr", "--test", "qrs", path("b"))).isEqualTo(3);
    assertThat(err.toString()).contains("ends at sample 20000");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void readsTimes() {
    var converter = new ScoreCommand.TimeConverter();
    assertThat(converter.convert("5:00")).isEqualTo(Duration.ofMinutes(5));
    assertThat(converter.convert("0")).isEqualTo(Duration.ZERO);
    assertThat(converter.convert("1:02:03.5")).isEqualTo(Duration.ofMillis(3_723_500));
  }

  @Test
  void helpHasAnExample() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("ecg score --reference atr --test qrs mitdb/100");
  }
}
