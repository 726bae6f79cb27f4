package org.ecg4j.segment;

import java.util.function.Function;

/**
 * The beats of one record in order of time, with access to its signals: what a feature may know of
 * a beat beyond its own window. It tells where beats are and never what they were labelled, so that
 * no feature can read the answer.
 *
 * <p>A track made from a stream holds the last beats decided so far, numbered from 0, and the
 * signal still in memory; its last beat is the one at hand.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface BeatTrack {

  /**
   * The record's name.
   *
   * @return such as {@code 100}
   */
  String recordName();

  /**
   * Whose heart it is; records of one person share it.
   *
   * @return the subject's id
   */
  String subject();

  /**
   * Samples a second, of the leads and of {@link #beatSample}.
   *
   * @return the rate in hertz
   */
  double samplingRateHz();

  /**
   * The number of beats, those included that the label scheme drops.
   *
   * @return beats
   */
  int beatCount();

  /**
   * Where a beat is.
   *
   * @param beat its index in the track
   * @return its sample, counted from the record's start
   */
  long beatSample(int beat);

  /**
   * The number of leads that {@link #readLead} knows: those the dataset was loaded with, in its
   * order.
   *
   * @return leads
   */
  int leadCount();

  /**
   * The first sample that {@link #readLead} can give: 0 unless the track is of a stream.
   *
   * @return a sample, inclusive
   */
  default long startSample() {
    return 0;
  }

  /**
   * The end of what {@link #readLead} can give: the record's length unless the track is of a
   * stream.
   *
   * @return a sample, exclusive
   */
  long endSample();

  /**
   * Copies physical values of one lead; missing samples are NaN.
   *
   * @param lead index of the lead
   * @param startSample the first sample, inclusive
   * @param count how many
   * @param target receives them; modified
   * @param offset where the first one goes
   * @throws IndexOutOfBoundsException when the range is not within {@link #startSample()} and
   *     {@link #endSample()}
   */
  void readLead(int lead, long startSample, int count, float[] target, int offset);

  /**
   * A value computed once for the track and kept with it, such as the record's median RR interval.
   * Tracks of streams may compute it anew as beats come in.
   *
   * @param key what it is; an object with value equality that includes every option of the
   *     computation
   * @param compute makes it
   * @param <T> its type
   * @return the value
   */
  <T> T once(Object key, Function<? super BeatTrack, ? extends T> compute);
}
