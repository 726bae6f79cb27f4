package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ecg4j.evaluation.Ec57Label.F;
import static org.ecg4j.evaluation.Ec57Label.N;
import static org.ecg4j.evaluation.Ec57Label.O;
import static org.ecg4j.evaluation.Ec57Label.Q;
import static org.ecg4j.evaluation.Ec57Label.S;
import static org.ecg4j.evaluation.Ec57Label.V;
import static org.ecg4j.evaluation.Ec57Label.X;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.RecordHeader;
import org.junit.jupiter.api.Test;

/** The rules one by one, at 100 Hz: the window is 15 samples. Counts are worked by hand. */
class Ec57Test {
  private static final Ec57 FROM_START = Ec57.standard().withStart(Duration.ZERO);
  private static final RecordHeader HEADER = RecordHeader.of("r", 100, 100_000);

  /** Such as {@code "N100 V180 ~200/48 ~300"}: code, sample, subtype. */
  private static List<Annotation> annotations(String text) {
    List<Annotation> annotations = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      String[] parts = word.substring(1).split("/", -1);
      annotations.add(
          Annotation.of(
                  Long.parseLong(parts[0]),
                  AnnotationCode.ofMnemonic(word.substring(0, 1)).orElseThrow())
              .withSubtype(parts.length > 1 ? Integer.parseInt(parts[1]) : 0));
    }
    return annotations;
  }

  private static Ec57Report compare(String reference, String test) {
    return FROM_START.compare(HEADER, annotations(reference), annotations(test));
  }

  private static long total(Ec57Report report) {
    long sum = 0;
    for (Ec57Label reference : Ec57Label.values()) {
      for (Ec57Label test : Ec57Label.values()) {
        sum += report.count(reference, test);
      }
    }
    return sum;
  }

  @Test
  void windowIsFifteenHundredthsOfASecondOnBothSides() {
    Ec57Report report = compare("N100 N200 N300 N400", "N85 N215 N284 N416");
    assertThat(report.count(N, N)).isEqualTo(2);
    assertThat(report.count(N, O)).isEqualTo(2);
    assertThat(report.count(O, N)).isEqualTo(2);
    Ec57Report wider =
        FROM_START
            .withMatchWindow(Duration.ofMillis(160))
            .compare(HEADER, annotations("N100 N200 N300 N400"), annotations("N85 N215 N284 N416"));
    assertThat(wider.count(N, N)).isEqualTo(4);
  }

  /** At 250 Hz 150 ms are 37.5 samples: 38 match. */
  @Test
  void windowIsRoundedUpFromTheHalf() {
    Ec57Report report =
        FROM_START.compare(
            RecordHeader.of("r", 250, 100_000),
            annotations("N1000 N2000"),
            annotations("N1038 N2039"));
    assertThat(report.count(N, N)).isEqualTo(1);
    assertThat(report.count(N, O)).isEqualTo(1);
  }

  @Test
  void nearerOfTwoCandidatesIsTaken() {
    Ec57Report report = compare("N100 N500", "V92 N104 N500");
    assertThat(report.count(N, N)).isEqualTo(2);
    assertThat(report.count(O, V)).isEqualTo(1);
    // At equal distance the later one is taken.
    assertThat(compare("N100 N500", "V95 N105 N500").count(O, V)).isEqualTo(1);
    assertThat(compare("V95 N105 N500", "N100 N500").count(V, O)).isEqualTo(1);
  }

  /** The example in the documentation of bxb's change of 2002, at 250 Hz. */
  @Test
  void rivalWithABetterPartnerLoses() {
    Ec57Report report =
        FROM_START
            .withMatchWindow(Duration.ofMillis(148))
            .compare(
                RecordHeader.of("r", 250, 100_000),
                annotations("N96 V160"),
                annotations("N128 V185"));
    assertThat(report.count(N, N)).isEqualTo(1);
    assertThat(report.count(V, V)).isEqualTo(1);
    assertThat(total(report)).isEqualTo(2);
  }

  @Test
  void learningPeriodDoesNotCount() {
    List<Annotation> reference = annotations("V29000 N29900 N30010 N30100");
    List<Annotation> test = annotations("N29001 N29899 N29998 N30101");
    Ec57Report report = Ec57.standard().compare(HEADER, reference, test);
    // The test beat just before 5:00 belongs to the reference beat just behind it.
    assertThat(report.count(N, N)).isEqualTo(2);
    assertThat(total(report)).isEqualTo(2);
    // A test beat just behind 5:00 may belong to a reference beat before it: it is left out.
    Ec57Report behind =
        Ec57.standard()
            .compare(
                HEADER, annotations("N29995 N30100 N30200"), annotations("N30005 N30101 N30201"));
    assertThat(behind.count(N, N)).isEqualTo(2);
    assertThat(total(behind)).isEqualTo(2);
  }

  @Test
  void comparisonEndsWithTheRecord() {
    RecordHeader header = RecordHeader.of("r", 100, 450);
    Ec57Report report =
        FROM_START.compare(header, annotations("N100 N400 N600"), annotations("N100 N400 N700"));
    assertThat(report.count(N, N)).isEqualTo(2);
    assertThat(total(report)).isEqualTo(2);
    // Length unknown: to the end of the reference.
    Ec57Report unknown =
        FROM_START.compare(
            RecordHeader.of("r", 100, 0),
            annotations("N100 N400 N600"),
            annotations("N100 N400 N700 N800"));
    assertThat(unknown.count(N, N)).isEqualTo(2);
    assertThat(unknown.count(N, O)).isEqualTo(1);
    assertThat(unknown.count(O, N)).isZero();
  }

  @Test
  void classesOfTheStandard() {
    List<Annotation> reference = new ArrayList<>();
    List<Annotation> test = new ArrayList<>();
    String codes = "N L R B A a J S j e n V r E F / Q f ?";
    long sample = 1000;
    for (String code : codes.split(" ", -1)) {
      reference.add(Annotation.of(sample, AnnotationCode.ofMnemonic(code).orElseThrow()));
      test.add(Annotation.of(sample, AnnotationCode.NORMAL));
      sample += 100;
    }
    Ec57Report report = FROM_START.compare(HEADER, reference, test);
    assertThat(report.count(N, N)).isEqualTo(4);
    assertThat(report.count(S, N)).isEqualTo(7);
    assertThat(report.count(V, N)).isEqualTo(3);
    assertThat(report.count(F, N)).isEqualTo(1);
    assertThat(report.count(Q, N)).isEqualTo(4);
  }

  @Test
  void fibrillationOfTheReferenceDoesNotCount() {
    // The reference's ! and V inside are read over; the test's beats there are dropped.
    String reference = "N100 [200 !250 V300 ]400 N500 N600";
    String test = "N101 V250 V310 V401 N500 N601";
    Ec57Report report = compare(reference, test);
    assertThat(report.count(N, N)).isEqualTo(3);
    assertThat(report.count(O, V)).isEqualTo(1);
    assertThat(total(report)).isEqualTo(4);
    // Fibrillation that only the algorithm saw hides its own beats, no others.
    assertThat(compare("N100 N300 N500", "N100 [200 N300 ]400 N500").count(N, O)).isEqualTo(1);
    // Without an end it lasts.
    Ec57Report open = compare("N100 [200 V300 N400", "N100 V300 N400");
    assertThat(open.count(N, N)).isEqualTo(1);
    assertThat(total(open)).isEqualTo(1);
  }

  @Test
  void shutdownIsCountedApart() {
    String reference = "N100 N500 V900 N1300 N1700";
    Ec57Report report = compare(reference, "N100 ~300/51 ~1100/0 N1700");
    assertThat(report.count(N, X)).isEqualTo(1);
    assertThat(report.count(V, X)).isEqualTo(1);
    assertThat(report.count(N, O)).isEqualTo(1);
    assertThat(report.shutdownSeconds()).isEqualTo(8);
    assertThat(report.shutdownCounts()).containsEntry("Vx", 1L).containsEntry("Sx", 0L);
    // bxb leaves S beats out of the first line.
    assertThat(report.shutdownTextWithSveb())
        .isEqualTo(
            """

              Beats missed in shutdown:  40.00% (2/5)
                  N missed in shutdown:  25.00% (1/4)
                  S missed in shutdown:      -  (0/0)
                  V missed in shutdown: 100.00% (1/1)
                  F missed in shutdown:      -  (0/0)
                   Total shutdown time:     8 seconds
            """);
    // One unreadable lead is no shutdown.
    assertThat(compare(reference, "N100 ~300/17 ~1100/0 N1700").count(N, X)).isZero();
    // In the middle of the gap only: from 100 + 15 to 1700 - 15, 15.7 s.
    Ec57Report single = compare(reference, "N100 ~1500/51 N1700");
    assertThat(single.count(N, X)).isEqualTo(2);
    assertThat(single.shutdownSeconds()).isEqualTo(16);
    // Without an end it lasts to the record's: 100,000 - 300 samples.
    Ec57Report open = compare(reference, "N100 ~300/51");
    assertThat(open.count(N, X)).isEqualTo(3);
    assertThat(open.shutdownSeconds()).isEqualTo(997);
    // Extra beats while the reference is shut down.
    Ec57Report reversed = compare("N100 ~300/51 ~1100/0 N1700", reference);
    assertThat(reversed.count(X, N)).isEqualTo(1);
    assertThat(reversed.count(X, V)).isEqualTo(1);
    assertThat(reversed.count(O, N)).isEqualTo(1);
  }

  @Test
  void rrErrorIsTheRootMeanSquare() {
    // Intervals 100, 100 against 103, 96 samples of 10 ms; the first beat has none.
    Ec57Report report = compare("N100 N200 N300", "N100 N203 N299");
    assertThat(report.rrErrorMs()).isEqualTo(Math.sqrt((9 + 16) / 2.0) * 10);
    // No interval reaches over an episode.
    assertThat(compare("N100 [120 ]150 N200", "N100 N203").rrErrorMs()).isNaN();
    assertThat(Ec57Summary.of(List.of(compare("N100", "N100"))).averageRrErrorMs()).isNaN();
    assertThat(compare("N100", "N100").standardTextWithSveb("a", "b"))
        .contains("     RMS RR interval error:      -\n");
  }

  @Test
  void publishedPapersScoreEveryAnnotatedBeat() {
    List<Annotation> reference = annotations("N0 V100 [200 V300 ]400 N500 N600 N700");
    List<Annotation> test = annotations("N0 N100 V300 S450 N500 ~550/51 N700 N800");
    Ec57Report report = Ec57.atAnnotatedBeats().compare(HEADER, reference, test);
    assertThat(report.count(N, N)).isEqualTo(3);
    assertThat(report.count(V, N)).isEqualTo(1);
    assertThat(report.count(V, V)).isEqualTo(1);
    assertThat(report.count(N, O)).isEqualTo(1);
    assertThat(total(report)).isEqualTo(6);
    assertThat(report.rates().qrs().positivePredictivity()).isEqualTo(100);
    assertThat(Ec57.atAnnotatedBeats().mode()).isEqualTo(Ec57.Mode.ANNOTATED_BEATS);
    assertThatThrownBy(() -> Ec57.atAnnotatedBeats().withStart(Duration.ofMinutes(5)))
        .hasMessageContaining("whole record");
  }

  @Test
  void everyReferenceBeatIsCountedOnce() {
    List<Annotation> reference = annotations("N0 N10 N20 N30 N90 N91 N91");
    Ec57 papers = Ec57.atAnnotatedBeats();
    for (String test : List.of("N0 N5 N9 N22 N91 N92", "N400", "N0 N0 N0", "N5 N15 N25 N91 N91")) {
      Ec57Report report = papers.compare(HEADER, reference, annotations(test));
      assertThat(report.referenceBeats(N)).isEqualTo(7);
    }
  }

  @Test
  void emptyAnnotationsAreNoError() {
    Ec57Report none = FROM_START.compare(HEADER, List.of(), List.of());
    assertThat(total(none)).isZero();
    assertThat(none.rates().qrs().sensitivity()).isNaN();
    Ec57Report missedAll =
        Ec57.standard().compare(HEADER, annotations("N100 N40000 N50000"), List.of());
    assertThat(missedAll.count(N, O)).isEqualTo(2);
    Ec57Report extraAll =
        Ec57.standard().compare(HEADER, List.of(), annotations("N100 N40000 N50000"));
    assertThat(extraAll.count(O, N)).isEqualTo(2);
    assertThat(Ec57Summary.of(List.of()).beatTable()).contains("from 0 records");
    assertThat(Ec57Summary.of(List.of(none)).beatTable())
        .contains("Gross" + " ".repeat(78) + "      -".repeat(6) + "\n")
        .contains("from 1 record\n");
  }

  @Test
  void percentagesAreRoundedAsCDoes() {
    // 1 of 32 is 3.125 %, a tie that C rounds to the even digit.
    assertThat(Ec57Text.fixed(Ec57Rates.percent(1, 32), 6, 2)).isEqualTo("  3.12");
    assertThat(Ec57Text.fixed(Ec57Rates.percent(3, 32), 6, 2)).isEqualTo("  9.38");
  }

  @Test
  void wrongInputIsNamed() {
    assertThatThrownBy(() -> compare("N200 N100", "N100"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100 follows one at 200");
    assertThatThrownBy(
            () ->
                Ec57.standard()
                    .compare(
                        RecordHeader.of("short", 100, 1000),
                        Collections.emptyList(),
                        Collections.emptyList()))
        .hasMessageContaining("short")
        .hasMessageContaining("30000");
    assertThatThrownBy(() -> Ec57.standard().withStart(Duration.ofSeconds(-1)))
        .hasMessageContaining("PT-1S");
    assertThatThrownBy(() -> Ec57.standard().withMatchWindow(Duration.ZERO))
        .hasMessageContaining("positive");
  }
}
