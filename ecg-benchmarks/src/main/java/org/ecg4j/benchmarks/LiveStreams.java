package org.ecg4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.dataset.Provenance;
import org.ecg4j.engine.Device;
import org.ecg4j.engine.Network;
import org.ecg4j.engine.TorchRuntime;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.Decision;
import org.ecg4j.inference.EcgClassifier;
import org.ecg4j.inference.Lineage;
import org.ecg4j.inference.ModelInfo;
import org.ecg4j.inference.StreamHub;
import org.ecg4j.inference.StreamingClassifier;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;

/**
 * Live streams at 360 Hz with the course's model, a bidirectional LSTM over the spectrogram of four
 * seconds of one lead (weights by chance: they cost what trained ones cost):
 *
 * <pre>
 * alone SECONDS            one stream, as fast as it goes
 * capacity STREAMS SECONDS streams that share one model, as fast as they go
 * live STREAMS SECONDS     the same in real time: how late the beats are
 * day HOURS                one stream; memory and speed hour by hour
 * </pre>
 */
public final class LiveStreams {
  private static final double RATE_HZ = 360;
  private static final int CHUNK = 36;
  private static final int PATIENTS = 16;
  private static final int FEEDERS = 2;

  private LiveStreams() {}

  /**
   * Runs one measurement.
   *
   * @param arguments what to measure, see above
   * @throws IOException when the system does not tell its memory
   * @throws InterruptedException when interrupted
   * @throws ExecutionException when a stream fails
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    TorchRuntime.start();
    TorchRuntime.useThreads(1); // the streams themselves keep the other cores busy
    try (EcgClassifier classifier = EcgClassifier.of(model())) {
      switch (arguments[0]) {
        case "alone" -> alone(classifier, Integer.parseInt(arguments[1]));
        case "capacity" ->
            capacity(classifier, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        case "live" ->
            live(classifier, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        case "day" -> day(classifier, Integer.parseInt(arguments[1]));
        default ->
            throw new IllegalArgumentException("alone, capacity, live or day, not " + arguments[0]);
      }
    }
  }

  private static TrainedModel model() {
    WindowOptions window = WindowOptions.defaults();
    InputSpec raw = InputSpec.ofSignal(RATE_HZ, List.of("MLII"), 1440);
    Pipeline pipeline = Pipeline.of(raw, window).then(Stft.of(StftOptions.defaults()));
    TrainingHistory history = new TrainingHistory("loss", List.of(), OptionalInt.empty());
    Lineage lineage =
        new Lineage(Set.of(), Provenance.empty(), Map.of(), history, Map.of(), Map.of());
    return TrainedModel.of(
        new ModelInfo(
            Models.biLstm(), pipeline, List.of("normal", "abnormal"), Decision.standard(), lineage),
        Network.create(Models.biLstm(), pipeline.outputSpec(), 1, Device.cpu(), 1));
  }

  /** Lead MLII of simulated patients. */
  private static float[] signal(int patient, int seconds) {
    return EcgSimulator.of(
            SimulatorOptions.defaults()
                .withPatients(patient + 1)
                .withDuration(Duration.ofSeconds(seconds)))
        .record(patient)
        .signal("MLII")
        .toPhysical();
  }

  private static void alone(EcgClassifier classifier, int seconds) {
    float[] samples = signal(0, seconds);
    for (int round = 0; round < 3; round++) {
      AtomicLong beats = new AtomicLong();
      StreamingClassifier stream =
          StreamingClassifier.of(classifier, beat -> beats.incrementAndGet());
      Stopwatch watch = new Stopwatch();
      feed(stream, samples);
      stream.finish();
      watch.print(beats.get() + " beats, " + seconds + " s of signal", seconds);
    }
  }

  private static void feed(StreamingClassifier stream, float[] samples) {
    for (int at = 0; at < samples.length; at += CHUNK) {
      stream.accept(samples, at, Math.min(CHUNK, samples.length - at));
    }
  }

  private static void capacity(EcgClassifier classifier, int streams, int seconds)
      throws InterruptedException, ExecutionException {
    float[][] patients = new float[PATIENTS][];
    Arrays.setAll(patients, patient -> signal(patient, seconds));
    ExecutorService feeders = Executors.newFixedThreadPool(FEEDERS);
    try {
      for (int round = 0; round < 3; round++) {
        AtomicLong beats = new AtomicLong();
        try (StreamHub hub = StreamHub.of(classifier)) {
          List<StreamingClassifier> open = new ArrayList<>();
          for (int s = 0; s < streams; s++) {
            open.add(hub.open(beat -> beats.incrementAndGet()));
          }
          Stopwatch watch = new Stopwatch();
          inParallel(
              feeders,
              feeder -> {
                // A chunk of each stream in turn, as they would come.
                for (int at = 0; at < seconds * (int) RATE_HZ; at += CHUNK) {
                  for (int s = feeder; s < streams; s += FEEDERS) {
                    open.get(s).accept(patients[s % PATIENTS], at, CHUNK);
                  }
                }
              });
          open.forEach(StreamingClassifier::finish);
          watch.print(streams + " streams, " + beats.get() + " beats", (double) streams * seconds);
        }
      }
    } finally {
      feeders.shutdown();
    }
  }

