package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ecg4j.wfdb.FlacBits.constant;
import static org.ecg4j.wfdb.FlacBits.frame;
import static org.ecg4j.wfdb.FlacBits.join;
import static org.ecg4j.wfdb.FlacBits.stream;
import static org.ecg4j.wfdb.FlacBits.subframe;
import static org.ecg4j.wfdb.FlacBits.verbatim;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ecg4j.record.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams built bit by bit after RFC 9639, one feature at a time. */
class FlacDecoderTest {
  private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private static int[][] decode(byte[] stream) throws IOException {
    FlacDecoder decoder = FlacDecoder.open("f.dat", Source.of(stream));
    int count = (int) decoder.countSamples();
    int[][] samples = new int[decoder.info().channels()][count];
    decoder.read(0, count, samples, 0);
    return samples;
  }

  private static long[] random(int count, int bits, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long limit = 1L << (bits - 1);
    long[] values = random.longs(count, -limit, limit).toArray();
    values[0] = -limit;
    values[count - 1] = limit - 1;
    return values;
  }

  private static int[] ints(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  /** What a predictor leaves over, by the definition. */
  private static long[] residual(long[] samples, int[] weights, int shift) {
    long[] residual = new long[samples.length - weights.length];
    for (int i = weights.length; i < samples.length; i++) {
      long sum = 0;
      for (int j = 0; j < weights.length; j++) {
        sum += weights[j] * samples[i - 1 - j];
      }
      residual[i - weights.length] = samples[i] - (sum >> shift);
    }
    return residual;
  }

  private static FlacBits warmUp(FlacBits subframe, long[] samples, int order, int bits) {
    for (int i = 0; i < order; i++) {
      subframe.put(samples[i], bits);
    }
    return subframe;
  }

  private static FlacBits linear(
      long[] samples, int bits, int[] weights, int precision, int shift) {
    FlacBits subframe = warmUp(subframe(31 + weights.length, 0), samples, weights.length, bits);
    subframe.put(precision - 1, 4).put(shift, 5);
    for (int weight : weights) {
      subframe.put(weight, precision);
    }
    // One partition, 5-bit parameters, of which 25 suits what is left of random samples.
    return subframe.put(1, 2).put(0, 4).put(25, 5).rice(25, residual(samples, weights, shift));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8, 12, 13, 16, 20, 24, 31, 32})
  void decodesConstantAndVerbatimSubframes(int bits) throws IOException {
    long[] values = random(40, bits, bits);
    byte[] flat = frame(0, 40, 0, constant(values[0], bits));
    byte[] stream = stream(1, bits, 80, flat, frame(1, 40, 0, verbatim(bits, values)));
    int[] expected = new int[80];
    Arrays.fill(expected, 0, 40, (int) values[0]);
    System.arraycopy(ints(values), 0, expected, 40, 40);
    assertThat(decode(stream)).isDeepEqualTo(new int[][] {expected});
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "1, 8", "2, 8", "3, 8", "4, 8", "1, 27", "2, 28", "3, 28", "4, 27", "4, 28"})
  void decodesFixedPredictors(int order, int bits) throws IOException {
    long[] values = random(64, bits, order);
    FlacBits subframe = warmUp(subframe(8 + order, 0), values, order, bits);
    subframe.put(1, 2).put(0, 4).put(bits, 5).rice(bits, residual(values, FIXED[order], 0));
    byte[] stream = stream(1, bits, 64, frame(0, 64, 0, subframe));
    assertThat(decode(stream)).isDeepEqualTo(new int[][] {ints(values)});
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, 5, 3",
    "4, 12, 8, 6",
    "5, 16, 9, 7",
    "8, 16, 12, 10",
    "9, 12, 12, 11",
    "12, 12, 12, 10",
    "13, 8, 9, 8",
    "32, 8, 10, 9",
    "1, 16, 15, 0",
    "8, 24, 15, 14",
    "32, 27, 15, 13"
  })
  void decodesLinearPredictors(int order, int bits, int precision, int shift) throws IOException {
    long[] values = random(100, bits, order * 100L + bits);
    SplittableRandom random = new SplittableRandom(precision);
    int limit = 1 << (precision - 1);
    int[] weights = random.ints(order, -limit, limit).map(w -> w / order).toArray();
    weights[0] = -limit / order;
    byte[] stream =
        stream(1, bits, 100, frame(0, 100, 0, linear(values, bits, weights, precision, shift)));
    assertThat(decode(stream)).isDeepEqualTo(new int[][] {ints(values)});
  }

  @Test
  void decodesAPredictorAsLongAsTheBlock() throws IOException {
    long[] values = random(16, 8, 5);
    FlacBits subframe = warmUp(subframe(31 + 16, 0), values, 16, 8).put(4, 4).put(2, 5);
    subframe.zeros(16 * 5).put(0, 2).put(0, 4).put(3, 4);
    byte[] stream = stream(1, 8, 16, frame(0, 16, 0, subframe));
    assertThat(decode(stream)).isDeepEqualTo(new int[][] {ints(values)});
  }

  @Test
  void decodesPartitionsWithAllKindsOfParameters() throws IOException {
    long[] values = random(64, 12, 3);
    Arrays.fill(values, 16, 32, 0);
    FlacBits subframe = subframe(8, 0).put(0, 2).put(2, 4);
    subframe.put(10, 4).rice(10, Arrays.copyOfRange(values, 0, 16));
    // An escape to no bits at all: every residual is 0.
    subframe.put(15, 4).put(0, 5);
    subframe.put(15, 4).put(12, 5);
    for (int i = 32; i < 48; i++) {
      subframe.put(values[i], 12);
    }
    // Parameter 0: long runs of zero bits, longer than a word.
    subframe.put(0, 4).rice(0, Arrays.copyOfRange(values, 48, 64));
    byte[] stream = stream(1, 12, 64, frame(0, 64, 0, subframe));
    assertThat(decode(stream)).isDeepEqualTo(new int[][] {ints(values)});
  }

  @Test
  void decodesWideParametersAndResidualsOfAll32Bits() throws IOException {
    long[] values = {Integer.MIN_VALUE + 1, Integer.MAX_VALUE, 0, -1};
    FlacBits subframe = subframe(8, 0).put(1, 2).put(0, 4).put(30, 5).rice(30, values);
    byte[] stream = stream(1, 32, 4, frame(0, 4, 0, subframe));
    assertThat(decode(stream)).isDeepEqualTo(new int[][] {ints(values)});
  }

  @Test
  void decodesRunsLongerThanTheWindow() throws IOException {
    // 1.3 million zero bits are 160 KB; the window has 64 KB.
    FlacBits subframe = subframe(8, 0).put(0, 2).put(0, 4).put(0, 4).rice(0, 650_000, -3);
    byte[] stream = stream(1, 24, 2, frame(0, 2, 0, subframe));
    assertThat(decode(stream)).isDeepEqualTo(new int[][] {{650_000, -3}});
  }

  @ParameterizedTest
  @CsvSource({"1, 16", "9, 16", "15, 16", "4, 32"})
  void decodesWastedBits(int wasted, int bits) throws IOException {
    int stored = bits - wasted;
    long[] values = random(16, stored, 1);
    FlacBits subframe = subframe(1, wasted);
    for (long value : values) {
      subframe.put(value, stored);
    }
    byte[] stream = stream(1, bits, 16, frame(0, 16, 0, subframe));
    int[] expected = Arrays.stream(values).mapToInt(v -> (int) v << wasted).toArray();
    assertThat(decode(stream)).isDeepEqualTo(new int[][] {expected});
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "9, 8", "10, 8", "8, 24", "9, 24", "10, 24", "8, 32", "9, 32", "10, 32"})
  void decodesStereoAssignments(int assignment, int bits) throws IOException {
    long[] left = random(32, bits, 1);
    long[] right = random(32, bits, 2);
    right[0] = -left[0] - 1;
    long[] side = new long[32];
    long[] mid = new long[32];
    for (int i = 0; i < 32; i++) {
      side[i] = left[i] - right[i];
      mid[i] = (left[i] + right[i]) >> 1;
    }
    FlacBits first =
        switch (assignment) {
          case 8 -> verbatim(bits, left);
          case 9 -> verbatim(bits + 1, side);
          default -> verbatim(bits, mid);
        };
    FlacBits second = assignment == 9 ? verbatim(bits, right) : verbatim(bits + 1, side);
    byte[] stream = stream(2, bits, 32, frame(0, 32, assignment, first, second));
    assertThat(decode(stream)).isDeepEqualTo(new int[][] {ints(left), ints(right)});
  }

  @Test
  void decodesSideChannelsOf33BitsInEverySubframeType() throws IOException {
    long[] left = new long[32];
    Arrays.fill(left, Integer.MAX_VALUE);
    long[] right = new long[32];
    Arrays.fill(right, Integer.MIN_VALUE);
    long side = (1L << 32) - 1;
    FlacBits fixed = subframe(9, 0).put(side, 33).put(0, 2).put(0, 4).put(0, 4);
    FlacBits linear = subframe(32, 0).put(side, 33).put(1, 4).put(0, 5).put(1, 2);
    linear.put(0, 2).put(0, 4).put(0, 4);
    FlacBits wasted = subframe(0, 32).put(-1, 1);
    byte[] stream =
        stream(
            2,
            32,
            128,
            frame(0, 32, 8, verbatim(32, left), constant(side, 33)),
            frame(1, 32, 8, verbatim(32, left), fixed.rice(0, new long[31])),
            frame(2, 32, 8, verbatim(32, left), linear.rice(0, new long[31])),
            frame(3, 32, 9, constant(side, 33), verbatim(32, right)));
    int[][] decoded = decode(stream);
    int[] lefts = ints(left);
    int[] rights = ints(right);
    for (int i = 0; i < 128; i++) {
      assertThat(decoded[0][i]).isEqualTo(lefts[0]);
      assertThat(decoded[1][i]).isEqualTo(rights[0]);
    }
    byte[] beyond = stream(2, 32, 32, frame(0, 32, 8, constant(0, 32), wasted));
    assertThatThrownBy(() -> decode(beyond))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessageContaining("expected samples of 32 bits, found 4294967296");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 192",
    "2, 576",
    "3, 1152",
    "4, 2304",
    "5, 4608",
    "8, 256",
    "9, 512",
    "10, 1024",
    "11, 2048",
    "12, 4096",
    "13, 8192",
    "14, 16384",
    "15, 32768"
  })
  void knowsEveryBlockSizeCode(int code, int blockSize) throws IOException {
    FlacBits header = new FlacBits().put(0xFFF8, 16).put(code, 4).put(0, 12).put(0, 8);
    byte[] stream = stream(1, 16, blockSize, frame(header, constant(-7, 16)));
    assertThat(decode(stream)[0]).hasSize(blockSize).containsOnly(-7);
  }

  @ParameterizedTest
  @CsvSource({"12, 8", "13, 16", "14, 16", "1, 0", "11, 0"})
  void skipsSamplingRatesInFrames(int code, int bits) throws IOException {
    FlacBits header = new FlacBits().put(0xFFF8, 16).put(6, 4).put(code, 4).put(0, 4).put(8, 4);
    header.put(0, 8).put(19, 8).put(77, bits);
    byte[] stream = stream(1, 16, 20, frame(header, constant(5, 16)));
    assertThat(decode(stream)[0]).hasSize(20).containsOnly(5);
  }

  @Test
  void decodesVariableBlockSizesWithLongNumbers() throws IOException {
    byte[] stream = stream(1, 16, 0);
    long sample = 0;
    for (int i = 0; i < 40; i++) {
      int size = 1000 + 50 * i;
      FlacBits header = new FlacBits().put(0xFFF9, 16).put(7, 4).put(0, 12);
      if (sample < 0x80) {
        header.put(sample, 8);
      } else if (sample < 0x800) {
        header.put(0xC0 | sample >>> 6, 8).put(0x80 | (sample & 0x3F), 8);
      } else if (sample < 0x10000) {
        header.put(0xE0 | sample >>> 12, 8).put(0x80 | (sample >>> 6 & 0x3F), 8);
        header.put(0x80 | (sample & 0x3F), 8);
      } else {
        header.put(0xF0 | sample >>> 18, 8).put(0x80 | (sample >>> 12 & 0x3F), 8);
        header.put(0x80 | (sample >>> 6 & 0x3F), 8).put(0x80 | (sample & 0x3F), 8);
      }
      stream = join(stream, frame(header.put(size - 1, 16), constant(i, 16)));
      sample += size;
    }
    FlacDecoder decoder = FlacDecoder.open("f", Source.of(stream));
    assertThat(decoder.countSamples()).isEqualTo(sample);
    for (int i = 0; i < 40; i++) {
      assertThat(decoder.next()).isTrue();
      assertThat(decoder.samples(0)[0]).isEqualTo(i);
    }
    assertThat(decoder.endSample()).isEqualTo(sample);
    assertThat(decoder.next()).isFalse();
  }

  @Test
  void skipsOtherMetadata() throws IOException {
    byte[] header = FlacBits.header(16, 4096, 1, 16, 20);
    header[4] = 0;
    FlacBits more = new FlacBits().put(1, 8).put(5, 24).zeros(40);
    more.put(3, 8).put(18, 24).zeros(18 * 8).put(0x80 | 126, 8).put(1, 24).put(9, 8);
    byte[] stream = join(header, more.toBytes(), frame(0, 20, 0, constant(3, 16)));
    assertThat(decode(stream)[0]).hasSize(20).containsOnly(3);
  }

  @Test
  void readsAStreamWithoutFrames() throws IOException {
    assertThat(decode(stream(3, 16, 0))).isDeepEqualTo(new int[3][0]);
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    byte[] good = frame(0, 20, 0, constant(3, 16));
    fails("fLaX".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, "the FLAC stream marker");
    fails(new byte[] {'f', 'L'}, 0, "the FLAC stream marker");
    fails(with(stream(1, 16, 20, good), 4, 0x81), 4, "metadata block type 1");
    fails(with(stream(1, 16, 20, good), 7, 33), 4, "STREAMINFO block of 34 bytes, found 33");
    fails(with(stream(1, 16, 20, good), 5, 1), 4, "metadata block of 65570 bytes");
    fails(FlacBits.header(15, 4096, 1, 16, 0), 4, "block sizes from 16 up, found 15 to 4096");
    fails(FlacBits.header(4096, 16, 1, 16, 0), 4, "block sizes from 16 up, found 4096 to 16");
    fails(FlacBits.header(16, 4096, 1, 3, 0), 4, "4 to 32 bits a sample, found 3");
    fails(stream(1, 16, 1L << 35, good), 0, "samples in a file of 55 bytes");
    fails(stream(1, 16, 21, good), 55, "21 samples of each channel, found the end after 20");
    fails(stream(1, 16, 19, good), 42, "19 samples of each channel, found 20");
    fails(stream(1, 16, 20, good, new byte[3]), 55, "the end of the file after the last sample");
    fails(stream(1, 16, 40, good, good), 55, "a frame that begins with sample 20, found one of 0");
    fails(stream(2, 16, 20, good), 42, "2 channels, found channel assignment 0");
    fails(stream(1, 16, 20, with(good, 10, 4)), 53, "CRC-16");
    fails(stream(1, 16, 20, with(good, 7, 4)), 42, "CRC-8");
    fails(stream(1, 16, 20, with(good, 0, 0xFE)), 42, "a frame's sync code");
    fails(FlacBits.join(FlacBits.header(16, 19, 1, 16, 20), good), 42, "at most 19 samples");
    byte[] small = frame(1, 20, 0, constant(3, 16));
    fails(
        FlacBits.join(FlacBits.header(21, 99, 1, 16, 40), good, small),
        42,
        "blocks of at least 21 samples before the last frame, found 20");
    fails(headed(0xFFF8, 0, 0, 0, 0, 0), 42, "a block size code of 1 to 15");
    fails(headed(0xFFF8, 6, 15, 0, 0, 0), 42, "a sampling rate code of 0 to 14");
    fails(headed(0xFFF8, 6, 0, 11, 0, 0), 42, "channel assignment 11");
    fails(headed(0xFFF8, 6, 0, 0, 3 << 1, 0), 42, "16 bits a sample, found bit depth code 3");
    fails(headed(0xFFF8, 6, 0, 0, 1 << 1, 0), 42, "16 bits a sample, found bit depth code 1");
    fails(headed(0xFFF8, 6, 0, 0, 1, 0), 42, "a reserved bit of 0");
    fails(headed(0xFFF8, 6, 0, 0, 0, 0xFF), 46, "a coded frame or sample number");
    fails(headed(0xFFF8, 6, 0, 0, 0, 0xC2), 46, "byte 1 of a coded number");
    fails(headed(0xFFF9, 6, 0, 0, 0, 5), 42, "begins with sample 0, found one of 5");
  }

  @Test
  void saysWhatIsWrongInSubframes() {
    failsIn(subframe(2, 0).zeros(800), 50, "subframe type 0, 1, 8 to 12 or 32 to 63, found 2");
    failsIn(subframe(13, 0).zeros(800), 50, "found 13");
    failsIn(new FlacBits().put(0x80, 8).zeros(800), 50, "a zero bit before the subframe type");
    failsIn(subframe(1, 16).zeros(800), 50, "fewer than 16 wasted bits, found 16");
    failsIn(subframe(1, 300).zeros(800), 51, "wasted bits at most 16");
    failsIn(subframe(8, 0).put(2, 2).zeros(800), 51, "residual coding method 0 or 1, found 2");
    failsIn(subframe(8, 0).put(0, 2).put(3, 4).zeros(800), 51, "a partition order that divides 20");
    failsIn(
        subframe(12, 0).zeros(64).put(0, 2).put(3, 4).zeros(800),
        59,
        "a partition order that divides 20 into parts of at least 4, found 3");
    failsIn(subframe(31 + 21, 0).zeros(800), 51, "at most the block's 20 samples, found 21");
    failsIn(subframe(32, 0).zeros(16).put(15, 4).zeros(800), 53, "precision of 1 to 15 bits");
    failsIn(
        subframe(32, 0).zeros(16).put(5, 4).put(-1, 5).zeros(800), 53, "not negative, found -1");
    FlacBits tooLarge = subframe(9, 0).put(32767, 16).put(0, 2).put(0, 4).put(0, 4);
    failsIn(tooLarge.rice(0, new long[18]).rice(0, 1), 50, "samples of 16 bits, found 0 to 32768");
    FlacBits tooSmall = subframe(32, 0).put(-32768, 16).put(14, 4).put(0, 5).put(1, 15);
    tooSmall.put(0, 2).put(0, 4).put(0, 4);
    failsIn(tooSmall.rice(0, -1).rice(0, new long[18]), 50, "samples of 16 bits, found -32769 to");
    FlacBits least = subframe(8, 0).put(1, 2).put(0, 4).put(30, 5);
    failsIn(least.unary(3).put(-1, 30).zeros(800), 56, "a residual above -2147483648");
    FlacBits long30 = subframe(8, 0).put(1, 2).put(0, 4).put(30, 5);
    failsIn(long30.unary(4).zeros(800), 52, "a Rice quotient of at most 3, found a run of 4");
    byte[] unpadded = frame(0, 20, 0, subframe(0, 0).put(3, 16).put(1, 8));
    fails(stream(1, 16, 20, unpadded), 53, "CRC-16");
    FlacBits odd = verbatim(5, new long[20]);
    byte[] dirty = frame(0, 20, 0, new FlacBits().put(odd).put(1, 4));
    fails(stream(1, 5, 20, dirty), 63, "zero bits before the frame's CRC-16");
  }

  @Test
  void checksTheDigest() throws IOException {
    byte[] stream = FlacReferenceTest.resource("wfdb/r508.dat");
    stream[30] ^= 1;
    fails(stream, 0, "samples with MD5");
  }

  @Test
  void everyTruncationIsReported() throws IOException {
    byte[] stream = FlacReferenceTest.resource("wfdb/r508.dat");
    for (int length = 0; length < stream.length; length++) {
      byte[] shorter = Arrays.copyOf(stream, length);
      assertThatThrownBy(() -> decode(shorter))
          .as("%d bytes", length)
          .isInstanceOf(WfdbFormatException.class);
    }
  }

  @Test
  void everyDamagedByteIsReportedOrHarmless() throws IOException {
    byte[] stream = FlacReferenceTest.resource("wfdb/r508.dat");
    int[][] intact = decode(stream);
    int harmless = 0;
    for (int i = 0; i < stream.length; i++) {
      byte[] damaged = stream.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      try {
        assertThat(Arrays.deepEquals(decode(damaged), intact)).as("byte %d", i).isTrue();
        harmless++;
      } catch (WfdbFormatException reported) {
        assertThat(reported.code()).isEqualTo(Diagnostic.Code.FLAC);
      }
    }
    // Frame sizes, the sampling rate and the vendor's name do not matter.
    assertThat(harmless).isBetween(40, 60);
  }

  private static byte[] with(byte[] bytes, int index, int value) {
    byte[] copy = bytes.clone();
    copy[index] = (byte) value;
    return copy;
  }

  /** A stream whose one frame has the given header fields; its CRC-8 is right. */
  private static byte[] headed(
      int sync, int blockCode, int rateCode, int assignment, int sizeBits, int number) {
    FlacBits header = new FlacBits().put(sync, 16).put(blockCode, 4).put(rateCode, 4);
    header.put(assignment, 4).put(sizeBits, 4).put(number, 8).put(19, 8);
    return stream(1, 16, 20, frame(header, constant(1, 16)));
  }

  private static void failsIn(FlacBits subframe, long offset, String message) {
    fails(stream(1, 16, 20, frame(0, 20, 0, subframe)), offset, message);
  }

  private static void fails(byte[] stream, long offset, String message) {
    assertThatThrownBy(() -> decode(stream))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessageStartingWith("f.dat byte " + offset + ":")
        .hasMessageContaining(message);
  }
}
