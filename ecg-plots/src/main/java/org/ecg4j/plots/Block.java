package org.ecg4j.plots;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** One piece of a report's page; the template draws each kind in its own way. */
sealed interface Block {

  /** A paragraph. */
  record Text(String text) implements Block {}

  /** A paragraph that must not be missed. */
  record Warning(String text) implements Block {}

  /** A heading inside a section. */
  record Heading(String text) implements Block {}

  /** Names and their values. */
  record Facts(Map<String, String> facts) implements Block {
    public Facts {
      facts = new LinkedHashMap<>(facts);
    }
  }

  /** Commands to type. */
  record Commands(List<String> lines) implements Block {
    public Commands {
      lines = List.copyOf(lines);
    }
  }

  /** Pictures beside each other where there is room. */
  record Figures(List<Figure> figures) implements Block {
    public Figures {
      figures = List.copyOf(figures);
    }

    static Figures of(Picture picture, String caption) {
      return new Figures(List.of(new Figure(picture, caption, "")));
    }
  }

  /**
   * A picture with its caption.
   *
   * @param badge {@code right}, {@code wrong} or nothing
   */
  record Figure(Picture picture, String caption, String badge) {}

  /** A table whose first column names the rows. */
  record Table(String caption, List<String> head, List<List<Cell>> rows) implements Block {
    private static final int LONG = 20;
    private static final int COLUMNS = 3;

    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
    }

    /** Whether it is set in small type and in several parts. */
    boolean isLong() {
      return rows.size() > LONG;
    }

    /** The rows in as many parts as are to stand beside each other. */
    List<List<List<Cell>>> columns() {
      if (!isLong()) {
        return List.of(rows);
      }
      int each = (rows.size() + COLUMNS - 1) / COLUMNS;
      return IntStream.iterate(0, from -> from < rows.size(), from -> from + each)
          .mapToObj(from -> rows.subList(from, Math.min(from + each, rows.size())))
          .toList();
    }

    /** Whether a column holds numbers. */
    boolean isNumber(int column) {
      return !rows.isEmpty() && rows.get(0).get(column).number();
    }
  }

  /**
   * A table's cell.
   *
   * @param note a smaller second line, such as an interval; may be empty
   * @param number whether it is set to the right
   */
  record Cell(String text, String note, boolean number) {
    static Cell of(String text) {
      return new Cell(text, "", false);
    }

    static Cell number(String text) {
      return new Cell(text, "", true);
    }

    static Cell number(String text, String note) {
      return new Cell(text, note, true);
    }

    static Cell count(long count) {
      return number(String.format(Locale.ROOT, "%,d", count));
    }
  }

  /** A part of the page with an entry in its contents. */
  record Section(String id, String heading, List<Block> blocks) {
    public Section {
      blocks = List.copyOf(blocks);
    }

    Section with(Block... more) {
      List<Block> all = new ArrayList<>(blocks);
      all.addAll(List.of(more));
      return new Section(id, heading, all);
    }
  }
}
