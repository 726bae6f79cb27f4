package org.ecg4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.inference.ModelInfo;
import org.ecg4j.plots.ReportBeat;

/**
 * A network that a run has trained and judged.
 *
 * @param choice which network
 * @param info all of the model but its weights
 * @param weights how many it has
 * @param train judged on the patients it learned from
 * @param test judged on patients it never saw
 * @param beats test beats that it got right and wrong, explained
 * @param file the saved model
 * @param log its epochs as CSV
 */
record TrainedNetwork(
    NetworkChoice choice,
    ModelInfo info,
    int weights,
    Evaluation train,
    Evaluation test,
    List<ReportBeat> beats,
    Path file,
    Path log) {

  Map<String, Object> asJson(Scores trainScores, Scores testScores) {
    Map<String, Object> scores = new LinkedHashMap<>();
    scores.put("train", trainScores.asJson());
    scores.put("test", testScores.asJson());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", choice.title());
    json.put("weights", weights);
    json.put("epochs", info.lineage().history().epochs());
    json.put("scores", scores);
    json.put("model", file.toAbsolutePath().toString());
    json.put("log", log.toAbsolutePath().toString());
    return json;
  }
}
