package org.ecg4j.examples;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.StripOptions;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.wfdb.Wfdb;

/**
 * Task 1: look at the data. Draws ten seconds of record 100 from a random place, and one second
 * around one of its abnormal beats, which is in the middle. The same seed chooses the same places.
 *
 * <pre>{@code
 * record 100: [MLII, V5], 64800 samples at 360.0 Hz
 * 10 s from 137 s: task1-strip.png
 * 1 s around one of 73 abnormal beats, V@57231: task1-beat.png
 * }</pre>
 */
public final class Task1Visualise {
  private static final long SEED = 1;
  private static final Duration STRIP = Duration.ofSeconds(10);

  private Task1Visualise() {}

  /**
   * Runs the example.
   *
   * @param args the database and the output folder, both optional
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Folders folders = Folders.of(args);
    EcgRecord record = Wfdb.read(folders.data().resolve("100"));
    System.out.println(record);
    SplittableRandom random = new SplittableRandom(SEED);

    long lastStart = (long) (record.sampleCount() / record.samplingRateHz()) - STRIP.toSeconds();
    Duration start = Duration.ofSeconds(random.nextLong(lastStart + 1));
    EcgPlots.strip(record, StripOptions.defaults().withStart(start).withLength(STRIP))
        .writePng(folders.output().resolve("task1-strip.png"), 1);
    System.out.println("10 s from " + start.toSeconds() + " s: task1-strip.png");

    int abnormal = LabelScheme.course().classNames().indexOf("abnormal");
    List<Annotation> beats =
        record.annotations("atr").stream()
            .filter(beat -> LabelScheme.course().classOf(beat.code()) == abnormal)
            .toList();
    Annotation beat = beats.get(random.nextInt(beats.size()));
    EcgPlots.beat(record, beat.sample(), Duration.ofSeconds(1))
        .writePng(folders.output().resolve("task1-beat.png"), 1);
    System.out.println(
        "1 s around one of " + beats.size() + " abnormal beats, " + beat + ": task1-beat.png");
  }
}
