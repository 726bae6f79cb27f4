package org.ecg4j.inference;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.segment.BeatTrack;

/**
 * Says which samples of a beat's window made a model decide as it did. What is explained is the
 * logit of a class, before any calibration, and the samples are those of the raw window: the
 * model's own transforms are gone through, whatever they are. What a transform reads beyond the
 * window, such as the intervals between beats, is held as it is and gets no share.
 *
 * <p>Immutable and safe for use by several threads; the model stays the caller's to close.
 */
public final class Explainer {
  private static final int PATH_STEPS = 32;
  private static final Duration PATCH = Duration.ofMillis(60);
  private static final int STRIDES_PER_PATCH = 4;
  private static final int BATCH = 256;

  /** Half the step of a difference quotient, as a share of the window's range. */
  private static final float HALF_STEP = 1e-3f;

  private final TrainedModel model;
  private final int pathSteps;
  private final Duration patch;

  private Explainer(TrainedModel model, int pathSteps, Duration patch) {
    this.model = Objects.requireNonNull(model, "model");
    this.pathSteps = pathSteps;
    this.patch = patch;
  }

  /**
   * An explainer with 32 steps of integration and patches of 60 ms.
   *
   * @param model what is to be explained
   * @return the explainer
   */
  public static Explainer of(TrainedModel model) {
    return new Explainer(model, PATH_STEPS, PATCH);
  }

