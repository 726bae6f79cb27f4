package org.ecg4j.detect;

import java.util.Arrays;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;

/** Runs the detector over a recording. */
final class RecordBeats {
  private static final int CHUNK_SAMPLES = 1 << 14;

  private RecordBeats() {}

  static List<Annotation> detect(EcgRecord record, QrsOptions options, String... leadNames) {
    List<Signal> signals = choose(record, options.leadCount(), leadNames);
    Signal first = signals.get(0);
    for (Signal signal : signals) {
      if (signal.info().samplingRateHz() != first.info().samplingRateHz()
          || signal.sampleCount() != first.sampleCount()) {
        throw new IllegalArgumentException(
            "leads must have one rate and length; " + first + " and " + signal + " differ");
      }
    }
    BeatList beats = new BeatList();
    QrsDetector detector =
        QrsDetector.of(first.info().samplingRateHz(), options.withLeadCount(signals.size()), beats);
    float[][] chunk = new float[signals.size()][CHUNK_SAMPLES];
    for (long start = 0; start < first.sampleCount(); start += CHUNK_SAMPLES) {
      int count = (int) Math.min(CHUNK_SAMPLES, first.sampleCount() - start);
      for (int l = 0; l < chunk.length; l++) {
        signals.get(l).readPhysical(start, count, chunk[l], 0);
      }
      detector.accept(0, count, chunk);
    }
    detector.finish();
    double framesPerSample = record.samplingRateHz() / first.info().samplingRateHz();
    return Arrays.stream(beats.toArray())
        .map(beat -> Math.round(beat * framesPerSample))
        .mapToObj(frame -> Annotation.of(frame, AnnotationCode.NORMAL))
        .toList();
  }

  private static List<Signal> choose(EcgRecord record, int leadCount, String... leadNames) {
    if (leadNames.length > 0) {
      return Arrays.stream(leadNames).map(record::signal).toList();
    }
    if (record.signals().size() < leadCount) {
      throw new IllegalArgumentException(
          "record "
              + record.name()
              + " has "
              + record.signals().size()
              + " leads, fewer than the "
              + leadCount
              + " asked for");
    }
    return record.signals().subList(0, leadCount);
  }
}
