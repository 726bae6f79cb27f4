package org.ecg4j.signal;

import java.util.Arrays;
import org.ecg4j.signal.BaselineRemoval.Edge;

/**
 * {@link BaselineRemoval} for one lead of a live signal. A median looks as far ahead as back, so
 * the output lags by {@link #delaySamples()}; apart from that it equals the one of the whole
 * signal. Not safe for use by several threads at once.
 */
public final class BaselineStream {
  private final MedianStage first;
  private final MedianStage second;
  // The samples whose baseline is not known yet, in a ring.
  private final float[] waiting;
  private long taken;
  private long firstGiven;
  private boolean finished;

  BaselineStream(int firstLength, int secondLength, Edge edge) {
    first = new MedianStage(firstLength, edge);
    second = new MedianStage(secondLength, edge);
    waiting = new float[first.delaySamples() + second.delaySamples() + 1];
  }

  /**
   * How far the output is behind the input.
   *
   * @return samples
   */
  public int delaySamples() {
    return waiting.length - 1;
  }

  /**
   * Takes a sample.
   *
   * @param sample the next one
   * @return the sample {@link #delaySamples()} before it without its baseline; NaN as long as there
   *     is none
   * @throws IllegalStateException after {@link #finish()}
   */
  public float next(float sample) {
    if (finished) {
      throw new IllegalStateException("the stream was finished; take a new one");
    }
    waiting[(int) (taken % waiting.length)] = sample;
    double level = first.next(sample);
    if (taken >= first.delaySamples()) {
      level = second.next(level);
      firstGiven++;
    }
    taken++;
    return taken > delaySamples() ? corrected(taken - 1 - delaySamples(), level) : Float.NaN;
  }

  /**
   * Ends the signal.
   *
   * @return the last samples, at most {@link #delaySamples()}, without their baseline
   */
  public float[] finish() {
    finished = true;
    int delay = delaySamples();
    float[] rest = new float[delay];
    int count = 0;
    for (int i = 0; taken > 0 && i < delay; i++) {
      double level;
      if (firstGiven < taken) {
        double firstLevel = first.nextAfterEnd();
        if (i + taken < first.delaySamples()) {
          continue;
        }
        level = second.next(firstLevel);
        firstGiven++;
      } else {
        level = second.nextAfterEnd();
      }
      if (taken + i >= delay) {
        rest[count++] = corrected(taken + i - delay, level);
      }
    }
    return Arrays.copyOf(rest, count);
  }

  private float corrected(long sample, double level) {
    return waiting[(int) (sample % waiting.length)] - (float) level;
  }
}
