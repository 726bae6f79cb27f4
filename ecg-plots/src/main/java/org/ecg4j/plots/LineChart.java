package org.ecg4j.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines, points and bands over two axes with fixed ranges. XChart draws the axes and what lies
 * between them; heading, legend and the axes' names are drawn here, because XChart turns text into
 * outlines, which nobody can search or read aloud in an SVG.
 */
final class LineChart {
  private static final int HEAD_HEIGHT = 30;
  private static final int LEGEND_HEIGHT = 20;
  private static final int AXIS_TITLE = 22;
  private static final int TICK_LABELS = 58;
  // XChart labels no tick at the very end of an axis, so axes end a little further out.
  private static final double ROOM = 0.02;
  private static final int SWATCH_WIDTH = 20;
  private static final BasicStroke DASHES =
      new BasicStroke(
          1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);

  /** What stands before a name in the legend. */
  enum Swatch {
    LINE,
    DASHES,
    POINT,
    AREA
  }

  private record Entry(String text, Color color, Swatch swatch) {}

  private final String title;
  private final String xTitle;
  private final String yTitle;
  private final double[] xRange;
  private final double[] yRange;
  private final List<Consumer<XYChart>> series = new ArrayList<>();
  private final List<Entry> legend = new ArrayList<>();
  private boolean wholeX;

  LineChart(String title, String xTitle, String yTitle, double[] xRange, double[] yRange) {
    this.title = title;
    this.xTitle = xTitle;
    this.yTitle = yTitle;
    this.xRange = xRange.clone();
    this.yRange = yRange.clone();
  }

  /** Has whole numbers only on the x axis. */
  LineChart withWholeX() {
    wholeX = true;
    return this;
  }

  LineChart name(String text, Color color, Swatch swatch) {
    legend.add(new Entry(text, color, swatch));
    return this;
  }

  LineChart line(double[] x, double[] y, Color color) {
    return add(x, y, color, new BasicStroke(2f), SeriesMarkers.NONE);
  }

  LineChart dashed(double[] x, double[] y, Color color) {
    return add(x, y, color, DASHES, SeriesMarkers.NONE);
  }

  LineChart dottedLine(double[] x, double[] y, Color color) {
    return add(x, y, color, new BasicStroke(2f), SeriesMarkers.CIRCLE);
  }

  LineChart point(double x, double y, Color color) {
    return add(
        new double[] {x}, new double[] {y}, color, new BasicStroke(1f), SeriesMarkers.DIAMOND);
  }

