package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.SignalInfo;
import org.junit.jupiter.api.Test;

class FlacFrameReaderTest {
  private static final int COUNT = 12_000;

  private static int[][] ramps(int channels) {
    int[][] samples = new int[channels][COUNT];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < COUNT; i++) {
        samples[c][i] = c * 1000 + i % 997;
      }
    }
    return samples;
  }

  private static SignalSpec spec(SignalFormat format, int samplesPerFrame, long offset) {
    return new SignalSpec(
        "f.dat",
        format,
        samplesPerFrame,
        0,
        offset,
        SignalInfo.millivolts("I", 250),
        true,
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private static FlacFrameReader open(
      byte[] stream, SignalFormat format, int signals, int perFrame, long offset, Defects defects)
      throws IOException {
    List<SignalSpec> specs = Collections.nCopies(signals, spec(format, perFrame, offset));
    return new FlacFrameReader(Source.of(stream), SignalGroup.of(specs).get(0), defects);
  }

  private static Defects strict() {
    return new Defects(Strictness.STRICT);
  }

  @Test
  void ordersSamplesByFrameThenSignal() throws IOException {
    int[][] samples = ramps(3);
    byte[] stream = FlacEncoder.encode(samples, 16);
    for (int perFrame : new int[] {1, 2, 7, 5000}) {
      for (long offset : new long[] {0, 1, 4099}) {
        FlacFrameReader reader =
            open(stream, SignalFormat.FORMAT_516, 3, perFrame, offset, strict());
        long frames = (COUNT - offset) / perFrame;
        assertThat(reader.frames()).isEqualTo(frames);
        long first = frames / 3;
        int count = (int) (frames - first);
        int[] out = new int[count * 3 * perFrame];
        reader.read(first, count, out);
        for (int at = 0; at < out.length; at++) {
          long frame = first + at / (3 * perFrame);
          int channel = at / perFrame % 3;
          int sample = (int) (offset + frame * perFrame + at % perFrame);
          assertThat(out[at]).isEqualTo(samples[channel][sample]);
        }
      }
    }
  }

  @Test
  void refusesStreamsThatAreNotWhatTheHeaderSays() {
    byte[] stream = FlacEncoder.encode(ramps(2), 16);
    assertThatThrownBy(() -> open(stream, SignalFormat.FORMAT_516, 3, 1, 0, strict()))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessageContaining("f.dat: expected 3 channels, found 2");
    assertThatThrownBy(() -> open(stream, SignalFormat.FORMAT_508, 2, 1, 0, strict()))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessageContaining("at most 8 bits a sample, found 16");
    SignalGroup mixed =
        SignalGroup.of(
                List.of(spec(SignalFormat.FORMAT_516, 1, 0), spec(SignalFormat.FORMAT_516, 2, 0)))
            .get(0);
    assertThatThrownBy(() -> new FlacFrameReader(Source.of(stream), mixed, strict()))
        .isInstanceOf(WfdbFormatException.class)
        .hasMessageContaining("one number of samples a frame");
  }

  @Test
  void aLenientReaderEndsBeforeTheDefect() throws IOException {
    int[][] samples = ramps(1);
    byte[] stream = FlacEncoder.encode(samples, 16);
    byte[] truncated = Arrays.copyOf(stream, stream.length - 1);
    Defects defects = new Defects(Strictness.LENIENT);
    FlacFrameReader reader = open(truncated, SignalFormat.FORMAT_516, 1, 1, 0, defects);
    assertThat(reader.frames()).isEqualTo(8192);
    assertThat(defects.found()).extracting(Diagnostic::code).containsExactly(Diagnostic.Code.FLAC);
    int[] out = new int[8192];
    reader.read(0, 8192, out);
    assertThat(out).isEqualTo(Arrays.copyOf(samples[0], 8192));
  }

  @Test
  void aLenientReaderReadsPastAWrongDigestAndBytesAfterTheEnd() throws IOException {
    int[][] samples = ramps(1);
    byte[] stream = FlacEncoder.encode(samples, 16);
    byte[] longer = Arrays.copyOf(stream, stream.length + 5);
    byte[] wrong = stream.clone();
    wrong[30] ^= 1;
    for (byte[] damaged : List.of(longer, wrong)) {
      Defects defects = new Defects(Strictness.LENIENT);
      FlacFrameReader reader = open(damaged, SignalFormat.FORMAT_516, 1, 1, 0, defects);
      assertThat(reader.frames()).isEqualTo(COUNT);
      assertThat(defects.found()).hasSize(1);
      int[] out = new int[COUNT];
      reader.read(0, COUNT, out);
      assertThat(out).isEqualTo(samples[0]);
      assertThatThrownBy(
              () ->
                  open(damaged, SignalFormat.FORMAT_516, 1, 1, 0, strict())
                      .read(0, COUNT, new int[COUNT]))
          .isInstanceOf(WfdbFormatException.class);
    }
  }
}
