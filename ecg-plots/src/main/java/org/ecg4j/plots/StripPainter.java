package org.ecg4j.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecg4j.segment.BeatClass;

/**
 * Draws leads on ECG paper: 25 mm a second, 10 mm a millivolt, thin lines every 1 mm and bold ones
 * every 5 mm. The time 0 of the strip lies on a bold line, and so does 0 mV of every lead.
 *
 * <p>Time t is at {@code traceX() + t * 25 * pixelsPerMm}, voltage v of a row at {@code rowTop(row)
 * + (highMv - v) * 10 * pixelsPerMm}.
 */
final class StripPainter implements Painter {
  static final double MM_PER_SECOND = 25;
  static final double MM_PER_MV = 10;

  private static final double PULSE_MM = 15;
  private static final int MARGIN = 16;
  private static final int TITLE_HEIGHT = 30;
  private static final int MARK_HEIGHT = 17;
  private static final int TIME_HEIGHT = 22;
  private static final int FOOT_HEIGHT = 26;
  private static final int LEAST_WIDTH = 520;

  private final String title;
  private final List<StripRow> rows;
  private final List<StripMark> marks;
  private final double firstSecond;
  private final double lengthS;
  private final double pixelsPerMm;
  private final Optional<Heat> heat;

  StripPainter(
      String title,
      List<StripRow> rows,
      List<StripMark> marks,
      double firstSecond,
      double lengthS,
      double pixelsPerMm,
      Optional<Heat> heat) {
    this.title = title;
    this.rows = List.copyOf(rows);
    this.marks = List.copyOf(marks);
    this.firstSecond = firstSecond;
    this.lengthS = lengthS;
    this.pixelsPerMm = pixelsPerMm;
    this.heat = heat;
  }

  int width() {
    return Math.max(LEAST_WIDTH, (int) Math.ceil(paperRight() + MARGIN));
  }

  int height() {
    return (int) Math.ceil(paperBottom()) + TIME_HEIGHT + FOOT_HEIGHT;
  }

  double traceX() {
    return MARGIN + PULSE_MM * pixelsPerMm;
  }

  double rowTop(int row) {
    double top = paperTop();
    for (StripRow above : rows.subList(0, row)) {
      top += heightOf(above);
    }
    return top;
  }

  private double x(double seconds) {
    return traceX() + seconds * MM_PER_SECOND * pixelsPerMm;
  }

  private double y(int row, double millivolts) {
    return rowTop(row) + (rows.get(row).highMv - millivolts) * MM_PER_MV * pixelsPerMm;
  }

  private double heightOf(StripRow row) {
    return (row.highMv - row.lowMv) * MM_PER_MV * pixelsPerMm;
  }

  private double paperTop() {
    boolean notes = marks.stream().anyMatch(mark -> mark.beatClass().isEmpty());
    int bands = marks.isEmpty() ? 0 : notes ? 2 : 1;
    return TITLE_HEIGHT + bands * MARK_HEIGHT + 4;
  }

  private double paperBottom() {
    return rowTop(rows.size());
  }

  private double paperRight() {
    double lengthMm = lengthS * MM_PER_SECOND;
    return traceX() + Math.ceil(lengthMm / 5 - 1e-9) * 5 * pixelsPerMm;
  }

  @Override
  public void paint(Graphics2D g) {
    Draw.text(g, title, MARGIN, 21, Theme.TITLE, Theme.INK, Draw.Anchor.START);
    paintPaper(g);
    heat.ifPresent(values -> paintHeat(g, values));
    paintMarkLines(g);
    for (int row = 0; row < rows.size(); row++) {
      paintPulse(g, row);
      paintTrace(g, row);
      paintLabel(g, row);
    }
    paintMarkTexts(g);
    paintTimes(g);
    paintFoot(g);
  }

  private void paintPaper(Graphics2D g) {
    int across = (int) Math.round((paperRight() - MARGIN) / pixelsPerMm);
    int down = (int) Math.round((paperBottom() - paperTop()) / pixelsPerMm);
    paintGrid(g, across, down, 1, Theme.PAPER_FINE, 0.7);
    paintGrid(g, across, down, 5, Theme.PAPER_BOLD, 1);
  }

