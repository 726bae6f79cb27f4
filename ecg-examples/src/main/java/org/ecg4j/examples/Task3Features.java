package org.ecg4j.examples;

import java.io.IOException;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Tensor;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.Spectrogram;
import org.ecg4j.segment.LabelScheme;

/**
 * Task 3: short-time Fourier transforms as features. Draws the spectrograms of a normal and an
 * abnormal beat of one patient side by side.
 *
 * <pre>{@code
 * each beat: signal (lead 1, time 1440)
 * becomes:   spectrogram (lead 1, frequency 33, time 46)
 * normal beat: N at sample 1006
 * abnormal beat: V at sample 19382
 * }</pre>
 */
public final class Task3Features {
  private Task3Features() {}

  /**
   * Runs the example.
   *
   * @param args the database and the output folder, both optional
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Folders folders = Folders.of(args);
    EcgDataset beats =
        EcgDataset.load(folders.data(), DatasetOptions.defaults().withLabels(LabelScheme.course()))
            .ofRecords("119");

    Stft stft = Stft.of(StftOptions.defaults());
    EcgDataset spectra = beats.map(stft);
    System.out.println("each beat: " + beats.inputSpec().parts().get(0));
    System.out.println("becomes:   " + spectra.inputSpec().parts().get(0));

    EcgPlots.spectrograms(
            spectrogram("normal", "N", spectra, stft), spectrogram("abnormal", "V", spectra, stft))
        .writePng(folders.output().resolve("task3-spectrograms.png"), 1);
  }

  /** The spectrogram of the first beat with a symbol, up to 60 Hz: there is only noise above. */
  private static Spectrogram spectrogram(
      String title, String symbol, EcgDataset spectra, Stft stft) {
    int first = 0;
    while (!spectra.beatCode(first).mnemonic().equals(symbol)) {
      first++;
    }
    System.out.println(title + " beat: " + symbol + " at sample " + spectra.beatSample(first));
    InputSpec window = spectra.pipeline().raw();
    Tensor values = spectra.get(first).part(Stft.SPECTROGRAM);
    return Spectrogram.of(title, values, 0, stft, window.size(), window.samplingRateHz())
        .upToHz(60);
  }
}
