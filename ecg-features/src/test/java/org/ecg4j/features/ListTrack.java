package org.ecg4j.features;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.ecg4j.segment.BeatTrack;

/** A track of given beats and leads, from {@code startSample} on, as a stream would hold it. */
final class ListTrack implements BeatTrack {
  private final double samplingRateHz;
  private final long[] beats;
  private final float[][] leads;
  private final long startSample;
  private final long endSample;
  private final Map<Object, Object> memo = new HashMap<>();

  private ListTrack(
      double samplingRateHz, long[] beats, float[][] leads, long startSample, long endSample) {
    this.samplingRateHz = samplingRateHz;
    this.beats = beats;
    this.leads = leads;
    this.startSample = startSample;
    this.endSample = endSample;
  }

  static ListTrack of(double samplingRateHz, long[] beats, float[]... leads) {
    return new ListTrack(samplingRateHz, beats, leads, 0, leads.length == 0 ? 0 : leads[0].length);
  }

  /** Only some beats and a stretch of the signal. */
  ListTrack part(int endBeat, long newStart, long newEnd) {
    return new ListTrack(samplingRateHz, Arrays.copyOf(beats, endBeat), leads, newStart, newEnd);
  }

  @Override
  public String recordName() {
    return "list";
  }

  @Override
  public String subject() {
    return "list";
  }

  @Override
  public double samplingRateHz() {
    return samplingRateHz;
  }

  @Override
  public int beatCount() {
    return beats.length;
  }

  @Override
  public long beatSample(int beat) {
    return beats[beat];
  }

  @Override
  public int leadCount() {
    return leads.length;
  }

  @Override
  public long startSample() {
    return startSample;
  }

  @Override
  public long endSample() {
    return endSample;
  }

  @Override
  public void readLead(int lead, long start, int count, float[] target, int offset) {
    if (start < startSample || start + count > endSample) {
      throw new IndexOutOfBoundsException("samples " + start + " to " + (start + count));
    }
    System.arraycopy(leads[lead], (int) start, target, offset, count);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T once(Object key, Function<? super BeatTrack, ? extends T> compute) {
    return (T) memo.computeIfAbsent(key, ignored -> compute.apply(this));
  }
}
