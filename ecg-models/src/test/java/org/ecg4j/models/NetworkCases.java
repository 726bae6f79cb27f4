package org.ecg4j.models;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;

/** The networks that {@code golden/torch/make_networks.py} wrote in PyTorch, as specs. */
public final class NetworkCases {

  /**
   * A network of small shape.
   *
   * @param name its file is {@code net_<name>.npz}
   * @param spec the network
   * @param input its input
   * @param outputs its logits
   */
  public record Case(String name, PlannedSpec spec, InputSpec input, int outputs) {
    @Override
    public String toString() {
      return name;
    }
  }

  private NetworkCases() {}

  /** An input of given parts. */
  public static InputSpec input(Part... parts) {
    return new InputSpec(360, List.of("MLII"), List.of(parts));
  }

  /** All of them. */
  public static List<Case> all() {
    InputSpec signal = input(Part.signal(2, 40));
    InputSpec spectrogram = input(Part.spectrogram("spectrogram", 1, 5, 12));
    InputSpec twoLeads = input(Part.spectrogram("spectrogram", 2, 5, 12));
    InputSpec joined = input(Part.signal(2, 12), Part.spectrogram("spectrogram", 1, 5, 12));
    InputSpec features =
        input(Part.signal(2, 40), Part.features("rr", 4), Part.features("shape", 3));
    List<Case> cases = new ArrayList<>();
    BiLstmSpec lstm = Models.biLstm().withHiddenUnits(4);
    cases.add(new Case("bilstm_flatten", lstm, spectrogram, 1));
    cases.add(
        new Case(
            "bilstm_2layers_mean_5classes",
            lstm.withLayers(2).withReadout(Readout.MEAN),
            twoLeads,
            5));
    cases.add(
        new Case(
            "bilstm_frequency_attention",
            lstm.withReadout(Readout.ATTENTION).withAxis(SequenceAxis.FREQUENCY),
            twoLeads,
            1));
    cases.add(new Case("bilstm_signal_last", lstm.withReadout(Readout.LAST_STEP), signal, 1));
    cases.add(new Case("bilstm_two_parts", lstm, joined, 1));
    GruSpec gru = Models.gru().withHiddenUnits(4);
    cases.add(new Case("gru_fused_flatten", gru.withLayers(2), spectrogram, 1));
    cases.add(
        new Case(
            "gru_after_uni_last",
            gru.withLayers(2)
                .withBidirectional(false)
                .withReadout(Readout.LAST_STEP)
                .withCell(GruCell.RESET_AFTER),
            twoLeads,
            1));
    cases.add(
        new Case("gru_after_bi", gru.withLayers(2).withCell(GruCell.RESET_AFTER), spectrogram, 3));
    cases.add(
        new Case(
            "gru_before_uni_mean",
            gru.withBidirectional(false).withReadout(Readout.MEAN).withCell(GruCell.RESET_BEFORE),
            spectrogram,
            1));
    cases.add(
        new Case(
            "gru_before_bi", gru.withLayers(2).withCell(GruCell.RESET_BEFORE), spectrogram, 1));
    CnnSpec cnn = Models.cnn();
    cases.add(
        new Case(
            "cnn",
            cnn.withChannels(List.of(4, 6)).withDense(List.of(new DenseLayer(8, Activation.RELU))),
            spectrogram,
            1));
    cases.add(
        new Case(
            "cnn_deep",
            new CnnSpec(
                List.of(4, 6, 5),
                5,
                Pooling.average(2),
                true,
                Activation.ELU,
                List.of(
                    new DenseLayer(8, Activation.TANH), new DenseLayer(6, Activation.LEAKY_RELU)),
                0),
            twoLeads,
            4));
    cases.add(
        new Case(
            "cnn_signal_unpooled",
            new CnnSpec(List.of(3), 7, Pooling.max(1), true, Activation.SIGMOID, List.of(), 0),
            signal,
            1));
    AlexNetSpec alexNet = Models.alexNet().withWidth(3).withDenseUnits(8).withDropout(0);
    InputSpec longSpectrogram = input(Part.spectrogram("spectrogram", 1, 5, 46));
    cases.add(new Case("alexnet", alexNet, longSpectrogram, 1));
    cases.add(new Case("alexnet_5classes", alexNet, input(Part.signal(1, 150)), 5));
    cases.add(
        new Case(
            "alexnet_compact",
            alexNet.withWidth(6).withForm(AlexNetSpec.Form.COMPACT),
            longSpectrogram,
            1));
    cases.add(
        new Case("resnet1d", new ResNet1dSpec(List.of(4, 6, 8), 2, 3, 5, 2, 0), spectrogram, 1));
    cases.add(
        new Case("resnet1d_signal", new ResNet1dSpec(List.of(4, 6), 1, 5, 7, 1, 0), signal, 3));
    CnnGruSpec cnnGru = new CnnGruSpec(List.of(4, 6), 3, Pooling.max(2), 1, 4, 0);
    cases.add(new Case("cnngru", cnnGru, spectrogram, 1));
    cases.add(
        new Case(
            "cnngru_signal",
            new CnnGruSpec(List.of(4), 5, Pooling.average(2), 2, 3, 0),
            signal,
            3));
    cases.add(new Case("fusion", new FusionSpec(cnnGru, List.of(5, 6), 8, 0), features, 1));
    cases.add(
        new Case(
            "fusion_cnn",
            new FusionSpec(
                cnn.withChannels(List.of(3, 4))
                    .withDense(List.of(new DenseLayer(5, Activation.RELU))),
                List.of(5),
                6,
                0),
            features,
            3));
    InputSpec vectors = input(Part.features("rr", 4), Part.features("shape", 3));
    cases.add(
        new Case("dense", Models.dense().withUnits(List.of(6, 5)).withDropout(0), vectors, 1));
    Part neighbours = new Part("neighbours", List.of(Axis.FEATURE, Axis.TIME), List.of(3, 5));
    cases.add(
        new Case(
            "dense_neighbours",
            Models.dense().withUnits(List.of(7)).withDropout(0),
            input(neighbours, Part.features("rr", 4)),
            3));
    Part sequence = new Part("neighbours", List.of(Axis.FEATURE, Axis.TIME), List.of(6, 9));
    cases.add(
        new Case(
            "gru_neighbours", gru.withLayers(1).withReadout(Readout.MEAN), input(sequence), 1));
    return cases;
  }
}
