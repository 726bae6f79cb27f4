package org.ecg4j.cli.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.features.Augmentation;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.features.LogScale;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.features.SignalFilter;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.features.ValueGrouping;
import org.ecg4j.features.WindowCrop;
import org.ecg4j.features.WindowNormalization;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.models.Models;
import org.ecg4j.recipes.RecipeMember;
import org.ecg4j.recipes.Recipes;
import org.ecg4j.training.Regime;

/** Networks over the waveform, over its spectrogram and over all measures of a beat. */
final class WaveformAttempts {
  private WaveformAttempts() {}

  static List<Attempt> list() {
    List<Attempt> list = new ArrayList<>();
    waveforms(list);
    spectrograms(list);
    measures(list);
    return list;
  }

  private static void waveforms(List<Attempt> list) {
    Augmentation plain = Augmentation.seeded(1).amplitude(0.7, 1.4).gaussianNoise(0.03);
    Augmentation flips = plain.polarityFlip(0.5);
    ExampleTransform one = crop(900, 3, 1);
    list.add(attempt("wave-1", "waveform of one lead", wave(one, plain)));
    list.add(attempt("wave-1-flips", "its sign at random", wave(one, flips)));
    list.add(attempt("wave-2-flips", "both leads", wave(crop(900, 3, 2), flips)));
    list.add(attempt("wave-near-1-flips", "less around the beat", wave(crop(400, 3, 1), flips)));
    list.add(attempt("wave-near-2-flips", "and both leads", wave(crop(400, 3, 2), flips)));
    list.add(attempt("wave-whole-1-flips", "all four seconds", wave(crop(2000, 4, 1), flips)));
    list.add(attempt("wave-short-1-flips", "three epochs", epochs(wave(one, flips), 3)));
    list.add(attempt("wave-long-1-flips", "24 epochs", epochs(wave(one, flips), 24)));
    ExampleTransform millivolts =
        SignalFilter.highPass(2, 0.5).then(WindowCrop.around(900).withEvery(3));
    list.add(attempt("wave-mv-1-flips", "in millivolts", wave(millivolts, flips)));
  }

  private static void spectrograms(List<Attempt> list) {
    ExampleTransform plain = Stft.of(StftOptions.defaults());
    ExampleTransform scaled = WindowNormalization.zScore().then(plain);
    ValueGrouping rows = ValueGrouping.FREQUENCY;
    for (CourseNetwork network : CourseNetwork.values()) {
      String name = network.name().toLowerCase(Locale.ROOT);
      list.add(attempt("spec-" + name, "spectrogram", Recipes.onSpectrograms(network)));
    }
    RecipeMember cnn = Recipes.onSpectrograms(CourseNetwork.CNN);
    list.add(attempt("spec-std-cnn", "rows standardised", cnn.withStandardization(rows)));
    list.add(attempt("spec-z-cnn", "windows of one scale", cnn.withFeatures(scaled)));
    list.add(
        attempt(
            "spec-log-cnn",
            "logarithms",
            cnn.withFeatures(plain.then(LogScale.of(0.01))).withStandardization(rows)));
    list.add(
        attempt(
            "spec-z-log-cnn",
            "logarithms of windows of one scale",
            cnn.withFeatures(scaled.then(LogScale.of(0.03))).withStandardization(rows)));
  }

  /** All 57 measures of shape, and with intervals 66. */
  private static void measures(List<Attempt> list) {
    Map<String, ExampleTransform> inputs = new LinkedHashMap<>();
    inputs.put("57", MorphologyFeatures.detailed());
    inputs.put(
        "66",
        FeatureJoin.of(RrFeatures.defaults().withLogarithms(true), MorphologyFeatures.detailed()));
    inputs.forEach(
        (name, measures) -> {
          RecipeMember wide = dense(measures);
          list.add(attempt("dense-" + name, "all " + name + " measures", wide));
          list.add(attempt("dense-" + name + "-short", "three epochs", epochs(wide, 3)));
          Recipes.smallNetworks(measures)
              .forEach(
                  (network, member) -> {
                    if (!network.equals("dense")) {
                      list.add(attempt(network + "-" + name, "all " + name + " measures", member));
                    }
                  });
        });
  }

  private static Attempt attempt(String name, String aim, RecipeMember member) {
    return new Attempt(Recipes.twoLeads(name, member), aim);
  }

  /** Band-passed and brought to one scale by its own four seconds, then less of it. */
  private static ExampleTransform crop(double sideMs, int every, int leads) {
    return SignalFilter.bandPass(2, 0.5, 40)
        .then(WindowNormalization.zScore())
        .then(WindowCrop.around(sideMs).withEvery(every).withLeads(leads));
  }

  private static RecipeMember wave(ExampleTransform seen, Augmentation changes) {
    RecipeMember plain = Recipes.onSpectrograms(CourseNetwork.CNN);
    Regime regime = plain.training().regime().withAugmentation(changes);
    return plain
        .withFeatures(seen)
        .withNetwork(
            Models.resNet1d()
                .withChannels(List.of(16, 32, 48))
                .withBlocks(1)
                .withStemKernel(9)
                .withDropout(0.3))
        .withTraining(plain.training().withEpochs(8).withRegime(regime));
  }

  private static RecipeMember dense(ExampleTransform measures) {
    RecipeMember plain = Recipes.onSpectrograms(CourseNetwork.CNN);
    return plain
        .withFeatures(measures)
        .withStandardization(ValueGrouping.FEATURE)
        .withNetwork(Models.dense().withUnits(List.of(64, 32)).withDropout(0.2))
        .withTraining(plain.training().withEpochs(8).withBatchSize(128));
  }

  private static RecipeMember epochs(RecipeMember member, int epochs) {
    return member.withTraining(member.training().withEpochs(epochs));
  }
}
