package org.ecg4j.cli.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ecg4j.recipes.Learner;
import org.ecg4j.recipes.Protocol;
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
      "  ecg benchmark --protocol B --part oof --recipe stft-cnn --details",
      "  ecg benchmark --quick"
    })
public final class BenchmarkCommand implements Callable<Integer> {
  private static final int QUICK_EPOCHS = 2;
  private static final int MANY_EPOCHS = 1000;

  /** What a shell says of a command that was interrupted. */
  private static final int INTERRUPTED = 130;

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
      description =
          "How many seeds the test is run with, 1 for protocol D; default" + " ${DEFAULT-VALUE}.")
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
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The results page; default docs/results.md, with --quick in --work.")
  private @Nullable Path output;

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

  @Option(
      names = "--epochs",
      defaultValue = "1000",
      description = "The most epochs of any training; default ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--quick",
      description =
          "Two epochs, one seed, twelve records, which are simulated unless --data is given: to see"
              + " that everything works.")
  private boolean quick;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "Also write the model of the one recipe named, seed 1, and its card.")
  private @Nullable Path bundle;

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
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds must be at least 1, not " + seeds);
    }
    // On Ctrl-C: LibTorch's tidying up at the end of a process does not wait for a training and can
    // crash under it. Whatever is in a file by now is whole, so the process may end at once.
    Thread end = new Thread(() -> Runtime.getRuntime().halt(INTERRUPTED), "ecg-stop");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      return benchmark(out);
    } finally {
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private int benchmark(PrintWriter out) throws IOException {
    Path folder = quick ? work.resolve("quick") : work;
    List<Path> records = quick ? BenchmarkData.few(data, folder) : BenchmarkData.all(data);
    FileStore store = new FileStore(folder.resolve("runs"), (key, took) -> say(out, key, took));
    ResultsLog attempts = new ResultsLog(log == null ? folder.resolve("results-log.md") : log);
    for (Protocol each : protocols()) {
      out.println("Protocol " + each + ", " + each.title());
      ProtocolBench bench = new ProtocolBench(each, records, folder.resolve("cache"), store);
      BenchmarkRun run = new BenchmarkRun(out, each, bench, store, attempts, details);
      List<Outcome> outcomes = new ArrayList<>();
      for (Attempt attempt : chosen(each)) {
        out.println(attempt.recipe().name() + ": " + attempt.aim());
        out.flush();
        if (part == Part.OOF) {
          run.outOfFold(attempt);
        } else {
          outcomes.add(run.test(attempt, seedsOf(each, attempt)));
        }
      }
      if (bundle != null) {
        out.println("Written " + BundleWriter.write(bench, each, single(each), bundle));
      }
      if (part == Part.TEST) {
        finish(out, each, outcomes, folder);
      }
    }
    return 0;
  }

  /** One where folds stand for seeds, in haste, and for the notebook's long trainings. */
  private int seedsOf(Protocol each, Attempt attempt) {
    return each == Protocol.D || quick || !attempt.tuned() ? 1 : seeds;
  }

  private Attempt single(Protocol each) {
    List<Attempt> attempts = chosen(each);
    if (attempts.size() != 1) {
      throw new IllegalArgumentException(
          "--bundle is of one recipe; name it with --recipe, not " + recipes);
    }
    return attempts.get(0);
  }

  private void finish(PrintWriter out, Protocol each, List<Outcome> outcomes, Path folder)
      throws IOException {
    ResultsPage.table(outcomes).forEach(out::println);
    Path page =
        output != null ? output : quick ? folder.resolve("results.md") : Path.of("docs/results.md");
    String command =
        "ecg benchmark --protocol "
            + each
            + (recipes.isEmpty() ? "" : " --recipe " + String.join(",", recipes))
            + (each == Protocol.D ? "" : " --seeds " + seeds)
            + (epochs < MANY_EPOCHS ? " --epochs " + epochs : "")
            + (quick ? " --quick" : "");
    new ResultsPage(page).write(each, outcomes, command);
    out.println("Written " + page);
    out.flush();
  }

  private List<Protocol> protocols() {
    return protocol == Choice.ALL
        ? List.of(Protocol.values())
        : List.of(Protocol.valueOf(protocol.name()));
  }

  private List<Attempt> chosen(Protocol each) {
    List<Attempt> attempts =
        recipes.isEmpty() ? Attempts.tableOf(each) : recipes.stream().map(Attempts::named).toList();
    return attempts.stream().map(this::adapted).toList();
  }

  /** On the threads wanted, and short where it has to be quick. */
  private Attempt adapted(Attempt attempt) {
    List<Learner> members = attempt.recipe().members().stream().map(this::adapted).toList();
    return attempt.withRecipe(
        attempt.recipe().withMembers(members).withCopies(quick ? 1 : attempt.recipe().copies()));
  }

  private Learner adapted(Learner member) {
    if (!(member instanceof RecipeMember network)) {
      return member;
    }
    TrainingOptions training = network.training();
    training = training.withRuntime(training.runtime().withThreads(threads));
    int most = quick ? Math.min(QUICK_EPOCHS, epochs) : epochs;
    return network.withTraining(training.withEpochs(Math.min(most, training.epochs())));
  }

  private static void say(PrintWriter out, String key, double seconds) {
    String what =
        key.lines()
            .filter(line -> line.startsWith("predicted ") || line.startsWith("seed "))
            .map(line -> line.replaceFirst(", \\d+ of \\[.*", ""))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    out.printf(Locale.ROOT, "    trained in %.0f s: %s%n", seconds, what);
    out.flush();
  }
}