  private void paintGrid(
      Graphics2D g, int across, int down, int stepMm, Color color, double width) {
    Path2D lines = new Path2D.Double();
    for (int mm = 0; mm <= across; mm += stepMm) {
      lines.moveTo(MARGIN + mm * pixelsPerMm, paperTop());
      lines.lineTo(MARGIN + mm * pixelsPerMm, paperBottom());
    }
    for (int mm = 0; mm <= down; mm += stepMm) {
      lines.moveTo(MARGIN, paperTop() + mm * pixelsPerMm);
      lines.lineTo(paperRight(), paperTop() + mm * pixelsPerMm);
    }
    g.setColor(color);
    g.setStroke(new BasicStroke((float) width));
    g.draw(lines);
  }

  /** 1 mV for 0.2 s. */
  private void paintPulse(Graphics2D g, int row) {
    StripRow lead = rows.get(row);
    double foot = y(row, lead.pulseFootMv());
    double top = y(row, lead.pulseFootMv() + 1);
    Path2D pulse = new Path2D.Double();
    pulse.moveTo(MARGIN + 2.5 * pixelsPerMm, foot);
    pulse.lineTo(MARGIN + 5 * pixelsPerMm, foot);
    pulse.lineTo(MARGIN + 5 * pixelsPerMm, top);
    pulse.lineTo(MARGIN + 10 * pixelsPerMm, top);
    pulse.lineTo(MARGIN + 10 * pixelsPerMm, foot);
    pulse.lineTo(MARGIN + 12.5 * pixelsPerMm, foot);
    g.setColor(Theme.INK);
    g.setStroke(traceStroke());
    g.draw(pulse);
  }

  /** The lead's name; a long one reaches over the trace, which shows through faintly. */
  private void paintLabel(Graphics2D g, int row) {
    String label = rows.get(row).label;
    double width = Draw.width(label, Theme.STRONG) + 6;
    Color veil = Theme.translucent(Theme.BACKGROUND, 0.8);
    Draw.box(g, MARGIN + 2, rowTop(row) + 2, width, 17, veil);
    Draw.text(g, label, MARGIN + 5, rowTop(row) + 15, Theme.STRONG, Theme.INK, Draw.Anchor.START);
  }

  private void paintTrace(Graphics2D g, int row) {
    Graphics2D inside = (Graphics2D) g.create();
    try {
      inside.clip(rowBox(row));
      inside.setColor(Theme.INK);
      inside.setStroke(traceStroke());
      Path2D path = trace(row);
      if (path.getCurrentPoint() != null) {
        inside.draw(path);
      }
    } finally {
      inside.dispose();
    }
  }

  private Rectangle2D rowBox(int row) {
    return new Rectangle2D.Double(
        traceX(), rowTop(row), paperRight() - traceX(), heightOf(rows.get(row)));
  }

  /** The line through all samples, with gaps where samples are missing. */
  Path2D trace(int row) {
    StripRow lead = rows.get(row);
    Path2D path = new Path2D.Double();
    boolean open = false;
    for (int i = 0; i < lead.millivolts.length; i++) {
      float value = lead.millivolts[i];
      if (!Float.isFinite(value)) {
        open = false;
        continue;
      }
      double x = x(i / lead.samplingRateHz);
      double y = y(row, value);
      if (open) {
        path.lineTo(x, y);
      } else {
        path.moveTo(x, y);
      }
      open = true;
    }
    return path;
  }

