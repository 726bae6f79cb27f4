package org.ecg4j.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.StringTokenizer;

/**
 * A network of one hidden layer that weighs the features of a candidate: the log-odds that it is a
 * beat. Its weights were fitted once, on the course's training records, by {@code
 * BeatNetworkFitter} in this package's test code.
 */
final class BeatNetwork implements CandidateJudge {
  private static final String RESOURCE = "beat-network.txt";

  // hidden[i * inputs + k] is the weight from input k to hidden unit i.
  private final double[] hidden;
  private final double[] hiddenBias;
  private final double[] output;
  private final double outputBias;

  BeatNetwork(double[] hidden, double[] hiddenBias, double[] output, double outputBias) {
    if (output.length != hiddenBias.length
        || hidden.length != hiddenBias.length * BeatFeatures.COUNT) {
      throw new IllegalArgumentException(
          "a network of "
              + hiddenBias.length
              + " hidden units needs "
              + hiddenBias.length * BeatFeatures.COUNT
              + " and "
              + hiddenBias.length
              + " weights, not "
              + hidden.length
              + " and "
              + output.length);
    }
    this.hidden = hidden;
    this.hiddenBias = hiddenBias;
    this.output = output;
    this.outputBias = outputBias;
  }

  /** The network that comes with the library. */
  static BeatNetwork standard() {
    return Standard.NETWORK;
  }

  @Override
  public double logOdds(Candidate candidate, double[] features) {
    double sum = outputBias;
    for (int i = 0; i < output.length; i++) {
      double activation = hiddenBias[i];
      for (int k = 0; k < BeatFeatures.COUNT; k++) {
        activation += hidden[i * BeatFeatures.COUNT + k] * features[k];
      }
      sum += output[i] * tanh(activation);
    }
    return sum;
  }

  // Several times as fast as Math.tanh, and the same for a decision.
  private static double tanh(double x) {
    double e = Math.exp(-2 * Math.abs(x));
    return Math.copySign((1 - e) / (1 + e), x);
  }

  private static final class Standard {
    static final BeatNetwork NETWORK = load();

    private static BeatNetwork load() {
      try (InputStream in =
          Objects.requireNonNull(BeatNetwork.class.getResourceAsStream(RESOURCE), RESOURCE)) {
        return read(in);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + RESOURCE, e);
      }
    }
  }

  /** Reads the text form: hidden units, then their weights and biases, then the output's. */
  static BeatNetwork read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.startsWith("#")) {
        text.append(line).append('\n');
      }
    }
    StringTokenizer tokens = new StringTokenizer(text.toString());
    int units = Integer.parseInt(tokens.nextToken());
    return new BeatNetwork(
        numbers(tokens, units * BeatFeatures.COUNT),
        numbers(tokens, units),
        numbers(tokens, units),
        numbers(tokens, 1)[0]);
  }

  private static double[] numbers(StringTokenizer tokens, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = Double.parseDouble(tokens.nextToken());
    }
    return values;
  }
}
