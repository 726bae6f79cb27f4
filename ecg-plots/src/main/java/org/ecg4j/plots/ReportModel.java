package org.ecg4j.plots;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.TrainingHistory;

/**
 * What an {@link EcgReport} says of one model. All but the name may be missing; the report leaves
 * out what is.
 *
 * @param name as in tables, such as {@code BiLSTM}
 * @param facts what the model is and how it was trained: name to value, in the order to show
 * @param history the training, epoch by epoch
 * @param train how well it does on the patients it learned from
 * @param test how well it does on patients it never saw
 * @param beats single beats of the test data
 */
public record ReportModel(
    String name,
    Map<String, String> facts,
    Optional<TrainingHistory> history,
    Optional<Evaluation> train,
    Optional<Evaluation> test,
    List<ReportBeat> beats) {

  /** Copies the collections, keeping their order. */
  public ReportModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(test, "test");
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    beats = List.copyOf(beats);
  }

  /**
   * A model of which only the name is known yet.
   *
   * @param name as in tables
   * @return the model
   */
  public static ReportModel of(String name) {
    return new ReportModel(
        name, Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * The same with one more fact.
   *
   * @param factName such as {@code weights}
   * @param value such as {@code 56,577}
   * @return a copy
   */
  public ReportModel withFact(String factName, String value) {
    return withFacts(Map.of(factName, value));
  }

  /**
   * The same with more facts.
   *
   * @param more name to value, in the order to show
   * @return a copy
   */
  public ReportModel withFacts(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(facts);
    all.putAll(more);
    return new ReportModel(name, all, history, train, test, beats);
  }

  /**
   * The same with its training.
   *
   * @param newHistory epoch by epoch
   * @return a copy
   */
  public ReportModel withHistory(TrainingHistory newHistory) {
    return new ReportModel(name, facts, Optional.of(newHistory), train, test, beats);
  }

  /**
   * The same with its scores on the patients it learned from.
   *
   * @param newTrain the scored examples
   * @return a copy
   */
  public ReportModel withTrain(Evaluation newTrain) {
    return new ReportModel(name, facts, history, Optional.of(newTrain), test, beats);
  }

  /**
   * The same with its scores on patients it never saw.
   *
   * @param newTest the scored examples
   * @return a copy
   */
  public ReportModel withTest(Evaluation newTest) {
    return new ReportModel(name, facts, history, train, Optional.of(newTest), beats);
  }

  /**
   * The same with one more beat.
   *
   * @param beat a beat of the test data
   * @return a copy
   */
  public ReportModel withBeat(ReportBeat beat) {
    List<ReportBeat> more = new ArrayList<>(beats);
    more.add(beat);
    return new ReportModel(name, facts, history, train, test, more);
  }
}
