package org.ecg4j.segment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecg4j.record.AnnotationCode;

/**
 * Which annotated beats become examples and what they are called. Beats whose symbol a scheme does
 * not name are dropped; they still count as neighbours of others. Immutable; equal when the same
 * beats get the same names.
 */
public final class LabelScheme {
  /** What {@link #classOf} says of a beat that is dropped. */
  public static final int DROPPED = -1;

  private static final List<String> BINARY = List.of("normal", "abnormal");
  private static final String FULL_ABNORMAL = "L R V / A f F j a E J e S";

  private final String name;
  private final List<String> classNames;
  private final Map<String, Integer> classOfSymbol;
  private final boolean anyInWindow;

  private LabelScheme(
      String name,
      List<String> classNames,
      Map<String, Integer> classOfSymbol,
      boolean anyInWindow) {
    this.name = name;
    this.classNames = List.copyOf(classNames);
    this.classOfSymbol = classOfSymbol;
    this.anyInWindow = anyInWindow;
  }

  /**
   * The course project's labels: {@code N} is normal, {@code V A F S} are abnormal, every other
   * beat is dropped.
   *
   * @return two classes, normal and abnormal
   */
  public static LabelScheme course() {
    return binary("course", "V A F S", false);
  }

  /**
   * Normal against the full list of abnormal beats: {@code L R V / A f F j a E J e S}; {@code Q}
   * and other symbols are dropped.
   *
   * @return two classes, normal and abnormal, by the beat in the centre of the window
   */
  public static LabelScheme normalAbnormal() {
    return binary("full", FULL_ABNORMAL, false);
  }

  /**
   * The beats of {@link #normalAbnormal()}, but a window is abnormal when any abnormal beat lies
   * within it.
   *
   * @return two classes, normal and abnormal
   */
  public static LabelScheme anyAbnormalInWindow() {
    return binary("any", FULL_ABNORMAL, true);
  }

  /**
   * The five AAMI classes.
   *
   * @param escapeBeats how {@code e} and {@code j} are classed
   * @return classes N, S, V, F, Q
   */
  public static LabelScheme aami5(BeatClass.EscapeBeats escapeBeats) {
    return aami(
        "aami5",
        escapeBeats,
        List.of(BeatClass.N, BeatClass.S, BeatClass.V, BeatClass.F, BeatClass.Q),
        false);
  }

  /**
   * The AAMI classes without paced and unclassifiable beats, which are dropped.
   *
   * @param escapeBeats how {@code e} and {@code j} are classed
   * @return classes N, S, V, F
   */
  public static LabelScheme aami4(BeatClass.EscapeBeats escapeBeats) {
    return aami(
        "aami4", escapeBeats, List.of(BeatClass.N, BeatClass.S, BeatClass.V, BeatClass.F), false);
  }

  /**
   * The three AAMI classes that papers report; fusion, paced and unclassifiable beats are dropped.
   *
   * @param escapeBeats how {@code e} and {@code j} are classed
   * @return classes N, S, V
   */
  public static LabelScheme aami3(BeatClass.EscapeBeats escapeBeats) {
    return aami("aami3", escapeBeats, List.of(BeatClass.N, BeatClass.S, BeatClass.V), false);
  }

  /**
   * The three AAMI classes with fusion beats counted as ventricular, as some papers have it.
   *
   * @param escapeBeats how {@code e} and {@code j} are classed
   * @return classes N, S, V
   */
  public static LabelScheme aami3FusionAsVentricular(BeatClass.EscapeBeats escapeBeats) {
    return aami("aami3-f-as-v", escapeBeats, List.of(BeatClass.N, BeatClass.S, BeatClass.V), true);
  }

