package org.ecg4j.inference;

import java.util.Objects;
import java.util.function.Function;
import org.ecg4j.segment.BeatTrack;

/**
 * The last seconds of a live signal and its last beats. What it shows is set beat by beat, so that
 * nothing depends on how much more has been heard.
 */
final class LiveTrack implements BeatTrack {
  private static final String NAME = "stream";
  private static final int BEATS = 32;

  private final double samplingRateHz;
  // Rings: sample s of a lead is at s modulo the length.
  private final float[][] leads;
  private final int capacity;
  private final long[] beats = new long[BEATS];
  private int beatCount;
  private long heard;
  private long shownStart;
  private long shownEnd;

  LiveTrack(int leadCount, double samplingRateHz, int capacity) {
    this.samplingRateHz = samplingRateHz;
    this.capacity = capacity;
    leads = new float[leadCount][capacity];
  }

  /** Takes the next samples of all leads. */
  void append(float[][] samples, int count) {
    for (int lead = 0; lead < leads.length; lead++) {
      for (int i = 0; i < count; i++) {
        leads[lead][(int) ((heard + i) % capacity)] = samples[lead][i];
      }
    }
    heard += count;
  }

  /** The samples heard so far. */
  long heard() {
    return heard;
  }

  /** Goes on to the next beat and shows the signal around it, as far as it was heard. */
  void show(long beatSample, long start, long end) {
    if (beatCount == BEATS) {
      System.arraycopy(beats, 1, beats, 0, BEATS - 1);
      beatCount--;
    }
    beats[beatCount++] = beatSample;
    shownStart = Math.max(0, start);
    shownEnd = Math.min(heard, end);
  }

  @Override
  public String recordName() {
    return NAME;
  }

  @Override
  public String subject() {
    return NAME;
  }

  @Override
  public double samplingRateHz() {
    return samplingRateHz;
  }

  @Override
  public int beatCount() {
    return beatCount;
  }

  @Override
  public long beatSample(int beat) {
    Objects.checkIndex(beat, beatCount);
    return beats[beat];
  }

  @Override
  public int leadCount() {
    return leads.length;
  }

  @Override
  public long startSample() {
    return shownStart;
  }

  @Override
  public long endSample() {
    return shownEnd;
  }

  @Override
  public void readLead(int lead, long startSample, int count, float[] target, int offset) {
    if (startSample < Math.max(shownStart, heard - capacity)
        || count < 0
        || count > shownEnd - startSample) {
      throw new IndexOutOfBoundsException(
          count
              + " samples from "
              + startSample
              + " on are not within "
              + shownStart
              + " to "
              + shownEnd
              + ", which the stream shows at its beat");
    }
    int from = (int) (startSample % capacity);
    int first = Math.min(count, capacity - from);
    System.arraycopy(leads[lead], from, target, offset, first);
    System.arraycopy(leads[lead], 0, target, offset + first, count - first);
  }

  @Override
  public <T> T once(Object key, Function<? super BeatTrack, ? extends T> compute) {
    return compute.apply(this);
  }
}
