package org.ecg4j.models;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The kinds of networks this library has, and how each is read from text. */
final class SpecKinds {
  private static final Map<String, Function<OptionText, ModelSpec>> KINDS =
      new TreeMap<>(
          Map.of(
              BiLstmSpec.KIND, BiLstmSpec::read,
              GruSpec.KIND, GruSpec::read,
              CnnSpec.KIND, CnnSpec::read,
              AlexNetSpec.KIND, AlexNetSpec::read,
              ResNet1dSpec.KIND, ResNet1dSpec::read,
              CnnGruSpec.KIND, CnnGruSpec::read,
              FusionSpec.KIND, FusionSpec::read,
              AverageSpec.KIND, AverageSpec::read,
              DenseSpec.KIND, DenseSpec::read));

  private SpecKinds() {}

  static ModelSpec restore(String kind, Map<String, String> options) {
    Function<OptionText, ModelSpec> reader = KINDS.get(kind);
    if (reader != null) {
      OptionText text = OptionText.reading(kind, options);
      return text.complete(reader.apply(text));
    }
    TreeSet<String> known = new TreeSet<>(KINDS.keySet());
    for (ModelSpecProvider provider : ServiceLoader.load(ModelSpecProvider.class)) {
      if (provider.kind().equals(kind)) {
        return provider.restore(options);
      }
      known.add(provider.kind());
    }
    throw new IllegalArgumentException(
        "no network is of kind "
            + kind
            + "; there are "
            + known
            + ", and others need a ModelSpecProvider service on the class path");
  }
}