  /**
   * One class for each symbol.
   *
   * @param symbols the mnemonics of the beats to keep, in the order of their classes
   * @return as many classes
   */
  public static LabelScheme perSymbol(String... symbols) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String symbol : symbols) {
      map.put(symbol, symbol);
    }
    return of("per-symbol", map);
  }

  /**
   * A scheme of one's own.
   *
   * @param name what reports and provenance call it
   * @param classOfSymbol from a beat's mnemonic to the name of its class; classes are in order of
   *     first appearance, so pass an ordered map
   * @return the scheme
   * @throws IllegalArgumentException when a mnemonic is no beat of the standard table or there are
   *     fewer than two classes
   */
  public static LabelScheme of(String name, Map<String, String> classOfSymbol) {
    List<String> classes = new ArrayList<>(new LinkedHashSet<>(classOfSymbol.values()));
    Map<String, Integer> indices = new LinkedHashMap<>();
    classOfSymbol.forEach(
        (symbol, className) -> indices.put(checked(symbol), classes.indexOf(className)));
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "a label scheme needs at least two classes, not " + classes);
    }
    return new LabelScheme(name, classes, indices, false);
  }

  private static String checked(String symbol) {
    if (AnnotationCode.ofMnemonic(symbol).filter(AnnotationCode::isBeat).isEmpty()) {
      throw new IllegalArgumentException(
          "'"
              + symbol
              + "' is not the symbol of a beat; beats are "
              + AnnotationCode.standard().stream().filter(AnnotationCode::isBeat).toList());
    }
    return symbol;
  }

  private static LabelScheme binary(String name, String abnormal, boolean anyInWindow) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    classes.put("N", 0);
    for (String symbol : abnormal.split(" ", -1)) {
      classes.put(symbol, 1);
    }
    return new LabelScheme(name, BINARY, classes, anyInWindow);
  }

  private static LabelScheme aami(
      String name,
      BeatClass.EscapeBeats escapeBeats,
      List<BeatClass> kept,
      boolean fusionAsVentricular) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (AnnotationCode code : AnnotationCode.standard()) {
      Optional<BeatClass> beatClass =
          BeatClass.of(code, escapeBeats)
              .map(own -> own == BeatClass.F && fusionAsVentricular ? BeatClass.V : own)
              .filter(kept::contains);
      beatClass.ifPresent(own -> classes.put(code.mnemonic(), kept.indexOf(own)));
    }
    String fullName = escapeBeats == BeatClass.EscapeBeats.NORMAL ? name : name + "-ec57";
    return new LabelScheme(fullName, kept.stream().map(BeatClass::name).toList(), classes, false);
  }

  /**
   * What reports and provenance call the scheme.
   *
   * @return a short name
   */
  public String name() {
    return name;
  }

  /**
   * The names of the classes; a label is an index into them.
   *
   * @return the names
   */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * The class of a beat by its own annotation.
   *
   * @param code the annotation's code
   * @return index of the class, or {@link #DROPPED}
   */
  public int classOf(AnnotationCode code) {
    return classOfSymbol.getOrDefault(code.mnemonic(), DROPPED);
  }

  /**
   * Whether a window takes the highest class of all beats within it rather than that of the beat in
   * its centre.
   *
   * @return true for {@link #anyAbnormalInWindow()}
   */
  public boolean anyInWindow() {
    return anyInWindow;
  }

  /**
   * The symbols of the beats that become examples.
   *
   * @return mnemonics
   */
  public List<String> keptSymbols() {
    return List.copyOf(classOfSymbol.keySet());
  }

  /**
   * The symbols of the beats that are dropped.
   *
   * @return mnemonics, in order of their numbers
   */
  public List<String> droppedSymbols() {
    return AnnotationCode.standard().stream()
        .filter(AnnotationCode::isBeat)
        .map(AnnotationCode::mnemonic)
        .filter(symbol -> !classOfSymbol.containsKey(symbol))
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelScheme that
        && classNames.equals(that.classNames)
        && classOfSymbol.equals(that.classOfSymbol)
        && anyInWindow == that.anyInWindow;
  }

  @Override
  public int hashCode() {
    return 31 * classNames.hashCode() + classOfSymbol.hashCode();
  }

  /** Name, symbols of each class and what is dropped, as provenance stores it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append(':');
    for (int c = 0; c < classNames.size(); c++) {
      int wanted = c;
      text.append(' ').append(classNames.get(c)).append('=');
      classOfSymbol.forEach((symbol, own) -> text.append(own == wanted ? symbol : ""));
    }
    if (anyInWindow) {
      text.append(", by any beat in the window");
    }
    String dropped = String.join("", droppedSymbols());
    return text.append(", dropped ").append(dropped.isEmpty() ? "none" : dropped).toString();
  }
}
