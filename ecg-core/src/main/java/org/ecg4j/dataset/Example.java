package org.ecg4j.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One labelled beat: its named parts, its target and where it came from. Immutable. */
public final class Example {
  private final Map<String, Tensor> parts;
  private final List<String> classNames;
  private final float[] target;
  private final Origin origin;

  /**
   * Where an example came from.
   *
   * @param recordName the record
   * @param subject whose heart it is
   * @param beatSample the beat's sample, counted from the record's start
   * @param parents for a synthetic example, the two examples it was made from; else empty
   */
  public record Origin(String recordName, String subject, long beatSample, List<Origin> parents) {

    /** Copies the list. */
    public Origin {
      parents = List.copyOf(parents);
    }

    /**
     * Whether the example was made by a sampler rather than recorded.
     *
     * @return true when it has parents
     */
    public boolean isSynthetic() {
      return !parents.isEmpty();
    }
  }

  Example(Map<String, Tensor> parts, List<String> classNames, float[] target, Origin origin) {
    this.parts = parts;
    this.classNames = classNames;
    this.target = target;
    this.origin = origin;
  }

  static Example of(
      InputSpec spec, float[] values, List<String> classNames, float[] target, Origin origin) {
    Map<String, Tensor> parts = new LinkedHashMap<>();
    int offset = 0;
    for (InputSpec.Part part : spec.parts()) {
      float[] own = new float[part.size()];
      System.arraycopy(values, offset, own, 0, own.length);
      parts.put(
          part.name(),
          new Tensor(part.shape().stream().mapToInt(Integer::intValue).toArray(), own));
      offset += own.length;
    }
    return new Example(parts, classNames, target, origin);
  }

  /**
   * The parts by name, in order.
   *
   * @return an unmodifiable map
   */
  public Map<String, Tensor> parts() {
    return Collections.unmodifiableMap(parts);
  }

  /**
   * One part.
   *
   * @param name its name
   * @return its values
   * @throws IllegalArgumentException when there is no such part
   */
  public Tensor part(String name) {
    Tensor part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException(
          "no part is named " + name + "; there are " + parts.keySet());
    }
    return part;
  }

  /**
   * The names of the classes, in the order of the target.
   *
   * @return the names
   */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * The weight of each class, adding up to 1; a hard label has a single 1.
   *
   * @return a copy
   */
  public float[] target() {
    return target.clone();
  }

  /**
   * Where it came from.
   *
   * @return record and beat, or the parents of a synthetic example
   */
  public Origin origin() {
    return origin;
  }
}
