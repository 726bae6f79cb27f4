package org.ecg4j.features;

import java.util.function.Function;
import org.ecg4j.segment.BeatTrack;

/** For transforms that look at nothing but the window: any question fails. */
enum NoTrack implements BeatTrack {
  INSTANCE;

  private static AssertionError asked() {
    return new AssertionError("this transform should not need the record");
  }

  @Override
  public String recordName() {
    throw asked();
  }

  @Override
  public String subject() {
    throw asked();
  }

  @Override
  public double samplingRateHz() {
    throw asked();
  }

  @Override
  public int beatCount() {
    throw asked();
  }

  @Override
  public long beatSample(int beat) {
    throw asked();
  }

  @Override
  public int leadCount() {
    throw asked();
  }

  @Override
  public long endSample() {
    throw asked();
  }

  @Override
  public void readLead(int lead, long startSample, int count, float[] target, int offset) {
    throw asked();
  }

  @Override
  public <T> T once(Object key, Function<? super BeatTrack, ? extends T> compute) {
    throw asked();
  }
}
