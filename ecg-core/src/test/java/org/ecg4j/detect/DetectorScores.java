package org.ecg4j.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecg4j.evaluation.Ec57;
import org.ecg4j.evaluation.Ec57Report;
import org.ecg4j.evaluation.Ec57Summary;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.RecordHeader;

/** Runs the detector over MIT-BIH records and scores it by EC57 from 5:00. */
final class DetectorScores {
  static final List<Double> NOISE_DB = List.of(24.0, 18.0, 12.0, 6.0, 0.0);

  private DetectorScores() {}

  static Ec57Report score(MitBih.Recording recording, float[]... leads) {
    long[] beats =
        QrsDetector.detect(
            MitBih.RATE_HZ, QrsOptions.defaults().withLeadCount(leads.length), leads);
    List<Annotation> found =
        Arrays.stream(beats).mapToObj(beat -> Annotation.of(beat, AnnotationCode.NORMAL)).toList();
    RecordHeader header =
        RecordHeader.of(recording.name(), MitBih.RATE_HZ, recording.leads()[0].length);
    return Ec57.standard().compare(header, recording.reference(), found);
  }

  static Ec57Report scoreFirstLead(MitBih.Recording recording) {
    return score(recording, recording.leads()[0]);
  }

  static Ec57Report scoreBothLeads(MitBih.Recording recording) {
    return score(recording, recording.leads());
  }

  /** The reports on records with electrode-motion noise, on as many leads as asked for. */
  static Ec57Summary scoreNoisy(
      List<MitBih.Recording> recordings, float[][] noise, double snrDb, int leadCount) {
    List<Ec57Report> reports = new ArrayList<>();
    for (MitBih.Recording recording : recordings) {
      float[][] noisy = new float[leadCount][];
      for (int l = 0; l < leadCount; l++) {
        noisy[l] =
            NoiseStress.add(recording.leads()[l], recording.measuredBeats(), noise[l], 0, snrDb);
      }
      reports.add(score(recording, noisy));
    }
    return Ec57Summary.of(reports);
  }
}
