package org.ecg4j.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.ecg4j.evaluation.TrainingHistory;

/**
 * The numbers of a training's state as JSON; doubles are hexadecimal text, which is exact and has
 * NaN.
 */
final class StateCodec {
  private StateCodec() {}

  static JsonObject write(TrainingState state) {
    JsonObject json = new JsonObject();
    json.addProperty("epoch", state.epoch);
    json.addProperty("batch", state.batch);
    json.addProperty("correct", state.correct);
    json.addProperty("seen", state.seen);
    json.addProperty("bestEpoch", state.bestEpoch);
    json.addProperty("epochsSinceBest", state.epochsSinceBest);
    json.addProperty("epochsOnPlateau", state.plateau.epochsWithoutGain);
    json.addProperty("plateaus", state.plateau.count);
    json.addProperty("stopped", state.stopped);
    json.add(
        "sums",
        exact(
            state.lossSum,
            state.divisorSum,
            state.secondsOfEpoch,
            state.bestValue,
            state.plateau.best));
    JsonArray history = new JsonArray();
    for (TrainingHistory.Epoch epoch : state.history) {
      history.add(
          exact(
              epoch.number(),
              epoch.trainLoss(),
              epoch.trainAccuracy(),
              epoch.validationLoss(),
              epoch.validationAccuracy(),
              epoch.validationMetric(),
              epoch.learningRate(),
              epoch.seconds()));
    }
    json.add("history", history);
    return json;
  }

  static void read(JsonObject json, TrainingState state) {
    state.epoch = json.get("epoch").getAsInt();
    state.batch = json.get("batch").getAsInt();
    state.correct = json.get("correct").getAsLong();
    state.seen = json.get("seen").getAsLong();
    state.bestEpoch = json.get("bestEpoch").getAsInt();
    state.epochsSinceBest = json.get("epochsSinceBest").getAsInt();
    state.plateau.epochsWithoutGain = json.get("epochsOnPlateau").getAsInt();
    state.plateau.count = json.get("plateaus").getAsInt();
    state.stopped = json.get("stopped").getAsBoolean();
    List<Double> sums = exact(json.get("sums"));
    state.lossSum = sums.get(0);
    state.divisorSum = sums.get(1);
    state.secondsOfEpoch = sums.get(2);
    state.bestValue = sums.get(3);
    state.plateau.best = sums.get(4);
    state.history.clear();
    for (JsonElement element : json.getAsJsonArray("history")) {
      List<Double> v = exact(element);
      state.history.add(
          new TrainingHistory.Epoch(
              v.get(0).intValue(),
              v.get(1),
              v.get(2),
              v.get(3),
              v.get(4),
              v.get(5),
              v.get(6),
              v.get(7)));
    }
  }

  private static JsonArray exact(double... values) {
    JsonArray array = new JsonArray();
    for (double value : values) {
      array.add(Double.toHexString(value));
    }
    return array;
  }

  private static List<Double> exact(JsonElement array) {
    List<Double> values = new ArrayList<>();
    for (JsonElement element : array.getAsJsonArray()) {
      values.add(Double.parseDouble(element.getAsString()));
    }
    return values;
  }
}
