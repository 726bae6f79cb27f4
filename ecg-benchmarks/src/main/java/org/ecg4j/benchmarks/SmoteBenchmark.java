package org.ecg4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.sampling.SamplingStrategy;
import org.ecg4j.sampling.Smote;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.WindowOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * SMOTE on 20,000 examples of 1,518 values, 2,011 of them abnormal: as many as the course's
 * spectrograms have values. The values are noise, which makes no difference to an exact search.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class SmoteBenchmark {
  private static final int EXAMPLES = 20_000;
  private static final int ABNORMAL = 2_011;
  private static final int WIDTH = 1_518;
  private static final int STEP = 40;

  private TrainingSet train;

  /** One record with a beat every 40 samples; what is around a beat is its example. */
  @Setup
  public void simulate() {
    SplittableRandom random = new SplittableRandom(1);
    short[] samples = new short[EXAMPLES * STEP + WIDTH];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(-1000, 1000);
    }
    List<Annotation> beats = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      AnnotationCode code = i < ABNORMAL ? AnnotationCode.PVC : AnnotationCode.NORMAL;
      beats.add(Annotation.of(WIDTH / 2 + (long) i * STEP, code));
    }
    SignalInfo info = SignalInfo.millivolts("MLII", 360);
    EcgRecord record =
        EcgRecord.of(
                RecordHeader.of("noise", 360, samples.length),
                List.of(Signal.of(info, samples, Signal.NO_MISSING_CODE)))
            .withAnnotations("atr", beats);
    WindowOptions window =
        WindowOptions.of(Extent.ofSamples(WIDTH / 2), Extent.ofSamples(WIDTH / 2));
    train =
        EcgDataset.of(List.of(record), DatasetOptions.defaults().withWindow(window))
            .asTrainingSet()
            .cache();
    if (train.size() != EXAMPLES || train.inputSpec().size() != WIDTH) {
      throw new IllegalStateException(
          "made " + train.size() + " examples of " + train.inputSpec().size() + " values");
    }
  }

  /** Until both classes are equal: 15,978 new examples. */
  @Benchmark
  public TrainingSet smote() {
    return Smote.of(SamplingStrategy.auto(), 1).sample(train);
  }
}
