package org.ecg4j.models.djl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.models.ModelSpec;

/**
 * A network that is a DJL block of one's own. To load a saved model of it, register a {@link
 * org.ecg4j.models.ModelSpecProvider} for its {@link #kind()} that makes the same spec. Its weights
 * keep the names DJL gives them; it starts from DJL's own initialisers, which draw from the
 * engine's global generator.
 */
public final class CustomSpec implements ModelSpec {
  private final String name;
  private final Map<String, String> options;
  private final BlockFactory factory;

  private CustomSpec(String name, Map<String, String> options, BlockFactory factory) {
    this.name = name;
    this.options = options;
    this.factory = factory;
  }

  /**
   * A network of one's own.
   *
   * @param name what to call it
   * @param options all that the factory depends on, as text; copied
   * @param factory makes the block
   * @return the spec; two are equal when name and options are
   */
  public static CustomSpec of(String name, Map<String, String> options, BlockFactory factory) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a network of one's own needs a name");
    }
    return new CustomSpec(
        name,
        Collections.unmodifiableMap(new LinkedHashMap<>(options)),
        Objects.requireNonNull(factory, "factory"));
  }

  /**
   * The kind.
   *
   * @return {@code custom:} and the name
   */
  @Override
  public String kind() {
    return "custom:" + name;
  }

  @Override
  public Map<String, String> options() {
    return options;
  }

  /** Makes a block for the input and lets it go. */
  @Override
  public void check(InputSpec input) {
    factory.create(input, 1);
  }

  BlockFactory factory() {
    return factory;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CustomSpec that
        && name.equals(that.name)
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + options.hashCode();
  }

  @Override
  public String toString() {
    return "CustomSpec[" + name + " " + options + "]";
  }
}
