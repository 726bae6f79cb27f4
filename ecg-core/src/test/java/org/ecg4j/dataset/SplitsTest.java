package org.ecg4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.WindowOptions;
import org.junit.jupiter.api.Test;

class SplitsTest {
  private static final DatasetOptions OPTIONS =
      DatasetOptions.defaults()
          .withWindow(WindowOptions.of(Extent.ofSamples(2), Extent.ofSamples(2)));

  private static EcgDataset dataset(Map<String, String> symbolsOfRecord) {
    List<EcgRecord> records = new ArrayList<>();
    symbolsOfRecord.forEach(
        (name, symbols) ->
            records.add(SyntheticRecords.ramp(name, 10 * symbols.length() + 20, symbols, "MLII")));
    return EcgDataset.of(records, OPTIONS);
  }

  private static EcgDataset people(int count) {
    Map<String, String> records = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      records.put("p" + (10 + i), "N".repeat(20) + "V".repeat(i));
    }
    return dataset(records);
  }

  @Test
  void courseSplitGoesByRecord() {
    Split split =
        dataset(Map.of("100", "NNN", "210", "NV", "212", "RN")).split(Splits.mitBihCourse());
    assertThat(split.train().recordNames()).containsExactlyInAnyOrder("100", "210");
    assertThat(split.test().recordNames()).containsExactly("212");
    assertThat(split.train().size()).isEqualTo(5);
    assertThat(split.test().provenance().asMap().get("split")).isEqualTo("mit-bih-course, test");
  }

  @Test
  void courseSplitNamesRecordsItDoesNotKnow() {
    assertThatThrownBy(
            () -> dataset(Map.of("100", "N", "x1", "N", "212", "N")).split(Splits.mitBihCourse()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not x1");
  }

  @Test
  void aSharedSubjectIsRefusedByName() {
    EcgDataset both = dataset(Map.of("201", "NN", "202", "NN"));
    assertThatThrownBy(() -> both.split(Splits.records(List.of("201"), List.of("202"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("subject 201+202 on both sides");
    assertThatThrownBy(() -> both.split(Splits.records(List.of("201"), List.of("203"))))
        .hasMessageContaining("no record 203");
  }

  @Test
  void publishedSplitOfDeChazalIsTheNamedException() {
    EcgDataset both = dataset(Map.of("201", "NN", "202", "NN", "100", "N", "102", "N"));
    Split published = both.split(Splits.deChazal());
    assertThat(published.sharedSubjects()).containsExactly("201+202");
    assertThat(published.toString()).contains("SUBJECT ON BOTH SIDES");
    assertThat(published.test().recordNames()).containsExactlyInAnyOrder("100", "202");
    assertThat(published.test().provenance().sharedSubjects()).containsExactly("201+202");
    assertThat(both.provenance().sharedSubjects()).isEmpty();
    Split without = both.split(Splits.deChazalWithout202());
    assertThat(without.test().recordNames()).containsExactly("100");
    assertThat(without.toString()).doesNotContain("BOTH SIDES");
  }

  @Test
  void fractionIsSeededAndKeepsSubjectsWhole() {
    EcgDataset beats = people(10);
    Split split = beats.split(Splits.fraction(0.3, 7));
    assertThat(split.test().subjects()).hasSize(3);
    assertThat(split.train().subjects())
        .hasSize(7)
        .doesNotContainAnyElementsOf(split.test().subjects());
    assertThat(beats.split(Splits.fraction(0.3, 7)).test().subjects())
        .isEqualTo(split.test().subjects());
    Set<Set<String>> different = new HashSet<>();
    for (int seed = 0; seed < 8; seed++) {
      different.add(beats.split(Splits.fraction(0.3, seed)).test().subjects());
    }
    assertThat(different).hasSizeGreaterThan(4);
    assertThatThrownBy(() -> Splits.fraction(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> people(1).split(Splits.fraction(0.5, 0)))
        .hasMessageContaining("at least 2 subjects");
  }

  @Test
  void foldsCoverEverySubjectOnce() {
    EcgDataset beats = people(11);
    for (FoldRule rule :
        List.of(Splits.kFold(4, 1), Splits.stratifiedKFold(4, 1), Splits.leaveOnePatientOut())) {
      List<Split> folds = beats.folds(rule);
      List<String> tested = new ArrayList<>();
      int examples = 0;
      for (Split fold : folds) {
        tested.addAll(fold.test().subjects());
        examples += fold.test().size();
        assertThat(fold.train().size() + fold.test().size()).isEqualTo(beats.size());
      }
      assertThat(tested).as(rule.name()).hasSize(11).doesNotHaveDuplicates();
      assertThat(examples).isEqualTo(beats.size());
    }
    assertThat(beats.folds(Splits.leaveOnePatientOut())).hasSize(11);
    assertThatThrownBy(() -> people(3).folds(Splits.kFold(4, 0)))
        .hasMessageContaining("at least 4 subjects");
  }

  @Test
  void stratifiedFoldsBalanceTheRareClass() {
    EcgDataset beats = people(12); // 0 to 11 abnormal beats a patient, 66 in all
    for (Split fold : beats.folds(Splits.stratifiedKFold(3, 5))) {
      assertThat(fold.test().classCounts()[1]).isBetween(20, 24);
      assertThat(fold.test().subjects()).hasSize(4);
    }
  }

  @Test
  void validationComesFromTrainingPatients() {
    Split split = people(12).split(Splits.fraction(0.25, 3));
    TrainingSet.Inner inner = split.train().validation(0.3, 1);
    assertThat(inner.fit().subjects()).doesNotContainAnyElementsOf(inner.validation().subjects());
    assertThat(inner.fit().size() + inner.validation().size()).isEqualTo(split.train().size());
    assertThat(split.train().subjects()).containsAll(inner.validation().subjects());
    assertThat(inner.validation().subjects()).hasSize(3);
    List<TrainingSet.Inner> folds = split.train().folds(Splits.kFold(3, 1));
    assertThat(folds.stream().mapToInt(fold -> fold.validation().size()).sum())
        .isEqualTo(split.train().size());
  }

  @Test
  void aSideWithoutExamplesIsRefused() {
    assertThatThrownBy(() -> dataset(Map.of("100", "NN")).split(Splits.mitBihCourse()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no examples to test");
  }
}
