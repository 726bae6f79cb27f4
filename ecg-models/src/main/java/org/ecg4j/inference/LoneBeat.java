package org.ecg4j.inference;

import java.util.Objects;
import java.util.function.Function;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.segment.BeatTrack;

/** A record that is one window with a beat in its middle. */
final class LoneBeat implements BeatTrack {
  private static final String NAME = "window";

  private final InputSpec raw;
  private final float[] values;
  private final int samples;

  LoneBeat(InputSpec raw, float[] values) {
    this.raw = raw;
    this.values = values;
    this.samples = raw.size() / raw.leads().size();
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
    return raw.samplingRateHz();
  }

  @Override
  public int beatCount() {
    return 1;
  }

  @Override
  public long beatSample(int beat) {
    Objects.checkIndex(beat, 1);
    return samples / 2;
  }

  @Override
  public int leadCount() {
    return raw.leads().size();
  }

  @Override
  public long endSample() {
    return samples;
  }

  @Override
  public void readLead(int lead, long startSample, int count, float[] target, int offset) {
    Objects.checkFromIndexSize(startSample, count, samples);
    System.arraycopy(values, lead * samples + (int) startSample, target, offset, count);
  }

  @Override
  public <T> T once(Object key, Function<? super BeatTrack, ? extends T> compute) {
    return compute.apply(this);
  }
}
