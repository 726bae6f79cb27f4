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
import org.ecg4j.features.MorphologyFeatures;
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
  private static final BeatMeasures[] OWN = {WIDTHS, MEDIAN_WIDTHS, LIKENESS};
  private static final BeatMeasures[] EVERY = {
    WIDTHS, MEDIAN_WIDTHS, LIKENESS, WIDTH_RATIOS, RHYTHM
  };
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
    return smallNetworks(BeatMeasures.of(measures));
  }

  /**
   * The same over any vector of features.
   *
   * @param alone makes the vector of one beat
   * @return {@code dense}, {@code bilstm}, {@code gru}, {@code cnn}, {@code alexnet}
   */
  public static Map<String, RecipeMember> smallNetworks(ExampleTransform alone) {
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
    return RecipeMember.of(network, training(4, 128))
        .withFeatures(features)
        .withStandardization(ValueGrouping.FEATURE)
        .withSampler(new PatientUnderSampler(6, 1));
  }

  /**
   * A network of the course over spectrograms of both leads, in millivolts, trained on some beats
   * of each patient's symbols.
   *
   * @param network which
   * @return the member
   */
  public static RecipeMember onSpectrograms(CourseNetwork network) {
    ModelSpec spec =
        switch (network) {
          case BILSTM -> Models.biLstm();
          case CNN -> Models.cnn();
          case ALEXNET -> Models.alexNet();
          case GRU -> Models.gru();
        };
    return RecipeMember.of(spec, training(6, 64))
        .withFeatures(Stft.of(StftOptions.defaults()))
        .withSampler(new PatientUnderSampler(6, 1));
  }

  /**
   * The same member, trained for twenty epochs on three times as many beats. It pays where measures
   * are relative to the patient's own: there is nothing to tell patients apart by that could be
   * learnt by heart.
   *
   * @param member a network
   * @return a copy
   */
  public static RecipeMember longer(RecipeMember member) {
    return member
        .withSampler(new PatientUnderSampler(20, 1))
        .withTraining(member.training().withEpochs(20));
  }

  private static TrainingOptions training(int epochs, int batchSize) {
    return TrainingOptions.defaults()
        .withEpochs(epochs)
        .withBatchSize(batchSize)
        .withLoss(
            Loss.crossEntropy().withLabelSmoothing(0.03).withClassWeights(ClassWeights.balanced()))
        .withOptimizer(Optimizer.adamW(0.003, 0.02))
        .withRegime(Regime.plain().withSchedule(Schedule.oneCycle()).withClipNorm(1));
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
   * A family of the course in the form that a protocol's training patients out of fold chose. On
   * {@link Protocol#A} it is the average of two networks of the family, one over spectrograms and
   * one over measures relative to the patient's own beats; on {@link Protocol#C} the latter alone.
   * On {@link Protocol#B} the recurrent ones see measures of the beats before, at and after, the
   * others spectrograms, too; on {@link Protocol#D}, with thirty trainings of each, all see the
   * measures alone. Median beat and median interval are the record's own and need no label.
   *
   * @param protocol which
   * @param network which
   * @return the recipe
   */
  public static Recipe course(Protocol protocol, CourseNetwork network) {
    String name = network.name().toLowerCase(Locale.ROOT);
    boolean recurrent = network == CourseNetwork.BILSTM || network == CourseNetwork.GRU;
    return switch (protocol) {
      case A ->
          twoLeads(
              "course-" + name + "-a", onSpectrograms(network), longer(network(name, RELATIVE)));
      case C -> twoLeads("course-" + name + "-c", longer(network(name, RELATIVE)));
      case B ->
          recurrent
              ? twoLeads("course-" + name, network(name, ABSOLUTE_AND_OWN))
              : twoLeads("course-" + name + "-b", onSpectrograms(network), network(name, EVERY));
      case D -> twoLeads("course-" + name, network(name, ABSOLUTE_AND_OWN));
    };
  }

  /**
   * The average, in logits, of unlike networks that did well on a protocol's training patients out
   * of fold; {@code docs/results.md} has what test patients said. With trees there are better ones:
   * {@code TreeRecipes} of the module {@code ecg-trees}.
   *
   * @param protocol which; {@link Protocol#D} takes the recipe of {@link Protocol#B}
   * @return the recipe
   */
  public static Recipe best(Protocol protocol) {
    return switch (protocol) {
      case A -> {
        List<Learner> members = new ArrayList<>();
        for (CourseNetwork network : CourseNetwork.values()) {
          members.addAll(course(Protocol.A, network).members());
        }
        yield twoLeads("best-a-2", members.toArray(Learner[]::new));
      }
      case B, D ->
          twoLeads(
              "best-b",
              network("dense", OWN),
              network("bilstm", OWN),
              network("gru", EVERY),
              network("dense", WIDTHS));
      case C ->
          twoLeads(
              "best-c-2",
              longer(network("bilstm", RELATIVE)),
              longer(network("gru", RELATIVE)),
              longer(network("dense", RELATIVE)));
    };
  }

  /**
   * The average of {@link #best} for {@link Protocol#B} and of two networks that see much more: all
   * 57 measures of shape, and the spectrogram. Out of fold it is no better, but it does not hang on
   * few measures.
   *
   * @return the recipe
   */
  public static Recipe broad() {
    List<Learner> members = new ArrayList<>(best(Protocol.B).members());
    members.add(
        RecipeMember.of(
                Models.dense().withUnits(List.of(64, 32)).withDropout(0.2), training(8, 128))
            .withFeatures(MorphologyFeatures.detailed())
            .withStandardization(ValueGrouping.FEATURE)
            .withSampler(new PatientUnderSampler(6, 1)));
    members.add(onSpectrograms(CourseNetwork.CNN));
    return twoLeads("broad-b", members.toArray(Learner[]::new));
  }

  /**
   * Dense layers over few measures. For normal against abnormal by the full symbol list these are
   * widths of the beat and of the patient's median beat, and the likeness of the two; for the other
   * protocols measures relative to the patient's own beats.
   *
   * @param protocol which
   * @return the recipe
   */
  public static Recipe dense(Protocol protocol) {
    return switch (protocol) {
      case A, C -> twoLeads("dense-c", longer(network("dense", RELATIVE)));
      case B, D -> twoLeads("dense", network("dense", OWN));
    };
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
      table.add(course(protocol, network));
    }
    table.add(dense(protocol));
    table.add(best(protocol));
    if (protocol == Protocol.B) {
      table.add(broad());
    }
    return List.copyOf(table);
  }

  /**
   * Every named recipe.
   *
   * @return the recipes, no name twice
   */
  public static List<Recipe> all() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    for (Protocol protocol : Protocol.values()) {
      of(protocol).forEach(recipe -> all.put(recipe.name(), recipe));
    }
    return List.copyOf(all.values());
  }
}
