package org.ecg4j.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * The beats of one annotator and the episodes between them, as {@code bxb} knows them while it
 * reads with one beat of look-ahead: at beat i it has read everything before beat i + 1, and it
 * remembers the last two episodes of a kind.
 *
 * <p>Beat 0 stands for the record's start: it lies at sample 0 and has no class. Behind the last
 * beat everything lies at {@link #END}.
 */
final class BeatTrack {
  /** Later than any beat, and safe to subtract from. */
  static final long END = Long.MAX_VALUE / 4;

  /** The end of an episode that goes on to the end of the annotations. */
  private static final long OPEN = -1;

  /** Both bits of a noise annotation's subtype together say that no signal is readable. */
  private static final int UNREADABLE = 0x30;

  private static final int NOISE = 14;
  private static final int FIBRILLATION_START = 32;
  private static final int FIBRILLATION_END = 33;

  /** Whose annotations they are: a shutdown that does not end is treated differently. */
  enum Annotator {
    REFERENCE,
    TEST
  }

  /** From start to end, both included. */
  private record Episode(long start, long end) {
    boolean holds(long sample) {
      return start <= sample && (sample <= end || end == OPEN);
    }
  }

  private final long[] samples;
  private final @Nullable Ec57Label[] labels;

  /** The interval that ends at each beat, 0 where there is no valid one. */
  private final long[] rrSamples;

  private int count;
  private final List<Episode> fibrillations = new ArrayList<>();
  private final List<Episode> shutdowns = new ArrayList<>();

  /** How many episodes had been read at each beat. */
  private final int[] fibrillationsRead;

  private final int[] shutdownsRead;

  /** The summed length of the shutdowns read so far, and at each beat. */
  private long shutdownLength;

  private final long[] shutdownLengthRead;

  private BeatTrack(int capacity) {
    samples = new long[capacity];
    labels = new Ec57Label[capacity];
    rrSamples = new long[capacity];
    fibrillationsRead = new int[capacity];
    shutdownsRead = new int[capacity];
    shutdownLengthRead = new long[capacity];
  }

  /** All beats, with the episodes of fibrillation and shutdown between them. */
  static BeatTrack withEpisodes(
      List<Annotation> annotations, Annotator annotator, long matchWindow, long recordLength) {
    var track = new BeatTrack(annotations.size() + 1);
    track.addBeat(0, null);
    int next = 0;
    while (next < annotations.size()) {
      Annotation annotation = annotations.get(next++);
      if (annotation.code().isBeat()) {
        track.closeBeat();
        track.addBeat(annotation.sample(), Ec57Label.of(annotation.code()));
      } else if (startsShutdown(annotation)) {
        next = track.readShutdown(annotations, next, annotator, matchWindow, recordLength);
      } else if (annotation.code().value() == FIBRILLATION_START) {
        next = track.readFibrillation(annotations, next);
      }
    }
    track.closeBeat();
    return track;
  }

  /** All beats, those inside episodes included. */
  static BeatTrack beatsOnly(List<Annotation> annotations) {
    var track = new BeatTrack(annotations.size() + 1);
    track.addBeat(0, null);
    for (Annotation annotation : annotations) {
      if (annotation.code().isBeat()) {
        track.addBeat(annotation.sample(), Ec57Label.of(annotation.code()));
      }
    }
    return track;
  }

  private static boolean startsShutdown(Annotation annotation) {
    return annotation.code().value() == NOISE && (annotation.subtype() & UNREADABLE) == UNREADABLE;
  }

  private void addBeat(long sample, @Nullable Ec57Label label) {
    if (count > 0) {
      long previous = samples[count - 1];
      if (sample < previous) {
        throw new IllegalArgumentException(
            "annotations must be in order of time, but a beat at "
                + sample
                + " follows one at "
                + previous);
      }
      boolean interrupted =
          startsWithin(fibrillations, previous, sample)
              || startsWithin(shutdowns, previous, sample);
      rrSamples[count] = previous == 0 || interrupted ? 0 : sample - previous;
    }
    samples[count] = sample;
    labels[count] = label;
    count++;
  }

  /** Notes what was read by the time the latest beat is the current one. */
  private void closeBeat() {
    fibrillationsRead[count - 1] = fibrillations.size();
    shutdownsRead[count - 1] = shutdowns.size();
    shutdownLengthRead[count - 1] = shutdownLength;
  }

  /**
   * Reads a shutdown whose first annotation lies before {@code next}. It ends with a noise
   * annotation that says so. The AHA database marks a shutdown by one annotation in its middle: it
   * then reaches from one match window behind the beat or fibrillation before to one match window
   * before the next annotation.
   *
   * @return where to read on
   */
  private int readShutdown(
      List<Annotation> annotations,
      int next,
      Annotator annotator,
      long matchWindow,
      long recordLength) {
    long start = annotations.get(next - 1).sample();
    if (next == annotations.size()) {
      boolean reference = annotator == Annotator.REFERENCE;
      shutdowns.add(new Episode(start, reference ? END : lastEnd(shutdowns)));
      shutdownLength += recordLength > 0 ? recordLength - start : 0;
      return next;
    }
    Annotation following = annotations.get(next);
    if (following.code().value() == NOISE && !startsShutdown(following)) {
      addShutdown(start, following.sample());
      return next + 1;
    }
    long end = following.sample() - matchWindow;
    long anchor = Math.max(samples[count - 1], lastEnd(fibrillations));
    addShutdown(Math.min(anchor + matchWindow, end), end);
    return next;
  }

  private void addShutdown(long start, long end) {
    shutdowns.add(new Episode(start, end));
    shutdownLength += end - start;
  }

  /**
   * Reads over everything up to the end of fibrillation. One that does not end takes the end of the
   * one before, as in {@code bxb}; the first such one is open.
   */
  private int readFibrillation(List<Annotation> annotations, int next) {
    long start = annotations.get(next - 1).sample();
    for (int i = next; i < annotations.size(); i++) {
      if (annotations.get(i).code().value() == FIBRILLATION_END) {
        fibrillations.add(new Episode(start, annotations.get(i).sample()));
        return i + 1;
      }
    }
    fibrillations.add(new Episode(start, lastEnd(fibrillations)));
    return annotations.size();
  }

  private static long lastEnd(List<Episode> episodes) {
    return episodes.isEmpty() ? OPEN : episodes.get(episodes.size() - 1).end();
  }

  /** Whether one of the last two episodes begins from {@code from} on and before {@code to}. */
  private static boolean startsWithin(List<Episode> episodes, long from, long to) {
    // Plain loops: this is asked for every beat.
    for (int i = Math.max(episodes.size() - 2, 0); i < episodes.size(); i++) {
      long start = episodes.get(i).start();
      if (from <= start && start < to) {
        return true;
      }
    }
    return false;
  }

  /** Where a beat lies; END behind the last one. */
  long sample(int beat) {
    return beat < count ? samples[beat] : END;
  }

  /** The class of a beat; none for beat 0 and behind the last one. */
  @Nullable Ec57Label label(int beat) {
    return beat < count ? labels[beat] : null;
  }

  /** The interval from the beat before, 0 where there is no valid one. */
  long rrSamples(int beat) {
    return beat < count ? rrSamples[beat] : 0;
  }

  /** Whether a sample lies in one of the last two fibrillations known at a beat. */
  boolean isFibrillating(int beat, long sample) {
    return inLastTwo(fibrillations, fibrillationsRead[Math.min(beat, count - 1)], sample);
  }

  /** Whether a sample lies in one of the last two shutdowns known at a beat. */
  boolean isShutDown(int beat, long sample) {
    return inLastTwo(shutdowns, shutdownsRead[Math.min(beat, count - 1)], sample);
  }

  private static boolean inLastTwo(List<Episode> episodes, int read, long sample) {
    return (read > 0 && episodes.get(read - 1).holds(sample))
        || (read > 1 && episodes.get(read - 2).holds(sample));
  }

  /** The summed length of the shutdowns known at a beat. */
  long shutdownSamples(int beat) {
    return shutdownLengthRead[Math.min(beat, count - 1)];
  }
}
