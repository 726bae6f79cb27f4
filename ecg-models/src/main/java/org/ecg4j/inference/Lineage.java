package org.ecg4j.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ecg4j.dataset.Provenance;
import org.ecg4j.evaluation.TrainingHistory;

/**
 * Where a model came from.
 *
 * @param subjects every patient that it learned from, that a transform was fitted on, or that
 *     decided when to stop
 * @param provenance of the training examples
 * @param options how it was trained, as text
 * @param history epoch by epoch
 * @param metrics figures that were added to it, such as its test F1
 * @param versions of the libraries that trained it
 */
public record Lineage(
    Set<String> subjects,
    Provenance provenance,
    Map<String, String> options,
    TrainingHistory history,
    Map<String, Double> metrics,
    Map<String, String> versions) {

  /** Copies the collections, keeping their order. */
  public Lineage {
    subjects = Collections.unmodifiableSet(new LinkedHashSet<>(subjects));
    Objects.requireNonNull(provenance, "provenance");
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    Objects.requireNonNull(history, "history");
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
  }

  /**
   * The same with more figures.
   *
   * @param more name to value
   * @return a copy
   */
  public Lineage withMetrics(Map<String, Double> more) {
    Map<String, Double> all = new LinkedHashMap<>(metrics);
    all.putAll(more);
    return new Lineage(subjects, provenance, options, history, all, versions);
  }

  /**
   * The versions in use now.
   *
   * @return library to version
   */
  public static Map<String, String> versionsNow() {
    Map<String, String> versions = new LinkedHashMap<>();
    String own = Lineage.class.getPackage().getImplementationVersion();
    versions.put("ecg4j", own == null ? "development" : own);
    versions.put("libtorch", org.ecg4j.engine.TorchRuntime.version());
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
