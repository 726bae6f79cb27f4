package org.ecg4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.segment.BeatClass.EscapeBeats;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.testing.TestData;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every count of {@code dataset_facts.json}, which was made from wfdb-python's reading of the
 * database.
 */
@Tag("mitdb")
class MitBihFactsTest {
  private static JsonObject facts;
  private static EcgDataset full;
  private static EcgDataset course;
  private static EcgDataset any;
  private static EcgDataset aami;

  @BeforeAll
  static void load() throws IOException {
    facts =
        JsonParser.parseString(Files.readString(TestData.refs().resolve("dataset_facts.json")))
            .getAsJsonObject();
    full = load(LabelScheme.normalAbnormal());
    course = load(LabelScheme.course());
    any = load(LabelScheme.anyAbnormalInWindow());
    aami = load(LabelScheme.aami5(EscapeBeats.NORMAL));
  }

  private static EcgDataset load(LabelScheme labels) throws IOException {
    return EcgDataset.load(TestData.mitdb(), DatasetOptions.defaults().withLabels(labels));
  }

  @Test
  void courseSymbolsOnTheCourseSplit() {
    Split split = course.split(Splits.mitBihCourse());
    JsonObject expected = facts.getAsJsonObject("notebook_symbols_NVAFS");
    expectSide(split.train(), expected.getAsJsonObject("train"));
    expectSide(split.test(), expected.getAsJsonObject("test"));
    assertThat(split.train().size()).isEqualTo(53_935);
    assertThat(split.test().size()).isEqualTo(31_407);
  }

  private static void expectSide(Examples examples, JsonObject expected) {
    assertThat(examples.size()).isEqualTo(expected.get("n").getAsInt());
    assertThat(examples.classCounts())
        .containsExactly(expected.get("normal").getAsInt(), expected.get("abnormal").getAsInt());
    assertThat(symbols(examples)).isEqualTo(counts(expected.getAsJsonObject("symbols")));
    assertThat(100.0 * examples.classCounts()[1] / examples.size())
        .isCloseTo(expected.get("pct_abnormal").getAsDouble(), within(1e-12));
  }

  @Test
  void fullListOfSymbols() {
    JsonObject expected = facts.getAsJsonObject("full_list");
    assertThat(full.size()).isEqualTo(expected.get("fit_total").getAsInt()).isEqualTo(109_217);
    assertThat(symbols(full)).isEqualTo(counts(expected.getAsJsonObject("fit")));
    assertThat(full.classCounts()[1]).isEqualTo(34_336);
    assertThat(any.size()).isEqualTo(109_217);
    assertThat(any.classCounts()[1]).isEqualTo(51_285);
    assertThat(Set.copyOf(LabelScheme.normalAbnormal().keptSymbols()))
        .isEqualTo(
            Set.copyOf(
                expected.getAsJsonArray("symbols").asList().stream()
                    .map(e -> e.getAsString())
                    .toList()));
  }

  @Test
  void fullListOfSymbolsOnTheCourseSplit() {
    Split split = full.split(Splits.mitBihCourse());
    JsonObject expected = facts.getAsJsonObject("full_list").getAsJsonObject("split");
    expectSide(split.train(), expected.getAsJsonObject("train"));
    expectSide(split.test(), expected.getAsJsonObject("test"));
  }

  @Test
  void everyAnnotationOfTheFiles() throws IOException {
    JsonObject expected = facts.getAsJsonObject("full_list");
    JsonObject notListed = expected.getAsJsonObject("beat_symbols_not_in_list");
    List<String> kept = LabelScheme.normalAbnormal().keptSymbols();
    Map<String, Integer> all = new TreeMap<>();
    for (Path record : Wfdb.listRecords(TestData.mitdb())) {
      Map<String, Integer> own = new TreeMap<>();
      for (Annotation annotation : Wfdb.readAnnotations(record, "atr")) {
        own.merge(annotation.code().mnemonic(), 1, Integer::sum);
      }
      JsonObject patient =
          facts.getAsJsonObject("per_patient").getAsJsonObject(record.getFileName().toString());
      assertThat(kept.stream().mapToInt(symbol -> own.getOrDefault(symbol, 0)).sum())
          .isEqualTo(patient.get("annotated").getAsInt());
      own.forEach((symbol, count) -> all.merge(symbol, count, Integer::sum));
    }
    assertThat(all)
        .isEqualTo(counts(facts.getAsJsonObject("annotation_symbol_counts_all_records")));
    assertThat(all.values().stream().mapToInt(count -> count).sum())
        .isEqualTo(facts.get("annotations_total").getAsInt());
    counts(notListed).forEach((symbol, count) -> assertThat(all).containsEntry(symbol, count));
    all.keySet().retainAll(kept);
    assertThat(all).isEqualTo(counts(expected.getAsJsonObject("annotated")));
    int total = all.values().stream().mapToInt(count -> count).sum();
    assertThat(total).isEqualTo(expected.get("annotated_total").getAsInt());
    assertThat(total - full.size()).isEqualTo(expected.get("not_fitting").getAsInt());
  }

