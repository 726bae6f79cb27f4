package org.ecg4j.features;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ecg4j.dataset.ExampleTransform.Kernel;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;

/**
 * A rough measure, not a test: four-second windows a second, from 16-bit ADC values through
 * millivolts to the magnitude spectrogram (hop half a segment), per second of processor time, so
 * that other work on the machine counts little, and by the clock on one and two threads. The best
 * of ten rounds. Run {@code StftThroughput.main} with the test class path.
 */
final class StftThroughput {
  private static final int WINDOWS = 20_000;

  private StftThroughput() {}

  public static void main(String[] arguments) {
    short[] adc = new short[650_000];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < adc.length; i++) {
      adc[i] = (short) (1024 + 200 * Math.sin(i / 30.0) + random.nextInt(20));
    }
    SignalInfo info = new SignalInfo("MLII", "mV", 360, 200, 1024, 11, 1024);
    Signal signal = Signal.of(info, adc, Signal.NO_MISSING_CODE);
    InputSpec spec = InputSpec.ofSignal(360, List.of("MLII"), 1440);
    for (int segment : new int[] {64, 128, 256, 100}) {
      Stft stft = Stft.of(StftOptions.of(segment));
      System.out.printf(
          Locale.ROOT,
          "segment %3d: %,8.0f windows a second of one core, by the clock %,8.0f on one thread and"
              + " %,8.0f on two%n",
          segment,
          measure(signal, stft, spec),
          byTheClock(1, signal, stft, spec),
          byTheClock(2, signal, stft, spec));
    }
  }

  /** Windows a second of all threads together, the best of ten rounds. */
  private static double byTheClock(int threads, Signal signal, Stft stft, InputSpec spec) {
    double best = 0;
    for (int round = 0; round < 10; round++) {
      long start = System.nanoTime();
      Thread[] workers = new Thread[threads];
      for (int t = 0; t < threads; t++) {
        workers[t] = new Thread(() -> work(signal, stft, spec));
        workers[t].start();
      }
      for (Thread worker : workers) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      best = Math.max(best, threads * WINDOWS * 1e9 / (System.nanoTime() - start));
    }
    return best;
  }

  private static void work(Signal signal, Stft stft, InputSpec spec) {
    Kernel kernel = stft.bind(spec);
    float[] window = new float[spec.size()];
    float[] out = new float[stft.outputSpec(spec).size()];
    for (int i = 0; i < WINDOWS; i++) {
      signal.readPhysical((i * 317L) % 648_000, window.length, window, 0);
      kernel.apply(window, 0, out, 0, NoTrack.INSTANCE, 0);
    }
  }

  private static double measure(Signal signal, Stft stft, InputSpec spec) {
    double best = 0;
    for (int round = 0; round < 10; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work(signal, stft, spec);
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      best = Math.max(best, WINDOWS * 1e9 / nanos);
    }
    return best;
  }
}
