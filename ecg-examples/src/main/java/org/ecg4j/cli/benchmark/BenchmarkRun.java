package org.ecg4j.cli.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.recipes.Protocol;

/** Runs recipes on one protocol, prints their figures and logs them. */
final class BenchmarkRun {
  private static final int SECONDS_PER_MINUTE = 60;

  private final PrintWriter out;
  private final Protocol protocol;
  private final ProtocolBench bench;
  private final FileStore store;
  private final ResultsLog log;
  private final boolean details;

  BenchmarkRun(
      PrintWriter out,
      Protocol protocol,
      ProtocolBench bench,
      FileStore store,
      ResultsLog log,
      boolean details) {
    this.out = out;
    this.protocol = protocol;
    this.bench = bench;
    this.store = store;
    this.log = log;
    this.details = details;
  }

  /** Out-of-fold figures, where the protocol has one division. */
  Map<String, Double> outOfFold(Attempt attempt) throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (protocol.splitCount() > 1 || !attempt.tuned()) {
      return figures;
    }
    store.takeSeconds();
    ProtocolBench.Tuned tuned = bench.outOfFold(attempt, 0, 1);
    figures.putAll(Figures.of(tuned.evaluation()));
    if (tuned.evaluation().isBinary()) {
      figures.put("threshold", tuned.threshold());
    }
    say("out of fold", figures);
    out.printf("    %.1f minutes of training%n", store.takeSeconds() / SECONDS_PER_MINUTE);
    log.add(protocol.name(), attempt, "oof", Figures.line(figures), command(attempt, "oof"));
    if (details) {
      Evaluation byRecord = tuned.evaluation().withRecords(records(tuned));
      Details.byRecord(byRecord).forEach(out::println);
      Details.bySymbol(tuned.evaluation(), tuned.held().examples()).forEach(out::println);
    }
    out.flush();
    return figures;
  }

  /** The test patients, once for each seed. */
  Outcome test(Attempt attempt, int seeds) throws IOException {
    Map<String, Double> outOfFold = outOfFold(attempt);
    List<Evaluation> tests = new ArrayList<>();
    store.takeSeconds();
    for (int seed = 1; seed <= seeds; seed++) {
      Evaluation test = bench.test(attempt, seed);
      say("test, seed " + seed, Figures.of(test));
      log.add(
          protocol.name(),
          attempt,
          "TEST, seed " + seed,
          Figures.line(Figures.of(test)),
          command(attempt, "test"));
      tests.add(test);
    }
    double minutes = store.takeSeconds() / SECONDS_PER_MINUTE / seeds;
    if (details) {
      Details.byRecord(tests.get(0)).forEach(out::println);
      out.flush();
    }
    return new Outcome(attempt, outOfFold, tests, minutes);
  }

  private void say(String what, Map<String, Double> figures) {
    out.println("  " + what + "  " + Figures.line(figures));
    out.flush();
  }

  private String command(Attempt attempt, String part) {
    return "ecg benchmark --protocol "
        + protocol
        + " --part "
        + part
        + " --recipe "
        + attempt.recipe().name();
  }

  private static List<String> records(ProtocolBench.Tuned tuned) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < tuned.held().examples().size(); i++) {
      records.add(tuned.held().examples().recordName(i));
    }
    return records;
  }
}
