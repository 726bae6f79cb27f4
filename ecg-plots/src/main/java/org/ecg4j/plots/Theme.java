package org.ecg4j.plots;

import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import org.ecg4j.segment.BeatClass;

/**
 * The one style of all pictures. Colours are those of Okabe and Ito (2008), which people with any
 * kind of colour blindness can tell apart; fonts are Java's logical ones, which exist on every
 * machine.
 */
final class Theme {
  static final Color BACKGROUND = Color.WHITE;
  static final Color INK = new Color(0x1a1a1a);
  static final Color MUTED = new Color(0x5a5a5a);
  static final Color RULE = new Color(0xd9d9d9);

  /** Text on a filled cell; not equal to INK and BACKGROUND, which reports swap on dark pages. */
  static final Color ON_LIGHT = new Color(0x1b1b1b);

  static final Color ON_DARK = new Color(0xfefefe);

  static final Color PAPER_FINE = new Color(0xfbe3df);
  static final Color PAPER_BOLD = new Color(0xf0b9b1);

  static final Color BLUE = new Color(0x0072b2);
  static final Color ORANGE = new Color(0xe69f00);
  static final Color GREEN = new Color(0x009e73);
  static final Color VERMILION = new Color(0xd55e00);
  static final Color PURPLE = new Color(0xcc79a7);
  static final Color SKY = new Color(0x56b4e9);
  static final Color GREY = new Color(0x8c8c8c);

  /** For series and classes that have no colour of their own, in order. */
  static final List<Color> SERIES = List.of(BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, GREY, INK);

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private Theme() {}

  static Color series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  /** A class's colour, the same in every picture: that of its AAMI class where it is one. */
  static Color ofClass(String name, int index) {
    return Arrays.stream(BeatClass.values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(Theme::of)
        .orElseGet(() -> series(index));
  }

  static Color of(BeatClass beatClass) {
    return switch (beatClass) {
      case N -> BLUE;
      case S -> GREEN;
      case V -> VERMILION;
      case F -> PURPLE;
      case Q -> GREY;
    };
  }

  static Color translucent(Color color, double opacity) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
  }
}
