package org.ecg4j.signal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import org.ecg4j.signal.BaselineRemoval.Edge;

/**
 * Prints the largest error of every comparison with SciPy as rows of a table, for docs/features.md.
 * The tests beside it hold the limits.
 */
final class SignalComparisons {
  private static final double[] X = Golden.signal();

  private SignalComparisons() {}

  public static void main(String[] arguments) {
    JsonObject shared = Golden.read("filters.json");
    for (JsonElement element : shared.getAsJsonArray("cases")) {
      JsonObject reference = element.getAsJsonObject();
      String name = reference.get("name").getAsString();
      if (reference.has("sos")) {
        BiquadFilter filter = BiquadFilterTest.design(reference, 360);
        row(
            "`butter` sections, " + name,
            Golden.flat(filter.sections()),
            Golden.flat(Golden.rows(reference.get("sos"))));
        row("`sosfilt`, " + name, filter.filter(X), reference.get("sosfilt_zero_state"));
        row("`sosfiltfilt`, " + name, filter.zeroPhase(X), reference.get("sosfiltfilt_default"));
      } else {
        row(
            "`lfilter`, " + name,
            BiquadFilter.notch(60, 30, 360).filter(X),
            reference.get("lfilter"));
      }
    }
    for (int kernel : new int[] {73, 217}) {
      row(
          "`medfilt` of " + kernel,
          BaselineRemoval.median(X, kernel, Edge.ZERO),
          shared.getAsJsonObject("medfilt").get("kernel_" + kernel));
    }
    JsonObject resampled = shared.getAsJsonObject("resample_poly");
    row(
        "`resample_poly` 25/36",
        Resampler.of(25, 36).resample(X),
        resampled.get("up_25_down_36 (360 to 250 Hz)"));
    row("`resample_poly` 1/2", Resampler.of(1, 2).resample(X), resampled.get("up_1_down_2"));
    row(
        "`resample_poly` 45/16",
        Resampler.of(45, 16).resample(Arrays.copyOf(X, 512)),
        resampled.get("up_45_down_16 (128 to 360 Hz)"));
    more();
  }

  /** The largest error over all cases of a kind. */
  private static void more() {
    double[] x = Arrays.copyOf(X, 240);
    JsonObject more = Golden.read("filters_more.json");
    double sections = 0;
    double filtered = 0;
    double zeroPhase = 0;
    for (JsonElement element : more.getAsJsonArray("butter")) {
      JsonObject reference = element.getAsJsonObject();
      BiquadFilter filter = BiquadFilterTest.design(reference, reference.get("fs").getAsDouble());
      double[] sos = Golden.flat(Golden.rows(reference.get("sos")));
      sections = Math.max(sections, Golden.error(Golden.flat(filter.sections()), sos));
      if (reference.has("sosfilt")) {
        double[] causal = Golden.values(reference.get("sosfilt"));
        double[] both = Golden.values(reference.get("sosfiltfilt"));
        filtered = Math.max(filtered, Golden.error(filter.filter(x), causal));
        zeroPhase = Math.max(zeroPhase, Golden.error(filter.zeroPhase(x), both));
      }
    }
    row("`butter` sections, 61 designs of orders 1 to 8", sections);
    row("`sosfilt`, 20 designs of orders 1 to 8", filtered);
    row("`sosfiltfilt`, 20 designs of orders 1 to 8", zeroPhase);
    double resampled = 0;
    for (JsonElement element : more.getAsJsonArray("resample_poly")) {
      JsonObject reference = element.getAsJsonObject();
      Resampler resampler =
          Resampler.of(reference.get("up").getAsInt(), reference.get("down").getAsInt());
      double[] expected = Golden.values(reference.get("y"));
      resampled = Math.max(resampled, Golden.error(resampler.resample(x), expected));
    }
    row("`resample_poly`, six other ratios", resampled);
  }

  private static void row(String name, double[] actual, JsonElement expected) {
    row(name, actual, Golden.values(expected));
  }

  private static void row(String name, double[] actual, double[] expected) {
    row(name, Golden.error(actual, expected));
  }

  private static void row(String name, double error) {
    System.out.printf(Locale.ROOT, "| %s | %.1e |%n", name, error);
  }
}
