package org.ecg4j.features;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints the largest error of every comparison with SciPy and NumPy as rows of a table, for
 * docs/features.md. The tests beside it hold the limits.
 */
final class FeatureComparisons {
  private FeatureComparisons() {}

  public static void main(String[] arguments) {
    float[] x = Golden.signal();
    for (JsonElement element : Golden.read("stft.json").getAsJsonArray("cases")) {
      JsonObject reference = element.getAsJsonObject();
      double[] re = Golden.values(reference.get("real_row_major_freq_time"));
      double[] im = Golden.values(reference.get("imag_row_major_freq_time"));
      double[] both = Arrays.copyOf(re, 2 * re.length);
      System.arraycopy(im, 0, both, re.length, im.length);
      StftOptions options = StftTest.options(reference.getAsJsonObject("arguments"));
      float[] actual = Stft.of(options).spectrogram(x, 360).toArray();
      String name = reference.get("arguments").toString().replace("\"", "");
      row("`stft` " + name, Golden.error(actual, both));
    }
    Map<String, MorphologyFeatures> forms =
        Map.of(
            "detailed", MorphologyFeatures.detailed(),
            "shape", MorphologyFeatures.defaults(),
            "detailed_causal", MorphologyFeatures.detailed().asCausal(),
            "shape_causal", MorphologyFeatures.defaults().asCausal());
    new TreeMap<>(forms)
        .forEach(
            (name, features) -> {
              JsonArray expected = Golden.read("morphology.json").getAsJsonArray(name);
              double worst = 0;
              for (int beat = 0; beat < expected.size(); beat++) {
                float[] row = MorphologyFeaturesTest.row(features, beat);
                worst = Math.max(worst, Golden.error(row, Golden.values(expected.get(beat))));
              }
              row("`MorphologyFeatures` " + name + " in NumPy", worst);
            });
  }

  private static void row(String name, double error) {
    System.out.printf(Locale.ROOT, "| %s | %.1e |%n", name, error);
  }
}
