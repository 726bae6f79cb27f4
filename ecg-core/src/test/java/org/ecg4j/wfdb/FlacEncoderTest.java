package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlacEncoderTest {

  private static int[][] decode(byte[] stream) throws IOException {
    FlacDecoder decoder = FlacDecoder.open("f.dat", Source.of(stream));
    int count = (int) decoder.countSamples();
    int[][] samples = new int[decoder.info().channels()][count];
    decoder.read(0, count, samples, 0);
    return samples;
  }

  /** The columns that the WFDB library wrote: {@code golden/wfdb} in ../shared says how. */
  static int[][] columns(String name) throws IOException {
    try (InputStream in = FlacEncoderTest.class.getResourceAsStream("/golden/wfdb/" + name)) {
      List<int[]> rows =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .map(line -> Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray())
              .toList();
      int[][] columns = new int[rows.get(0).length][rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        for (int c = 0; c < columns.length; c++) {
          columns[c][i] = rows.get(i)[c];
        }
      }
      return columns;
    }
  }

  private static int[][] noise(int channels, int count, int bits, long seed) {
    int limit = 1 << (bits - 1);
    SplittableRandom random = new SplittableRandom(seed);
    int[][] samples = new int[channels][];
    for (int c = 0; c < channels; c++) {
      samples[c] = random.ints(count, -limit, limit).toArray();
    }
    return samples;
  }

  @ParameterizedTest
  @CsvSource({"r508, 8diff.txt, 8", "r516, 16bit.txt, 16", "r524, 24bit.txt, 24"})
  void encodesTheGoldenRecordsInNoMoreSpaceThanTheWfdbLibrary(String record, String text, int bits)
      throws IOException {
    byte[] reference = FlacReferenceTest.resource("wfdb/" + record + ".dat");
    int[][] expected = columns(text);
    assertThat(decode(reference)).isDeepEqualTo(expected);
    byte[] ours = FlacEncoder.encode(expected, bits);
    assertThat(decode(ours)).isDeepEqualTo(expected);
    assertThat(ours.length).isLessThanOrEqualTo(reference.length);
    // Both have the same number of samples and the same MD5.
    assertThat(Arrays.copyOfRange(ours, 21, 42)).isEqualTo(Arrays.copyOfRange(reference, 21, 42));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 31, 32, 33, 1023, 4095, 4096, 4097, 12288, 12300})
  void keepsBlocksOfEveryLength(int count) throws IOException {
    for (int bits : new int[] {4, 8, 11, 16, 24}) {
      int[][] samples = noise(2, count, bits, count);
      assertThat(decode(FlacEncoder.encode(samples, bits))).isDeepEqualTo(samples);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24})
  void keepsExtremeSignals(int bits) throws IOException {
    int high = (1 << (bits - 1)) - 1;
    int low = -high - 1;
    int count = 5000;
    int[][] samples = new int[8][count];
    SplittableRandom random = new SplittableRandom(bits);
    for (int i = 0; i < count; i++) {
      samples[0][i] = i % 2 == 0 ? high : low;
      samples[1][i] = low;
      samples[2][i] = i == 2500 ? high : 0;
      samples[3][i] = random.nextInt(2) == 0 ? high : low;
      samples[4][i] = (random.nextInt(1 << bits) + low) & -16;
      samples[5][i] = (int) Math.rint(high * Math.sin(i / 20.0));
      samples[6][i] = i < 4096 ? high : random.nextInt(5);
      samples[7][i] = (int) ((long) high * i / count);
    }
    byte[] stream = FlacEncoder.encode(samples, bits);
    assertThat(decode(stream)).isDeepEqualTo(samples);
  }

  @Test
  void compressesWhatCanBePredicted() {
    int[][] sine = new int[1][40960];
    int[][] steps = new int[1][40960];
    int[][] flat = new int[1][40960];
    int[][] multiples = new int[1][40960];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 40960; i++) {
      sine[0][i] = (int) Math.rint(30000 * Math.sin(i * 0.05) + 5 * random.nextDouble());
      steps[0][i] = i / 2;
      multiples[0][i] = random.nextInt(-8, 8) * 4096;
    }
    // flac -5 takes 5.02 bits a sample for such a sine.
    assertThat(FlacEncoder.encode(sine, 16).length * 8.0 / 40960).isLessThan(5.02);
    assertThat(FlacEncoder.encode(steps, 16).length * 8.0 / 40960).isLessThan(2.1);
    assertThat(FlacEncoder.encode(multiples, 16).length * 8.0 / 40960).isLessThan(4.1);
    assertThat(FlacEncoder.encode(flat, 16).length).isEqualTo(42 + 10 * 11);
    // What cannot be predicted takes no more than its own bits and the headers.
    assertThat(FlacEncoder.encode(noise(1, 40960, 16, 1), 16).length)
        .isLessThan(42 + 40960 * 2 + 10 * 12);
  }

  @Test
  void writesInPiecesWhatItWritesAtOnce() throws IOException {
    int[][] samples = FlacReferenceTest.sound(16, 3, 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FlacEncoder encoder = new FlacEncoder(3, 16, out);
    encoder.write(samples, 0, 1);
    encoder.write(samples, 1, 1200);
    encoder.write(samples, 1201, 0);
    encoder.write(samples, 1201, 799);
    byte[] header = encoder.finish();
    byte[] pieces = out.toByteArray();
    assertThat(Arrays.copyOf(pieces, 42)).containsOnly(0);
    System.arraycopy(header, 0, pieces, 0, 42);
    assertThat(pieces).isEqualTo(FlacEncoder.encode(samples, 16));
  }

  @Test
  void numbersManyFrames() throws IOException {
    int[][] flat = new int[1][2100 * 4096];
    flat[0][8_000_000] = 100;
    byte[] stream = FlacEncoder.encode(flat, 8);
    FlacDecoder decoder = FlacDecoder.open("f", Source.of(stream));
    int[][] part = new int[1][3];
    decoder.read(7_999_999, 3, part, 0);
    assertThat(part[0]).containsExactly(0, 100, 0);
    decoder.read(0, 3, part, 0);
    assertThat(part[0]).containsOnly(0);
  }

  @Test
  void refusesWhatItCannotHold() {
    int[][] large = {{0, 128}};
    assertThatThrownBy(() -> FlacEncoder.encode(large, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sample 128 does not fit in 8 bits");
    int[][] small = {{-129}};
    assertThatThrownBy(() -> FlacEncoder.encode(small, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sample -129 does not fit in 8 bits");
    assertThatThrownBy(() -> FlacEncoder.encode(new int[9][1], 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a FLAC file holds 1 to 8 signals, not 9");
    assertThatThrownBy(() -> FlacEncoder.encode(small, 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bits a sample must be 4 to 24, not 32");
  }

  /** Where the reference decoder is installed ({@code apt-get install flac}), it is asked too. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24})
  void theReferenceDecoderReadsTheSameSamples(int bits) throws Exception {
    int[][] samples = new int[5][];
    System.arraycopy(FlacReferenceTest.sound(bits, 3, 0), 0, samples, 0, 3);
    samples[3] = noise(1, 2000, bits, 3)[0];
    samples[4] = FlacReferenceTest.sound(bits, 1, 2)[0];
    Process flac;
    try {
      flac =
          new ProcessBuilder(
                  "flac",
                  "-d",
                  "-s",
                  "-c",
                  "--force-raw-format",
                  "--endian=little",
                  "--sign=signed",
                  "-")
              .start();
    } catch (IOException notInstalled) {
      Assumptions.abort("flac is not installed: " + notInstalled.getMessage());
      return;
    }
    flac.getOutputStream().write(FlacEncoder.encode(samples, bits));
    flac.getOutputStream().close();
    byte[] raw = flac.getInputStream().readAllBytes();
    assertThat(flac.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(new String(flac.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(flac.exitValue()).isZero();
    int bytes = (bits + 7) / 8;
    int[] interleaved = new int[raw.length / bytes];
    for (int i = 0; i < interleaved.length; i++) {
      int value = 0;
      for (int b = 0; b < bytes; b++) {
        value |= (raw[i * bytes + b] & 0xFF) << (8 * b);
      }
      interleaved[i] = value << (32 - 8 * bytes) >> (32 - 8 * bytes);
    }
    int[] expected = new int[5 * 2000];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = samples[i % 5][i / 5];
    }
    assertThat(interleaved).isEqualTo(expected);
  }
}
