package org.ecg4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.sampling.ClassWeights;
import org.ecg4j.sampling.RandomOverSampler;
import org.ecg4j.sampling.RandomRebalancer;
import org.ecg4j.sampling.RandomUnderSampler;
import org.ecg4j.sampling.Sampler;
import org.ecg4j.sampling.SamplingStrategy;

/** Task 4: how uneven the classes are, and what weights and sampling make of it. */
final class BalanceTask {
  private static final double ONE_TO_TWO = 0.5;

  private BalanceTask() {}

  static Map<String, Object> run(Course course) throws IOException {
    TrainingSet fit = course.inner().fit();
    String picture = course.write(EcgPlots.classDistribution(course.split()), "4-classes");
    course.say(4, "Balance", Counts.text(fit) + " to learn from: " + picture);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("distribution", Counts.of(fit));
    json.put("weights", weights(course, fit));
    json.put("sampling", sampling(course, fit));
    json.put("picture", picture);
    return json;
  }

  private static Map<String, Double> weights(Course course, TrainingSet fit) {
    double[] values = ClassWeights.balanced().weights(fit.classNames(), fit.classCounts());
    Map<String, Double> weights = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    for (int c = 0; c < values.length; c++) {
      weights.put(fit.classNames().get(c), values[c]);
      texts.add(String.format(Locale.ROOT, "%s %.3f", fit.classNames().get(c), values[c]));
    }
    course.say("", "weights in the loss, by inverse frequency: " + String.join(", ", texts));
    return weights;
  }

  /** What the random samplers would make of the classes; weights do the work in this run. */
  private static Map<String, Object> sampling(Course course, TrainingSet fit) {
    Map<String, Object> sampled = new LinkedHashMap<>();
    long present = Arrays.stream(fit.classCounts()).filter(count -> count > 0).count();
    if (present < 2) {
      return sampled;
    }
    long seed = course.seed();
    Map<String, Sampler> samplers = new LinkedHashMap<>();
    samplers.put("over", RandomOverSampler.of(SamplingStrategy.auto(), seed));
    samplers.put("under", RandomUnderSampler.of(SamplingStrategy.auto(), seed));
    if (present == 2 && isRarerThan(ONE_TO_TWO, fit.classCounts())) {
      samplers.put("combined", RandomRebalancer.of(ONE_TO_TWO, seed));
    }
    samplers.forEach(
        (name, sampler) -> {
          TrainingSet result = sampler.sample(fit);
          sampled.put(name, Counts.of(result));
          course.say(
              "",
              name
                  + (name.equals("combined") ? " sampling" : "-sampling")
                  + " would give "
                  + Counts.text(result));
        });
    return sampled;
  }

  private static boolean isRarerThan(double ratio, int[] counts) {
    int[] sorted = Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
    return sorted[0] < ratio * sorted[sorted.length - 1];
  }
}
