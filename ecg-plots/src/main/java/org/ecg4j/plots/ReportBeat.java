package org.ecg4j.plots;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecg4j.dataset.Examples;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.LeadSelection;
import org.ecg4j.segment.WindowOptions;

/**
 * One beat that a model judged, as an {@link EcgReport} shows it.
 *
 * @param record the record with its signals
 * @param beatSample the beat's place, in samples of the record's rate
 * @param truth the class it is of
 * @param predicted the class the model gave it
 * @param probability of the class the model gave it, 0 to 1
 * @param attributions which part of the window drove the decision, one for each method; empty where
 *     it was not computed
 * @param startSample where the window of the attributions starts, in samples of the record's rate;
 *     may lie before its beginning
 */
public record ReportBeat(
    EcgRecord record,
    long beatSample,
    String truth,
    String predicted,
    double probability,
    List<Attribution> attributions,
    long startSample) {
  private static final Duration LENGTH = Duration.ofSeconds(2);

  /** Copies the attributions. */
  public ReportBeat {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(truth, "truth");
    Objects.requireNonNull(predicted, "predicted");
    attributions = List.copyOf(attributions);
  }

  /**
   * A beat of a dataset.
   *
   * @param record the record it was cut from
   * @param examples the examples that were judged
   * @param evaluation how they were judged, in the same order
   * @param example the beat's number in both
   * @return the beat, without attributions
   */
  public static ReportBeat of(
      EcgRecord record, Examples examples, Evaluation evaluation, int example) {
    if (!record.name().equals(examples.recordName(example))) {
      throw new IllegalArgumentException(
          "example "
              + example
              + " is of record "
              + examples.recordName(example)
              + ", not of "
              + record.name());
    }
    double factor = record.samplingRateHz() / examples.track(example).samplingRateHz();
    int predicted = evaluation.predicted(example);
    return new ReportBeat(
        record,
        Math.round(examples.beatSample(example) * factor),
        evaluation.classNames().get(evaluation.label(example)),
        evaluation.classNames().get(predicted),
        evaluation.probability(example, predicted),
        List.of(),
        0);
  }

  /**
   * The same with what drove the decision. Leads of the attributions that the record lacks are
   * those that {@link LeadSelection} takes in their place.
   *
   * @param newStartSample where the attributions' window starts
   * @param newAttributions of that window, one for each method, all for the same class
   * @return a copy
   */
  public ReportBeat withAttributions(long newStartSample, List<Attribution> newAttributions) {
    return withAttributions(newStartSample, newAttributions, 1);
  }

  /**
   * The same with what drove the decision about the window that a dataset cuts around the beat. A
   * dataset of another rate than the record's, and leads that stand in for others, are allowed for.
   *
   * @param windows the dataset
   * @param newAttributions of the beat's window, one for each method, all for the same class
   * @return a copy
   * @throws IllegalArgumentException when it is not known how the dataset cuts windows
   */
  public ReportBeat withAttributions(Examples windows, List<Attribution> newAttributions) {
    WindowOptions window =
        windows
            .pipeline()
            .window()
            .orElseThrow(
                () -> new IllegalArgumentException("the dataset does not say how it cuts windows"));
    double rateHz = windows.pipeline().raw().samplingRateHz();
    double factor = record.samplingRateHz() / rateHz;
    long start = beatSample - Math.round(window.before().samples(rateHz) * factor);
    return withAttributions(start, newAttributions, factor);
  }

  private ReportBeat withAttributions(long start, List<Attribution> ofWindow, double factor) {
    return new ReportBeat(
        record,
        beatSample,
        truth,
        predicted,
        probability,
        ofWindow.stream().map(each -> ofRecord(each, factor)).toList(),
        start);
  }

  /** In the record's rate, under the names that the record has for its leads. */
  private Attribution ofRecord(Attribution attribution, double factor) {
    List<String> wanted = attribution.leads();
    List<String> leads =
        new LeadSelection(wanted, wanted.size(), false)
            .of(record).stream().map(signal -> signal.info().lead()).toList();
    int count = (int) Math.round(attribution.sampleCount() * factor);
    float[] values = new float[leads.size() * count];
    for (int lead = 0; lead < leads.size(); lead++) {
      for (int t = 0; t < count; t++) {
        int nearest = Math.min((int) (t / factor), attribution.sampleCount() - 1);
        values[lead * count + t] = attribution.value(lead, nearest);
      }
    }
    return Attribution.of(attribution.method(), attribution.className(), leads, values);
  }

  /**
   * Whether the model was right.
   *
   * @return true when it gave the beat its class
   */
  public boolean isRight() {
    return truth.equals(predicted);
  }

  /**
   * Chooses beats worth looking at: of each true class those the model got wrong with the highest
   * probability and those it got right with the highest one, each of another patient where there
   * are enough patients.
   *
   * @param evaluation the scored examples
   * @param each how many of each kind at most
   * @return numbers of examples, the wrong ones of a class before its right ones
   */
  public static List<Integer> choose(Evaluation evaluation, int each) {
    Comparator<Integer> surest =
        Comparator.<Integer>comparingDouble(
                i -> -evaluation.probability(i, evaluation.predicted(i)))
            .thenComparing(Comparator.naturalOrder());
    List<Integer> chosen = new ArrayList<>();
    for (int truth = 0; truth < evaluation.classNames().size(); truth++) {
      for (boolean right : new boolean[] {false, true}) {
        int label = truth;
        List<Integer> kind =
            IntStream.range(0, evaluation.exampleCount())
                .filter(i -> evaluation.label(i) == label)
                .filter(i -> (evaluation.predicted(i) == label) == right)
                .boxed()
                .sorted(surest)
                .toList();
        chosen.addAll(ofDifferentPatients(evaluation, kind, each));
      }
    }
    return chosen;
  }

  /** The first of the list, passing over patients that have one already while there are others. */
  private static List<Integer> ofDifferentPatients(
      Evaluation evaluation, List<Integer> sorted, int count) {
    Set<Integer> chosen = new HashSet<>();
    Set<String> patients = new HashSet<>();
    for (int i : sorted) {
      if (chosen.size() < count && patients.add(evaluation.patient(i))) {
        chosen.add(i);
      }
    }
    for (int i : sorted) {
      if (chosen.size() < count) {
        chosen.add(i);
      }
    }
    return sorted.stream().filter(chosen::contains).toList();
  }

  /**
   * The strip around the beat, with what drove the decision where that is known.
   *
   * @return the picture
   */
  public Picture picture() {
    return attributions.isEmpty()
        ? EcgPlots.beat(record, beatSample, LENGTH)
        : Strips.saliency(record, startSample, beatSample, attributions);
  }
}
