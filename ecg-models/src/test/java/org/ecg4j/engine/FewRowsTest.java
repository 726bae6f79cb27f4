package org.ecg4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whether the plain Java pass is taken depends on the processor, which a JVM option can hide. */
class FewRowsTest {

  /** Prints what {@link FewRows} finds. */
  static final class Ask {
    private Ask() {}

    public static void main(String[] args) {
      System.out.print(FewRows.isFastHere());
    }
  }

  private static String asked(String option) throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Ask.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said;
  }

  @Test
  void leavesAProcessorWithoutFusedMultiplyAddToLibTorch() throws Exception {
    assertThat(asked("-XX:-UseFMA")).endsWith("false");
    // What the virtual machine finds by itself is what this one found.
    assertThat(asked("-Xshare:auto")).endsWith(Boolean.toString(FewRows.isFastHere()));
  }
}
