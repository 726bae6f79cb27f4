package org.ecg4j.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Locale;
import java.util.StringJoiner;
import org.ecg4j.evaluation.ConfusionMatrix;

/** Draws a confusion matrix: true classes down, predicted ones across, coloured by row share. */
final class ConfusionPainter implements Painter {
  static final int CELL_WIDTH = 118;
  static final int CELL_HEIGHT = 74;
  static final int TOP = 78;
  private static final int MARGIN = 16;
  private static final int SUPPORT_WIDTH = 92;

  private final String title;
  private final ConfusionMatrix matrix;

  ConfusionPainter(String title, ConfusionMatrix matrix) {
    this.title = title;
    this.matrix = matrix;
  }

  int left() {
    double widest =
        matrix.classNames().stream()
            .mapToDouble(name -> Draw.width(name, Theme.STRONG))
            .max()
            .orElse(0);
    return (int) Math.ceil(MARGIN + 24 + widest + 12);
  }

  int width() {
    double table = left() + matrix.classCount() * CELL_WIDTH + SUPPORT_WIDTH;
    return (int) Math.ceil(Math.max(table, Draw.width(title, Theme.TITLE) + 2 * MARGIN));
  }

  int height() {
    return TOP + matrix.classCount() * CELL_HEIGHT + MARGIN;
  }

  String description() {
    StringJoiner rows = new StringJoiner("; ", "", ".");
    for (int truth = 0; truth < matrix.classCount(); truth++) {
      StringJoiner counts = new StringJoiner(", ");
      for (int predicted = 0; predicted < matrix.classCount(); predicted++) {
        counts.add(matrix.count(truth, predicted) + " as " + matrix.classNames().get(predicted));
      }
      rows.add("of " + matrix.support(truth) + " " + matrix.classNames().get(truth) + " " + counts);
    }
    return "Classified: " + rows;
  }

  /**
   * White to blue, but never quite the white and the blue of the style: dark pages replace those,
   * and the text on a cell needs the cell as it is.
   */
  static Color fill(double share) {
    double depth = Double.isNaN(share) ? 0 : share;
    return new Color(
        mix(Theme.ON_DARK.getRed(), Theme.BLUE.getRed(), depth),
        mix(Theme.ON_DARK.getGreen(), Theme.BLUE.getGreen() + 1, depth),
        mix(Theme.ON_DARK.getBlue(), Theme.BLUE.getBlue(), depth));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }

  @Override
  public void paint(Graphics2D g) {
    int classes = matrix.classCount();
    double middleX = left() + classes * CELL_WIDTH / 2.0;
    Draw.text(g, title, MARGIN, 24, Theme.TITLE, Theme.INK, Draw.Anchor.START);
    Draw.text(g, "predicted", middleX, 50, Theme.LABEL, Theme.MUTED, Draw.Anchor.MIDDLE);
    Draw.upwards(
        g, "true", MARGIN + 10.0, TOP + classes * CELL_HEIGHT / 2.0, Theme.LABEL, Theme.MUTED);
    for (int truth = 0; truth < classes; truth++) {
      String name = matrix.classNames().get(truth);
      double y = TOP + truth * (double) CELL_HEIGHT;
      Draw.text(
          g,
          name,
          left() + (truth + 0.5) * CELL_WIDTH,
          TOP - 9.0,
          Theme.STRONG,
          Theme.INK,
          Draw.Anchor.MIDDLE);
      Draw.text(
          g,
          name,
          left() - 10.0,
          y + CELL_HEIGHT / 2.0 + 5,
          Theme.STRONG,
          Theme.INK,
          Draw.Anchor.END);
      Draw.text(
          g,
          String.format(Locale.ROOT, "%,d", matrix.support(truth)),
          left() + classes * CELL_WIDTH + 12.0,
          y + CELL_HEIGHT / 2.0 + 5,
          Theme.LABEL,
          Theme.MUTED,
          Draw.Anchor.START);
      for (int predicted = 0; predicted < classes; predicted++) {
        paintCell(g, truth, predicted);
      }
    }
    Draw.text(
        g,
        "in all",
        left() + classes * CELL_WIDTH + 12.0,
        TOP - 9.0,
        Theme.LABEL,
        Theme.MUTED,
        Draw.Anchor.START);
  }

  private void paintCell(Graphics2D g, int truth, int predicted) {
    double x = left() + predicted * (double) CELL_WIDTH;
    double y = TOP + truth * (double) CELL_HEIGHT;
    long count = matrix.count(truth, predicted);
    double share = count / (double) matrix.support(truth);
    Draw.box(g, x, y, CELL_WIDTH, CELL_HEIGHT, fill(share));
    Draw.frame(g, x, y, CELL_WIDTH, CELL_HEIGHT, Theme.RULE);
    Color ink = share > 0.85 ? Theme.ON_DARK : Theme.ON_LIGHT;
    double middle = x + CELL_WIDTH / 2.0;
    Draw.text(
        g,
        String.format(Locale.ROOT, "%,d", count),
        middle,
        y + CELL_HEIGHT / 2.0 - 3,
        Theme.TITLE,
        ink,
        Draw.Anchor.MIDDLE);
    String percent = Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    Draw.text(g, percent, middle, y + CELL_HEIGHT / 2.0 + 18, Theme.LABEL, ink, Draw.Anchor.MIDDLE);
  }
}
