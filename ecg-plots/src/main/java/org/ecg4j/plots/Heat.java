package org.ecg4j.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.ecg4j.evaluation.Attribution;

/**
 * Attributions as colours behind the rows of a strip: orange where a sample spoke for the class,
 * blue where it spoke against it, the stronger the deeper. Every attribution is scaled by its own
 * largest value, for methods differ in unit.
 */
final class Heat {
  /** Samples of one colour. */
  record Run(int startSample, int endSample, Color color) {}

  private static final int LEVELS = 16;
  private static final double DEEPEST = 0.75;
  private static final int KEY_WIDTH = 96;

  private final String className;
  private final List<List<Run>> rows;

  private Heat(String className, List<List<Run>> rows) {
    this.className = className;
    this.rows = rows;
  }

  /** One row for each lead of each attribution. */
  static Heat of(String className, List<Attribution> attributions) {
    List<List<Run>> rows = new ArrayList<>();
    for (Attribution attribution : attributions) {
      double largest = 0;
      for (float value : attribution.values()) {
        largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
      }
      for (int lead = 0; lead < attribution.leads().size(); lead++) {
        rows.add(runs(attribution, lead, largest));
      }
    }
    return new Heat(className, rows);
  }

  private static List<Run> runs(Attribution attribution, int lead, double largest) {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= attribution.sampleCount(); end++) {
      int level = level(attribution.value(lead, start), largest);
      if (end == attribution.sampleCount()
          || level(attribution.value(lead, end), largest) != level) {
        if (level != 0) {
          runs.add(new Run(start, end, color(level)));
        }
        start = end;
      }
    }
    return runs;
  }

  private static int level(float value, double largest) {
    return largest == 0 || !Float.isFinite(value)
        ? 0
        : (int) Math.round(LEVELS * (value / largest));
  }

  private static Color color(int level) {
    return Theme.translucent(
        level > 0 ? Theme.ORANGE : Theme.BLUE, DEEPEST * Math.abs(level) / LEVELS);
  }

  List<Run> runs(int row) {
    return rows.get(row);
  }

  void paintKey(Graphics2D g, double x, double baseline) {
    String against = "against " + className;
    double left = x + Draw.width(against, Theme.SMALL) + 6;
    double step = KEY_WIDTH / (2.0 * LEVELS + 1);
    Draw.text(g, against, x, baseline, Theme.SMALL, Theme.MUTED, Draw.Anchor.START);
    for (int level = -LEVELS; level <= LEVELS; level++) {
      if (level != 0) {
        Draw.box(g, left + (level + LEVELS) * step, baseline - 9, step, 11, color(level));
      }
    }
    Draw.frame(g, left, baseline - 9, KEY_WIDTH, 11, Theme.RULE);
    Draw.text(
        g,
        "for " + className,
        left + KEY_WIDTH + 6,
        baseline,
        Theme.SMALL,
        Theme.MUTED,
        Draw.Anchor.START);
  }
}
