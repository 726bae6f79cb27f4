package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  @Test
  @Tag("mitdb")
  void completeDatabaseIsClean() throws Exception {
    Verification result = Wfdb.verify(TestData.mitdb());
    assertThat(result.problems()).isEmpty();
    assertThat(result.recordCount()).isEqualTo(48);
    assertThat(result.fileCount()).isEqualTo(146);
  }

  @Test
  void everyKindOfDamageIsFound(@TempDir Path folder) throws Exception {
    for (String suffix : new String[] {"hea", "dat", "ann"}) {
      Files.copy(Golden.folder().resolve("r16." + suffix), folder.resolve("r16." + suffix));
    }
    Files.writeString(
        folder.resolve("SHA256SUMS.txt"), "0".repeat(64) + " r16.dat\n" + "0".repeat(64) + " x\n");
    byte[] bytes = Files.readAllBytes(folder.resolve("r16.dat"));
    bytes[0] ^= 1;
    Files.write(folder.resolve("r16.dat"), bytes);
    Verification result = Wfdb.verify(folder);
    assertThat(result.isClean()).isFalse();
    assertThat(result.problems())
        .extracting(Diagnostic::code)
        .containsExactly(
            Diagnostic.Code.CHECKSUM,
            Diagnostic.Code.ANNOTATION_RANGE,
            Diagnostic.Code.INITIAL_VALUE,
            Diagnostic.Code.SHA256,
            Diagnostic.Code.MISSING_FILE);
    Files.delete(folder.resolve("r16.dat"));
    assertThat(Wfdb.verify(folder.resolve("r16")).problems())
        .extracting(Diagnostic::code)
        .contains(Diagnostic.Code.MISSING_FILE);
  }
}
