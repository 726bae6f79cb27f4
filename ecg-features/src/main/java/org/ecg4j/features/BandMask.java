package org.ecg4j.features;

import java.util.List;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;

/**
 * Puts the lead's mean in the place of random bands of a spectrogram, the same bands on all leads.
 * After Park et al., SpecAugment, Interspeech 2019.
 *
 * @param axis along which the bands lie
 * @param bands how many
 * @param mostWidth the most rows or columns of one band; widths from 0 on are equally likely
 */
record BandMask(Axis axis, int bands, int mostWidth) implements AugmentationStep {

  BandMask {
    SignalSteps.check(bands >= 1 && mostWidth >= 1, "at least 1 band and width", bands, mostWidth);
  }

  @Override
  public String part() {
    return Stft.SPECTROGRAM;
  }

  @Override
  public Worker bind(InputSpec input) {
    Part part = input.part(part());
    if (!part.axes().equals(List.of(Axis.LEAD, Axis.FREQUENCY, Axis.TIME))) {
      throw new IllegalArgumentException(
          "augmentation " + this + " needs (lead, frequency, time), not " + part);
    }
    int leads = part.length(Axis.LEAD);
    int rows = part.length(Axis.FREQUENCY);
    int columns = part.length(Axis.TIME);
    int length = part.length(axis);
    int most = Math.min(mostWidth, length);
    return (values, offset, random) -> {
      int size = rows * columns;
      float[] means = new float[leads];
      for (int lead = 0; lead < leads; lead++) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
          sum += values[offset + lead * size + i];
        }
        means[lead] = (float) (sum / size);
      }
      for (int band = 0; band < bands; band++) {
        int width = random.nextInt(most + 1);
        int first = random.nextInt(length - width + 1);
        for (int i = 0; i < leads * size; i++) {
          int place = axis == Axis.TIME ? i % columns : i / columns % rows;
          if (place >= first && place < first + width) {
            values[offset + i] = means[i / size];
          }
        }
      }
    };
  }

  @Override
  public String toString() {
    return (axis == Axis.TIME ? "timeMask(" : "frequencyMask(") + bands + ", " + mostWidth + ")";
  }
}
