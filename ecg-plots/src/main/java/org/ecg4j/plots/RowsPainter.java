package org.ecg4j.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;

/** Figures one below the other, each as a bar or as a dot with an interval, with its text. */
final class RowsPainter implements Painter {
  /** How a figure is shown. */
  enum Mark {
    BAR,
    DOT
  }

  /**
   * One figure; NaN shows its text only.
   *
   * @param lower the interval's lower end, NaN for none
   * @param upper the interval's upper end, NaN for none
   */
  record Row(String label, double value, double lower, double upper, String text, Color color) {}

  /** Rows under one heading; an empty heading takes no room. */
  record Group(String heading, List<Row> rows) {
    Group {
      rows = List.copyOf(rows);
    }
  }

  static final int PLOT_WIDTH = 420;
  private static final int MARGIN = 16;
  private static final int TITLE_HEIGHT = 38;
  private static final int ROW_HEIGHT = 22;
  private static final int HEADING_HEIGHT = 26;
  private static final int FOOT_HEIGHT = 48;

  private final String title;
  private final String axisTitle;
  private final List<Group> groups;
  private final Mark mark;
  private final double low;
  private final double high;

  RowsPainter(
      String title, String axisTitle, List<Group> groups, Mark mark, double low, double high) {
    this.title = title;
    this.axisTitle = axisTitle;
    this.groups = List.copyOf(groups);
    this.mark = mark;
    this.low = low;
    this.high = high;
  }

  double plotLeft() {
    return MARGIN + 10 + widest(true);
  }

  private double widest(boolean label) {
    return groups.stream()
        .flatMap(group -> group.rows.stream())
        .mapToDouble(row -> Draw.width(label ? row.label : row.text, Theme.LABEL))
        .max()
        .orElse(0);
  }

  int width() {
    double row = plotLeft() + PLOT_WIDTH + 12 + widest(false) + MARGIN;
    double heading =
        groups.stream()
            .mapToDouble(group -> Draw.width(group.heading, Theme.STRONG))
            .max()
            .orElse(0);
    double text = Math.max(heading, Draw.width(title, Theme.TITLE)) + 2 * MARGIN;
    return (int) Math.ceil(Math.max(row, text));
  }

  int height() {
    return (int) plotBottom() + FOOT_HEIGHT;
  }

  private double plotBottom() {
    double bottom = TITLE_HEIGHT;
    for (Group group : groups) {
      bottom += headingHeight(group) + group.rows.size() * ROW_HEIGHT;
    }
    return bottom + 6;
  }

  private static int headingHeight(Group group) {
    return group.heading.isEmpty() ? 0 : HEADING_HEIGHT;
  }

  private double x(double value) {
    double share = (value - low) / (high - low);
    return plotLeft() + PLOT_WIDTH * Math.min(1, Math.max(0, share));
  }

  @Override
  public void paint(Graphics2D g) {
    Draw.text(g, title, MARGIN, 24, Theme.TITLE, Theme.INK, Draw.Anchor.START);
    paintAxis(g);
    double y = TITLE_HEIGHT;
    for (Group group : groups) {
      if (!group.heading.isEmpty()) {
        double headingWidth = Draw.width(group.heading, Theme.STRONG);
        Draw.box(g, MARGIN, y + 4, headingWidth + 6, HEADING_HEIGHT - 6, Theme.BACKGROUND);
        Draw.text(g, group.heading, MARGIN, y + 19, Theme.STRONG, Theme.INK, Draw.Anchor.START);
      }
      y += headingHeight(group);
      for (Row row : group.rows) {
        paintRow(g, row, y);
        y += ROW_HEIGHT;
      }
    }
  }

  private void paintAxis(Graphics2D g) {
    double bottom = plotBottom();
    Ticks ticks = Ticks.within(low, high, 11);
    for (int i = 0; i < ticks.count(); i++) {
      double x = x(ticks.at(i));
      Draw.line(g, x, TITLE_HEIGHT, x, bottom, Theme.RULE, 0.8);
      Draw.text(g, ticks.text(i), x, bottom + 15, Theme.SMALL, Theme.MUTED, Draw.Anchor.MIDDLE);
    }
    Draw.text(
        g,
        axisTitle,
        plotLeft() + PLOT_WIDTH / 2.0,
        bottom + 36,
        Theme.LABEL,
        Theme.INK,
        Draw.Anchor.MIDDLE);
  }

  private void paintRow(Graphics2D g, Row row, double top) {
    double middle = top + ROW_HEIGHT / 2.0;
    Draw.text(g, row.label, plotLeft() - 8, middle + 5, Theme.LABEL, Theme.INK, Draw.Anchor.END);
    Draw.text(
        g,
        row.text,
        plotLeft() + PLOT_WIDTH + 12,
        middle + 5,
        Theme.LABEL,
        Theme.MUTED,
        Draw.Anchor.START);
    if (Double.isNaN(row.value)) {
      return;
    }
    if (mark == Mark.BAR) {
      Draw.box(g, x(low), middle - 7, Math.max(0.5, x(row.value) - x(low)), 14, row.color);
    }
    if (!Double.isNaN(row.lower) && !Double.isNaN(row.upper)) {
      g.setColor(mark == Mark.BAR ? Theme.INK : row.color);
      g.setStroke(new BasicStroke(2));
      g.draw(new Line2D.Double(x(row.lower), middle, x(row.upper), middle));
      g.draw(new Line2D.Double(x(row.lower), middle - 4, x(row.lower), middle + 4));
      g.draw(new Line2D.Double(x(row.upper), middle - 4, x(row.upper), middle + 4));
    }
    if (mark == Mark.DOT) {
      g.setColor(row.color);
      g.fill(new Ellipse2D.Double(x(row.value) - 5, middle - 5, 10, 10));
    }
  }

  Picture picture(String description) {
    return new Picture(title, description, width(), height(), this);
  }
}