  @Test
  void fullListOnTheCourseSplit() {
    Map<String, Split> splits =
        Map.of(
            "centre", full.split(Splits.mitBihCourse()),
            "any", any.split(Splits.mitBihCourse()),
            "notebook", course.split(Splits.mitBihCourse()));
    splits.forEach(
        (rule, split) -> {
          expectRule(
              rule, split.train(), facts.getAsJsonObject("per_split").getAsJsonObject("train"));
          expectRule(
              rule, split.test(), facts.getAsJsonObject("per_split").getAsJsonObject("test"));
        });
    expectRule("centre", full, facts.getAsJsonObject("per_split").getAsJsonObject("all"));
    expectRule("any", any, facts.getAsJsonObject("per_split").getAsJsonObject("all"));
    expectRule("notebook", course, facts.getAsJsonObject("per_split").getAsJsonObject("all"));
  }

  private static void expectRule(String rule, Examples examples, JsonObject expected) {
    assertThat(examples.classCounts())
        .as(rule)
        .containsExactly(
            expected.get(rule + "_0").getAsInt(), expected.get(rule + "_1").getAsInt());
  }

  @Test
  void everyPatient() {
    JsonObject patients = facts.getAsJsonObject("per_patient");
    assertThat(patients.keySet()).hasSize(48);
    for (String record : patients.keySet()) {
      JsonObject expected = patients.getAsJsonObject(record);
      EcgDataset own = full.ofRecords(record);
      expectRule("centre", own, expected);
      expectRule("any", any.ofRecords(record), expected);
      expectRule("notebook", course.ofRecords(record), expected);
      assertThat(symbols(own)).as(record).isEqualTo(counts(expected.getAsJsonObject("symbols")));
      assertThat(own.size()).isEqualTo(expected.get("fit").getAsInt());
    }
  }

  @Test
  void aamiClassesOnTheSplitOfDeChazal() {
    Split split = aami.split(Splits.deChazal());
    expectAami(split.train(), "DS1");
    expectAami(split.test(), "DS2");
    assertThat(split.sharedSubjects()).containsExactly("201+202");
    assertThat(split.toString()).contains("SUBJECT ON BOTH SIDES: 201+202");
    assertThat(split.train().provenance().asMap().get("split"))
        .contains("201 and 202 are one person");
    expectAami(aami.ofRecords("102", "104", "107", "217"), "paced");
    Split clean = aami.split(Splits.deChazalWithout202());
    assertThat(clean.test().size()).isEqualTo(split.test().size() - aami.ofRecords("202").size());
    assertThat(clean.sharedSubjects()).isEmpty();
  }

  private static void expectAami(Examples examples, String set) {
    JsonObject expected = facts.getAsJsonObject("aami").getAsJsonObject(set);
    JsonObject fits = expected.getAsJsonObject("window_fits_2s");
    int[] counts = examples.classCounts();
    for (int c = 0; c < counts.length; c++) {
      assertThat(counts[c]).isEqualTo(fits.get(examples.classNames().get(c)).getAsInt());
    }
    assertThat(examples.size()).isEqualTo(expected.get("fit_total").getAsInt());
  }

  @Test
  void everyAnnotatedBeatWhenWindowsMayPassTheEnds() throws IOException {
    EcgDataset all =
        EcgDataset.load(
            TestData.mitdb(),
            DatasetOptions.defaults()
                .withLabels(LabelScheme.aami5(EscapeBeats.NORMAL))
                .withWindow(
                    DatasetOptions.defaults()
                        .window()
                        .withEdges(WindowOptions.EdgePolicy.REFLECT)));
    for (String set : List.of("DS1", "DS2", "paced")) {
      JsonObject expected = facts.getAsJsonObject("aami").getAsJsonObject(set);
      int total = 0;
      for (Map.Entry<String, JsonElement> record :
          expected.getAsJsonObject("per_record").entrySet()) {
        EcgDataset own = all.ofRecords(record.getKey());
        JsonObject counts = record.getValue().getAsJsonObject();
        for (int c = 0; c < 5; c++) {
          String name = own.classNames().get(c);
          assertThat(own.classCounts()[c])
              .as(record.getKey() + " " + name)
              .isEqualTo(counts.has(name) ? counts.get(name).getAsInt() : 0);
        }
        total += own.size();
      }
      assertThat(total).isEqualTo(expected.get("all_total").getAsInt());
    }
  }

  @Test
  void leadsAreChosenByName() {
    JsonObject patients = facts.getAsJsonObject("per_patient");
    for (int i = 0; i < full.size(); i += 1000) {
      List<String> leads =
          patients.getAsJsonObject(full.recordName(i)).getAsJsonArray("leads").asList().stream()
              .map(e -> e.getAsString())
              .toList();
      String expected = leads.contains("MLII") ? "MLII" : leads.get(0);
      assertThat(full.rows().track(i).leadNames()).containsExactly(expected);
    }
    assertThat(full.inputSpec().leads()).containsExactly("MLII");
  }

  private static Map<String, Integer> symbols(Examples examples) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < examples.size(); i++) {
      AnnotationCode code = examples.beatCode(i);
      counts.merge(code.mnemonic(), 1, Integer::sum);
    }
    return counts;
  }

  private static Map<String, Integer> counts(JsonObject object) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    object.entrySet().forEach(e -> counts.put(e.getKey(), e.getValue().getAsInt()));
    return counts;
  }
}
