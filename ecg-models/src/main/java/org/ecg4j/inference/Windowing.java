package org.ecg4j.inference;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.WindowOptions;
import org.jspecify.annotations.Nullable;

/** How a model's windows were cut, read from the provenance of its training examples. */
final class Windowing {
  private static final Pattern TEXT =
      Pattern.compile("\\[beat - (.+), beat \\+ (.+)\\), edges ([A-Z_]+), normalization ([A-Z_]+)");

  private Windowing() {}

  /**
   * The options that cut such windows.
   *
   * @throws IllegalArgumentException when the provenance does not say, or says another length than
   *     the model's input has
   */
  static WindowOptions of(ModelInfo info) {
    InputSpec raw = info.pipeline().raw();
    @Nullable String text = info.lineage().provenance().asMap().get("window");
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the model does not say how its windows were cut (window: "
              + text
              + "); cut them yourself and give it windows");
    }
    WindowOptions options =
        WindowOptions.of(extent(matcher.group(1)), extent(matcher.group(2)))
            .withEdges(WindowOptions.EdgePolicy.valueOf(matcher.group(3)))
            .withNormalization(WindowOptions.Normalization.valueOf(matcher.group(4)));
    double rate = raw.samplingRateHz();
    int samples = options.before().samples(rate) + options.after().samples(rate);
    if (samples * raw.leads().size() != raw.size()) {
      throw new IllegalArgumentException(
          "windows " + text + " have " + samples + " samples, but the model takes " + raw.parts());
    }
    return options;
  }

  private static Extent extent(String text) {
    String[] words = text.split(" ", 2);
    return words[1].equals("samples")
        ? Extent.ofSamples(Integer.parseInt(words[0]))
        : Extent.of(Duration.ofNanos(Math.round(Double.parseDouble(words[0]) * 1e9)));
  }
}