  /** The area between two lines; places where either is undefined are left out. */
  LineChart band(double[] x, double[] lower, double[] upper, Color color) {
    int[] defined =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(lower[i]) && Double.isFinite(upper[i]))
            .toArray();
    int count = defined.length;
    if (count < 2) {
      return this;
    }
    double[] outlineX = new double[2 * count];
    double[] outlineY = new double[2 * count];
    for (int i = 0; i < count; i++) {
      outlineX[i] = x[defined[i]];
      outlineY[i] = upper[defined[i]];
      outlineX[2 * count - 1 - i] = x[defined[i]];
      outlineY[2 * count - 1 - i] = lower[defined[i]];
    }
    series.add(
        chart -> {
          XYSeries area = chart.addSeries(nextName(chart), outlineX, outlineY);
          area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
          area.setFillColor(color);
          area.setLineColor(Theme.translucent(color, 0));
          area.setMarker(SeriesMarkers.NONE);
        });
    return this;
  }

  private LineChart add(double[] x, double[] y, Color color, BasicStroke stroke, Marker marker) {
    if (Arrays.stream(y).anyMatch(Double::isFinite)) {
      double[] ownX = x.clone();
      double[] ownY = y.clone();
      series.add(
          chart -> {
            XYSeries line = chart.addSeries(nextName(chart), ownX, ownY);
            line.setLineColor(color);
            line.setLineStyle(stroke);
            line.setMarker(marker);
            line.setMarkerColor(color);
          });
    }
    return this;
  }

  private static String nextName(XYChart chart) {
    return Integer.toString(chart.getSeriesMap().size());
  }

  void paint(Graphics2D g, int left, int top, int width, int height) {
    Draw.text(g, title, left + TICK_LABELS, top + 21, Theme.TITLE, Theme.INK, Draw.Anchor.START);
    double x = left + TICK_LABELS;
    double y = top + HEAD_HEIGHT + 11;
    for (Entry entry : legend) {
      double needed = SWATCH_WIDTH + 4 + Draw.width(entry.text, Theme.SMALL) + 14;
      if (x > left + TICK_LABELS && x + needed > left + width + 14) {
        x = left + TICK_LABELS;
        y += LEGEND_HEIGHT - 3;
      }
      paintSwatch(g, entry, x, y - 4);
      Draw.text(
          g, entry.text, x + SWATCH_WIDTH + 4, y, Theme.SMALL, Theme.MUTED, Draw.Anchor.START);
      x += needed;
    }
    int plotTop = legend.isEmpty() ? top + HEAD_HEIGHT : (int) y + 8;
    int plotHeight = top + height - AXIS_TITLE - plotTop;
    Graphics2D plot = (Graphics2D) g.create();
    try {
      plot.translate(left + AXIS_TITLE, plotTop);
      chart(width - AXIS_TITLE, plotHeight).paint(plot, width - AXIS_TITLE, plotHeight);
    } finally {
      plot.dispose();
    }
    Draw.text(
        g,
        xTitle,
        left + TICK_LABELS + (width - TICK_LABELS) / 2.0,
        top + height - 5.0,
        Theme.LABEL,
        Theme.INK,
        Draw.Anchor.MIDDLE);
    Draw.upwards(g, yTitle, left + 14.0, plotTop + plotHeight / 2.0, Theme.LABEL, Theme.INK);
  }

  private static void paintSwatch(Graphics2D g, Entry entry, double x, double middle) {
    g.setColor(entry.color);
    switch (entry.swatch) {
      case AREA -> Draw.box(g, x, middle - 5, SWATCH_WIDTH, 10, entry.color);
      case LINE -> Draw.line(g, x, middle, x + SWATCH_WIDTH, middle, entry.color, 2.5);
      case DASHES -> {
        g.setStroke(DASHES);
        g.draw(new Line2D.Double(x, middle, x + SWATCH_WIDTH, middle));
      }
      case POINT -> {
        Path2D diamond = new Path2D.Double();
        double centre = x + SWATCH_WIDTH / 2.0;
        diamond.moveTo(centre, middle - 5);
        diamond.lineTo(centre + 5, middle);
        diamond.lineTo(centre, middle + 5);
        diamond.lineTo(centre - 5, middle);
        diamond.closePath();
        g.fill(diamond);
      }
    }
  }

  /** A new chart for each painting, because XChart's keep state. */
  private XYChart chart(int width, int height) {
    XYChart chart = new XYChartBuilder().width(width).height(height).build();
    XYStyler style = chart.getStyler();
    style
        .setLegendVisible(false)
        .setChartTitleVisible(false)
        .setChartBackgroundColor(Theme.BACKGROUND)
        .setPlotBackgroundColor(Theme.BACKGROUND)
        .setPlotBorderVisible(false)
        .setChartPadding(2)
        .setPlotContentSize(1)
        .setMarkerSize(7)
        .setYAxisLeftWidthHint(TICK_LABELS - AXIS_TITLE - 4);
    AxesChartStyler axes = style;
    axes.setAxisTitlesVisible(false)
        .setAxisTickLabelsFont(Theme.SMALL)
        .setAxisTickLabelsColor(Theme.MUTED)
        .setAxisTickMarksColor(Theme.MUTED)
        .setAxisTickMarkLength(4)
        .setPlotGridLinesColor(Theme.RULE)
        .setPlotGridLinesStroke(new BasicStroke(0.8f))
        .setPlotMargin(0)
        .setXAxisTickMarkSpacingHint(50)
        .setYAxisTickMarkSpacingHint(34)
        .setLocale(Locale.ROOT)
        .setXAxisDecimalPattern("0.####")
        .setYAxisDecimalPattern("0.####")
        .setXAxisMin(beyond(xRange, 0, 1))
        .setXAxisMax(beyond(xRange, 1, 0))
        .setYAxisMin(beyond(yRange, 0, 1))
        .setYAxisMax(beyond(yRange, 1, 0));
    if (wholeX) {
      axes.setPlotGridVerticalLinesVisible(false).setXAxisDecimalPattern("0");
    }
    series.forEach(each -> each.accept(chart));
    return chart;
  }

  private static double beyond(double[] range, int end, int otherEnd) {
    return range[end] + ROOM * (range[end] - range[otherEnd]);
  }
}
