package org.ecg4j.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What the values of one example mean: where they come from and the named parts they are made of.
 * An example's flat values hold the parts one after another; value {@code (i, j, k)} of a part of
 * shape {@code (a, b, c)} is at {@code offset + (i * b + j) * c + k}.
 *
 * @param samplingRateHz samples a second of the signal the example was cut from
 * @param leads the names of the leads, in order; a record that lacked one may have given another in
 *     its place
 * @param parts the named parts, at least one
 */
public record InputSpec(double samplingRateHz, List<String> leads, List<Part> parts) {

  /** The name of the part that holds the waveform. */
  public static final String SIGNAL = "signal";

  /** What an axis of a part counts. */
  public enum Axis {
    /** The leads, in the order of {@link InputSpec#leads()}. */
    LEAD,
    /** Frequencies, upwards. */
    FREQUENCY,
    /** Time, forwards. */
    TIME,
    /** Features that have no order. */
    FEATURE
  }

  /**
   * One named array of an example.
   *
   * @param name unique in the example, such as {@code signal} or {@code spectrogram}
   * @param axes what each axis counts
   * @param shape the length of each axis, all positive
   */
  public record Part(String name, List<Axis> axes, List<Integer> shape) {

    /** Checks the shape. */
    public Part {
      Objects.requireNonNull(name, "name");
      axes = List.copyOf(axes);
      shape = List.copyOf(shape);
      if (axes.size() != shape.size() || axes.isEmpty()) {
        throw new IllegalArgumentException(
            "part "
                + name
                + " needs one length for each axis, but has axes "
                + axes
                + " and shape "
                + shape);
      }
      if (shape.stream().anyMatch(length -> length < 1)) {
        throw new IllegalArgumentException(
            "part " + name + " has an axis without elements: shape " + shape);
      }
    }

    /**
     * A waveform part of shape (leads, samples), named {@link InputSpec#SIGNAL}.
     *
     * @param leadCount leads
     * @param sampleCount samples of each lead
     * @return the part
     */
    public static Part signal(int leadCount, int sampleCount) {
      return new Part(SIGNAL, List.of(Axis.LEAD, Axis.TIME), List.of(leadCount, sampleCount));
    }

    /**
     * A spectrogram part of shape (leads, frequencies, times).
     *
     * @param name its name
     * @param leadCount leads
     * @param frequencyCount frequencies
     * @param timeCount times
     * @return the part
     */
    public static Part spectrogram(String name, int leadCount, int frequencyCount, int timeCount) {
      return new Part(
          name,
          List.of(Axis.LEAD, Axis.FREQUENCY, Axis.TIME),
          List.of(leadCount, frequencyCount, timeCount));
    }

    /**
     * A part of unordered features.
     *
     * @param name its name
     * @param featureCount features
     * @return the part
     */
    public static Part features(String name, int featureCount) {
      return new Part(name, List.of(Axis.FEATURE), List.of(featureCount));
    }

    /**
     * The number of values.
     *
     * @return the product of the shape
     */
    public int size() {
      int size = 1;
      for (int length : shape) {
        size = Math.multiplyExact(size, length);
      }
      return size;
    }

    /**
     * The length of an axis.
     *
     * @param axis the axis
     * @return its length, or 1 when the part does not have it
     */
    public int length(Axis axis) {
      int index = axes.indexOf(axis);
      return index < 0 ? 1 : shape.get(index);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(name);
      for (int i = 0; i < axes.size(); i++) {
        text.append(i == 0 ? " (" : ", ")
            .append(axes.get(i).name().toLowerCase(Locale.ROOT))
            .append(' ')
            .append(shape.get(i));
      }
      return text.append(')').toString();
    }
  }

  /** Checks that there are parts and that their names differ. */
  public InputSpec {
    leads = List.copyOf(leads);
    parts = List.copyOf(parts);
    if (!(samplingRateHz > 0) || Double.isInfinite(samplingRateHz)) {
      throw new IllegalArgumentException(
          "sampling rate must be positive and finite, not " + samplingRateHz + " Hz");
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an example needs at least one part");
    }
    Set<String> names = new HashSet<>();
    for (Part part : parts) {
      if (!names.add(part.name())) {
        throw new IllegalArgumentException("two parts are named " + part.name());
      }
    }
  }

  /**
   * Examples that are one waveform part.
   *
   * @param samplingRateHz samples a second
   * @param leads the leads' names
   * @param sampleCount samples of each lead
   * @return the spec
   */
  public static InputSpec ofSignal(double samplingRateHz, List<String> leads, int sampleCount) {
    return new InputSpec(samplingRateHz, leads, List.of(Part.signal(leads.size(), sampleCount)));
  }

  /**
   * The same source with other parts.
   *
   * @param newParts the parts
   * @return a copy
   */
  public InputSpec withParts(Part... newParts) {
    return new InputSpec(samplingRateHz, leads, Arrays.asList(newParts));
  }

  /**
   * The same source with one part in place of another, at the same position.
   *
   * @param name the part to replace
   * @param newPart the new part
   * @return a copy
   */
  public InputSpec replace(String name, Part newPart) {
    List<Part> newParts = new ArrayList<>(parts);
    newParts.set(parts.indexOf(part(name)), newPart);
    return new InputSpec(samplingRateHz, leads, newParts);
  }

  /**
   * The number of values of one example.
   *
   * @return the sum over the parts
   */
  public int size() {
    int size = 0;
    for (Part part : parts) {
      size = Math.addExact(size, part.size());
    }
    return size;
  }

  /**
   * Whether there is a part of a name.
   *
   * @param name the name
   * @return true when there is
   */
  public boolean has(String name) {
    return parts.stream().anyMatch(part -> part.name().equals(name));
  }

  /**
   * A part by name.
   *
   * @param name the name
   * @return the part
   * @throws IllegalArgumentException when there is none; the message names those there are
   */
  public Part part(String name) {
    for (Part part : parts) {
      if (part.name().equals(name)) {
        return part;
      }
    }
    throw new IllegalArgumentException("no part is named " + name + "; there are " + partNames());
  }

  /**
   * Where a part's values begin in an example's flat values.
   *
   * @param name the part's name
   * @return the offset
   */
  public int offset(String name) {
    int offset = 0;
    for (Part part : parts) {
      if (part.name().equals(name)) {
        return offset;
      }
      offset += part.size();
    }
    throw new IllegalArgumentException("no part is named " + name + "; there are " + partNames());
  }

  private List<String> partNames() {
    return parts.stream().map(Part::name).toList();
  }
}
