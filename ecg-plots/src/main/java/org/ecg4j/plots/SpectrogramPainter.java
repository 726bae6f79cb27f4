package org.ecg4j.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws spectrograms side by side with one colour scale, whose bar stands on the right. */
final class SpectrogramPainter implements Painter {
  static final int PANEL_WIDTH = 400;
  static final int PANEL_HEIGHT = 260;
  static final int LEFT = 64;
  static final int TOP = 40;
  private static final int GAP = 30;
  private static final int BOTTOM = 52;
  private static final int BAR_GAP = 24;
  private static final int BAR_WIDTH = 18;
  private static final int BAR_LABELS = 70;
  // Below this under the loudest cell there is only rounding noise to see.
  private static final double RANGE_DB = 70;

  private final List<Spectrogram> panels;
  private final double lowDb;
  private final double highDb;

  SpectrogramPainter(List<Spectrogram> panels) {
    this.panels = List.copyOf(panels);
    double high = panels.stream().mapToDouble(Spectrogram::highestDecibels).max().orElseThrow();
    double low = panels.stream().mapToDouble(Spectrogram::lowestDecibels).min().orElseThrow();
    this.highDb = high;
    this.lowDb = Math.min(Math.max(low, high - RANGE_DB), high - 1);
  }

  int width() {
    return panelX(panels.size()) - GAP + BAR_GAP + BAR_WIDTH + BAR_LABELS;
  }

  int height() {
    return TOP + PANEL_HEIGHT + BOTTOM;
  }

  private static int panelX(int index) {
    return LEFT + index * (PANEL_WIDTH + GAP);
  }

  /** The colour of a level, as 0xRRGGBB. */
  int rgb(double decibels) {
    return Viridis.rgb((decibels - lowDb) / (highDb - lowDb));
  }

  @Override
  public void paint(Graphics2D g) {
    double highestHz = panels.stream().mapToDouble(Spectrogram::highestHz).max().orElseThrow();
    for (int i = 0; i < panels.size(); i++) {
      paintPanel(g, panels.get(i), panelX(i), highestHz, i == 0);
    }
    paintBar(g, panelX(panels.size()) - GAP + BAR_GAP);
  }

  private void paintPanel(
      Graphics2D g, Spectrogram panel, int left, double highestHz, boolean labelled) {
    Draw.text(g, panel.title(), left, 24, Theme.TITLE, Theme.INK, Draw.Anchor.START);
    double perSecond = PANEL_WIDTH / (panel.endS() - panel.startS());
    double perHz = PANEL_HEIGHT / highestHz;
    int bottom = TOP + PANEL_HEIGHT;
    Graphics2D inside = (Graphics2D) g.create();
    try {
      inside.clip(new Rectangle2D.Double(left, TOP, PANEL_WIDTH, PANEL_HEIGHT));
      BufferedImage image = image(panel);
      double x0 = left + (panel.leftEdgeS(0) - panel.startS()) * perSecond;
      double x1 = left + (panel.leftEdgeS(panel.timeCount()) - panel.startS()) * perSecond;
      double y0 = bottom - panel.lowerEdgeHz(panel.frequencyCount()) * perHz;
      double y1 = bottom - panel.lowerEdgeHz(0) * perHz;
      inside.drawImage(
          image,
          new AffineTransform(
              (x1 - x0) / image.getWidth(), 0, 0, (y1 - y0) / image.getHeight(), x0, y0),
          null);
    } finally {
      inside.dispose();
    }
    Draw.frame(g, left, TOP, PANEL_WIDTH, PANEL_HEIGHT, Theme.MUTED);
    Ticks times = Ticks.within(panel.startS(), panel.endS(), 9);
    for (int i = 0; i < times.count(); i++) {
      double x = left + (times.at(i) - panel.startS()) * perSecond;
      Draw.line(g, x, bottom, x, bottom + 4, Theme.MUTED, 1);
      Draw.text(g, times.text(i), x, bottom + 17, Theme.SMALL, Theme.MUTED, Draw.Anchor.MIDDLE);
    }
    Draw.text(
        g,
        "time (s)",
        left + PANEL_WIDTH / 2.0,
        bottom + 38,
        Theme.LABEL,
        Theme.INK,
        Draw.Anchor.MIDDLE);
    Ticks frequencies = Ticks.within(0, highestHz, 10);
    for (int i = 0; i < frequencies.count(); i++) {
      double y = bottom - frequencies.at(i) * perHz;
      Draw.line(g, left - 4, y, left, y, Theme.MUTED, 1);
      if (labelled) {
        Draw.text(
            g, frequencies.text(i), left - 7, y + 4, Theme.SMALL, Theme.MUTED, Draw.Anchor.END);
      }
    }
    if (labelled) {
      Draw.upwards(
          g, "frequency (Hz)", left - 44, TOP + PANEL_HEIGHT / 2.0, Theme.LABEL, Theme.INK);
    }
  }

  /** One pixel a cell, the lowest frequency at the bottom. */
  private BufferedImage image(Spectrogram panel) {
    BufferedImage image =
        new BufferedImage(panel.timeCount(), panel.frequencyCount(), BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < panel.frequencyCount(); k++) {
      for (int t = 0; t < panel.timeCount(); t++) {
        image.setRGB(t, panel.frequencyCount() - 1 - k, rgb(panel.decibels(k, t)));
      }
    }
    return image;
  }

  private void paintBar(Graphics2D g, int left) {
    for (int y = 0; y < PANEL_HEIGHT; y++) {
      double share = 1 - (y + 0.5) / PANEL_HEIGHT;
      Draw.box(g, left, TOP + y, BAR_WIDTH, 1, new Color(Viridis.rgb(share)));
    }
    Draw.frame(g, left, TOP, BAR_WIDTH, PANEL_HEIGHT, Theme.MUTED);
    Ticks ticks = Ticks.within(lowDb, highDb, 9);
    for (int i = 0; i < ticks.count(); i++) {
      double y = TOP + PANEL_HEIGHT * (highDb - ticks.at(i)) / (highDb - lowDb);
      Draw.line(g, left + BAR_WIDTH, y, left + BAR_WIDTH + 4, y, Theme.MUTED, 1);
      Draw.text(
          g,
          ticks.text(i),
          left + BAR_WIDTH + 8,
          y + 4,
          Theme.SMALL,
          Theme.MUTED,
          Draw.Anchor.START);
    }
    Draw.upwards(
        g, "power (dB)", left + BAR_WIDTH + 52, TOP + PANEL_HEIGHT / 2.0, Theme.LABEL, Theme.INK);
  }
}
