package org.ecg4j.cli;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.BeatClass;
import org.ecg4j.segment.BeatClass.EscapeBeats;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose one beat of a record: by default any abnormal one. */
final class BeatChoice {
  @Option(
      names = "--at",
      paramLabel = "POSITION",
      description =
          "The beat nearest to this place: a sample number, or a time such as 90s, 1:30 or"
              + " 0:01:30.5.")
  private @Nullable String at;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "One of the beats annotated so, such as V; default any that is abnormal.")
  private @Nullable String code;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides which of several; default ${DEFAULT-VALUE}.")
  private long seed;

  /** Made by picocli. */
  BeatChoice() {}

  /** The chosen beat's sample; of a record without beats the place itself. */
  long sample(EcgRecord record) {
    List<Annotation> beats =
        PlottedRecord.beats(record).stream().filter(this::mayBeChosen).toList();
    if (at != null) {
      long place = RecordRange.sample(at, record.samplingRateHz());
      return beats.stream()
          .map(Annotation::sample)
          .min(Comparator.comparingLong(sample -> Math.abs(sample - place)))
          .orElse(place);
    }
    if (beats.isEmpty()) {
      throw new IllegalArgumentException(
          "record "
              + record.name()
              + " has no "
              + (code == null ? "abnormal beat" : "beat " + code)
              + "; choose a beat with --at or --code");
    }
    return beats.get(new SplittableRandom(seed).nextInt(beats.size())).sample();
  }

  private boolean mayBeChosen(Annotation beat) {
    if (code != null) {
      return beat.code().mnemonic().equals(code);
    }
    return at != null || isAbnormal(beat.code());
  }

  /** Whether the AAMI standard puts a beat in a class other than N. */
  static boolean isAbnormal(AnnotationCode code) {
    return BeatClass.of(code, EscapeBeats.NORMAL).filter(found -> found != BeatClass.N).isPresent();
  }
}
