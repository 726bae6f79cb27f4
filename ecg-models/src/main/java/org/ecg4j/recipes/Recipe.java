package org.ecg4j.recipes;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.segment.LeadSelection;

/**
 * A whole configuration, from recordings to a model: which signal is cut, and what learns from it:
 * networks, or other {@linkplain Learner learners} beside them. It is made of public parts only;
 * what {@link Recipes} names, anybody could write.
 *
 * <pre>{@code
 * Recipe recipe = Recipes.best(Protocol.B);
 * EcgDataset beats = EcgDataset.load(folder, recipe.input());
 * Split split = beats.split(Splits.mitBihCourse());
 * try (TrainedModel model = recipe.train(split.train(), 1)) {
 *   Evaluation report = model.evaluate(split.test());
 * }
 * }</pre>
 *
 * @param name such as {@code course-cnn}: lower case, digits and dashes
 * @param input leads, window and labels
 * @param members what learns, most often {@link RecipeMember networks}; their logits are averaged;
 *     at least one
 * @param copies how often each is trained, with a seed of its own
 */
public record Recipe(String name, DatasetOptions input, List<Learner> members, int copies) {
  /** Seeds of copies lie this far apart. */
  private static final long NEXT_COPY = 1_000_003;

  /** Checks name, members and copies. */
  public Recipe {
    Objects.requireNonNull(input, "input");
    members = List.copyOf(members);
    if (!name.matches("[a-z0-9][a-z0-9.-]*")) {
      throw new IllegalArgumentException(
          "a recipe's name is of lower case letters, digits, dots and dashes, not '" + name + "'");
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException("recipe " + name + " needs at least one member");
    }
    if (copies < 1 || copies > 100) {
      throw new IllegalArgumentException("copies must be 1 to 100, not " + copies);
    }
  }

  /**
   * A recipe of windows as {@link DatasetOptions#defaults()} cuts them.
   *
   * @param name what it is called
   * @param members what learns
   * @return the recipe, each member trained once
   */
  public static Recipe of(String name, Learner... members) {
    return new Recipe(name, DatasetOptions.defaults(), List.of(members), 1);
  }

  /**
   * The same under another name.
   *
   * @param newName lower case, digits and dashes
   * @return a copy
   */
  public Recipe withName(String newName) {
    return new Recipe(newName, input, members, copies);
  }

  /**
   * The same on other leads.
   *
   * @param leads which
   * @return a copy
   */
  public Recipe withLeads(LeadSelection leads) {
    return new Recipe(name, input.withLeads(leads), members, copies);
  }

  /**
   * The same with other labels.
   *
   * @param labels which beats are told apart
   * @return a copy
   */
  public Recipe withLabels(LabelScheme labels) {
    return new Recipe(name, input.withLabels(labels), members, copies);
  }

  /**
   * The same with other members.
   *
   * @param newMembers at least one
   * @return a copy
   */
  public Recipe withMembers(List<? extends Learner> newMembers) {
    return new Recipe(name, input, List.copyOf(newMembers), copies);
  }

  /**
   * The same with each member trained several times.
   *
   * @param newCopies how often
   * @return a copy
   */
  public Recipe withCopies(int newCopies) {
    return new Recipe(name, input, members, newCopies);
  }

  /**
   * The same without members of other kinds than networks, so that one model can be made of it.
   *
   * @return a copy of the same name
   * @throws IllegalArgumentException when no member is a network
   */
  public Recipe networksOnly() {
    return withMembers(members.stream().filter(RecipeMember.class::isInstance).toList());
  }

  /**
   * All of it but its name, as text.
   *
   * @return several lines
   */
  public String describe() {
    return describeInput()
        + "\ncopies "
        + copies
        + members.stream()
            .map(member -> "\nmember\n  " + member.describe().replace("\n", "\n  "))
            .collect(Collectors.joining());
  }

  /** Leads, window and so on as text; labels are the protocol's. */
  String describeInput() {
    return "leads "
        + input.leads()
        + "\nwindow "
        + input.window()
        + "\nrate "
        + (input.samplingRateHz().isPresent() ? input.samplingRateHz().getAsDouble() : "as stored");
  }

  /**
   * A digest of {@link #describe()}.
   *
   * @return 12 hexadecimal digits
   */
  public String fingerprint() {
    return digest(describe());
  }

  static String digest(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString().substring(0, 12);
  }

  /** The seed of a copy. */
  static long seedOf(long seed, int copy) {
    return seed + NEXT_COPY * copy;
  }

  /**
   * Trains every network and makes one model of them, whose logits are the mean of theirs.
   *
   * @param examples raw windows of training patients, cut with {@link #input()}
   * @param seed decides everything left to chance
   * @return the model, at threshold 0.5; the caller closes it
   * @throws IllegalArgumentException when a member is no network; {@link #networksOnly()} leaves
   *     those out, {@link RecipeRunner} judges them all
   */
  public TrainedModel train(TrainingSet examples, long seed) {
    List<RecipeMember> networks = members.stream().map(this::asNetwork).toList();
    List<TrainedModel> models = new ArrayList<>();
    try {
      for (RecipeMember member : networks) {
        for (int copy = 0; copy < copies; copy++) {
          models.add(member.train(examples, seedOf(seed, copy)));
        }
      }
      if (models.size() == 1) {
        return models.remove(0);
      }
      return Merger.merge(models);
    } finally {
      models.forEach(TrainedModel::close);
    }
  }

  private RecipeMember asNetwork(Learner member) {
    if (member instanceof RecipeMember network) {
      return network;
    }
    throw new IllegalArgumentException(
        "one model can be made of networks only, but recipe "
            + name
            + " has the member "
            + member.describe().replace("\n", "; ")
            + "; train networksOnly() of it, or judge all of it with RecipeRunner");
  }
}
