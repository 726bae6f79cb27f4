package org.ecg4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an example printed, next to what its Javadoc says that it prints. */
final class Transcript {
  private static final Pattern NUMBER = Pattern.compile("NaN|[-+]?\\d[\\d,]*(\\.\\d+)?");
  private static final Pattern BLOCK =
      Pattern.compile("<pre>\\{@code\\R(.*?)^ \\* }</pre>", Pattern.DOTALL | Pattern.MULTILINE);

  private final String printed;
  private final String promised;

  private Transcript(String printed, String promised) {
    this.printed = printed;
    this.promised = promised;
  }

  @FunctionalInterface
  interface Program {
    void run(String[] args) throws IOException;
  }

  static Transcript of(Class<?> example, Program program, Path data, Path output)
      throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run(new String[] {data.toString(), output.toString()});
    } finally {
      System.setOut(before);
    }
    return new Transcript(
        bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"), promisedBy(example));
  }

  /** The last listing of the class's Javadoc. */
  private static String promisedBy(Class<?> example) throws IOException {
    String source =
        Files.readString(
            Path.of("src/main/java/org/ecg4j/examples", example.getSimpleName() + ".java"));
    Matcher blocks = BLOCK.matcher(source.substring(0, source.indexOf("\npublic final class")));
    String last = "";
    while (blocks.find()) {
      last = blocks.group(1);
    }
    return last.replaceAll("(?m)^ \\* ?", "");
  }

  String printed() {
    return printed;
  }

  /** Every character is as promised. */
  void isAsPromised() {
    assertThat(printed).isEqualTo(promised);
  }

  /** The words are as promised; figures of networks differ a little between machines. */
  void readsAsPromised() {
    assertThat(withoutNumbers(printed)).isEqualTo(withoutNumbers(promised));
  }

  /** The numbers that follow a word, printed, are within a distance of those promised. */
  void isWithin(double distance, String word) {
    List<Double> actual = numbersAfter(word, printed);
    List<Double> expected = numbersAfter(word, promised);
    assertThat(actual).as(word).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < actual.size(); i++) {
      assertThat(Math.abs(actual.get(i) - expected.get(i)))
          .as("%s %s against the promised %s", word, actual.get(i), expected.get(i))
          .isLessThan(distance);
    }
  }

  List<Double> numbersAfter(String word) {
    return numbersAfter(word, printed);
  }

  private static List<Double> numbersAfter(String word, String text) {
    return Pattern.compile(Pattern.quote(word) + "\\s+(" + NUMBER.pattern() + ")")
        .matcher(text)
        .results()
        .map(found -> Double.valueOf(found.group(1).replace(",", "")))
        .toList();
  }

  private static String withoutNumbers(String text) {
    return NUMBER.matcher(text).replaceAll("#").replaceAll(" +", " ");
  }
}