  private BasicStroke traceStroke() {
    float width = (float) Math.max(1.2, pixelsPerMm * 0.16);
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private void paintMarkLines(Graphics2D g) {
    for (StripMark mark : marks) {
      double x = x(mark.seconds());
      // Over the colours of a saliency a tint would mislead.
      if (mark.centre() && heat.isEmpty()) {
        double half = 0.1 * MM_PER_SECOND * pixelsPerMm;
        Draw.box(
            g,
            Math.max(traceX(), x - half),
            paperTop(),
            Math.min(paperRight(), x + half) - Math.max(traceX(), x - half),
            paperBottom() - paperTop(),
            Theme.translucent(mark.color(), 0.14));
      }
      Color line = Theme.translucent(mark.color(), mark.centre() ? 0.9 : 0.45);
      Draw.line(g, x, paperTop() - 3, x, paperBottom(), line, mark.centre() ? 1.6 : 1);
    }
  }

  private void paintMarkTexts(Graphics2D g) {
    double beatBaseline = paperTop() - 6;
    double noteEnd = Double.NEGATIVE_INFINITY;
    for (StripMark mark : marks) {
      double x = x(mark.seconds());
      if (mark.beatClass().isPresent()) {
        Draw.text(g, mark.text(), x, beatBaseline, Theme.STRONG, mark.color(), Draw.Anchor.MIDDLE);
      } else {
        double start = Math.max(x - 3, noteEnd + 6);
        Draw.text(
            g,
            mark.text(),
            start,
            beatBaseline - MARK_HEIGHT,
            Theme.SMALL,
            mark.color(),
            Draw.Anchor.START);
        noteEnd = start + Draw.width(mark.text(), Theme.SMALL);
      }
    }
  }

  /** What a tick stands for: labels must not touch, and a long strip needs fewer. */
  private double tickSeconds() {
    double[] steps = {0.1, 0.2, 0.5, 1, 2, 5};
    for (double step : steps) {
      if (step * MM_PER_SECOND * pixelsPerMm >= (lengthS > 2 ? 60 : 45)) {
        return step;
      }
    }
    return 10;
  }

  private void paintTimes(Graphics2D g) {
    double step = tickSeconds();
    long firstTick = (long) Math.ceil(Math.max(0, firstSecond) / step - 1e-9);
    long lastTick = (long) Math.floor((firstSecond + lengthS) / step + 1e-9);
    double y = paperBottom();
    for (long tick = firstTick; tick <= lastTick; tick++) {
      double x = x(tick * step - firstSecond);
      Draw.line(g, x, y, x, y + 4, Theme.MUTED, 1);
      String text = Times.clock(tick * step, step < 1 ? 1 : 0);
      if (x + Draw.width(text, Theme.SMALL) / 2 <= width()) {
        Draw.text(g, text, x, y + 16, Theme.SMALL, Theme.MUTED, Draw.Anchor.MIDDLE);
      }
    }
  }

  private void paintFoot(Graphics2D g) {
    double baseline = paperBottom() + TIME_HEIGHT + 16;
    double x = MARGIN;
    List<BeatClass> classes =
        marks.stream()
            .flatMap(mark -> mark.beatClass().stream())
            .distinct()
            .sorted(Comparator.naturalOrder())
            .toList();
    for (BeatClass beatClass : classes) {
      String text = beatClass.name() + " " + beatClass.description();
      Draw.box(g, x, baseline - 9, 10, 10, Theme.of(beatClass));
      Draw.text(g, text, x + 14, baseline, Theme.SMALL, Theme.MUTED, Draw.Anchor.START);
      x += 14 + Draw.width(text, Theme.SMALL) + 14;
    }
    if (heat.isPresent()) {
      heat.get().paintKey(g, x, baseline);
    }
    String scale = String.format(Locale.ROOT, "%.0f mm/s   %.0f mm/mV", MM_PER_SECOND, MM_PER_MV);
    Draw.text(g, scale, width() - MARGIN, baseline, Theme.SMALL, Theme.MUTED, Draw.Anchor.END);
  }

  private void paintHeat(Graphics2D g, Heat values) {
    for (int row = 0; row < rows.size(); row++) {
      Rectangle2D box = rowBox(row);
      double rateHz = rows.get(row).samplingRateHz;
      for (Heat.Run run : values.runs(row)) {
        double left = x(run.startSample() / rateHz);
        double right = Math.min(x(run.endSample() / rateHz), box.getMaxX());
        Draw.box(g, left, box.getY(), right - left, box.getHeight(), run.color());
      }
    }
  }
}
