package org.ecg4j.inference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.dataset.Provenance;
import org.ecg4j.dataset.TransformCodec;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.evaluation.Calibration;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.segment.WindowOptions;

/**
 * A model's description as JSON. The fitted state of its transforms is kept apart as arrays named
 * {@code index/name}.
 */
final class ManifestCodec {
  private ManifestCodec() {}

  static JsonObject write(ModelInfo info) {
    JsonObject json = new JsonObject();
    JsonObject spec = new JsonObject();
    spec.addProperty("kind", info.spec().kind());
    spec.add("options", Json.object(info.spec().options()));
    json.add("network", spec);
    json.add("input", write(info.pipeline().raw()));
    info.pipeline().window().ifPresent(window -> json.add("window", Windowing.write(window)));
    JsonArray transforms = new JsonArray();
    for (ExampleTransform transform : info.pipeline().transforms()) {
      JsonObject object = new JsonObject();
      object.addProperty("id", transform.id());
      object.add("options", Json.object(transform.options()));
      object.add("state", Json.array(transform.state().keySet()));
      object.add("fittedSubjects", Json.array(transform.fittedSubjects()));
      transforms.add(object);
    }
    json.add("transforms", transforms);
    json.addProperty("pipelineFingerprint", info.pipeline().fingerprint());
    json.add("classes", Json.array(info.classNames()));
    json.add("decision", write(info.decision()));
    json.add("lineage", write(info.lineage()));
    return json;
  }

  static List<NamedArray> stateOf(Pipeline pipeline) {
    List<NamedArray> arrays = new ArrayList<>();
    for (int i = 0; i < pipeline.transforms().size(); i++) {
      String prefix = i + "/";
      pipeline
          .transforms()
          .get(i)
          .state()
          .forEach(
              (name, values) ->
                  arrays.add(new NamedArray(prefix + name, List.of(values.length), values)));
    }
    return arrays;
  }

