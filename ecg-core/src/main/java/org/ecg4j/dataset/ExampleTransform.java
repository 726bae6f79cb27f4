package org.ecg4j.dataset;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecg4j.segment.BeatTrack;

/**
 * A step from one form of an example to another: a feature, a scaling, a choice of parts. A
 * transform is an immutable value; its id, options and fitted state say all of it, so that a {@link
 * TransformCodec} can make it again from a model bundle.
 */
public interface ExampleTransform {

  /**
   * A stable name of the kind of transform, such as {@code stft}.
   *
   * @return lower case, digits and dashes
   */
  String id();

  /**
   * Its options as text; numbers in a form that reads back exactly.
   *
   * @return option name to value, empty when it has none
   */
  Map<String, String> options();

  /**
   * What was fitted on training data.
   *
   * @return name to values, empty when nothing is fitted
   */
  default Map<String, float[]> state() {
    return Map.of();
  }

  /**
   * The subjects whose examples the state was fitted on.
   *
   * @return their ids, empty when nothing is fitted
   */
  default Set<String> fittedSubjects() {
    return Set.of();
  }

  /**
   * The form of the output for a form of input.
   *
   * @param input what the examples are
   * @return what they become
   * @throws IllegalArgumentException when the transform cannot take such examples; the message
   *     names both shapes
   */
  InputSpec outputSpec(InputSpec input);

  /**
   * Prepares the transform for examples of one form. Each call gives a worker of its own that one
   * thread may use; its scratch memory makes the work free of allocation.
   *
   * @param input what the examples are
   * @return the worker
   */
  Kernel bind(InputSpec input);

  /**
   * Prepares the transform for the beats of one live signal. The kernel is given every beat of the
   * signal once, in order, the last one on the track; it may keep what it needs of earlier beats,
   * in bounded memory. It must give what {@link #bind} gives for the whole record.
   *
   * <p>A transform whose kernel looks at nothing but the example's values returns {@link
   * Live#ofValues}.
   *
   * @param input what the examples are
   * @return the kernel and how much signal around the beat it reads from the track
   * @throws NotCausalException when the transform needs more than that; so does every transform
   *     that does not say otherwise
   */
  default Live bindLive(InputSpec input) {
    throw new NotCausalException(
        id(),
        "this transform, with options "
            + options()
            + ", does not say that it can do without the"
            + " rest of the record");
  }

  /**
   * A transform at work on one live signal.
   *
   * @param kernel is given every beat once, in order; for a beat too near to the signal's ends to
   *     have a window, values are 0 and the result is not used
   * @param secondsBefore how much signal before the beat it reads from the track
   * @param secondsAfter how much after it; the beat waits that long
   */
  record Live(Kernel kernel, double secondsBefore, double secondsAfter) {

    /**
     * A kernel that reads nothing from the track.
     *
     * @param kernel of {@link ExampleTransform#bind}
     * @return the same for live signal
     */
    public static Live ofValues(Kernel kernel) {
      return new Live(kernel, 0, 0);
    }

    /**
     * Another kernel with the reach of this one and of a second one.
     *
     * @param newKernel does the work of both
     * @param second the other one
     * @return both as one
     */
    public Live with(Live second, Kernel newKernel) {
      return new Live(
          newKernel,
          Math.max(secondsBefore, second.secondsBefore),
          Math.max(secondsAfter, second.secondsAfter));
    }
  }

  /** A transform at work on one thread. */
  @FunctionalInterface
  interface Kernel {

    /**
     * Transforms one example.
     *
     * @param in holds the input's values; not modified
     * @param inOffset where they begin
     * @param out receives the output's values; modified; never the same array as {@code in}
     * @param outOffset where they go
     * @param track the beats of the record that the example is of
     * @param beat the example's beat in the track
     */
    void apply(float[] in, int inOffset, float[] out, int outOffset, BeatTrack track, int beat);
  }

  /**
   * This transform followed by another.
   *
   * @param next works on what this one gives
   * @return both as one transform
   */
  default ExampleTransform then(ExampleTransform next) {
    return TransformChain.of(this, next);
  }

  /**
   * The single steps of a chain, in order.
   *
   * @return this transform itself unless it is a chain
   */
  default List<ExampleTransform> steps() {
    return List.of(this);
  }
}
