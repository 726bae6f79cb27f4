package org.ecg4j.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.models.Models;
import org.ecg4j.training.Loss;
import org.ecg4j.training.TrainingOptions;

/** The named recipes. Their figures are in {@code docs/results.md}. */
public final class Recipes {
  private static final int NOTEBOOK_EPOCHS = 50;

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
   * The recipes that are reported for a protocol.
   *
   * @param protocol which
   * @return the recipes, in the order of the table
   */
  public static List<Recipe> of(Protocol protocol) {
    return protocol == Protocol.A ? all() : List.of();
  }

  /**
   * Every named recipe.
   *
   * @return the recipes, no name twice
   */
  public static List<Recipe> all() {
    List<Recipe> all = new ArrayList<>();
    for (CourseNetwork network : CourseNetwork.values()) {
      all.add(courseNotebook(network));
    }
    return List.copyOf(all);
  }
}
