package org.ecg4j.wfdb;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A header file cut into lines that mean something and comments. */
final class HeaderLines {
  /** A line with its number in the file, counted from 1. */
  record Line(int number, String text) {}

  private final List<Line> lines = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();

  HeaderLines(byte[] bytes) {
    int number = 0;
    for (String text : decode(bytes).split("\r\n|\n|\r", -1)) {
      number++;
      String stripped = text.strip();
      if (stripped.startsWith("#")) {
        comments.add(stripped.substring(1).strip());
      } else if (!stripped.isEmpty()) {
        lines.add(new Line(number, stripped));
      }
    }
  }

  List<Line> lines() {
    return lines;
  }

  List<String> comments() {
    return comments;
  }

  /** UTF-8 where it is valid, else ISO 8859-1, in which every byte means something. */
  static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
