package org.ecg4j.dataset;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;

/**
 * Small records whose every sample is known: sample i of lead k is i + 1000 k in ADC units, 1 ADC
 * unit is 1 mV.
 */
final class SyntheticRecords {
  static final double RATE_HZ = 10;

  private SyntheticRecords() {}

  /**
   * A record of {@code length} samples with beats of the given symbols, one a second from second 1.
   */
  static EcgRecord ramp(String name, int length, String symbols, String... leads) {
    List<Signal> signals = new ArrayList<>();
    for (int lead = 0; lead < leads.length; lead++) {
      short[] samples = new short[length];
      for (int i = 0; i < length; i++) {
        samples[i] = (short) (i + 1000 * lead);
      }
      SignalInfo info = SignalInfo.millivolts(leads[lead], RATE_HZ).withCalibration(1, 0);
      signals.add(Signal.of(info, samples, Signal.NO_MISSING_CODE));
    }
    List<Annotation> beats = new ArrayList<>();
    for (int beat = 0; beat < symbols.length(); beat++) {
      AnnotationCode code =
          AnnotationCode.ofMnemonic(symbols.substring(beat, beat + 1)).orElseThrow();
      beats.add(Annotation.of(10L * (beat + 1), code));
    }
    return EcgRecord.of(RecordHeader.of(name, RATE_HZ, length), signals)
        .withAnnotations("atr", beats);
  }
}
