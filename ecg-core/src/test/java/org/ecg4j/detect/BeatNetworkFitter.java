package org.ecg4j.detect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecg4j.record.Annotation;
import org.ecg4j.testing.TestData;

/**
 * Fits the network of the detector and writes its resource. What a candidate's features are depends
 * on what was decided before it, so the features are collected in rounds: first with the truth as
 * judge, then with the network of the round before, each time on all that was collected. Only the
 * course's training records are read. Noise comes from the electrode-motion record, with its
 * channels swapped and its time shifted by half, and never onto 118 and 119, which the noise stress
 * test uses.
 *
 * <p>Run from the repository's root, with {@code ECG_MITDB_DIR} and {@code ECG_NSTDB_DIR} set:
 * {@code java -cp ecg-core/target/classes:ecg-core/target/test-classes:LIBRARIES
 * org.ecg4j.detect.BeatNetworkFitter OUTPUT}, with the test class path of docs/detector.md; about
 * three minutes.
 */
final class BeatNetworkFitter {
  private static final int ROUNDS = 4;
  private static final double ROUND_CAUTION = 0.25;
  private static final double FINAL_CAUTION = 0.5;
  private static final int NOISE_SHIFT = 325_000;
  private static final double[] NOISE_DB = {12, 6, 0};
  private static final double SECOND_LEAD_WEIGHT = 0.1;
  private static final double NOISY_WEIGHT = 0.3;
  // In noise a missed beat costs more than a false one, the more the louder it is.
  private static final double[] NOISY_BEAT_WEIGHT = {1.2, 1.8, 2.6};
  // Where the detector's centre lies against the annotation, in samples at 360 Hz.
  private static final int CENTRE_LAG = 7;
  private static final int LABEL_REACH = 50;

  private final TrainingRows rows = new TrainingRows(BeatFeatures.COUNT);
  private final PrintStream log;

  private BeatNetworkFitter(PrintStream log) {
    this.log = log;
  }

  /**
   * Fits and writes.
   *
   * @param args the file to write
   */
  public static void main(String[] args) throws IOException {
    Path output = Path.of(args[0]);
    String text = new BeatNetworkFitter(System.out).fit();
    Files.writeString(output, text, StandardCharsets.US_ASCII);
  }

  private String fit() throws IOException {
    List<MitBih.Recording> recordings = MitBih.readAll(TestData.mitdb(), MitBih.TRAINING);
    float[][] noise = MitBih.Recording.readNoise(TestData.nstdb(), "em");
    String text = "";
    BeatNetwork network = null;
    for (int round = 0; round < ROUNDS; round++) {
      for (int r = 0; r < recordings.size(); r++) {
        collect(recordings.get(r), noise, (r + round) % NOISE_DB.length, network);
      }
      NetworkTraining training = new NetworkTraining(rows, 7 + round);
      double loss = training.run();
      text = training.toText(round < ROUNDS - 1 ? ROUND_CAUTION : FINAL_CAUTION);
      network =
          BeatNetwork.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
      log.printf(
          Locale.ROOT, "round %d: %d candidates, mean loss %.5f%n", round, rows.size(), loss);
    }
    return text;
  }

  private void collect(
      MitBih.Recording recording, float[][] noise, int level, BeatNetwork network) {
    float[][] clean = recording.leads();
    collect(recording, 1, 1, network, clean[0]);
    collect(recording, SECOND_LEAD_WEIGHT, SECOND_LEAD_WEIGHT, network, clean[1]);
    collect(recording, 1, 1, network, clean);
    if (recording.name().equals("118") || recording.name().equals("119")) {
      return;
    }
    float[][] noisy = new float[2][];
    for (int l = 0; l < 2; l++) {
      noisy[l] =
          NoiseStress.add(
              clean[l], recording.measuredBeats(), noise[1 - l], NOISE_SHIFT, NOISE_DB[level]);
    }
    collect(recording, NOISY_WEIGHT, NOISY_BEAT_WEIGHT[level], network, noisy[0]);
    collect(recording, NOISY_WEIGHT, NOISY_BEAT_WEIGHT[level], network, noisy);
  }

  private void collect(
      MitBih.Recording recording,
      double weight,
      double beatWeight,
      BeatNetwork network,
      float[]... leads) {
    long[] beats = recording.beats().stream().mapToLong(Annotation::sample).toArray();
    List<Seen> seen = new ArrayList<>();
    Truth truth = new Truth(beats);
    CandidateJudge judge =
        (candidate, features) -> {
          seen.add(new Seen(candidate.centre, candidate.envelope, features.clone()));
          return network == null
              ? truth.logOdds(candidate, features)
              : network.logOdds(candidate, features);
        };
    QrsDetector detector =
        new QrsDetector(
            MitBih.RATE_HZ,
            QrsOptions.defaults().withLeadCount(leads.length),
            (sample, confidence) -> {},
            judge);
    detector.accept(leads);
    detector.finish();
    boolean[] isBeat = label(seen, beats);
    boolean[] flutter = recording.flutter();
    for (int i = 0; i < seen.size(); i++) {
      int at = (int) Math.min(seen.get(i).centre, flutter.length - 1);
      if (!flutter[at] && !flutter[Math.max(0, at - 100)]) {
        rows.add(seen.get(i).features, isBeat[i], isBeat[i] ? beatWeight : weight);
      }
    }
  }

  // The largest of the candidates near a beat is the beat.
  private static boolean[] label(List<Seen> seen, long[] beats) {
    boolean[] isBeat = new boolean[seen.size()];
    int first = 0;
    for (long beat : beats) {
      while (first < seen.size() && seen.get(first).centre - CENTRE_LAG < beat - LABEL_REACH) {
        first++;
      }
      int best = -1;
      double bestSize = 0;
      for (int i = first; i < seen.size(); i++) {
        double distance = Math.abs(seen.get(i).centre - CENTRE_LAG - beat);
        if (distance > LABEL_REACH) {
          break;
        }
        double size = seen.get(i).envelope * (1 - distance / (1.4 * LABEL_REACH));
        if (size > bestSize) {
          bestSize = size;
          best = i;
        }
      }
      if (best >= 0) {
        isBeat[best] = true;
      }
    }
    return isBeat;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Seen(long centre, double envelope, double[] features) {}

  /** Judges by the annotations: the first candidate near a beat is it. */
  private static final class Truth implements CandidateJudge {
    private static final int REACH = 25;

    private final long[] beats;
    private int next;

    Truth(long[] beats) {
      this.beats = beats;
    }

    @Override
    public double logOdds(Candidate candidate, double[] features) {
      long time = candidate.centre - CENTRE_LAG;
      while (next < beats.length && beats[next] < time - REACH) {
        next++;
      }
      if (next < beats.length && beats[next] <= time + REACH) {
        next++;
        return 5;
      }
      return -5;
    }
  }
}
