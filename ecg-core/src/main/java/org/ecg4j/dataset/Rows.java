package org.ecg4j.dataset;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each example besides its values, in columns: record, beat and label, and for
 * synthetic examples the second parent (the first is the row's own record and beat).
 */
final class Rows {
  static final int NOT_SYNTHETIC = -1;

  private final List<RecordTrack> tracks;
  private final List<String> classNames;
  private final int[] track;
  private final int[] beat;
  private final int[] label;
  private final int @Nullable [] otherTrack;
  private final int @Nullable [] otherBeat;

  Rows(
      List<RecordTrack> tracks,
      List<String> classNames,
      int[] track,
      int[] beat,
      int[] label,
      int @Nullable [] otherTrack,
      int @Nullable [] otherBeat) {
    this.tracks = tracks;
    this.classNames = classNames;
    this.track = track;
    this.beat = beat;
    this.label = label;
    this.otherTrack = otherTrack;
    this.otherBeat = otherBeat;
  }

  int size() {
    return track.length;
  }

  List<RecordTrack> tracks() {
    return tracks;
  }

  List<String> classNames() {
    return classNames;
  }

  RecordTrack track(int row) {
    return tracks.get(track[row]);
  }

  int trackIndex(int row) {
    return track[row];
  }

  int beat(int row) {
    return beat[row];
  }

  int label(int row) {
    return label[row];
  }

  int[] labels() {
    return label.clone();
  }

  boolean isSynthetic(int row) {
    return otherTrack != null && otherTrack[row] != NOT_SYNTHETIC;
  }

  boolean anySynthetic() {
    return otherTrack != null;
  }

  Example.Origin origin(int row) {
    Example.Origin own = origin(track[row], beat[row], List.of());
    if (otherTrack == null || otherBeat == null || otherTrack[row] == NOT_SYNTHETIC) {
      return own;
    }
    return origin(
        track[row], beat[row], List.of(own, origin(otherTrack[row], otherBeat[row], List.of())));
  }

  private Example.Origin origin(int trackIndex, int beatIndex, List<Example.Origin> parents) {
    RecordTrack of = tracks.get(trackIndex);
    return new Example.Origin(of.recordName(), of.subject(), of.beatSample(beatIndex), parents);
  }

  /** Subjects in order of first appearance. */
  Set<String> subjects() {
    Set<String> subjects = new LinkedHashSet<>();
    boolean[] seen = new boolean[tracks.size()];
    for (int t : track) {
      if (!seen[t]) {
        seen[t] = true;
        subjects.add(tracks.get(t).subject());
      }
    }
    return subjects;
  }

  /** Names of the records that have rows, in the order of the tracks. */
  List<String> recordNames() {
    boolean[] seen = new boolean[tracks.size()];
    for (int t : track) {
      seen[t] = true;
    }
    return IntStream.range(0, seen.length)
        .filter(t -> seen[t])
        .mapToObj(t -> tracks.get(t).recordName())
        .toList();
  }

  Rows select(int[] rows) {
    return new Rows(
        tracks,
        classNames,
        pick(track, rows),
        pick(beat, rows),
        pick(label, rows),
        otherTrack == null ? null : pick(otherTrack, rows),
        otherBeat == null ? null : pick(otherBeat, rows));
  }

  /** These rows, then one synthetic row for each pair of parents, with the first parent's label. */
  Rows appendChildren(int[] firstParent, int[] secondParent) {
    int size = size();
    int longer = size + firstParent.length;
    int[] newTrack = Arrays.copyOf(track, longer);
    int[] newBeat = Arrays.copyOf(beat, longer);
    int[] newLabel = Arrays.copyOf(label, longer);
    int[] newOtherTrack =
        otherTrack == null ? filled(size, longer) : Arrays.copyOf(otherTrack, longer);
    int[] newOtherBeat =
        otherBeat == null ? filled(size, longer) : Arrays.copyOf(otherBeat, longer);
    for (int i = 0; i < firstParent.length; i++) {
      newTrack[size + i] = track[firstParent[i]];
      newBeat[size + i] = beat[firstParent[i]];
      newLabel[size + i] = label[firstParent[i]];
      newOtherTrack[size + i] = track[secondParent[i]];
      newOtherBeat[size + i] = beat[secondParent[i]];
    }
    return new Rows(tracks, classNames, newTrack, newBeat, newLabel, newOtherTrack, newOtherBeat);
  }

  private static int[] filled(int size, int length) {
    int[] values = new int[length];
    Arrays.fill(values, 0, size, NOT_SYNTHETIC);
    return values;
  }

  private static int[] pick(int[] values, int[] rows) {
    int[] picked = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = values[rows[i]];
    }
    return picked;
  }
}
