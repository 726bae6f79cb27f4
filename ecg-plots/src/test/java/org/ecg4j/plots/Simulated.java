package org.ecg4j.plots;

import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;

/** Records whose every sample is known. */
final class Simulated {
  static final double RATE_HZ = 250;

  private Simulated() {}

  /**
   * Four seconds of two leads at 200 ADC units per mV: 0 mV but for 1 mV at sample 500 of lead A,
   * and -0.5 mV at sample 250 of lead B.
   */
  static EcgRecord spikes() {
    short[] a = new short[1000];
    short[] b = new short[1000];
    a[500] = 200;
    b[250] = -100;
    return EcgRecord.of(
            RecordHeader.of("s<1>&", RATE_HZ, 1000),
            List.of(
                Signal.of(SignalInfo.millivolts("A", RATE_HZ), a, Signal.NO_MISSING_CODE),
                Signal.of(SignalInfo.millivolts("B<&>", RATE_HZ), b, Signal.NO_MISSING_CODE)))
        .withAnnotations(
            "atr",
            List.of(
                Annotation.of(10, AnnotationCode.RHYTHM).withAux("(<&N"),
                Annotation.of(500, AnnotationCode.PVC),
                Annotation.of(750, AnnotationCode.NORMAL)));
  }
}
