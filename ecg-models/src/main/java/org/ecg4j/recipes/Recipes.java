package org.ecg4j.recipes;

import static org.ecg4j.recipes.BeatMeasures.LIKENESS;
import static org.ecg4j.recipes.BeatMeasures.MEDIAN_WIDTHS;
import static org.ecg4j.recipes.BeatMeasures.REFERENCES;
import static org.ecg4j.recipes.BeatMeasures.RHYTHM;
import static org.ecg4j.recipes.BeatMeasures.WIDTHS;
import static org.ecg4j.recipes.BeatMeasures.WIDTH_DIFFERENCES;
import static org.ecg4j.recipes.BeatMeasures.WIDTH_RATIOS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.features.NeighbourBeats;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.features.ValueGrouping;
import org.ecg4j.models.Activation;
import org.ecg4j.models.AlexNetSpec;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.models.DenseLayer;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.GruSpec;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.Models;
import org.ecg4j.models.Readout;
import org.ecg4j.models.SequenceAxis;
import org.ecg4j.sampling.ClassWeights;
import org.ecg4j.sampling.PatientUnderSampler;
import org.ecg4j.segment.LeadSelection;
import org.ecg4j.training.Loss;
import org.ecg4j.training.Optimizer;
import org.ecg4j.training.Regime;
import org.ecg4j.training.Schedule;
import org.ecg4j.training.TrainingOptions;

/** The named recipes. Their figures are in {@code docs/results.md}. */
public final class Recipes {
  private static final int NOTEBOOK_EPOCHS = 50;
  private static final BeatMeasures[] ABSOLUTE_AND_OWN = {WIDTHS, LIKENESS, WIDTH_RATIOS, RHYTHM};
  private static final BeatMeasures[] RELATIVE = {
    LIKENESS, WIDTH_RATIOS, WIDTH_DIFFERENCES, RHYTHM, REFERENCES
  };

  private Recipes() {}

  /**
   * A network of the course in the notebook's own wiring and training: spectrograms of 33
   * frequencies and 46 times in millivolts, fifty epochs of Adam, all classes alike, the last
   * epoch's weights.
   *
   * @param network which
   * @return the recipe
   */
  public static Recipe courseNotebook(CourseNetwork network) {
    TrainingOptions training =
        TrainingOptions.defaults().withEpochs(NOTEBOOK_EPOCHS).withLoss(Loss.crossEntropy());
    return Recipe.of(
        "notebook-" + network.name().toLowerCase(Locale.ROOT),
        RecipeMember.of(Models.courseNotebook(network), training)
            .withFeatures(Stft.of(StftOptions.defaults())));
  }

  /**
   * The four families of the course, and a plain dense network, over few measures of a beat and of
   * its neighbours: each a member of a recipe, by a short name. They train on a few thousand beats
   * for four short epochs; longer training learns the patients by heart.
   *
   * @param measures what they see of a beat
   * @return {@code dense}, {@code bilstm}, {@code gru}, {@code cnn}, {@code alexnet}
   */
  public static Map<String, RecipeMember> smallNetworks(BeatMeasures... measures) {
    ExampleTransform alone = BeatMeasures.of(measures);
    NeighbourBeats around = NeighbourBeats.around(alone, 1);
    Map<String, RecipeMember> members = new LinkedHashMap<>();
    members.put("dense", member(Models.dense().withUnits(List.of(32, 16)), alone));
    members.put(
        "bilstm",
        member(
            Models.biLstm().withHiddenUnits(24).withReadout(Readout.FLATTEN).withDropout(0.2),
            around));
    members.put(
        "gru",
        member(
            new GruSpec(1, 24, true, 0.2, Readout.FLATTEN, SequenceAxis.TIME, GruCell.FUSED),
            around));
    members.put(
        "cnn",
        member(
            Models.cnn()
                .withChannels(List.of(24, 48))
                .withDense(List.of(new DenseLayer(64, Activation.RELU)))
                .withDropout(0.2),
            around.withHold(2)));
    members.put(
        "alexnet",
        member(new AlexNetSpec(AlexNetSpec.Form.COMPACT, 24, 64, 0.2, 1), around.withHold(5)));
    return members;
  }

