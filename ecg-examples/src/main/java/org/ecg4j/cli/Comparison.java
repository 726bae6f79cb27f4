package org.ecg4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.ModelScore;

/** The table and the picture that compare the networks of a run. */
final class Comparison {
  private final Course course;

  Comparison(Course course) {
    this.course = course;
  }

  /** Prints the table, draws F1 and gives all figures as data under the networks' names. */
  Map<String, Object> show(List<TrainedNetwork> networks) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    List<ModelScore> f1 = new ArrayList<>();
    course.say("Scores", "with 95 % intervals over patients");
    course.out().println(Scores.heads());
    for (TrainedNetwork network : networks) {
      Scores train = Scores.of(network.train());
      Scores test = Scores.of(network.test());
      String title = network.choice().title();
      course.out().println(train.line(title, "train"));
      course.out().println(test.line(title, "test"));
      course.out().flush();
      f1.add(new ModelScore(title, "train", train.f1()));
      f1.add(new ModelScore(title, "test", test.f1()));
      json.put(network.choice().toString(), network.asJson(train, test));
    }
    course.write(EcgPlots.modelComparison("F1", f1), "comparison-f1");
    for (TrainedNetwork network : networks) {
      course.say("Model", network.file().toAbsolutePath() + ", log " + network.log().getFileName());
    }
    return json;
  }
}
