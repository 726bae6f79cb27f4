package org.ecg4j.evaluation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.ecg4j.evaluation.BeatTrack.Annotator;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.RecordHeader;

/**
 * Compares the beats an algorithm marked with reference beats, as ANSI/AAMI EC57 asks and as the
 * program {@code bxb} of the WFDB Software Package does it; {@link Ec57Summary} does the part of
 * {@code sumstats}. Immutable.
 *
 * <pre>{@code
 * Ec57Report report = Ec57.standard().compare(header, reference, test);
 * double sensitivity = report.rates().qrs().sensitivity();
 * }</pre>
 *
 * <p>Two beats match when they lie at most 150 ms apart and neither has a better partner next to
 * it. The first five minutes are the algorithm's to learn in and do not count. Beats of the
 * algorithm inside the reference's ventricular fibrillation ({@code [} to {@code ]}) do not count.
 * Reference beats that the algorithm misses while it says that it has shut down (a noise annotation
 * with bits 4 and 5 of its subtype set, until the next without) are counted apart, as {@code x}.
 */
public final class Ec57 {
  private static final Duration LEARNING_PERIOD = Duration.ofMinutes(5);
  private static final Duration MATCH_WINDOW = Duration.ofMillis(150);
  private static final double NANOS_PER_SECOND = 1e9;

  /** Which beats are scored. */
  public enum Mode {
    /** As the standard says. */
    STANDARD,

    /**
     * As published papers on beat classification do: the whole record, every annotated reference
     * beat and nothing else. There is no learning period; ventricular fibrillation and shutdown
     * change nothing; a beat that only the algorithm marked does not count, and a reference beat
     * without a partner counts as missed ({@code o}).
     */
    ANNOTATED_BEATS
  }

  private final Mode mode;
  private final Duration start;
  private final Duration matchWindow;

  private Ec57(Mode mode, Duration start, Duration matchWindow) {
    this.mode = mode;
    this.start = start;
    this.matchWindow = matchWindow;
  }

  /**
   * The comparison of the standard: from 5:00 on, within 150 ms.
   *
   * @return the comparison
   */
  public static Ec57 standard() {
    return new Ec57(Mode.STANDARD, LEARNING_PERIOD, MATCH_WINDOW);
  }

  /**
   * The comparison of published papers: see {@link Mode#ANNOTATED_BEATS}.
   *
   * @return the comparison
   */
  public static Ec57 atAnnotatedBeats() {
    return new Ec57(Mode.ANNOTATED_BEATS, Duration.ZERO, MATCH_WINDOW);
  }

  /**
   * The same from another time on; other than 5:00 is not what the standard asks.
   *
   * @param newStart from the record's start
   * @return a copy
   */
  public Ec57 withStart(Duration newStart) {
    if (newStart.isNegative()) {
      throw new IllegalArgumentException("start must not be negative, but is " + newStart);
    }
    if (mode == Mode.ANNOTATED_BEATS && !newStart.isZero()) {
      throw new IllegalArgumentException(
          "scoring at annotated beats takes the whole record; a start of "
              + newStart
              + " needs Ec57.standard()");
    }
    return new Ec57(mode, newStart, matchWindow);
  }

  /**
   * The same with another match window; other than 150 ms is not what the standard asks.
   *
   * @param newMatchWindow the greatest distance of two beats that match
   * @return a copy
   */
  public Ec57 withMatchWindow(Duration newMatchWindow) {
    if (newMatchWindow.isNegative() || newMatchWindow.isZero()) {
      throw new IllegalArgumentException("match window must be positive, not " + newMatchWindow);
    }
    return new Ec57(mode, start, newMatchWindow);
  }

  /**
   * Which beats are scored.
   *
   * @return the mode
   */
  public Mode mode() {
    return mode;
  }

  /**
   * Whether this is the comparison that the standard asks for.
   *
   * @return false once mode, start or window differ
   */
  public boolean isStandard() {
    return mode == Mode.STANDARD
        && start.equals(LEARNING_PERIOD)
        && matchWindow.equals(MATCH_WINDOW);
  }

  /**
   * Compares two sets of annotations of one record.
   *
   * @param header the record: its name, sampling rate and length in samples (0 when unknown: the
   *     comparison then ends with the reference)
   * @param reference the annotations taken as true, in order of time
   * @param test the algorithm's annotations, in order of time
   * @return what was found
   * @throws IllegalArgumentException when annotations are not in order of time, or the record ends
   *     before the start
   */
  public Ec57Report compare(
      RecordHeader header, List<Annotation> reference, List<Annotation> test) {
    Objects.requireNonNull(header, "header");
    double rate = header.samplingRateHz();
    long length = header.sampleCount();
    long startSample = samples(start, rate);
    if (length > 0 && length < startSample) {
      throw new IllegalArgumentException(
          "record " + header.name() + " ends at sample " + length + ", before " + startSample);
    }
    long window = samples(matchWindow, rate);
    BeatMatcher matcher;
    if (mode == Mode.STANDARD) {
      matcher =
          new BeatMatcher(
              BeatTrack.withEpisodes(reference, Annotator.REFERENCE, window, length),
              BeatTrack.withEpisodes(test, Annotator.TEST, window, length),
              window);
      matcher.matchFrom(startSample, length);
    } else {
      matcher = new BeatMatcher(BeatTrack.beatsOnly(reference), BeatTrack.beatsOnly(test), window);
      matcher.matchReferenceBeats();
    }
    long second = samples(Duration.ofSeconds(1), rate);
    // Half a second more makes the division round to the nearest whole second.
    long shutdownSeconds =
        (samples(Duration.ofMillis(500), rate) + matcher.shutdownSamples()) / second;
    double rrErrorMs = matcher.rmsRrErrorSamples() * 1000 / second;
    return new Ec57Report(header.name(), matcher.counts(), rrErrorMs, shutdownSeconds);
  }

  /** Rounds to the nearest sample, halves up. */
  private static long samples(Duration time, double rate) {
    double seconds = time.getSeconds() + time.getNano() / NANOS_PER_SECOND;
    return (long) (seconds * rate + 0.5);
  }
}
