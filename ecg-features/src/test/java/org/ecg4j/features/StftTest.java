package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ecg4j.dataset.ExampleTransform.Kernel;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.features.StftOptions.Boundary;
import org.ecg4j.features.StftOptions.Detrend;
import org.ecg4j.features.StftOptions.Framing;
import org.ecg4j.features.StftOptions.Output;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link Stft} against SciPy 1.17 and against the defining sum. */
class StftTest {
  private static final double TOLERANCE = 1e-6;

  /** The arguments of a reference case, as they were given to {@code scipy.signal.stft}. */
  static StftOptions options(JsonObject arguments) {
    StftOptions options =
        StftOptions.of(arguments.get("nperseg").getAsInt()).withOutput(Output.COMPLEX);
    for (String name : arguments.keySet()) {
      JsonElement value = arguments.get(name);
      options =
          switch (name) {
            case "nperseg" -> options;
            case "noverlap" -> options.withOverlapSamples(value.getAsInt());
            case "nfft" -> options.withFftLength(value.getAsInt());
            case "window" -> options.withWindow(window(value));
            case "boundary" ->
                options.withBoundary(
                    value.isJsonNull()
                        ? Boundary.NONE
                        : Boundary.valueOf(value.getAsString().toUpperCase(Locale.ROOT)));
            case "padded" -> options.withPadded(value.getAsBoolean());
            case "detrend" ->
                options.withDetrend(Detrend.valueOf(value.getAsString().toUpperCase(Locale.ROOT)));
            case "scaling" ->
                options.withScaling(
                    SpectrumScaling.valueOf(value.getAsString().toUpperCase(Locale.ROOT)));
            default -> throw new AssertionError("unknown argument " + name);
          };
    }
    return options;
  }

  private static WindowFunction window(JsonElement value) {
    if (value.isJsonArray()) {
      assertThat(value.getAsJsonArray().get(0).getAsString()).isEqualTo("kaiser");
      return WindowFunction.kaiser(value.getAsJsonArray().get(1).getAsDouble());
    }
    return switch (value.getAsString()) {
      case "hamming" -> WindowFunction.hamming();
      case "boxcar" -> WindowFunction.boxcar();
      case "blackman" -> WindowFunction.blackman();
      default -> throw new AssertionError("unknown window " + value);
    };
  }

  @Test
  void everyCaseEqualsSciPy() {
    float[] x = Golden.signal();
    var cases = Golden.read("stft.json").getAsJsonArray("cases");
    assertThat(cases).hasSize(13);
    for (JsonElement element : cases) {
      JsonObject reference = element.getAsJsonObject();
      String name = reference.get("arguments").toString();
      StftOptions options = options(reference.getAsJsonObject("arguments"));
      Stft stft = Stft.of(options);
      double[] re = Golden.values(reference.get("real_row_major_freq_time"));
      double[] im = Golden.values(reference.get("imag_row_major_freq_time"));

      var complex = stft.spectrogram(x, 360);
      double[] shape = Golden.values(reference.get("shape"));
      assertThat(complex.shape()).as(name).containsExactly(2, (int) shape[0], (int) shape[1]);
      double[] both = Arrays.copyOf(re, 2 * re.length);
      System.arraycopy(im, 0, both, re.length, im.length);
      assertThat(Golden.error(complex.toArray(), both)).as(name).isLessThan(TOLERANCE);

      double[] magnitude = new double[re.length];
      double[] power = new double[re.length];
      double[] decibels = new double[re.length];
      for (int i = 0; i < re.length; i++) {
        power[i] = re[i] * re[i] + im[i] * im[i];
        magnitude[i] = Math.sqrt(power[i]);
        decibels[i] = 10 * Math.log10(Math.max(power[i], 1e-12));
      }
      assertThat(Golden.error(spectrogram(options, Output.MAGNITUDE, x), magnitude))
          .as(name)
          .isLessThan(TOLERANCE);
      assertThat(Golden.error(spectrogram(options, Output.POWER, x), power))
          .as(name)
          .isLessThan(TOLERANCE);
      // The logarithm of a power near 0 magnifies rounding: compare what it stands for.
      float[] actual = spectrogram(options, Output.LOG_POWER, x);
      for (int i = 0; i < actual.length; i++) {
        if (magnitude[i] > 1e-3) {
          assertThat((double) actual[i]).isCloseTo(decibels[i], within(5e-3));
        }
      }

      assertThat(stft.frequenciesHz(x.length, 360))
          .containsExactly(Golden.values(reference.get("frequencies_hz")), within(1e-9));
      assertThat(stft.timesS(x.length, 360))
          .as(name)
          .containsExactly(Golden.values(reference.get("times_s")), within(1e-9));
    }
  }

  private static float[] spectrogram(StftOptions options, Output output, float[] x) {
    return Stft.of(options.withOutput(output)).spectrogram(x, 360).toArray();
  }

