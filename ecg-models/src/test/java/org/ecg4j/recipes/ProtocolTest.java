package org.ecg4j.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.segment.BeatClass;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counts as the protocols' definitions state them. */
@Tag("mitdb")
class ProtocolTest {

  @Test
  void theCourseReplicaScores31407Beats() throws IOException {
    Split split = Protocol.A.split(beats(Protocol.A.labels()), 0);
    assertThat(split.test().size()).isEqualTo(31_407);
    assertThat(abnormalPercent(split.test())).isEqualTo("16.3");
    assertThat(split.train().subjects()).hasSize(31); // 201 and 202 are one person
  }

  @Test
  void theFullListScores38954Beats() throws IOException {
    Split split = Protocol.B.split(beats(Protocol.B.labels()), 0);
    assertThat(split.train().size()).isEqualTo(70_263);
    assertThat(split.test().size()).isEqualTo(38_954);
    assertThat(abnormalPercent(split.test())).isEqualTo("32.5");
  }

  @Test
  void windowsOf49601BeatsOfDs2Fit() throws IOException {
    LabelScheme all = LabelScheme.aami5(BeatClass.EscapeBeats.NORMAL);
    EcgDataset five = Protocol.C.split(beats(all), 0).test();
    assertThat(five.size()).isEqualTo(49_601);
    EcgDataset three = Protocol.C.split(beats(Protocol.C.labels()), 0).test();
    int[] counts = five.classCounts();
    assertThat(three.classNames()).containsExactly("N", "S", "V");
    assertThat(three.classCounts()).containsExactly(counts[0], counts[1], counts[2]);
  }

  @Test
  void everySubjectIsTestedOnce() throws IOException {
    EcgDataset beats = beats(Protocol.D.labels());
    List<String> tested = new ArrayList<>();
    for (int i = 0; i < Protocol.D.splitCount(); i++) {
      Split split = Protocol.D.split(beats, i);
      Set<String> both = new LinkedHashSet<>(split.train().subjects());
      both.retainAll(split.test().subjects());
      assertThat(both).isEmpty();
      tested.addAll(split.test().subjects());
    }
    assertThat(tested).hasSize(47).doesNotHaveDuplicates();
  }

  private static EcgDataset beats(LabelScheme labels) throws IOException {
    return EcgDataset.load(TestData.mitdb(), DatasetOptions.defaults().withLabels(labels));
  }

  private static String abnormalPercent(EcgDataset beats) {
    return "%.1f".formatted(100.0 * beats.classCounts()[1] / beats.size());
  }
}
