package org.ecg4j.inference;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.dataset.Provenance;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.segment.WindowOptions.EdgePolicy;
import org.ecg4j.segment.WindowOptions.Normalization;

/** How a model's windows are cut, in its manifest. */
final class Windowing {
  private static final Pattern TEXT =
      Pattern.compile("\\[beat - (.+), beat \\+ (.+)\\), edges ([A-Z_]+), normalization ([A-Z_]+)");

  private Windowing() {}

  static JsonObject write(WindowOptions window) {
    JsonObject json = new JsonObject();
    json.add("before", write(window.before()));
    json.add("after", write(window.after()));
    json.addProperty("edges", window.edges().name());
    json.addProperty("normalization", window.normalization().name());
    return json;
  }

  private static JsonObject write(Extent extent) {
    JsonObject json = new JsonObject();
    json.addProperty(extent.inSamples() ? "samples" : "nanoseconds", extent.amount());
    return json;
  }

  static WindowOptions read(JsonObject json) {
    return new WindowOptions(
        extent(json.getAsJsonObject("before")),
        extent(json.getAsJsonObject("after")),
        EdgePolicy.valueOf(json.get("edges").getAsString()),
        Normalization.valueOf(json.get("normalization").getAsString()));
  }

  private static Extent extent(JsonObject json) {
    JsonElement samples = json.get("samples");
    return samples == null
        ? new Extent(json.get("nanoseconds").getAsLong(), false)
        : new Extent(samples.getAsLong(), true);
  }

  /** From the words in the provenance, which is all that the first bundles say of it. */
  static Optional<WindowOptions> read(Provenance provenance) {
    Matcher matcher = TEXT.matcher(provenance.asMap().getOrDefault("window", ""));
    return matcher.matches()
        ? Optional.of(
            WindowOptions.of(extent(matcher.group(1)), extent(matcher.group(2)))
                .withEdges(EdgePolicy.valueOf(matcher.group(3)))
                .withNormalization(Normalization.valueOf(matcher.group(4))))
        : Optional.empty();
  }

  private static Extent extent(String text) {
    String[] words = text.split(" ", 2);
    return words[1].equals("samples")
        ? Extent.ofSamples(Integer.parseInt(words[0]))
        : Extent.of(Duration.ofNanos(Math.round(Double.parseDouble(words[0]) * 1e9)));
  }
}