  static ModelInfo read(JsonObject json, Map<String, float[]> state) {
    JsonObject network = json.getAsJsonObject("network");
    ModelSpec spec =
        ModelSpec.restore(network.get("kind").getAsString(), Json.map(network.get("options")));
    List<ExampleTransform> transforms = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("transforms")) {
      JsonObject object = element.getAsJsonObject();
      Map<String, float[]> own = new LinkedHashMap<>();
      for (String name : Json.strings(object.get("state"))) {
        String key = transforms.size() + "/" + name;
        float[] values = state.get(key);
        if (values == null) {
          throw new IllegalArgumentException("the fitted values " + key + " are missing");
        }
        own.put(name, values);
      }
      transforms.add(
          TransformCodec.restore(
              object.get("id").getAsString(),
              Json.map(object.get("options")),
              own,
              new LinkedHashSet<>(Json.strings(object.get("fittedSubjects")))));
    }
    Lineage lineage = readLineage(json.getAsJsonObject("lineage"));
    return new ModelInfo(
        spec,
        readPipeline(json, transforms, lineage),
        Json.strings(json.get("classes")),
        readDecision(json.getAsJsonObject("decision")),
        lineage);
  }

  private static Pipeline readPipeline(
      JsonObject json, List<ExampleTransform> transforms, Lineage lineage) {
    InputSpec raw = readInput(json.getAsJsonObject("input"));
    boolean hasWindow = json.has("window");
    Optional<WindowOptions> window =
        hasWindow
            ? Optional.of(Windowing.read(json.getAsJsonObject("window")))
            : Windowing.read(lineage.provenance());
    Pipeline pipeline = new Pipeline(raw, window, transforms);
    // The first bundles did not say how windows are cut, nor did their fingerprint.
    Pipeline saved = hasWindow ? pipeline : new Pipeline(raw, Optional.empty(), transforms);
    String expected = json.get("pipelineFingerprint").getAsString();
    if (!saved.fingerprint().equals(expected)) {
      throw new IllegalArgumentException(
          "the transforms that were made again are not those that were saved (fingerprint "
              + saved.fingerprint()
              + ", not "
              + expected
              + "); another version of their library may be in use");
    }
    return pipeline;
  }

  private static JsonObject write(InputSpec input) {
    JsonObject json = new JsonObject();
    json.addProperty("samplingRateHz", input.samplingRateHz());
    json.add("leads", Json.array(input.leads()));
    JsonArray parts = new JsonArray();
    for (InputSpec.Part part : input.parts()) {
      JsonObject object = new JsonObject();
      object.addProperty("name", part.name());
      object.add("axes", Json.array(part.axes()));
      object.add("shape", Json.array(part.shape()));
      parts.add(object);
    }
    json.add("parts", parts);
    return json;
  }

  private static InputSpec readInput(JsonObject json) {
    List<InputSpec.Part> parts = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("parts")) {
      JsonObject object = element.getAsJsonObject();
      parts.add(
          new InputSpec.Part(
              object.get("name").getAsString(),
              Json.strings(object.get("axes")).stream().map(InputSpec.Axis::valueOf).toList(),
              object.getAsJsonArray("shape").asList().stream()
                  .map(JsonElement::getAsInt)
                  .toList()));
    }
    return new InputSpec(
        json.get("samplingRateHz").getAsDouble(), Json.strings(json.get("leads")), parts);
  }

  private static JsonObject write(Decision decision) {
    JsonObject json = new JsonObject();
    json.addProperty("threshold", decision.threshold());
    decision
        .calibration()
        .ifPresent(
            calibration -> {
              JsonObject object = new JsonObject();
              object.addProperty("method", calibration.method().name());
              if (calibration.method() == Calibration.Method.TEMPERATURE) {
                object.addProperty("temperature", calibration.temperature());
              } else {
                object.add("x", numbers(calibration.knotsX()));
                object.add("y", numbers(calibration.knotsY()));
              }
              object.add("subjects", Json.array(calibration.subjects()));
              json.add("calibration", object);
            });
    return json;
  }

  private static JsonArray numbers(double[] values) {
    JsonArray array = new JsonArray();
    for (double value : values) {
      array.add(value);
    }
    return array;
  }

  private static double[] numbers(JsonElement array) {
    return array.getAsJsonArray().asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
  }

  private static Decision readDecision(JsonObject json) {
    Decision decision = new Decision(json.get("threshold").getAsDouble(), Optional.empty());
    if (!json.has("calibration")) {
      return decision;
    }
    JsonObject object = json.getAsJsonObject("calibration");
    List<String> subjects = Json.strings(object.get("subjects"));
    return switch (Calibration.Method.valueOf(object.get("method").getAsString())) {
      case TEMPERATURE ->
          decision.withCalibration(
              Calibration.ofTemperature(object.get("temperature").getAsDouble(), subjects));
      case ISOTONIC ->
          decision.withCalibration(
              Calibration.ofIsotonic(numbers(object.get("x")), numbers(object.get("y")), subjects));
    };
  }

  private static JsonObject write(Lineage lineage) {
    JsonObject json = new JsonObject();
    json.add("subjects", Json.array(lineage.subjects()));
    JsonArray facts = new JsonArray();
    for (Provenance.Fact fact : lineage.provenance().facts()) {
      JsonObject object = new JsonObject();
      object.addProperty("name", fact.name());
      object.addProperty("value", fact.value());
      facts.add(object);
    }
    json.add("provenance", facts);
    json.add("options", Json.object(lineage.options()));
    json.add("history", write(lineage.history()));
    JsonObject metrics = new JsonObject();
    lineage.metrics().forEach((name, value) -> Json.number(metrics, name, value));
    json.add("metrics", metrics);
    json.add("versions", Json.object(lineage.versions()));
    return json;
  }

  private static Lineage readLineage(JsonObject json) {
    List<Provenance.Fact> facts = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("provenance")) {
      JsonObject object = element.getAsJsonObject();
      facts.add(
          new Provenance.Fact(object.get("name").getAsString(), object.get("value").getAsString()));
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    JsonObject figures = json.getAsJsonObject("metrics");
    figures.keySet().forEach(name -> metrics.put(name, Json.number(figures, name)));
    return new Lineage(
        new LinkedHashSet<>(Json.strings(json.get("subjects"))),
        new Provenance(facts),
        Json.map(json.get("options")),
        readHistory(json.getAsJsonObject("history")),
        metrics,
        Json.map(json.get("versions")));
  }

  static JsonObject write(TrainingHistory history) {
    JsonObject json = new JsonObject();
    json.addProperty("metric", history.metricName());
    history.bestEpoch().ifPresent(best -> json.addProperty("bestEpoch", best));
    JsonArray epochs = new JsonArray();
    for (TrainingHistory.Epoch epoch : history.epochs()) {
      JsonObject object = new JsonObject();
      object.addProperty("number", epoch.number());
      Json.number(object, "trainLoss", epoch.trainLoss());
      Json.number(object, "trainAccuracy", epoch.trainAccuracy());
      Json.number(object, "validationLoss", epoch.validationLoss());
      Json.number(object, "validationAccuracy", epoch.validationAccuracy());
      Json.number(object, "validationMetric", epoch.validationMetric());
      Json.number(object, "learningRate", epoch.learningRate());
      Json.number(object, "seconds", epoch.seconds());
      epochs.add(object);
    }
    json.add("epochs", epochs);
    return json;
  }

  static TrainingHistory readHistory(JsonObject json) {
    List<TrainingHistory.Epoch> epochs = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("epochs")) {
      JsonObject object = element.getAsJsonObject();
      epochs.add(
          new TrainingHistory.Epoch(
              object.get("number").getAsInt(),
              Json.number(object, "trainLoss"),
              Json.number(object, "trainAccuracy"),
              Json.number(object, "validationLoss"),
              Json.number(object, "validationAccuracy"),
              Json.number(object, "validationMetric"),
              Json.number(object, "learningRate"),
              Json.number(object, "seconds")));
    }
    return new TrainingHistory(
        json.get("metric").getAsString(),
        epochs,
        json.has("bestEpoch")
            ? OptionalInt.of(json.get("bestEpoch").getAsInt())
            : OptionalInt.empty());
  }
}