  private static RecipeMember member(ModelSpec network, ExampleTransform features) {
    TrainingOptions training =
        TrainingOptions.defaults()
            .withEpochs(4)
            .withBatchSize(128)
            .withLoss(
                Loss.crossEntropy()
                    .withLabelSmoothing(0.03)
                    .withClassWeights(ClassWeights.balanced()))
            .withOptimizer(Optimizer.adamW(0.003, 0.02))
            .withRegime(Regime.plain().withSchedule(Schedule.oneCycle()).withClipNorm(1));
    return RecipeMember.of(network, training)
        .withFeatures(features)
        .withStandardization(ValueGrouping.FEATURE)
        .withSampler(new PatientUnderSampler(6, 1));
  }

  /**
   * A recipe of two leads, the first of them MLII where a record has it.
   *
   * @param name what it is called
   * @param members the networks, or other learners
   * @return the recipe
   */
  public static Recipe twoLeads(String name, Learner... members) {
    return Recipe.of(name, members).withLeads(LeadSelection.preferring("MLII").withCount(2));
  }

  /**
   * A family of the course in the form that its training patients out of fold chose: over the beat
   * before, the beat and the beat after, each by width, likeness to the patient's median beat and
   * rhythm. The median beat and the rhythm are the record's own and need no label.
   *
   * @param network which
   * @return the recipe
   */
  public static Recipe course(CourseNetwork network) {
    String name = network.name().toLowerCase(Locale.ROOT);
    return twoLeads(
        "course-" + name, Objects.requireNonNull(smallNetworks(ABSOLUTE_AND_OWN).get(name)));
  }

  /**
   * The average, in logits, of unlike networks that did well on a protocol's training patients out
   * of fold. For {@link Protocol#A} the course's AlexNet alone did better there; {@code
   * docs/results.md} has both, and what test patients said.
   *
   * @param protocol which; {@link Protocol#D} takes the recipe of {@link Protocol#B}
   * @return the recipe
   */
  public static Recipe best(Protocol protocol) {
    return switch (protocol) {
      case A ->
          twoLeads(
              "best-a",
              network("bilstm", ABSOLUTE_AND_OWN),
              network("gru", ABSOLUTE_AND_OWN),
              network("cnn", ABSOLUTE_AND_OWN),
              network("alexnet", ABSOLUTE_AND_OWN));
      case B, D ->
          twoLeads(
              "best-b",
              network("dense", WIDTHS, MEDIAN_WIDTHS, LIKENESS),
              network("bilstm", WIDTHS, MEDIAN_WIDTHS, LIKENESS),
              network("gru", WIDTHS, MEDIAN_WIDTHS, LIKENESS, WIDTH_RATIOS, RHYTHM),
              network("dense", WIDTHS));
      case C ->
          twoLeads(
              "best-c",
              network("bilstm", RELATIVE),
              network("gru", RELATIVE),
              network("dense", RELATIVE));
    };
  }

  /**
   * The best single network for normal against abnormal by the full symbol list: dense layers over
   * widths of the beat and of the patient's median beat, and the likeness of the two.
   *
   * @return the recipe
   */
  public static Recipe dense() {
    return twoLeads("dense", network("dense", WIDTHS, MEDIAN_WIDTHS, LIKENESS));
  }

  private static RecipeMember network(String name, BeatMeasures... measures) {
    return Objects.requireNonNull(smallNetworks(measures).get(name), name);
  }

  /**
   * The recipes that are reported for a protocol.
   *
   * @param protocol which
   * @return the recipes, in the order of the table
   */
  public static List<Recipe> of(Protocol protocol) {
    List<Recipe> table = new ArrayList<>();
    if (protocol == Protocol.A) {
      for (CourseNetwork network : CourseNetwork.values()) {
        table.add(courseNotebook(network));
      }
    }
    for (CourseNetwork network : CourseNetwork.values()) {
      table.add(course(network));
    }
    table.add(dense());
    table.add(best(protocol));
    return List.copyOf(table);
  }

  /**
   * Every named recipe.
   *
   * @return the recipes, no name twice
   */
  public static List<Recipe> all() {
    List<Recipe> all = new ArrayList<>(of(Protocol.A));
    all.add(best(Protocol.B));
    all.add(best(Protocol.C));
    return List.copyOf(all);
  }
}
