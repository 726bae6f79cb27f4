package org.ecg4j.inference;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Bundles that lie on the class path as resources; the artifact ecg-pretrained brings some. */
final class Pretrained {
  private static final String FOLDER = "META-INF/ecg4j/pretrained/";

  private Pretrained() {}

  static TrainedModel load(String name) throws IOException {
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "a pretrained model's name is of lower case letters, digits and dashes, such as"
              + " mitbih-binary, not '"
              + name
              + "'");
    }
    String resource = FOLDER + name + ".ecgm";
    try (InputStream in = open(resource)) {
      if (in == null) {
        throw new FileNotFoundException(
            "there is no pretrained model "
                + name
                + ": the class path has no resource "
                + resource
                + ". Add the artifact org.ecg4j:ecg-pretrained, whose models are listed in"
                + " docs/results.md");
      }
      Path file = Files.createTempFile(name, ".ecgm");
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return TrainedModel.load(file);
      } finally {
        Files.deleteIfExists(file);
      }
    }
  }

  private static @Nullable InputStream open(String resource) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    InputStream in = context == null ? null : context.getResourceAsStream(resource);
    return in != null ? in : Pretrained.class.getClassLoader().getResourceAsStream(resource);
  }
}
