package org.ecg4j.benchmarks.paired;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ecg4j.models.CourseNetwork;

/**
 * A process that does one repetition of a step for each line {@code run} it reads, and prints what
 * it took as JSON. So {@code benchmarks/paired/run} can take turns between it and its peer, with
 * start-up and compilation behind both.
 */
public final class Worker {
  private Worker() {}

  /**
   * Serves repetitions until its input ends, or writes the files that peers read.
   *
   * @param args {@code DATABASE export FOLDER}, or {@code DATABASE STEP THREADS tuned|default},
   *     where a step is read, windows, stft, smote, ec57, train-NETWORK-BATCH-ROWS or
   *     infer-NETWORK-BATCH
   * @throws IOException when the database cannot be read
   */
  public static void main(String[] args) throws IOException {
    CourseData data = new CourseData(Path.of(args[0]));
    if (args[1].equals("export")) {
      data.export(Path.of(args[2]));
      return;
    }
    PrintStream out = System.out;
    Step step = open(data, args[1], Integer.parseInt(args[2]), args[3].equals("tuned"));
    out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while ("run".equals(in.readLine())) {
      long cpu = cpuNanoseconds();
      long faults = minorFaults();
      Step.Outcome outcome = step.run();
      out.println(json(outcome, (cpuNanoseconds() - cpu) / 1e9, minorFaults() - faults));
    }
  }

  private static Step open(CourseData data, String name, int threads, boolean tuned)
      throws IOException {
    String[] parts = name.split("-", -1);
    return switch (parts[0]) {
      case "read" -> DataSteps.read(data);
      case "windows" -> DataSteps.windows(data);
      case "stft" -> DataSteps.stft(data);
      case "smote" -> DataSteps.smote(data);
      case "ec57" -> DataSteps.ec57(data);
      case "train" ->
          new TrainStep(
              data,
              network(parts[1]),
              Integer.parseInt(parts[2]),
              Integer.parseInt(parts[3]),
              threads,
              tuned);
      case "infer" ->
          new InferStep(data, network(parts[1]), Integer.parseInt(parts[2]), threads, tuned);
      default -> throw new IllegalArgumentException("no step is named " + name);
    };
  }

  private static CourseNetwork network(String name) {
    return CourseNetwork.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static long cpuNanoseconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Pages the system had to hand over; 0 where there is no /proc. */
  private static long minorFaults() throws IOException {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String text = Files.readString(stat);
    return Long.parseLong(text.substring(text.lastIndexOf(')') + 2).split(" ", -1)[7]);
  }

  private static String json(Step.Outcome outcome, double cpuSeconds, long faults) {
    String check =
        outcome.check().entrySet().stream()
            .map((Map.Entry<String, Double> e) -> "\"" + e.getKey() + "\": " + e.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "{\"seconds\": %.9f, \"cpu\": %.6f, \"faults\": %d, \"check\": {%s}}",
        outcome.seconds(),
        cpuSeconds,
        faults,
        check);
  }
}
