package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.wfdb.Wfdb;
import org.ecg4j.wfdb.WriteOptions;

/**
 * A simulated database whose labels say nothing: within each record they are dealt anew to its
 * beats.
 */
final class ShuffledLabels {
  private ShuffledLabels() {}

  static void write(SimulatorOptions options, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<EcgRecord> records = EcgSimulator.of(options).records();
    List<AnnotationCode> codes = new ArrayList<>();
    for (EcgRecord record : records) {
      record.annotations("atr").stream()
          .map(Annotation::code)
          .filter(AnnotationCode::isBeat)
          .forEach(codes::add);
    }
    Collections.shuffle(codes, new Random(7));
    int beat = 0;
    for (EcgRecord record : records) {
      List<Annotation> dealt = new ArrayList<>();
      for (Annotation annotation : record.annotations("atr")) {
        dealt.add(annotation.code().isBeat() ? annotation.withCode(codes.get(beat++)) : annotation);
      }
      Wfdb.write(record.withAnnotations("atr", dealt), folder, WriteOptions.defaults());
    }
  }
}
