package org.ecg4j.features;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.dataset.ExampleTransform.Kernel;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;

/** What transforms need to work on one part of an example and pass the others through. */
final class Parts {
  private Parts() {}

  /** The waveform part. */
  static Part signal(InputSpec input, String id) {
    if (!input.has(InputSpec.SIGNAL)) {
      throw new IllegalArgumentException(
          "transform "
              + id
              + " needs a part named signal (lead, time); there are "
              + input.parts());
    }
    Part part = input.part(InputSpec.SIGNAL);
    if (!part.axes().equals(List.of(Axis.LEAD, Axis.TIME))) {
      throw new IllegalArgumentException(
          "transform " + id + " needs the part signal as (lead, time), not " + part);
    }
    return part;
  }

  /** The spec with several parts in the place of one. */
  static InputSpec replace(InputSpec input, String name, List<Part> newParts) {
    List<Part> parts = new ArrayList<>();
    for (Part part : input.parts()) {
      if (part.name().equals(name)) {
        parts.addAll(newParts);
      } else {
        parts.add(part);
      }
    }
    return new InputSpec(input.samplingRateHz(), input.leads(), parts);
  }

  /** A kernel that works on one part, its offsets set to that part's, and copies the others. */
  static Kernel replacing(InputSpec input, String name, int outputSize, Kernel kernel) {
    int before = input.offset(name);
    int size = input.part(name).size();
    int after = input.size() - before - size;
    int newSize = outputSize - before - after;
    if (before == 0 && after == 0) {
      return kernel;
    }
    return (in, inOffset, out, outOffset, track, beat) -> {
      System.arraycopy(in, inOffset, out, outOffset, before);
      kernel.apply(in, inOffset + before, out, outOffset + before, track, beat);
      System.arraycopy(in, inOffset + before + size, out, outOffset + before + newSize, after);
    };
  }
}