  /**
   * The same with another number of steps in {@link #integratedGradients}.
   *
   * @param steps more are slower and add up more exactly
   * @return a copy
   */
  public Explainer withPathSteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a path needs at least one step, not " + steps);
    }
    return new Explainer(model, steps, patch);
  }

  /**
   * The same with another width of what {@link #occlusion} hides at a time.
   *
   * @param width of the patch
   * @return a copy
   */
  public Explainer withPatch(Duration width) {
    if (width.isNegative() || width.isZero()) {
      throw new IllegalArgumentException("a patch has a width above zero, not " + width);
    }
    return new Explainer(model, pathSteps, width);
  }

  /**
   * Integrated gradients (Sundararajan, Taly and Yan 2017) along the straight path from a flat line
   * at each lead's median to the window, by the midpoint rule. The values add up to the difference
   * between the logit of the window and that of the flat line, but for the error of the rule. The
   * network's part of each gradient is exact; that of the transforms is a central difference. A
   * transform that scales each window by itself takes a faint copy of a window for the window, so
   * that the values add up to nothing; {@link #occlusion} suits such a model better.
   *
   * @param windows raw windows with the form the model was trained on
   * @param index which of them
   * @param className the class whose logit is explained
   * @return a value for each sample, in logits
   * @throws IllegalArgumentException when the examples are transformed or of another form, or the
   *     model does not know the class
   */
  public Attribution integratedGradients(Examples windows, int index, String className) {
    Target target = Target.of(model, className);
    PreparedWindow window = window(windows, index);
    float[] raw = window.raw();
    float[] baseline = flat(raw, leads().size());
    int width = model.network().input().size();
    float[] path = new float[Math.multiplyExact(pathSteps, width)];
    float[] point = new float[raw.length];
    for (int step = 0; step < pathSteps; step++) {
      moveTo(point, baseline, raw, (step + 0.5f) / pathSteps);
      window.prepare(point, path, step * width);
    }
    float[] gradients = model.network().inputGradients(path, pathSteps, target.output());
    float halfStep = HALF_STEP * Math.max(range(raw), Float.MIN_NORMAL);
    double[] sum = new double[raw.length];
    for (int step = 0; step < pathSteps; step++) {
      moveTo(point, baseline, raw, (step + 0.5f) / pathSteps);
      window.addPulledBack(point, halfStep, gradients, step * width, sum);
    }
    float[] values = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      values[i] = (float) (target.sign() * (raw[i] - baseline[i]) * sum[i] / pathSteps);
    }
    return Attribution.of("integrated gradients", className, leads(), values);
  }

  /**
   * Occlusion (Zeiler and Fergus 2014): a patch of one lead at a time is replaced by the straight
   * line between its ends; what the logit loses by it is spread over the patch, and a sample gets
   * the mean over the patches that hold it.
   *
   * @param windows as for {@link #integratedGradients}
   * @param index which of them
   * @param className the class whose logit is explained
   * @return a value for each sample, in logits lost when its patch is hidden
   * @throws IllegalArgumentException as for {@link #integratedGradients}
   */
  public Attribution occlusion(Examples windows, int index, String className) {
    Target target = Target.of(model, className);
    PreparedWindow window = window(windows, index);
    float[] raw = window.raw();
    int samples = raw.length / leads().size();
    double seconds = patch.toNanos() / 1e9;
    double samplingRateHz = model.info().pipeline().raw().samplingRateHz();
    int patchSamples = (int) Math.max(1, Math.min(samples, Math.round(seconds * samplingRateHz)));
    int stride = Math.max(1, patchSamples / STRIDES_PER_PATCH);
    int places = (samples - patchSamples + stride - 1) / stride + 1;
    int patches = places * leads().size();
    double[] sum = new double[raw.length];
    int[] covered = new int[raw.length];
    int width = model.network().input().size();
    int outputs = model.network().outputs();
    float[] rows = new float[BATCH * width];
    window.prepare(raw, rows, 0);
    float whole = model.network().logits(rows, 1)[target.output()];
    for (int first = 0; first < patches; first += BATCH) {
      int count = Math.min(BATCH, patches - first);
      for (int i = 0; i < count; i++) {
        int start = patchStart(first + i, places, stride, samples, patchSamples);
        window.prepare(bridged(raw, start, patchSamples, samples), rows, i * width);
      }
      float[] logits = model.network().logits(rows, count);
      for (int i = 0; i < count; i++) {
        int start = patchStart(first + i, places, stride, samples, patchSamples);
        double lost = target.sign() * (whole - logits[i * outputs + target.output()]);
        for (int t = start; t < start + patchSamples; t++) {
          sum[t] += lost;
          covered[t]++;
        }
      }
    }
    float[] values = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      values[i] = (float) (sum[i] / covered[i]);
    }
    return Attribution.of("occlusion", className, leads(), values);
  }

  private static int patchStart(int patch, int places, int stride, int samples, int length) {
    return patch / places * samples + Math.min(patch % places * stride, samples - length);
  }

  /** A copy of the window in which one patch of one lead is a straight line. */
  private static float[] bridged(float[] raw, int start, int length, int samples) {
    float[] hidden = raw.clone();
    int leadStart = start / samples * samples;
    int before = Math.max(start - 1, leadStart);
    int after = Math.min(start + length, leadStart + samples - 1);
    for (int t = start; t < start + length; t++) {
      float share = (t - before) / (float) Math.max(1, after - before);
      hidden[t] = raw[before] + share * (raw[after] - raw[before]);
    }
    return hidden;
  }

  private List<String> leads() {
    return model.info().pipeline().raw().leads();
  }

  private PreparedWindow window(Examples windows, int index) {
    InputSpec own = model.info().pipeline().raw();
    if (!windows.pipeline().transforms().isEmpty() || !windows.inputSpec().equals(own)) {
      throw new IllegalArgumentException(
          "the model explains raw windows of "
              + own
              + ", but these examples are "
              + windows.inputSpec()
              + " after "
              + windows.pipeline().transforms().size()
              + " transforms");
    }
    float[] raw = new float[own.size()];
    windows.reader().read(index, raw, 0);
    BeatTrack track = windows.track(index);
    return new PreparedWindow(model.info().pipeline(), raw, track, windows.beat(index));
  }

  /** A flat line for each lead at its median. */
  private static float[] flat(float[] raw, int leadCount) {
    int samples = raw.length / leadCount;
    float[] flat = new float[raw.length];
    for (int lead = 0; lead < leadCount; lead++) {
      float[] sorted = Arrays.copyOfRange(raw, lead * samples, (lead + 1) * samples);
      Arrays.sort(sorted);
      Arrays.fill(flat, lead * samples, (lead + 1) * samples, sorted[samples / 2]);
    }
    return flat;
  }

  private static void moveTo(float[] point, float[] from, float[] to, float share) {
    for (int i = 0; i < point.length; i++) {
      point[i] = from[i] + share * (to[i] - from[i]);
    }
  }

  private static float range(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most - least;
  }

  /** Which logit speaks for a class, and with what sign. */
  private record Target(int output, int sign) {
    static Target of(TrainedModel model, String className) {
      List<String> names = model.info().classNames();
      int index = names.indexOf(className);
      if (index < 0) {
        throw new IllegalArgumentException("the model tells " + names + " apart, not " + className);
      }
      return model.network().outputs() == 1
          ? new Target(0, index == 1 ? 1 : -1)
          : new Target(index, 1);
    }
  }
}
