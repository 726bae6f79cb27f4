package org.ecg4j.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecg4j.evaluation.Ec57Rates;
import org.ecg4j.evaluation.Ec57Summary;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the detector reaches on the MIT-BIH database by EC57, as lower bounds. */
@Tag("mitdb")
class QrsDetectorMitBihTest {
  // What gqrs of the WFDB package gets on 118 and 119, first lead: sensitivity, predictivity.
  private static final Map<Double, double[]> GQRS =
      Map.of(
          24.0, new double[] {99.95, 99.8},
          18.0, new double[] {99.95, 98.5},
          12.0, new double[] {99.9, 95.0},
          6.0, new double[] {99.2, 69.3},
          0.0, new double[] {96.7, 58.6});

  @Test
  void findsTheBeatsOfAllRecords() throws IOException {
    List<MitBih.Recording> training = MitBih.readAll(TestData.mitdb(), MitBih.TRAINING);
    List<MitBih.Recording> heldOut = MitBih.readAll(TestData.mitdb(), MitBih.HELD_OUT);
    Ec57Summary all =
        Ec57Summary.of(
            Stream.concat(training.stream(), heldOut.stream())
                .map(DetectorScores::scoreFirstLead)
                .toList());
    assertThat(all.gross().qrs().sensitivity()).isGreaterThan(99.89);
    assertThat(all.gross().qrs().positivePredictivity()).isGreaterThan(99.86);

    Ec57Summary unseen =
        Ec57Summary.of(heldOut.stream().map(DetectorScores::scoreFirstLead).toList());
    assertThat(unseen.gross().qrs().sensitivity()).isGreaterThan(99.93);
    assertThat(unseen.gross().qrs().positivePredictivity()).isGreaterThan(99.94);

    Ec57Summary fused =
        Ec57Summary.of(heldOut.stream().map(DetectorScores::scoreBothLeads).toList());
    assertThat(fused.gross().qrs().sensitivity()).isGreaterThan(99.96);
    assertThat(fused.gross().qrs().positivePredictivity()).isGreaterThan(99.96);
  }

  @Test
  void matchesOrBeatsGqrsUnderElectrodeMotion() throws IOException {
    List<MitBih.Recording> recordings = MitBih.readAll(TestData.mitdb(), List.of("118", "119"));
    float[][] noise = MitBih.Recording.readNoise(TestData.nstdb(), "em");
    for (double snrDb : DetectorScores.NOISE_DB) {
      Ec57Rates.Rate mean = DetectorScores.scoreNoisy(recordings, noise, snrDb, 1).average().qrs();
      assertThat(mean.sensitivity()).as("%s dB", snrDb).isGreaterThanOrEqualTo(GQRS.get(snrDb)[0]);
      assertThat(mean.positivePredictivity())
          .as("%s dB", snrDb)
          .isGreaterThanOrEqualTo(GQRS.get(snrDb)[1]);
    }
  }
}
