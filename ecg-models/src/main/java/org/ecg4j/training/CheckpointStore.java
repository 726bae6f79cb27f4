package org.ecg4j.training;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.engine.Network;
import org.ecg4j.inference.ModelFormatException;
import org.ecg4j.inference.Safetensors;
import org.ecg4j.inference.SealedZip;
import org.jspecify.annotations.Nullable;

/** Writes and reads the state of one training. */
final class CheckpointStore {
  private static final String KIND = "ecg4j-checkpoint";
  private static final int VERSION = 1;
  private static final String ARRAYS = "state.safetensors";

  private final @Nullable Checkpoints options;
  private final String training;

  /**
   * A store.
   *
   * @param options where and how often, or null to keep nothing
   * @param training identifies network, options and examples; a state of another is refused
   */
  CheckpointStore(@Nullable Checkpoints options, String training) {
    this.options = options;
    this.training = training;
  }

  private static Path last(Checkpoints checkpoints) {
    return checkpoints.folder().resolve("last.checkpoint");
  }

  private static Path previous(Checkpoints checkpoints) {
    return checkpoints.folder().resolve("previous.checkpoint");
  }

  /** Keeps the state if it is time to. */
  void afterBatch(Network network, OptimizerState optimizer, TrainingState state) {
    if (options != null
        && options.everyBatches() > 0
        && state.batch % options.everyBatches() == 0) {
      save(network, optimizer, state);
    }
  }

  /** Keeps the state. */
  void save(Network network, OptimizerState optimizer, TrainingState state) {
    if (options == null) {
      return;
    }
    JsonObject content = StateCodec.write(state);
    content.addProperty("training", training);
    content.addProperty("steps", optimizer.steps());
    List<NamedArray> arrays = new ArrayList<>();
    arrays.add(array("weights", network.trainable()));
    arrays.add(array("buffers", network.buffers()));
    arrays.add(array("average", state.average));
    arrays.add(array("bestWeights", state.bestWeights));
    arrays.add(array("bestBuffers", state.bestBuffers));
    for (int i = 0; i < optimizer.moments().size(); i++) {
      arrays.add(array("moment" + i, optimizer.moments().get(i)));
    }
    try {
      Files.createDirectories(options.folder());
      if (Files.exists(last(options))) {
        Files.move(last(options), previous(options), StandardCopyOption.REPLACE_EXISTING);
      }
      SealedZip.write(
          last(options),
          KIND,
          VERSION,
          content.toString(),
          Map.of(ARRAYS, Safetensors.encode(arrays)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a checkpoint in " + options.folder(), e);
    }
  }

  private static NamedArray array(String name, float[] values) {
    return new NamedArray(name, List.of(values.length), values);
  }

  /** Goes back to the last state that is whole, if there is one. */
  void restore(Network network, OptimizerState optimizer, TrainingState state) {
    if (options == null) {
      return;
    }
    try {
      SealedZip zip = newestWhole(options);
      if (zip == null) {
        return;
      }
      JsonObject content = JsonParser.parseString(zip.contentText()).getAsJsonObject();
      String found = content.get("training").getAsString();
      if (!found.equals(training)) {
        throw new IllegalArgumentException(
            "the checkpoints in "
                + options.folder()
                + " are of another training; theirs: "
                + found
                + "; this one: "
                + training);
      }
      Map<String, float[]> arrays = new HashMap<>();
      byte[] bytes = zip.parts().getOrDefault(ARRAYS, new byte[0]);
      for (NamedArray array : Safetensors.decode(options.folder(), bytes)) {
        arrays.put(array.name(), array.values());
      }
      StateCodec.read(content, state);
      network.setTrainable(get(arrays, "weights"));
      network.setBuffers(get(arrays, "buffers"));
      state.average = get(arrays, "average");
      state.bestWeights = get(arrays, "bestWeights");
      state.bestBuffers = get(arrays, "bestBuffers");
      List<float[]> moments = optimizer.moments();
      for (int i = 0; i < moments.size(); i++) {
        float[] kept = get(arrays, "moment" + i);
        System.arraycopy(kept, 0, moments.get(i), 0, moments.get(i).length);
      }
      optimizer.resume(content.get("steps").getAsLong());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoints in " + options.folder(), e);
    }
  }

  private static float[] get(Map<String, float[]> arrays, String name) throws IOException {
    float[] values = arrays.get(name);
    if (values == null) {
      throw new ModelFormatException(ARRAYS, "it has no " + name);
    }
    return values;
  }

  /** The last state, or the one before if the last is damaged. */
  private static @Nullable SealedZip newestWhole(Checkpoints checkpoints) throws IOException {
    ModelFormatException damage = null;
    for (Path file : List.of(last(checkpoints), previous(checkpoints))) {
      if (Files.exists(file)) {
        try {
          return SealedZip.read(file, KIND, VERSION);
        } catch (ModelFormatException e) {
          damage = e;
        }
      }
    }
    if (damage != null) {
      throw damage;
    }
    return null;
  }
}
