package org.ecg4j.inference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.engine.Device;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.engine.Network;

/** The file of a model: description, weights, fitted state and model card in one sealed zip. */
final class ModelBundle {
  static final String KIND = "ecg4j-model";
  // 2 says how windows are cut; 1 said so in the provenance only, and is still read.
  static final int VERSION = 2;
  static final String WEIGHTS = "weights.safetensors";
  static final String TRANSFORMS = "transforms.safetensors";
  static final String CARD = "model-card.md";

  private ModelBundle() {}

  static void save(TrainedModel model, Path file) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(WEIGHTS, Safetensors.encode(model.weights()));
    parts.put(TRANSFORMS, Safetensors.encode(ManifestCodec.stateOf(model.info().pipeline())));
    parts.put(CARD, ModelCard.of(model).getBytes(StandardCharsets.UTF_8));
    SealedZip.write(file, KIND, VERSION, Json.write(ManifestCodec.write(model.info())), parts);
  }

  static TrainedModel load(Path file, Device device) throws IOException {
    SealedZip zip = SealedZip.read(file, KIND, VERSION);
    ModelInfo info = info(file, zip);
    List<NamedArray> weights = Safetensors.decode(file, part(file, zip, WEIGHTS));
    Network network =
        Network.create(info.spec(), info.pipeline().outputSpec(), info.outputs(), device, 0);
    try {
      network.setNamedWeights(weights);
      return TrainedModel.of(info, network);
    } catch (IllegalArgumentException e) {
      network.close();
      throw new ModelFormatException(
          file, "its weights are not those of its network: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  private static ModelInfo info(Path file, SealedZip zip) throws ModelFormatException {
    Map<String, float[]> state = new LinkedHashMap<>();
    for (NamedArray array : Safetensors.decode(file, part(file, zip, TRANSFORMS))) {
      state.put(array.name(), array.values());
    }
    try {
      ModelInfo info = ManifestCodec.read(zip.content(), state);
      info.spec().check(info.pipeline().outputSpec());
      return info;
    } catch (RuntimeException e) {
      throw new ModelFormatException(file, "its description cannot be used: " + e.getMessage(), e);
    }
  }

  private static byte[] part(Path file, SealedZip zip, String name) throws ModelFormatException {
    byte[] bytes = zip.parts().get(name);
    if (bytes == null) {
      throw new ModelFormatException(file, "it has no " + name);
    }
    return bytes;
  }
}
