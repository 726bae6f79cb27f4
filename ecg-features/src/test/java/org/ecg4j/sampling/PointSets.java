package org.ecg4j.sampling;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.segment.WindowOptions;

/**
 * Training sets whose examples are given points: each is a "window" of as many samples as the point
 * has values.
 */
final class PointSets {
  private static final String[] SYMBOLS = {"N", "V", "A"};
  private static final double UNITS = 10_000;

  private PointSets() {}

  /** Points with four decimals at most, labelled 0, 1, 2 (classes N, V, A). */
  static TrainingSet of(double[][] points, int[] labels) {
    int width = points[0].length;
    int[] samples = new int[points.length * width];
    List<Annotation> beats = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < width; j++) {
        samples[i * width + j] = (int) Math.round(points[i][j] * UNITS);
      }
      beats.add(
          Annotation.of(
              (long) i * width, AnnotationCode.ofMnemonic(SYMBOLS[labels[i]]).orElseThrow()));
    }
    SignalInfo info = SignalInfo.millivolts("MLII", 360).withCalibration(UNITS, 0);
    EcgRecord record =
        EcgRecord.of(
                RecordHeader.of("points", 360, samples.length),
                List.of(Signal.of(info, samples, Signal.NO_MISSING_CODE)))
            .withAnnotations("atr", beats);
    return EcgDataset.of(
            List.of(record),
            DatasetOptions.defaults()
                .withLabels(LabelScheme.perSymbol(SYMBOLS))
                .withWindow(WindowOptions.of(Extent.ofSamples(0), Extent.ofSamples(width))))
        .asTrainingSet();
  }

  static float[] values(TrainingSet set, int index) {
    float[] values = new float[set.inputSpec().size()];
    set.reader().read(index, values, 0);
    return values;
  }
}
