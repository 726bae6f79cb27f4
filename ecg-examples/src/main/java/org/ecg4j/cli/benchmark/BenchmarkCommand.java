package org.ecg4j.cli.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.recipes.Protocol;
import org.ecg4j.recipes.Recipe;
import org.ecg4j.recipes.RecipeMember;
import org.ecg4j.training.TrainingOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recipes on protocols: trains, scores, prints a table and writes the results page. */
@Command(
    name = "benchmark",
    description = {
      "Trains recipes on a protocol's training patients, chooses thresholds from out-of-fold"
          + " predictions, scores the test patients and prints the figures with their intervals.",
      "Every training is stored as it ends; a run that was stopped goes on where it stood."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ecg benchmark --protocol all --seeds 3 --data mitdb",
      "  ecg benchmark --protocol B --part oof --recipe stft-cnn --details"
    })
public final class BenchmarkCommand implements Callable<Integer> {

  /** Which protocols; {@code all} is every one. */
  private enum Choice {
    A,
    B,
    C,
    D,
    ALL
  }

  /** What of a recipe is run. */
  private enum Part {
    OOF,
    TEST
  }

  @Spec private CommandSpec spec;

  @Option(names = "--protocol", defaultValue = "all", description = "A, B, C, D or all.")
  private Choice protocol;

  @Option(
      names = "--seeds",
      defaultValue = "3",
      description = "How many seeds the test is run with; default ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--recipe",
      split = ",",
      paramLabel = "NAME",
      description = "Which recipes; --list tells them. Default: the protocol's table.")
  private List<String> recipes = new ArrayList<>();

  @Option(
      names = "--part",
      defaultValue = "test",
      description =
          "oof: training patients out of fold only; test: those, then the test patients. Default"
              + " ${DEFAULT-VALUE}.")
  private Part part;

  @Option(names = "--data", paramLabel = "DIR", description = "The MIT-BIH database.")
  private @Nullable Path data;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "ecg-benchmark",
      description = "Where trainings are stored; default ${DEFAULT-VALUE}.")
  private Path work;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "The log of attempts; default results-log.md in the folder of --work.")
  private @Nullable Path log;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Threads of LibTorch; default ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--details", description = "Print records and symbols, too.")
  private boolean details;

  @Option(names = "--list", description = "List the recipes.")
  private boolean list;

  /** Made by picocli. */
  public BenchmarkCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      Attempts.all().forEach((name, attempt) -> out.printf("%-32s %s%n", name, attempt.aim()));
      return 0;
    }
    Path folder = BenchmarkData.find(data);
    FileStore store =
        new FileStore(
            work.resolve("runs"),
            (key, seconds) -> {
              out.printf(Locale.ROOT, "    trained in %.0f s: %s%n", seconds, shortened(key));
              out.flush();
            });
    ResultsLog attempts = new ResultsLog(log == null ? work.resolve("results-log.md") : log);
    for (Protocol each : protocols()) {
      ProtocolBench bench = new ProtocolBench(each, folder, work.resolve("cache"), store);
      for (Attempt attempt : chosen()) {
        run(out, bench, each, attempt, store, attempts);
      }
    }
    return 0;
  }

  private void run(
      PrintWriter out,
      ProtocolBench bench,
      Protocol each,
      Attempt attempt,
      FileStore store,
      ResultsLog attempts)
      throws IOException {
    Recipe recipe = attempt.recipe();
    String name = recipe.name();
    String command = "ecg benchmark --protocol " + each + " --recipe " + name;
    out.println(each + "  " + name + ": " + attempt.aim());
    out.flush();
    store.takeSeconds();
    if (each.splitCount() == 1) {
      ProtocolBench.Tuned tuned = bench.outOfFold(recipe, 0, 1);
      Map<String, Double> figures = new LinkedHashMap<>(Figures.of(tuned.evaluation()));
      figures.put("threshold", tuned.threshold());
      figures.put("minutes", store.takeSeconds() / 60);
      out.println("  out of fold  " + Figures.line(figures));
      attempts.add(each.name(), attempt, "oof", Figures.line(figures), command + " --part oof");
      if (details) {
        Details.byRecord(tuned.evaluation().withRecords(records(tuned))).forEach(out::println);
        Details.bySymbol(tuned.evaluation(), tuned.held().examples()).forEach(out::println);
      }
    }
    out.flush();
    if (part == Part.OOF) {
      return;
    }
    List<Evaluation> tests = new ArrayList<>();
    for (int seed = 1; seed <= (each == Protocol.D ? 1 : seeds); seed++) {
      Evaluation test = bench.test(recipe, seed);
      Map<String, Double> figures = Figures.of(test);
      out.println("  test, seed " + seed + "  " + Figures.line(figures));
      out.flush();
      attempts.add(
          each.name(),
          attempt,
          "TEST seed " + seed,
          Figures.line(figures),
          command + " --seeds " + seeds);
      tests.add(test);
    }
    if (details) {
      Details.byRecord(tests.get(0)).forEach(out::println);
    }
  }

  private static List<String> records(ProtocolBench.Tuned tuned) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < tuned.held().examples().size(); i++) {
      records.add(tuned.held().examples().recordName(i));
    }
    return records;
  }

  private List<Protocol> protocols() {
    return protocol == Choice.ALL
        ? List.of(Protocol.values())
        : List.of(Protocol.valueOf(protocol.name()));
  }

  private List<Attempt> chosen() {
    List<String> names = recipes.isEmpty() ? List.copyOf(Attempts.all().keySet()) : recipes;
    return names.stream().map(Attempts::named).map(this::onThreads).toList();
  }

  private Attempt onThreads(Attempt attempt) {
    List<RecipeMember> members = new ArrayList<>();
    for (RecipeMember member : attempt.recipe().members()) {
      TrainingOptions training = member.training();
      members.add(
          member.withTraining(training.withRuntime(training.runtime().withThreads(threads))));
    }
    return new Attempt(attempt.recipe().withMembers(members), attempt.aim());
  }

  /** Who is predicted, and the seed, out of a training's key. */
  private static String shortened(String key) {
    return key.lines()
        .filter(line -> line.startsWith("predicted ") || line.startsWith("seed "))
        .map(line -> line.length() > 60 ? line.substring(0, 60) + "..." : line)
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }
}
