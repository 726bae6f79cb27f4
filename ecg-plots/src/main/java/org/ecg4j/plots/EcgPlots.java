package org.ecg4j.plots;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.record.EcgRecord;

/**
 * Draws recordings, features and results. All pictures share one style: the colours can be told
 * apart with any kind of colour blindness, and the fonts exist on every machine.
 */
public final class EcgPlots {
  private EcgPlots() {}

  /**
   * A part of a record on ECG paper (25 mm/s, 10 mm/mV): the leads one below the other, each with
   * its name and calibration pulse, and above them the annotations in the colours of their AAMI
   * classes.
   *
   * @param record the record
   * @param options which part
   * @return the picture
   * @throws IllegalArgumentException when the part starts behind the record's end, or a lead does
   *     not measure a voltage
   */
  public static Picture strip(EcgRecord record, StripOptions options) {
    return Strips.strip(record, options);
  }

  /**
   * The window around one beat, larger than in a strip; the beat is in the middle, also where the
   * window reaches beyond the record.
   *
   * @param record the record
   * @param beatSample the beat's place, in samples of the record's rate
   * @param length the window's length, at most {@link StripOptions#LONGEST}
   * @return the picture
   */
  public static Picture beat(EcgRecord record, long beatSample, Duration length) {
    return Strips.beat(record, beatSample, length);
  }

  /**
   * Which part of a window drove a decision: the strip over orange where the signal spoke for the
   * class, and over blue where it spoke against it. Each attribution has its own rows, one a lead,
   * and is scaled by its own largest value.
   *
   * @param record the record
   * @param startSample where the window starts; may lie before the record's beginning
   * @param attributions of one window for one class, such as integrated gradients and occlusion
   * @return the picture
   */
  public static Picture saliency(
      EcgRecord record, long startSample, List<Attribution> attributions) {
    return Strips.saliency(record, startSample, attributions);
  }

  /**
   * Spectrograms side by side, time in seconds and frequency in hertz, with one colour scale in
   * decibels for all.
   *
   * @param panels at least one, from left to right
   * @return the picture
   */
  public static Picture spectrograms(Spectrogram... panels) {
    if (panels.length == 0) {
      throw new IllegalArgumentException("there must be at least one spectrogram");
    }
    SpectrogramPainter painter = new SpectrogramPainter(List.of(panels));
    String titles =
        List.of(panels).stream().map(Spectrogram::title).collect(Collectors.joining(", "));
    return new Picture(
        "Spectrogram: " + titles,
        "Power in decibels over time in seconds and frequency in hertz.",
        painter.width(),
        painter.height(),
        painter);
  }
}
