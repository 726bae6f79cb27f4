package org.ecg4j.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.ecg4j.models.ModelSpec;

/** The choices that a search tries: named axes with values, from a candidate to begin with. */
public final class SearchSpace {
  private final Candidate base;
  private final List<Axis<?>> axes;

  private SearchSpace(Candidate base, List<Axis<?>> axes) {
    this.base = base;
    this.axes = axes;
  }

  /**
   * A network and how to train it, with the choices that led there.
   *
   * @param spec the network
   * @param options how to train
   * @param choices name of each axis and the value chosen
   */
  public record Candidate(ModelSpec spec, TrainingOptions options, Map<String, String> choices) {

    /** Copies the map, keeping its order. */
    public Candidate {
      choices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    /**
     * The same with another network.
     *
     * @param newSpec the network
     * @return a copy
     */
    public Candidate withSpec(ModelSpec newSpec) {
      return new Candidate(newSpec, options, choices);
    }

    /**
     * The same with other options.
     *
     * @param newOptions how to train
     * @return a copy
     */
    public Candidate withOptions(TrainingOptions newOptions) {
      return new Candidate(spec, newOptions, choices);
    }
  }

  private record Axis<T>(String name, List<T> values, BiFunction<Candidate, T, Candidate> apply) {
    Candidate choose(Candidate from, int index) {
      T value = values.get(index);
      Candidate to = apply.apply(from, value);
      Map<String, String> choices = new LinkedHashMap<>(from.choices());
      choices.put(name, String.valueOf(value));
      return new Candidate(to.spec(), to.options(), choices);
    }
  }

  /**
   * A space without choices.
   *
   * @param spec the network
   * @param options how to train
   * @return the space
   */
  public static SearchSpace of(ModelSpec spec, TrainingOptions options) {
    return new SearchSpace(new Candidate(spec, options, Map.of()), List.of());
  }

  /**
   * The space with one more axis.
   *
   * @param name of the axis
   * @param values to choose from, at least one
   * @param apply changes a candidate by a value
   * @param <T> the values' type
   * @return a copy
   */
  public <T> SearchSpace axis(
      String name, List<T> values, BiFunction<Candidate, T, Candidate> apply) {
    if (values.isEmpty() || axes.stream().anyMatch(axis -> axis.name().equals(name))) {
      throw new IllegalArgumentException("axis " + name + " needs values and a name of its own");
    }
    List<Axis<?>> more = new ArrayList<>(axes);
    more.add(new Axis<>(name, List.copyOf(values), apply));
    return new SearchSpace(base, List.copyOf(more));
  }

  /** Every combination, the last axis changing fastest. */
  List<Candidate> grid() {
    List<Candidate> all = List.of(base);
    for (Axis<?> axis : axes) {
      List<Candidate> longer = new ArrayList<>();
      for (Candidate candidate : all) {
        for (int i = 0; i < axis.values().size(); i++) {
          longer.add(axis.choose(candidate, i));
        }
      }
      all = longer;
    }
    return all;
  }

  /** Some combinations drawn at random, none twice. */
  List<Candidate> random(int count, long seed) {
    List<Candidate> all = new ArrayList<>(grid());
    SplittableRandom random = Seeds.random(seed);
    List<Candidate> drawn = new ArrayList<>();
    while (drawn.size() < count && !all.isEmpty()) {
      drawn.add(all.remove(random.nextInt(all.size())));
    }
    return drawn;
  }
}
