package org.ecg4j.plots;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's browser without a window. */
final class Chromium {
  private static final int PATIENCE_S = 120;

  private final Path program;
  private final Path scratch;

  private Chromium(Path program, Path scratch) {
    this.program = program;
    this.scratch = scratch;
  }

  /** The browser, where the machine has one. */
  static Optional<Chromium> find(Path scratch) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Chromium(program, scratch));
  }

  /**
   * A page as the browser has it after loading.
   *
   * @param dom what stands on standard output
   * @param console the lines that the page brought to the browser's console
   */
  record Visit(String dom, List<String> console) {}

  /** Loads a page and writes its elements out. */
  Visit open(Path page) throws IOException, InterruptedException {
    return run(page, "--dump-dom");
  }

  /** Loads a page and keeps a picture of what a window of this size shows. */
  Path screenshot(Path page, boolean dark, int width, int height)
      throws IOException, InterruptedException {
    Path picture = scratch.resolve(dark ? "dark.png" : "light.png");
    run(
        page,
        "--screenshot=" + picture,
        "--window-size=" + width + "," + height,
        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
    return picture;
  }

  /** Prints a page. */
  Path print(Path page) throws IOException, InterruptedException {
    Path pages = scratch.resolve("pages.pdf");
    run(page, "--print-to-pdf=" + pages);
    return pages;
  }

  private Visit run(Path page, String... flags) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + scratch.resolve("profile")));
    command.addAll(List.of(flags));
    command.add(page.toUri().toString());
    Path out = scratch.resolve("out.txt");
    Path errors = scratch.resolve("errors.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("the browser did not end within " + PATIENCE_S + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException("the browser failed: " + Files.readString(errors));
    }
    List<String> console =
        Files.readString(errors).lines().filter(line -> line.contains(":CONSOLE")).toList();
    return new Visit(Files.readString(out), console);
  }
}
