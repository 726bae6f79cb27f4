package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecg4j.record.Annotation;
import org.ecg4j.testing.TestData;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reference annotations of the MIT-BIH Arrhythmia Database scored against themselves. */
@Tag("mitdb")
class Ec57MitdbTest {
  private static final Map<Ec57Label, List<String>> SYMBOLS =
      Map.of(
          Ec57Label.N, List.of("N", "L", "R"),
          Ec57Label.S, List.of("A", "a", "J", "S", "e", "j"),
          Ec57Label.V, List.of("V", "E"),
          Ec57Label.F, List.of("F"),
          Ec57Label.Q, List.of("/", "f", "Q"));

  private static Ec57Summary againstItself(Ec57 comparison) throws IOException {
    List<Ec57Report> reports = new ArrayList<>();
    for (Path record : Wfdb.listRecords(TestData.mitdb())) {
      List<Annotation> annotations = Wfdb.readAnnotations(record, "atr");
      reports.add(comparison.compare(Wfdb.readHeader(record).record(), annotations, annotations));
    }
    return Ec57Summary.of(reports);
  }

  @Test
  void annotatedBeatsAreAllCounted() throws IOException {
    JsonObject counts =
        JsonParser.parseString(Files.readString(TestData.refs().resolve("dataset_facts.json")))
            .getAsJsonObject()
            .getAsJsonObject("annotation_symbol_counts_all_records");
    Ec57Summary summary = againstItself(Ec57.atAnnotatedBeats());
    assertThat(summary.reports()).hasSize(48);
    Map<Ec57Label, Long> expected = new EnumMap<>(Ec57Label.class);
    Map<Ec57Label, Long> found = new EnumMap<>(Ec57Label.class);
    SYMBOLS.forEach(
        (label, symbols) -> {
          expected.put(
              label, symbols.stream().mapToLong(symbol -> counts.get(symbol).getAsLong()).sum());
          found.put(
              label,
              summary.reports().stream().mapToLong(report -> report.count(label, label)).sum());
        });
    assertThat(found).isEqualTo(expected);
    assertThat(summary.gross().qrs()).isEqualTo(new Ec57Rates.Rate(100, 100));
  }

  @Test
  void standardComparisonOfTheSameBeatsIsPerfect() throws IOException {
    Ec57Summary summary = againstItself(Ec57.standard());
    for (Ec57Rates rates : List.of(summary.gross(), summary.average())) {
      assertThat(Stream.of(rates.qrs(), rates.veb(), rates.sveb()))
          .containsOnly(new Ec57Rates.Rate(100, 100));
    }
    assertThat(summary.averageRrErrorMs()).isZero();
  }
}