  /** Powers of two, odd, prime and long transforms, every boundary, two leads, against the sum. */
  @Test
  void equalsTheDefiningSum() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 300; round++) {
      int segment = 1 + random.nextInt(70);
      int fftLength = random.nextBoolean() ? segment : segment + random.nextInt(70);
      if (random.nextBoolean()) {
        fftLength = Integer.highestOneBit(2 * fftLength - 1);
      }
      int samples = segment + random.nextInt(200);
      int overlap =
          random.nextBoolean() && segment % 4 == 0 ? segment * 3 / 4 : random.nextInt(segment);
      Boundary boundary = any(Boundary.values(), random);
      StftOptions options =
          new StftOptions(
              WindowFunction.hamming(),
              new Framing(segment, overlap, boundary, random.nextBoolean()),
              fftLength,
              any(Detrend.values(), random),
              any(SpectrumScaling.values(), random),
              Output.COMPLEX);
      float[] x = new float[2 * samples];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) random.nextDouble(-2, 2);
      }
      InputSpec spec = InputSpec.ofSignal(250, List.of("I", "II"), samples);
      InputSpec output = Stft.of(options).outputSpec(spec);
      float[] actual = new float[output.size()];
      Kernel kernel = Stft.of(options).bind(spec);
      // Twice: the second run must not see anything of the first.
      kernel.apply(new float[x.length], 0, actual, 0, NoTrack.INSTANCE, 0);
      kernel.apply(x, 0, actual, 0, NoTrack.INSTANCE, 0);

      double[] expected = new double[actual.length];
      for (int lead = 0; lead < 2; lead++) {
        double[][][] naive =
            NaiveStft.transform(
                Arrays.copyOfRange(x, lead * samples, (lead + 1) * samples), 250, options);
        int size = expected.length / 4;
        for (int k = 0, at = lead * size; k < naive.length; k++) {
          for (int f = 0; f < naive[k].length; f++, at++) {
            expected[at] = naive[k][f][0];
            expected[2 * size + at] = naive[k][f][1];
          }
        }
      }
      assertThat(Golden.error(actual, expected)).as("%s", options).isLessThan(TOLERANCE);
    }
  }

  private static <T> T any(T[] choices, SplittableRandom random) {
    return List.of(choices).get(random.nextInt(choices.length));
  }

  @Test
  @Tag("mitdb")
  void fiveWindowsOfRecord100EqualSciPy() throws IOException {
    Path refs = TestData.refs();
    var description =
        JsonParser.parseString(Files.readString(refs.resolve("stft100.json"))).getAsJsonObject();
    float[] windows = new float[5 * 1440];
    ByteBuffer.wrap(Files.readAllBytes(refs.resolve("win100_f32le.bin")))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(windows);
    double[] expected = new double[5 * 33 * 46];
    ByteBuffer.wrap(Files.readAllBytes(refs.resolve("stft100_f64le.bin")))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(expected);
    InputSpec spec = InputSpec.ofSignal(360, List.of("MLII"), 1440);
    Stft stft = Stft.of(StftOptions.defaults());
    assertThat(stft.outputSpec(spec).part(Stft.SPECTROGRAM).shape()).containsExactly(1, 33, 46);
    Kernel kernel = stft.bind(spec);
    float[] actual = new float[expected.length];
    for (int i = 0; i < 5; i++) {
      kernel.apply(windows, i * 1440, actual, i * 33 * 46, NoTrack.INSTANCE, 0);
    }
    assertThat(Golden.error(actual, expected)).isLessThan(TOLERANCE);
    assertThat(stft.frequenciesHz(1440, 360))
        .containsExactly(Golden.values(description.get("freqs")), within(1e-9));
  }

  @Test
  void workingAllocatesNothing() {
    InputSpec spec = InputSpec.ofSignal(360, List.of("MLII"), 1440);
    Kernel kernel = Stft.of(StftOptions.defaults()).bind(spec);
    float[] in = Golden.signal();
    float[] out = new float[33 * 46];
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 100; i++) {
      kernel.apply(in, 0, out, 0, NoTrack.INSTANCE, 0);
    }
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < 1000; i++) {
      kernel.apply(in, 0, out, 0, NoTrack.INSTANCE, 0);
    }
    long perWindow =
        (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 1000;
    assertThat(perWindow).isLessThan(16);
  }

  @Test
  void otherPartsPassThrough() {
    InputSpec spec =
        InputSpec.ofSignal(360, List.of("MLII"), 1440)
            .withParts(
                InputSpec.Part.features("before", 2),
                InputSpec.Part.signal(1, 1440),
                InputSpec.Part.features("after", 1));
    Stft stft = Stft.of(StftOptions.defaults());
    InputSpec output = stft.outputSpec(spec);
    assertThat(output.parts().stream().map(InputSpec.Part::name))
        .containsExactly("before", "spectrogram", "after");
    float[] in = new float[1443];
    in[0] = 7;
    in[1] = 8;
    in[1442] = 9;
    System.arraycopy(Golden.signal(), 0, in, 2, 1440);
    float[] out = new float[output.size() + 5];
    stft.bind(spec).apply(in, 0, out, 5, NoTrack.INSTANCE, 0);
    assertThat(out[5]).isEqualTo(7);
    assertThat(out[6]).isEqualTo(8);
    assertThat(out[out.length - 1]).isEqualTo(9);
    assertThat(Arrays.copyOfRange(out, 7, out.length - 1))
        .containsExactly(stft.spectrogram(Golden.signal(), 360).toArray());
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StftOptions.of(64).withOverlapSamples(64))
        .withMessageContaining("0 to 63");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StftOptions.of(64).withFftLength(63))
        .withMessageContaining("at least the segment's 64");
    assertThatIllegalArgumentException().isThrownBy(() -> StftOptions.of(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowFunction(WindowFunction.Shape.HANN, 3));
    Stft stft = Stft.of(StftOptions.of(64).withOverlapSamples(60));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stft.spectrogram(new float[50], 360))
        .withMessageContaining("overlap is 60");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                stft.outputSpec(
                    InputSpec.ofSignal(360, List.of("I"), 99)
                        .withParts(InputSpec.Part.features("rr", 3))))
        .withMessageContaining("rr");
  }
}
