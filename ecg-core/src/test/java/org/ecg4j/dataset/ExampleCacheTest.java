package org.ecg4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecg4j.segment.BeatTrack;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.segment.LeadSelection;
import org.ecg4j.segment.WindowOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleCacheTest {
  @TempDir Path folder;

  /** Doubles every value and counts how often it was asked to. */
  private record Scaled(float factor, AtomicInteger calls) implements ExampleTransform {
    @Override
    public String id() {
      return "scaled";
    }

    @Override
    public Map<String, String> options() {
      return Map.of("factor", Float.toString(factor));
    }

    @Override
    public InputSpec outputSpec(InputSpec input) {
      return input;
    }

    @Override
    public Kernel bind(InputSpec input) {
      int size = input.size();
      return (float[] in, int inOffset, float[] out, int outOffset, BeatTrack track, int beat) -> {
        calls.incrementAndGet();
        for (int i = 0; i < size; i++) {
          out[outOffset + i] = factor * in[inOffset + i];
        }
      };
    }
  }

  private static EcgDataset beats(String symbols) {
    return EcgDataset.of(
        List.of(SyntheticRecords.ramp("a", 400, symbols, "MLII")),
        DatasetOptions.defaults()
            .withWindow(WindowOptions.of(Extent.ofSamples(2), Extent.ofSamples(3))));
  }

  private static float[] values(Examples examples, int index) {
    float[] values = new float[examples.inputSpec().size()];
    examples.reader().read(index, values, 0);
    return values;
  }

  @Test
  void memoryCacheComputesOnce() {
    AtomicInteger calls = new AtomicInteger();
    EcgDataset cached = beats("NVN").map(new Scaled(2, calls)).cache();
    assertThat(calls).hasValue(3);
    assertThat(values(cached, 1)).containsExactly(36, 38, 40, 42, 44);
    assertThat(values(cached, 1)).containsExactly(36, 38, 40, 42, 44);
    assertThat(calls).hasValue(3);
    assertThat(cached.raw().get(1).part("signal").toArray()).containsExactly(18, 19, 20, 21, 22);
  }

  @Test
  void fileIsUsedAgainOnlyWhenItHoldsTheSame() throws IOException {
    Path file = folder.resolve("deep/cache.bin");
    AtomicInteger calls = new AtomicInteger();
    EcgDataset first = beats("NVN").map(new Scaled(2, calls)).cache(file);
    assertThat(values(first, 2)).containsExactly(56, 58, 60, 62, 64);
    assertThat(calls).hasValue(3);
    EcgDataset again = beats("NVN").map(new Scaled(2, calls)).cache(file);
    assertThat(calls).as("same fingerprint").hasValue(3);
    assertThat(values(again, 2)).containsExactly(56, 58, 60, 62, 64);
    EcgDataset other = beats("NVN").map(new Scaled(3, calls)).cache(file);
    assertThat(calls).as("another option").hasValue(6);
    assertThat(values(other, 2)).containsExactly(84, 87, 90, 93, 96);
    beats("NVNV").map(new Scaled(3, calls)).cache(file);
    assertThat(calls).as("other beats").hasValue(10);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).as("no temporary file is left").containsExactly(file);
    }
  }

  @Test
  void aTruncatedOrForeignFileIsMadeAnew() throws IOException {
    Path file = folder.resolve("cache.bin");
    AtomicInteger calls = new AtomicInteger();
    beats("NV").map(new Scaled(2, calls)).cache(file);
    byte[] good = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    beats("NV").map(new Scaled(2, calls)).cache(file);
    assertThat(calls).hasValue(4);
    assertThat(Files.readAllBytes(file)).isEqualTo(good);
    byte[] foreign = good.clone();
    System.arraycopy("0".repeat(64).getBytes(StandardCharsets.US_ASCII), 0, foreign, 0, 64);
    Files.write(file, foreign);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    beats("NV").map(new Scaled(2, calls)).cache(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(good);
  }

  @Test
  void twoMayBuildTheSameFileAtOnce() throws Exception {
    Path file = folder.resolve("cache.bin");
    CyclicBarrier bothBuild = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<EcgDataset>> built = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        built.add(
            threads.submit(
                () -> beats("NVN").map(new Waiting(bothBuild, new AtomicInteger())).cache(file)));
      }
      for (Future<EcgDataset> one : built) {
        assertThat(values(one.get(30, TimeUnit.SECONDS), 2)).containsExactly(28, 29, 30, 31, 32);
      }
    } finally {
      threads.shutdownNow();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).as("no temporary file is left").containsExactly(file);
    }
    AtomicInteger calls = new AtomicInteger();
    beats("NVN").map(new Waiting(bothBuild, calls)).cache(file);
    assertThat(calls).as("what they left is used").hasValue(0);
  }

  /** Changes nothing, but its first call waits until another one's first call has come as far. */
  private record Waiting(CyclicBarrier barrier, AtomicInteger calls) implements ExampleTransform {
    @Override
    public String id() {
      return "waiting";
    }

    @Override
    public Map<String, String> options() {
      return Map.of();
    }

    @Override
    public InputSpec outputSpec(InputSpec input) {
      return input;
    }

    @Override
    public Kernel bind(InputSpec input) {
      int size = input.size();
      return (float[] in, int inOffset, float[] out, int outOffset, BeatTrack track, int beat) -> {
        if (calls.getAndIncrement() == 0) {
          try {
            barrier.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
          }
        }
        System.arraycopy(in, inOffset, out, outOffset, size);
      };
    }
  }

  @Test
  void fingerprintIsOfSamplesWindowsAndNames() throws IOException {
    Path file = folder.resolve("cache.bin");
    AtomicInteger calls = new AtomicInteger();
    Extent two = Extent.ofSamples(2);
    Extent three = Extent.ofSamples(3);
    DatasetOptions options = DatasetOptions.defaults().withWindow(WindowOptions.of(two, three));
    List<DatasetOptions> different =
        List.of(
            options,
            options.withWindow(WindowOptions.of(three, two)),
            options.withWindow(
                WindowOptions.of(two, three)
                    .withNormalization(WindowOptions.Normalization.WINDOW_Z_SCORE)),
            options.withLeads(LeadSelection.exactly("V5")),
            options.withSubjects(Map.of("a", "somebody")));
    for (DatasetOptions each : different) {
      calls.set(0);
      record(each, "a").map(new Scaled(2, calls)).cache(file);
      assertThat(calls).as(each.toString()).hasValue(2);
      record(each, "a").map(new Scaled(2, calls)).cache(file);
      assertThat(calls).as("again " + each).hasValue(2);
    }
    record(options, "a").map(new Scaled(2, calls)).cache(file);
    calls.set(0);
    record(options, "b").map(new Scaled(2, calls)).cache(file);
    assertThat(calls).as("another record").hasValue(2);
    record(options.withLabels(LabelScheme.course()), "b").map(new Scaled(2, calls)).cache(file);
    assertThat(calls).as("labels are not cached").hasValue(2);
  }

  private static EcgDataset record(DatasetOptions options, String name) {
    return EcgDataset.of(List.of(SyntheticRecords.ramp(name, 400, "NV", "MLII", "V5")), options);
  }

  @Test
  void chainsRunTheirStepsInOrderAndAreStoredAsSteps() {
    AtomicInteger calls = new AtomicInteger();
    ExampleTransform chain =
        new Scaled(2, calls).then(new Scaled(5, calls)).then(new Scaled(0.5f, calls));
    EcgDataset mapped = beats("NV").map(chain);
    assertThat(values(mapped, 0)).containsExactly(40, 45, 50, 55, 60);
    assertThat(mapped.pipeline().transforms()).hasSize(3);
    EcgDataset stepwise =
        beats("NV")
            .map(new Scaled(2, calls))
            .map(new Scaled(5, calls))
            .map(new Scaled(0.5f, calls));
    assertThat(stepwise.pipeline().fingerprint()).isEqualTo(mapped.pipeline().fingerprint());
    assertThat(beats("NV").map(new Scaled(2, calls)).pipeline().fingerprint())
        .isNotEqualTo(mapped.pipeline().fingerprint());
  }

  @Test
  void syntheticExamplesFollowTheRealOnesAndNameTheirParents() {
    TrainingSet train = beats("NVNV").asTrainingSet();
    TrainingSet grown =
        train.append(new float[][] {{1, 2, 3, 4, 5}}, new int[] {1}, new int[] {3}, "test");
    assertThat(grown.size()).isEqualTo(5);
    assertThat(grown.label(4)).isEqualTo(1);
    assertThat(values(grown, 4)).containsExactly(1, 2, 3, 4, 5);
    assertThat(values(grown, 3)).containsExactly(38, 39, 40, 41, 42);
    Example child = grown.get(4);
    assertThat(child.origin().isSynthetic()).isTrue();
    assertThat(child.origin().parents())
        .extracting(Example.Origin::beatSample)
        .containsExactly(20L, 40L);
    assertThat(grown.get(0).origin().isSynthetic()).isFalse();
    TrainingSet picked = grown.select(new int[] {4, 0, 4}, "test");
    assertThat(values(picked, 2)).containsExactly(1, 2, 3, 4, 5);
    assertThat(picked.labels()).containsExactly(1, 0, 1);
    assertThat(picked.origin(0).isSynthetic()).isTrue();
    assertThat(picked.origin(1).isSynthetic()).isFalse();
  }

  @Test
  void matrixIsWrittenAsNumPyReadsIt() throws IOException {
    Matrix matrix = beats("NV").toMatrix();
    matrix.writeNpy(folder);
    // python3 -c "import numpy as np,sys; np.save('X.npy',
    // np.array([[8,9,10,11,12],[18,19,20,21,22]],'<f4'))"
    byte[] x = Files.readAllBytes(folder.resolve("X.npy"));
    assertThat(x).hasSize(128 + 40);
    assertThat(new String(x, 0, 128, StandardCharsets.ISO_8859_1))
        .isEqualTo(
            "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order': False, 'shape':"
                + " (2, 5), }"
                + " ".repeat(58)
                + "\n");
    assertThat(ByteBuffer.wrap(x, 128, 40).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer())
        .isEqualTo(FloatBuffer.wrap(new float[] {8, 9, 10, 11, 12, 18, 19, 20, 21, 22}));
    byte[] y = Files.readAllBytes(folder.resolve("y.npy"));
    assertThat(new String(y, 10, 60, StandardCharsets.ISO_8859_1))
        .startsWith("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }");
    assertThat(y).endsWith(0, 0, 0, 0, 1, 0, 0, 0);
  }
}
