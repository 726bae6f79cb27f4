package org.ecg4j.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.segment.BeatClass.EscapeBeats;
import org.junit.jupiter.api.Test;

/** Expected classes are from the issue's lists and from table 3 of ANSI/AAMI EC57. */
class LabelSchemeTest {
  private static final String ALL_BEATS = "N L R a V F J A S E j / Q B ? e n f r";

  /** The class names of {@link #ALL_BEATS}' symbols, a dot for one that is dropped. */
  private static String classes(LabelScheme scheme) {
    StringBuilder text = new StringBuilder();
    for (String symbol : ALL_BEATS.split(" ", -1)) {
      int label = scheme.classOf(AnnotationCode.ofMnemonic(symbol).orElseThrow());
      text.append(label == LabelScheme.DROPPED ? "." : scheme.classNames().get(label)).append(' ');
    }
    return text.toString().strip();
  }

  private static String binary(LabelScheme scheme) {
    assertThat(scheme.classNames()).containsExactly("normal", "abnormal");
    return classes(scheme).replace("abnormal", "1").replace("normal", "0");
  }

  @Test
  void symbolsListedHereAreAllBeats() {
    assertThat(AnnotationCode.standard().stream().filter(AnnotationCode::isBeat))
        .extracting(AnnotationCode::mnemonic)
        .containsExactlyInAnyOrder(ALL_BEATS.split(" ", -1));
  }

  @Test
  void courseHasNormalAgainstFourSymbols() {
    assertThat(binary(LabelScheme.course())).isEqualTo("0 . . . 1 1 . 1 1 . . . . . . . . . .");
    assertThat(LabelScheme.course().droppedSymbols()).hasSize(14).contains("L", "R", "/", "Q");
  }

  @Test
  void fullListHasNormalAgainstThirteenSymbols() {
    String expected = "0 1 1 1 1 1 1 1 1 1 1 1 . . . 1 . 1 .";
    assertThat(binary(LabelScheme.normalAbnormal())).isEqualTo(expected);
    assertThat(binary(LabelScheme.anyAbnormalInWindow())).isEqualTo(expected);
    assertThat(LabelScheme.anyAbnormalInWindow().anyInWindow()).isTrue();
    assertThat(LabelScheme.anyAbnormalInWindow()).isNotEqualTo(LabelScheme.normalAbnormal());
    assertThat(LabelScheme.normalAbnormal().droppedSymbols())
        .containsExactlyInAnyOrder("Q", "B", "?", "n", "r");
  }

  @Test
  void aamiHasFiveClassesAndTwoConventionsForEscapeBeats() {
    assertThat(classes(LabelScheme.aami5(EscapeBeats.SUPRAVENTRICULAR)))
        .isEqualTo("N N N S V F S S S V S Q Q N Q S S Q V");
    assertThat(classes(LabelScheme.aami5(EscapeBeats.NORMAL)))
        .isEqualTo("N N N S V F S S S V N Q Q N Q N S Q V");
    assertThat(LabelScheme.aami5(EscapeBeats.NORMAL).toString()).endsWith(", dropped none");
    assertThat(LabelScheme.aami5(EscapeBeats.NORMAL).name()).isEqualTo("aami5");
    assertThat(LabelScheme.aami5(EscapeBeats.SUPRAVENTRICULAR).name()).isEqualTo("aami5-ec57");
  }

  @Test
  void aamiWithFewerClassesDropsOrMerges() {
    assertThat(classes(LabelScheme.aami4(EscapeBeats.NORMAL)))
        .isEqualTo("N N N S V F S S S V N . . N . N S . V");
    assertThat(classes(LabelScheme.aami3(EscapeBeats.NORMAL)))
        .isEqualTo("N N N S V . S S S V N . . N . N S . V");
    assertThat(classes(LabelScheme.aami3FusionAsVentricular(EscapeBeats.NORMAL)))
        .isEqualTo("N N N S V V S S S V N . . N . N S . V");
    assertThat(LabelScheme.aami3(EscapeBeats.NORMAL).classNames()).containsExactly("N", "S", "V");
  }

  @Test
  void perSymbolKeepsTheGivenOrder() {
    LabelScheme scheme = LabelScheme.perSymbol("V", "N", "/");
    assertThat(scheme.classNames()).containsExactly("V", "N", "/");
    assertThat(scheme.keptSymbols()).containsExactlyInAnyOrder("V", "N", "/");
    assertThat(classes(scheme)).isEqualTo("N . . . V . . . . . . / . . . . . . .");
    assertThat(scheme).hasToString("per-symbol: V=V N=N /=/, dropped LRaFJASEjQB?enfr");
  }

  @Test
  void aMapOfOnesOwnGroupsSymbols() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("V", "ventricular");
    map.put("N", "other");
    map.put("E", "ventricular");
    LabelScheme scheme = LabelScheme.of("own", map);
    assertThat(scheme.classNames()).isEqualTo(List.of("ventricular", "other"));
    assertThat(scheme.classOf(AnnotationCode.ofMnemonic("E").orElseThrow())).isEqualTo(0);
    assertThat(scheme.classOf(AnnotationCode.NORMAL)).isEqualTo(1);
    assertThat(scheme.classOf(AnnotationCode.ofMnemonic("A").orElseThrow()))
        .isEqualTo(LabelScheme.DROPPED);
    assertThat(scheme.toString()).startsWith("own: ventricular=VE other=N, dropped L");
    assertThat(scheme).isEqualTo(LabelScheme.of("another name", map)).hasSameHashCodeAs(scheme);
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> LabelScheme.perSymbol("N", "+"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'+' is not the symbol of a beat");
    assertThatThrownBy(() -> LabelScheme.perSymbol("N"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least two classes");
  }
}