  private static void live(EcgClassifier classifier, int streams, int seconds)
      throws InterruptedException, ExecutionException {
    float[][] patients = new float[PATIENTS][];
    Arrays.setAll(patients, patient -> signal(patient, seconds));
    ExecutorService feeders = Executors.newFixedThreadPool(FEEDERS);
    List<Long> lateNanos = new ArrayList<>();
    long[] begin = new long[1];
    Stopwatch watch;
    try (StreamHub hub = StreamHub.of(classifier)) {
      List<StreamingClassifier> open = new ArrayList<>();
      for (int s = 0; s < streams; s++) {
        open.add(
            hub.open(
                beat -> {
                  // The window ends two seconds after the beat: from then on it is late. Called on
                  // the hub's thread only.
                  double due = beat.seconds() + 2;
                  lateNanos.add(System.nanoTime() - begin[0] - (long) (due * 1e9));
                }));
      }
      watch = new Stopwatch();
      begin[0] = System.nanoTime();
      inParallel(
          feeders,
          feeder -> {
            for (int at = 0; at < seconds * (int) RATE_HZ; at += CHUNK) {
              long due = begin[0] + (long) ((at + CHUNK) / RATE_HZ * 1e9);
              sleep(due - System.nanoTime());
              for (int s = feeder; s < streams; s += FEEDERS) {
                open.get(s).accept(patients[s % PATIENTS], at, CHUNK);
              }
            }
          });
    } finally {
      feeders.shutdown();
    }
    watch.print(streams + " streams in real time", (double) streams * seconds);
    // What the JVM had to warm up for is left out.
    List<Long> warm = lateNanos.subList(lateNanos.size() / 4, lateNanos.size());
    long[] sorted = warm.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%d beats; after the end of their window, the chunk of 100 ms included: median %.0f ms,"
            + " 99 %% within %.0f ms, all within %.0f ms%n",
        sorted.length,
        sorted[sorted.length / 2] * 1e-6,
        sorted[(int) (sorted.length * 0.99)] * 1e-6,
        sorted[sorted.length - 1] * 1e-6);
  }

  private static void day(EcgClassifier classifier, int hours) throws IOException {
    AtomicLong beats = new AtomicLong();
    StreamingClassifier stream =
        StreamingClassifier.of(classifier, beat -> beats.incrementAndGet());
    System.out.println("hour  beats    resident MB  heap in use MB  times real time");
    for (int hour = 1; hour <= hours; hour++) {
      Stopwatch watch = new Stopwatch();
      for (int half = 0; half < 2; half++) {
        feed(stream, signal((2 * hour + half) % PATIENTS, 1800));
      }
      double speed = 3600 / watch.seconds();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "%4d  %7d  %11.1f  %14.1f  %15.0f%n",
          hour,
          beats.get(),
          residentMegabytes(),
          (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
          speed);
    }
    stream.finish();
  }

  private static double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IOException("/proc/self/status does not tell VmRSS");
  }

  /** Work of one feeder. */
  @FunctionalInterface
  private interface Feeder {
    void feed(int feeder);
  }

  private static void inParallel(ExecutorService pool, Feeder work)
      throws InterruptedException, ExecutionException {
    List<Future<?>> all = new ArrayList<>();
    for (int f = 0; f < FEEDERS; f++) {
      int feeder = f;
      all.add(pool.submit(() -> work.feed(feeder)));
    }
    for (Future<?> one : all) {
      one.get();
    }
  }

  private static void sleep(long nanos) {
    try {
      Thread.sleep(Math.max(0, nanos / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Time on the clock and of the processor. */
  private static final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long clock = System.nanoTime();
    private final long processor = SYSTEM.getProcessCpuTime();

    double seconds() {
      return (System.nanoTime() - clock) * 1e-9;
    }

    void print(String what, double signalSeconds) {
      double cpu = (SYSTEM.getProcessCpuTime() - processor) * 1e-9;
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f s, %.0f times real time; %.2f s of processor, %.0f streams a core%n",
          what,
          seconds(),
          signalSeconds / seconds(),
          cpu,
          signalSeconds / cpu);
    }
  }
}
