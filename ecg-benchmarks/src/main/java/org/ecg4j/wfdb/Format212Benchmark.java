package org.ecg4j.wfdb;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding of format 212 alone, block by block as the reader does it. In this package because the
 * decoder is not public. The score is in samples a microsecond, that is millions a second, on one
 * core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Format212Benchmark {
  /** One block of the reader. */
  private static final int FRAMES = 1 << 15;

  private final byte[] bytes = new byte[3 * FRAMES];
  private final short[] lead0 = new short[FRAMES];
  private final short[] lead1 = new short[FRAMES];
  private final int[] sums = new int[2];
  private final int[] interleaved = new int[2 * FRAMES];

  @Setup
  public void fill() {
    new SplittableRandom(1).nextBytes(bytes);
  }

  /** Into one array for each of two leads, with both checksums: what MIT-BIH's records take. */
  @Benchmark
  @OperationsPerInvocation(2 * FRAMES)
  public short[] twoLeadsWithSums() {
    Packed212.INSTANCE.decodeTwoLeads(bytes, 0, FRAMES, lead0, lead1, 0, sums);
    return lead0;
  }

  /** Into interleaved samples, without sums: what other numbers of leads take. */
  @Benchmark
  @OperationsPerInvocation(2 * FRAMES)
  public int[] interleaved() {
    Packed212.INSTANCE.decode(bytes, 0, interleaved, 0, 2 * FRAMES);
    return interleaved;
  }
}
