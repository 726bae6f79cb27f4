package org.ecg4j.inference;

import java.util.Arrays;
import java.util.List;
import org.ecg4j.dataset.Examples;
import org.ecg4j.evaluation.Evaluation;

/**
 * Several models of the same task whose probabilities are averaged. Safe for use by several
 * threads; closing it closes its members.
 */
public final class Ensemble implements AutoCloseable {
  private final List<TrainedModel> members;

  private Ensemble(List<TrainedModel> members) {
    this.members = members;
  }

  /**
   * An ensemble.
   *
   * @param members at least one, with the same classes; they belong to the ensemble from now on
   * @return the ensemble
   */
  public static Ensemble of(List<TrainedModel> members) {
    List<TrainedModel> all = List.copyOf(members);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs members");
    }
    for (TrainedModel member : all) {
      if (!member.info().classNames().equals(all.get(0).info().classNames())) {
        throw new IllegalArgumentException(
            "members must tell the same classes apart, not "
                + all.get(0).info().classNames()
                + " and "
                + member.info().classNames());
      }
    }
    return new Ensemble(all);
  }

  /**
   * The members.
   *
   * @return in order
   */
  public List<TrainedModel> members() {
    return members;
  }

  /**
   * The mean of the members' probabilities.
   *
   * @param examples as for {@link TrainedModel#predict}
   * @return as of {@link TrainedModel#predict}
   */
  public float[] predict(Examples examples) {
    double[] sums = new double[0];
    for (TrainedModel member : members) {
      float[] own = member.predict(examples);
      if (sums.length == 0) {
        sums = new double[own.length];
      }
      for (int i = 0; i < own.length; i++) {
        sums[i] += own[i];
      }
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / members.size());
    }
    return means;
  }

  /**
   * Judges the ensemble, at the first member's threshold. Each member must have seen all of the
   * patients or none, and all members the same.
   *
   * @param examples as for {@link TrainedModel#evaluate}
   * @return the evaluation
   * @throws IllegalArgumentException as {@link TrainedModel#evaluate}, and when some members saw
   *     the patients and others did not
   */
  public Evaluation evaluate(Examples examples) {
    Evaluation.Role[] roles =
        members.stream().map(member -> member.role(examples)).toArray(Evaluation.Role[]::new);
    if (Arrays.stream(roles).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "some members saw these patients in training and others did not: "
              + Arrays.toString(roles));
    }
    return members.get(0).judge(examples, predict(examples));
  }

  @Override
  public void close() {
    members.forEach(TrainedModel::close);
  }
}
