package org.ecg4j.trees;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecg4j.recipes.Protocol;
import org.ecg4j.recipes.Recipe;
import org.ecg4j.recipes.RecipeMember;
import org.ecg4j.recipes.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeRecipesTest {
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void networksAreTheProtocolsOwn(Protocol protocol) {
    Recipe mixed = TreeRecipes.best(protocol);
    Recipe networks =
        protocol == Protocol.B || protocol == Protocol.D ? Recipes.broad() : Recipes.best(protocol);
    assertThat(mixed.networksOnly().fingerprint()).isEqualTo(networks.fingerprint());
    assertThat(mixed.members())
        .filteredOn(member -> !(member instanceof RecipeMember))
        .isNotEmpty()
        .allMatch(TreeMember.class::isInstance);
  }

  @Test
  void treesSeeWhatTheRecipeSays() {
    assertThat(TreeRecipes.best(Protocol.B).members().stream().filter(TreeMember.class::isInstance))
        .hasSize(4)
        .extracting(member -> ((TreeMember) member).options())
        .containsExactly(
            TreeOptions.boosting(),
            TreeOptions.forest(),
            TreeOptions.boosting(),
            TreeOptions.forest());
    assertThat(TreeRecipes.best(Protocol.D).fingerprint())
        .isEqualTo(TreeRecipes.best(Protocol.B).fingerprint());
    assertThat(TreeRecipes.best(Protocol.C).describe())
        .contains("neighbour-beats", "trees TreeOptions[rounds=200,");
  }
}
