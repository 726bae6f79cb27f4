package org.ecg4j.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.StripOptions;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;

/** Task 1: ten seconds of a record, and the second in their middle with an abnormal beat. */
final class SignalTask {
  private static final String FAVOURITE = "100";
  private static final Duration STRIP = Duration.ofSeconds(10);
  private static final Duration CLOSE_UP = Duration.ofSeconds(1);

  private SignalTask() {}

  static Map<String, Object> run(Course course) throws IOException {
    int beat = chooseBeat(course.beats(), course.seed());
    EcgRecord record = course.record(course.beats().recordName(beat));
    double seconds = course.beats().beatSample(beat) / course.beats().track(beat).samplingRateHz();
    double length = record.sampleCount() / record.samplingRateHz();
    double start =
        Math.max(0, Math.min(seconds - STRIP.toSeconds() / 2.0, length - STRIP.toSeconds()));
    String strip =
        course.write(
            EcgPlots.strip(
                record,
                StripOptions.defaults()
                    .withStart(Duration.ofMillis(Math.round(start * 1000)))
                    .withLength(STRIP)),
            "1-ten-seconds");
    String closeUp =
        course.write(
            EcgPlots.beat(record, Math.round(seconds * record.samplingRateHz()), CLOSE_UP),
            "1-abnormal-beat");
    String code = course.beats().beatCode(beat).mnemonic();
    course.say(
        1,
        "Signal",
        String.format(
            Locale.ROOT,
            "10 s of record %s with an abnormal beat (%s) at %.1f s: %s, %s",
            record.name(),
            code,
            seconds,
            strip,
            closeUp));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("record", record.name());
    json.put("startSeconds", start);
    json.put("beatSeconds", seconds);
    json.put("code", code);
    json.put("pictures", List.of(strip, closeUp));
    return json;
  }

  /** A seeded abnormal beat of record 100 or of the first record that has one. */
  static int chooseBeat(EcgDataset beats, long seed) {
    int[] abnormal =
        IntStream.range(0, beats.size())
            .filter(i -> beats.label(i) != 0 && !beats.beatCode(i).equals(AnnotationCode.NORMAL))
            .toArray();
    if (abnormal.length == 0) {
      return 0;
    }
    String first = beats.recordName(abnormal[0]);
    boolean favourite = IntStream.of(abnormal).anyMatch(i -> beats.recordName(i).equals(FAVOURITE));
    String record = favourite ? FAVOURITE : first;
    int[] own =
        IntStream.of(abnormal).filter(i -> Objects.equals(beats.recordName(i), record)).toArray();
    return own[new SplittableRandom(seed).nextInt(own.length)];
  }
}
