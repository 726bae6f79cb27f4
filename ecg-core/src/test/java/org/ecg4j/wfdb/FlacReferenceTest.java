package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of the reference encoder; {@code golden/flac/make_flac.py} says with which options. */
class FlacReferenceTest {
  private static final int COUNT = 2000;

  /** The formula of {@code sound} in make_flac.py. */
  static int[][] sound(int bits, int channels, int wasted) {
    int full = 1 << (bits - 1 - wasted);
    long range = Math.max(3, Integer.toUnsignedLong(full) >> 13);
    long wide = Integer.toUnsignedLong(full);
    long state = 12345;
    int x1 = 180;
    int y1 = 0;
    int x2 = 60;
    int y2 = 0;
    int[][] samples = new int[channels][COUNT];
    for (int i = 0; i < COUNT; i++) {
      x1 -= y1 >> 5;
      y1 += x1 >> 5;
      x2 -= y2 >> 2;
      y2 += x2 >> 2;
      for (int c = 0; c < channels; c++) {
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF;
        long noise = (state >> 8) % range;
        long wave = Math.floorDiv((long) (x1 + x2) * (16 - c), 16L);
        long value = Math.floorDiv(wave * wide, 512L) + noise;
        if (c == 0 && i < 700) {
          value = -wide;
        }
        samples[c][i] = (int) (Math.max(-wide, Math.min(wide - 1, value)) << wasted);
      }
    }
    return samples;
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = FlacReferenceTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stereo8, 8, 2, 0",
    "stereo12, 12, 2, 0",
    "stereo16, 16, 2, 0",
    "stereo20, 20, 2, 0",
    "stereo24, 24, 2, 0",
    "stereo32, 32, 2, 0",
    "fixed16, 16, 2, 0",
    "wasted16, 16, 2, 3",
    "mono16, 16, 1, 0",
    "eight16, 16, 8, 0",
    "padded16, 16, 2, 0",
    "piped16, 16, 2, 0"
  })
  void decodesStreamsOfTheReferenceEncoder(String name, int bits, int channels, int wasted)
      throws IOException {
    byte[] stream = resource("flac/" + name + ".flac");
    FlacDecoder decoder = FlacDecoder.open(name, Source.of(stream));
    assertThat(decoder.info().bitsPerSample()).isEqualTo(bits);
    assertThat(decoder.info().channels()).isEqualTo(channels);
    assertThat(decoder.countSamples()).isEqualTo(COUNT);
    int[][] decoded = new int[channels][COUNT];
    decoder.read(0, COUNT, decoded, 0);
    assertThat(decoded).isDeepEqualTo(sound(bits, channels, wasted));
    assertThat(decoder.next()).isFalse();
  }

  @Test
  void everyRangeEqualsTheSliceOfTheWhole() throws IOException {
    int[][] all = sound(16, 8, 0);
    // 11 frames of 192 samples and a shorter one, over 16 KB.
    FlacDecoder decoder = FlacDecoder.open("eight16", Source.of(resource("flac/eight16.flac")));
    for (int start = 1990; start >= 0; start -= 37) {
      for (int count : new int[] {0, 1, 5, 191, 192, 193, 700}) {
        int length = Math.min(count, COUNT - start);
        int[][] part = new int[8][length + 2];
        decoder.read(start, length, part, 1);
        for (int c = 0; c < 8; c++) {
          int[] expected = new int[length + 2];
          System.arraycopy(all[c], start, expected, 1, length);
          assertThat(part[c]).as("channel %d from %d", c, start).isEqualTo(expected);
        }
      }
    }
  }
}
