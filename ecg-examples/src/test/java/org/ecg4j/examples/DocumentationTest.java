package org.ecg4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Java block of README.md and docs/ compiles and runs, on simulated records in the place of
 * {@code mitdb}. A block may use the names of {@link DocumentationValues} without declaring them.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK =
      Pattern.compile("^```java\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

  @TempDir static Path folder;
  private static DocumentationValues values;

  @BeforeAll
  static void simulate() throws IOException {
    Folders.simulate(folder.resolve("mitdb"));
    values = DocumentationValues.of(folder);
  }

  @TestFactory
  Stream<DynamicTest> blocks() throws IOException {
    Map<String, String> blocks = new LinkedHashMap<>();
    for (Path page : pages()) {
      List<String> code =
          BLOCK.matcher(Files.readString(page)).results().map(block -> block.group(1)).toList();
      for (int i = 0; i < code.size(); i++) {
        String name = page.getFileName() + ", block " + (i + 1);
        if (blocks.values().stream()
            .map(DocumentationTest::folded)
            .noneMatch(folded(code.get(i))::equals)) {
          blocks.put(name, code.get(i));
        }
      }
    }
    assertThat(blocks).containsKey("README.md, block 1");
    List<DynamicTest> tests = new ArrayList<>();
    blocks.forEach(
        (name, code) ->
            tests.add(DynamicTest.dynamicTest(name, () -> run("Block" + tests.size(), code))));
    return tests.stream();
  }

  /** The consumer project, which has no more on its class path than users have, runs it too. */
  @Test
  void theConsumerProjectRunsTheBlockOfTheReadme() throws IOException {
    String block =
        BLOCK
            .matcher(Files.readString(ROOT.resolve("README.md")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    String consumer =
        Files.readString(Path.of("src/it/consumer/src/main/java/com/example/Consumer.java"));
    for (String statement : folded(block).replace("}", "").split("(?<=[;{])", -1)) {
      assertThat(folded(consumer)).contains(statement);
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  /** Without comments and white space. */
  private static String folded(String code) {
    return code.replaceAll("//.*", "").replaceAll("\\s+", "");
  }

  private static void run(String className, String code) throws Exception {
    StringBuilder source = new StringBuilder();
    for (String name : packages()) {
      source.append("import ").append(name).append(".*;\n");
    }
    source
        .append("public class %s extends org.ecg4j.examples.DocumentationValues {\n")
        .append("  public %s(org.ecg4j.examples.DocumentationValues values) { super(values); }\n")
        .append("  @Override public void run() throws Exception {\n")
        .append(code.replace("Path.of(\"", "folder.resolve(\""))
        .append("  }\n}\n");
    String unit = source.toString().replace("%s", className);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    boolean compiled =
        compiler
            .getTask(messages, null, null, options, null, List.of(source(className, unit)))
            .call();
    assertThat(compiled).as("%s%n%s", messages, unit).isTrue();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, DocumentationTest.class.getClassLoader())) {
      DocumentationValues block =
          (DocumentationValues)
              loader
                  .loadClass(className)
                  .getConstructor(DocumentationValues.class)
                  .newInstance(values);
      block.run();
    }
  }

  private static JavaFileObject source(String className, CharSequence text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** The packages of the list of public types, and what every Java program knows. */
  private static Set<String> packages() {
    Set<String> packages = new TreeSet<>(List.of("java.nio.file", "java.time", "java.util"));
    try (var list =
        Objects.requireNonNull(DocumentationTest.class.getResourceAsStream("/public-types.txt"))) {
      new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(type -> !type.startsWith("org.ecg4j.cli."))
          .forEach(type -> packages.add(type.substring(0, type.lastIndexOf('.'))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packages;
  }
}
