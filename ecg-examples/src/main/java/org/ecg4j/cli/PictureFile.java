package org.ecg4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.ecg4j.plots.Picture;
import picocli.CommandLine.Option;

/** The options that say where a picture goes. */
final class PictureFile {
  private static final String SVG = ".svg";
  private static final String PNG = ".png";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The picture; its name ends in .png or .svg.")
  private Path file;

  @Option(
      names = "--scale",
      defaultValue = "2",
      description =
          "Pixels of a PNG for each pixel of the picture: 1 for screens, 2 for dense screens and"
              + " print; default ${DEFAULT-VALUE}.")
  private double scale;

  /** Made by picocli. */
  PictureFile() {}

  /** Refuses a name that says no format, before data are read. */
  void check() {
    if (!hasSuffix(SVG) && !hasSuffix(PNG)) {
      throw new IllegalArgumentException(
          "-o " + file + ": the name of a picture ends in .png or .svg");
    }
    if (!(scale > 0)) {
      throw new IllegalArgumentException("--scale must be above 0, not " + scale);
    }
  }

  private boolean hasSuffix(String suffix) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
  }

  /** Writes the picture and says what it shows. */
  void write(Picture picture, PrintWriter out) throws IOException {
    if (hasSuffix(SVG)) {
      picture.writeSvg(file);
    } else {
      picture.writePng(file, scale);
    }
    out.println(file + ": " + picture.title());
    out.flush();
  }
}
