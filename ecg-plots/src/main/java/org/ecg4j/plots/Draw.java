package org.ecg4j.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** The few strokes and texts that all pictures share. */
final class Draw {
  private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

  /** Where a text lies about the point it is given. */
  enum Anchor {
    START(0),
    MIDDLE(0.5),
    END(1);

    private final double share;

    Anchor(double share) {
      this.share = share;
    }
  }

  private Draw() {}

  static void prepare(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
  }

  /**
   * The text without characters that fonts cannot show and XML cannot hold: control characters and
   * lone surrogates become U+FFFD.
   */
  static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || (c & 0xfffe) == 0xfffe
                    ? 0xfffd
                    : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** As much of a text as {@code maxLength} characters hold. */
  static String shortened(String text, int maxLength) {
    int length = text.codePointCount(0, text.length());
    return length <= maxLength
        ? text
        : text.substring(0, text.offsetByCodePoints(0, maxLength - 1)) + "…";
  }

  static double width(String text, Font font) {
    return font.getStringBounds(printable(text), METRICS).getWidth();
  }

  static void text(
      Graphics2D g,
      String text,
      double x,
      double baselineY,
      Font font,
      Color color,
      Anchor anchor) {
    String shown = printable(text);
    if (shown.isEmpty()) {
      return;
    }
    g.setFont(font);
    g.setColor(color);
    g.drawString(shown, (float) (x - anchor.share * width(shown, font)), (float) baselineY);
  }

  /** A text that runs upwards, centred on a point. */
  static void upwards(Graphics2D g, String text, double x, double y, Font font, Color color) {
    Graphics2D turned = (Graphics2D) g.create();
    try {
      turned.translate(x, y);
      turned.rotate(-Math.PI / 2);
      text(turned, text, 0, 0, font, color, Anchor.MIDDLE);
    } finally {
      turned.dispose();
    }
  }

  static void line(
      Graphics2D g, double x1, double y1, double x2, double y2, Color color, double width) {
    g.setColor(color);
    g.setStroke(new BasicStroke((float) width));
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  static void box(Graphics2D g, double x, double y, double width, double height, Color color) {
    g.setColor(color);
    g.fill(new Rectangle2D.Double(x, y, width, height));
  }

  static void frame(Graphics2D g, double x, double y, double width, double height, Color color) {
    g.setColor(color);
    g.setStroke(new BasicStroke(1));
    g.draw(new Rectangle2D.Double(x, y, width, height));
  }
}
