package org.ecg4j.plots;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.ecg4j.plots.Block.Figure;
import org.ecg4j.plots.Block.Section;

/** What the template {@code report.jte} fills in. */
final class ReportPage {
  private final String title;
  private final List<Section> sections;
  private int pictures;

  private ReportPage(String title, List<Section> sections) {
    this.title = title;
    this.sections = List.copyOf(sections);
  }

  /** The page as an HTML document. */
  static String render(String title, List<Section> sections) {
    StringOutput out = new StringOutput();
    Engine.TEMPLATES.render("report.jte", new ReportPage(title, sections), out);
    return out.toString();
  }

  /** Loads what is needed only when a report is made. */
  private static final class Engine {
    static final TemplateEngine TEMPLATES =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportPage.class.getClassLoader(), "org.ecg4j.plots");
  }

  String title() {
    return title;
  }

  /** The style sheet. */
  String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(in, "report.css is missing from ecg-plots").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Section> sections() {
    return sections;
  }

  /** The figure's SVG element, with ids that no other picture on the page has. */
  String svg(Figure figure) {
    pictures++;
    return figure.picture().toSvg("picture-" + pictures);
  }
}
