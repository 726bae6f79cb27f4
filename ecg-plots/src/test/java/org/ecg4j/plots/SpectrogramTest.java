package org.ecg4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.ecg4j.dataset.Tensor;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.junit.jupiter.api.Test;

class SpectrogramTest {
  private static final double RATE_HZ = 200;

  /** Two seconds of a sine of 1 mV at 50 Hz: bin 16 of segments of 64 samples. */
  private static float[] sine() {
    float[] samples = new float[400];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * 50 * i / RATE_HZ);
    }
    return samples;
  }

  private static int y(double hertz) {
    return (int)
        (SpectrogramPainter.TOP + SpectrogramPainter.PANEL_HEIGHT * (1 - hertz / (RATE_HZ / 2)));
  }

  @Test
  void sineIsBrightAtItsFrequencyAndDarkElsewhere() {
    BufferedImage image =
        EcgPlots.spectrograms(Spectrogram.of("sine", sine(), RATE_HZ, StftOptions.defaults()))
            .toImage(1);
    int x = SpectrogramPainter.LEFT + SpectrogramPainter.PANEL_WIDTH / 2;

    assertThat(image.getRGB(x, y(50)) & 0xffffff).isEqualTo(0xfde725);
    assertThat(image.getRGB(x, y(80)) & 0xffffff).isEqualTo(0x440154);
    assertThat(image.getRGB(x, y(20)) & 0xffffff).isEqualTo(0x440154);
  }

  @Test
  void everyKindOfOutputGivesTheSameDecibels() {
    Stft magnitudes = Stft.of(StftOptions.defaults());
    Stft powers = Stft.of(StftOptions.defaults().withOutput(StftOptions.Output.POWER));
    Spectrogram direct = Spectrogram.of("a", sine(), RATE_HZ, StftOptions.defaults());

    // The magnitude of a sine of amplitude 1 in the middle of a bin is 0.5: -6.02 dB.
    assertThat(direct.decibels(16, 5)).isCloseTo(-6.0206f, within(1e-3f));
    for (Stft stft : new Stft[] {magnitudes, powers}) {
      Tensor values = stft.spectrogram(sine(), RATE_HZ);
      int[] shape = values.shape();
      Tensor lead = Tensor.of(new int[] {1, shape[0], shape[1]}, values.toArray());
      Spectrogram spectrogram = Spectrogram.of("a", lead, 0, stft, 400, RATE_HZ);
      assertThat(spectrogram.decibels(16, 5)).isCloseTo(-6.0206f, within(1e-3f));
    }
  }

  @Test
  void axesAndBarAreLabelled() throws Exception {
    SvgDocument svg =
        SvgDocument.of(
            EcgPlots.spectrograms(
                Spectrogram.of("<normal> & co", sine(), RATE_HZ, StftOptions.defaults()),
                Spectrogram.of("abnormal", sine(), RATE_HZ, StftOptions.defaults()).upToHz(40)));

    assertThat(svg.texts())
        .contains("<normal> & co", "abnormal", "time (s)", "frequency (Hz)", "power (dB)")
        .contains("100", "2.0", "-60");
    assertThat(svg.all("image")).hasSize(2);
    assertThat(svg.all("image").get(0).getAttributeNS("http://www.w3.org/1999/xlink", "href"))
        .startsWith("data:image/png;base64,");
  }

  @Test
  void valuesOfAnotherShapeAreRefused() {
    Stft stft = Stft.of(StftOptions.defaults());

    assertThatThrownBy(
            () ->
                Spectrogram.of(
                    "a", Tensor.of(new int[] {1, 2, 3}, new float[6]), 0, stft, 400, RATE_HZ))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(lead, 33, ")
        .hasMessageContaining("[1, 2, 3]");
    assertThatThrownBy(() -> EcgPlots.spectrograms()).isInstanceOf(IllegalArgumentException.class);
  }
}
