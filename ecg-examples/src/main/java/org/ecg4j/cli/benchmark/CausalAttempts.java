package org.ecg4j.cli.benchmark;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.MorphologyFeatures.Group;
import org.ecg4j.features.NeighbourBeats;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.features.SelectedFeatures;
import org.ecg4j.recipes.RecipeMember;
import org.ecg4j.recipes.Recipes;

/**
 * What is left when a beat may be compared with earlier ones only, as in a stream: the last 32
 * beats instead of the record's median, and no interval after the beat.
 */
final class CausalAttempts {
  private static final List<String> RELATIVE =
      List.of(
          "first.correlation",
          "second.correlation",
          "first.width_to_median",
          "second.width_to_median",
          "all.rel_span20_ms",
          "all.rel_span35_ms",
          "previous_to_local",
          "previous_to_past",
          "local_spread");
  private static final List<String> WIDTHS =
      List.of(
          "all.span20_ms",
          "all.above20",
          "all.span35_ms",
          "all.above35",
          "first.span20_ms",
          "first.above20",
          "first.span35_ms",
          "first.above35");

  private CausalAttempts() {}

  static List<Attempt> list() {
    ExampleTransform relative = measures(RELATIVE);
    ExampleTransform widths = measures(Stream.of(WIDTHS, RELATIVE).flatMap(List::stream).toList());
    Map<String, RecipeMember> small = Recipes.smallNetworks(relative);
    RecipeMember dense = Recipes.longer(Objects.requireNonNull(small.get("dense")));
    RecipeMember gru = Recipes.longer(Objects.requireNonNull(small.get("gru")));
    List<Attempt> list = new ArrayList<>();
    list.add(attempt("causal-dense-c", dense));
    list.add(attempt("causal-gru-c", gru.withFeatures(NeighbourBeats.before(relative, 2))));
    list.add(
        attempt(
            "causal-dense-b", Objects.requireNonNull(Recipes.smallNetworks(widths).get("dense"))));
    return list;
  }

  private static Attempt attempt(String name, RecipeMember member) {
    return new Attempt(Recipes.twoLeads(name, member), "nothing later than 450 ms after the beat");
  }

  private static ExampleTransform measures(List<String> wanted) {
    RrFeatures rhythm = RrFeatures.defaults().withLogarithms(true).asCausal();
    MorphologyFeatures shape =
        MorphologyFeatures.detailed()
            .withGroups(EnumSet.of(Group.SHAPE, Group.SPEED, Group.RELATIVE_WIDTHS))
            .asCausal();
    List<String> names = new ArrayList<>(rhythm.names());
    names.addAll(shape.names(List.of("first", "second")));
    return SelectedFeatures.named(FeatureJoin.of(rhythm, shape), names, wanted);
  }
}
