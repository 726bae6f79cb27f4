package org.ecg4j.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Tries the candidates of a space by cross-validation over the training patients and ranks them.
 * Test patients cannot enter: it takes a {@link TrainingSet} only. With a results file it goes on
 * where it was interrupted. Immutable.
 */
public final class ParameterSearch {
  private static final String HEADER = "examples\tchoices\tscore\tseconds";

  private final List<SearchSpace.Candidate> candidates;
  private final CrossValidation validation;
  private final Monitor monitor;
  private final @Nullable Path results;

  private ParameterSearch(
      List<SearchSpace.Candidate> candidates,
      CrossValidation validation,
      Monitor monitor,
      @Nullable Path results) {
    this.candidates = candidates;
    this.validation = validation;
    this.monitor = monitor;
    this.results = results;
  }

  /**
   * A candidate that was tried.
   *
   * @param candidate network and options
   * @param score the metric of its out-of-fold predictions
   * @param seconds the time it took
   */
  public record Trial(SearchSpace.Candidate candidate, double score, double seconds) {}

  /**
   * A search through every combination, by five folds and the macro F1.
   *
   * @param space the choices
   * @return the search
   */
  public static ParameterSearch grid(SearchSpace space) {
    return of(space.grid());
  }

  /**
   * A search through combinations drawn at random, none twice.
   *
   * @param space the choices
   * @param trials how many
   * @param seed decides which
   * @return the search
   */
  public static ParameterSearch random(SearchSpace space, int trials, long seed) {
    Checks.atLeast("trials", trials, 1);
    return of(space.random(trials, seed));
  }

  private static ParameterSearch of(List<SearchSpace.Candidate> candidates) {
    return new ParameterSearch(
        candidates,
        CrossValidation.byPatient(5),
        Monitor.of(Metric.MACRO_F1, Monitor.Direction.HIGHER_IS_BETTER),
        null);
  }

  /**
   * The same with other folds.
   *
   * @param newValidation how candidates are judged
   * @return a copy
   */
  public ParameterSearch withValidation(CrossValidation newValidation) {
    return new ParameterSearch(candidates, newValidation, monitor, results);
  }

  /**
   * The same with another metric.
   *
   * @param newMonitor a metric and its direction; the loss stands for the log loss
   * @return a copy
   */
  public ParameterSearch withMonitor(Monitor newMonitor) {
    return new ParameterSearch(candidates, validation, newMonitor, results);
  }

  /**
   * The same with its results kept in a file of tab-separated lines. Candidates that have a line
   * there for the same examples and metric are not tried again.
   *
   * @param file where; each line is added in one step
   * @return a copy
   */
  public ParameterSearch withResults(Path file) {
    return new ParameterSearch(candidates, validation, monitor, file);
  }

  /**
   * Tries all candidates.
   *
   * @param set training patients
   * @return the trials, the best first; equals in the order of trying
   * @throws IOException when the results cannot be read or written
   */
  public List<Trial> run(TrainingSet set) throws IOException {
    String examples = set.size() + " of " + set.subjects().size() + " patients, " + monitor.name();
    Map<String, String[]> known = readResults(examples);
    List<Trial> trials = new ArrayList<>();
    for (SearchSpace.Candidate candidate : candidates) {
      String[] line = known.get(candidate.choices().toString());
      if (line != null) {
        trials.add(new Trial(candidate, Double.parseDouble(line[2]), Double.parseDouble(line[3])));
        continue;
      }
      long start = System.nanoTime();
      CrossValidation.Result result = validation.run(candidate.spec(), set, candidate.options());
      double score =
          result.predictions().evaluate().value(monitor.metric().orElse(Metric.LOG_LOSS));
      Trial trial = new Trial(candidate, score, (System.nanoTime() - start) / 1e9);
      trials.add(trial);
      keep(examples, trial);
    }
    trials.sort(
        (a, b) ->
            monitor.isBetter(a.score(), b.score(), 0)
                ? -1
                : monitor.isBetter(b.score(), a.score(), 0) ? 1 : 0);
    return trials;
  }

  private Map<String, String[]> readResults(String examples) throws IOException {
    Map<String, String[]> known = new LinkedHashMap<>();
    if (results != null && Files.exists(results)) {
      for (String line : Files.readAllLines(results)) {
        String[] fields = line.split("\t", -1);
        if (fields.length == 4 && fields[0].equals(examples)) {
          known.put(fields[1], fields);
        }
      }
    }
    return known;
  }

  private void keep(String examples, Trial trial) throws IOException {
    if (results == null) {
      return;
    }
    Optional<Path> folder = Optional.ofNullable(results.toAbsolutePath().getParent());
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
    }
    String before = Files.exists(results) ? Files.readString(results) : HEADER + "\n";
    String line =
        String.join(
            "\t",
            examples,
            trial.candidate().choices().toString(),
            Double.toString(trial.score()),
            Double.toString(trial.seconds()));
    Path part = results.resolveSibling(results.getFileName() + ".part");
    Files.writeString(part, before + line + "\n", StandardCharsets.UTF_8);
    Files.move(part, results, StandardCopyOption.REPLACE_EXISTING);
  }
}
