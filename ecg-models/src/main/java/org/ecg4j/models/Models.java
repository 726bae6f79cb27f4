package org.ecg4j.models;

/** The networks this library has, with their default options. */
public final class Models {
  private Models() {}

  /**
   * A bidirectional LSTM with one layer of 64 units a direction over time, all steps flattened.
   *
   * @return the spec
   */
  public static BiLstmSpec biLstm() {
    return BiLstmSpec.defaults();
  }

  /**
   * Two convolutions of 32 and 64 channels with three taps, each with a pool of two, and a hidden
   * dense layer of 128 units.
   *
   * @return the spec
   */
  public static CnnSpec cnn() {
    return CnnSpec.defaults();
  }

  /**
   * The whole AlexNet in one dimension, with hidden dense layers of 512 units (the original's 4096
   * are {@code withDenseUnits(4096)}) and dropout 0.5.
   *
   * @return the spec
   */
  public static AlexNetSpec alexNet() {
    return AlexNetSpec.defaults();
  }

  /**
   * A bidirectional gated recurrent unit with one layer of 64 units a direction over time, all
   * steps flattened, computed by the engine.
   *
   * @return the spec
   */
  public static GruSpec gru() {
    return GruSpec.defaults();
  }

  /**
   * A residual network with three stages of two blocks and 32, 64 and 128 channels.
   *
   * @return the spec
   */
  public static ResNet1dSpec resNet1d() {
    return ResNet1dSpec.defaults();
  }

  /**
   * Two convolutions, a bidirectional gated recurrent unit and attention.
   *
   * @return the spec
   */
  public static CnnGruSpec cnnGru() {
    return CnnGruSpec.defaults();
  }

  /**
   * {@link #cnnGru()} over the waveform beside two dense layers over a feature vector.
   *
   * @return the spec
   */
  public static FusionSpec fusion() {
    return FusionSpec.defaults();
  }

  /**
   * Dense layers over a vector of features: 64 and 32 units, dropout 0.2.
   *
   * @return the spec
   */
  public static DenseSpec dense() {
    return DenseSpec.defaults();
  }

  /**
   * A network as the course notebook wired it for spectrograms of 33 frequencies and 46 times. The
   * notebook handed each spectrogram to its recurrent networks as 33 steps of 46 values, so they
   * walk along the frequencies.
   *
   * @param network which of the four
   * @return the spec
   */
  public static PlannedSpec courseNotebook(CourseNetwork network) {
    return switch (network) {
      case BILSTM -> biLstm().withAxis(SequenceAxis.FREQUENCY).withReadout(Readout.LAST_STEP);
      case CNN -> cnn();
      case ALEXNET -> alexNet().withForm(AlexNetSpec.Form.COMPACT).withStride(4);
      case GRU ->
          new GruSpec(2, 128, false, 0, Readout.LAST_STEP, SequenceAxis.FREQUENCY, GruCell.FUSED);
    };
  }
}
