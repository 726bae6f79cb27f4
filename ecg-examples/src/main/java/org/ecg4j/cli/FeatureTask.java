package org.ecg4j.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.Picture;
import org.ecg4j.plots.Spectrogram;

/** Tasks 2 and 3: the windows as a matrix, and their spectrograms. */
final class FeatureTask {
  private FeatureTask() {}

  static Map<String, Object> matrix(Course course) {
    InputSpec input = course.beats().inputSpec();
    int train = course.split().train().size();
    int test = course.split().test().size();
    course.say(
        2,
        "Matrix",
        String.format(
            Locale.ROOT,
            "train X %,d x %,d and y %,d, test X %,d x %,d and y %,d: windows of %s at %s Hz",
            train,
            input.size(),
            train,
            test,
            input.size(),
            test,
            input.parts().get(0),
            input.samplingRateHz()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("train", new int[] {train, input.size()});
    json.put("test", new int[] {test, input.size()});
    return json;
  }

  static Map<String, Object> features(Course course, Stft stft) throws IOException {
    InputSpec.Part part = stft.outputSpec(course.beats().inputSpec()).parts().get(0);
    String file = course.write(picture(course), "3-spectrograms");
    course.say(
        3,
        "Features",
        part
            + " of each beat, short-time Fourier magnitudes; a normal and an abnormal one: "
            + file);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("part", part.name());
    json.put("shape", part.shape());
    json.put("picture", file);
    return json;
  }

  /** A normal and an abnormal beat of one record side by side. */
  static Picture picture(Course course) {
    EcgDataset beats = course.beats();
    int abnormal = SignalTask.chooseBeat(beats, course.seed());
    String record = beats.recordName(abnormal);
    int normal =
        IntStream.range(0, beats.size())
            .filter(i -> beats.label(i) == 0 && beats.recordName(i).equals(record))
            .findFirst()
            .orElse(abnormal);
    return EcgPlots.spectrograms(spectrogram(beats, normal), spectrogram(beats, abnormal));
  }

  private static Spectrogram spectrogram(EcgDataset beats, int index) {
    InputSpec input = beats.inputSpec();
    int samples = input.part(InputSpec.SIGNAL).length(InputSpec.Axis.TIME);
    float[] firstLead = Arrays.copyOf(beats.get(index).part(InputSpec.SIGNAL).toArray(), samples);
    String title =
        "record "
            + beats.recordName(index)
            + ", beat "
            + beats.beatCode(index).mnemonic()
            + " ("
            + beats.classNames().get(beats.label(index))
            + ")";
    return Spectrogram.of(title, firstLead, input.samplingRateHz(), StftOptions.defaults());
  }
}
