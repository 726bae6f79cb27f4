package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.file.Path;
import org.ecg4j.record.EcgRecord;

/**
 * Reads files of the European Data Format: EDF (Kemp et al., 1992) and EDF+ (Kemp and Olivan,
 * 2003), continuous or without gaps.
 *
 * <p>Each signal keeps its own rate. A frame, the unit that {@link EcgRecord#sampleCount()} and
 * annotations count in, is the longest stretch in which every lead that is read has a whole number
 * of samples: one sample where all leads have the same rate. Choosing leads of one rate makes
 * frames as short as their samples.
 *
 * <p>Physical values follow from the digital and physical limits that the file states; the digital
 * value of 0 physical units is rounded to an integer, as WFDB stores it, half to even. EDF has no
 * code for missing samples.
 *
 * <p>The texts of EDF+ become comment annotations of the annotator {@value #ANNOTATOR}. An onset
 * counts from the first data record and is rounded to the nearest frame, half to even. A text of
 * more than 255 bytes is continued in further annotations of the same frame, whose {@code number}
 * counts up from 0. A text with a duration is repeated where it ends, with subtype 1.
 */
public final class Edf {
  /** The annotator under which a record keeps the texts of an EDF+ file. */
  public static final String ANNOTATOR = "edf";

  private Edf() {}

  /**
   * Reads all of a file, strictly.
   *
   * @param file the file; its name without {@code .edf} becomes the record's name
   * @return the record
   * @throws WfdbFormatException when the file breaks a rule of the format, or has gaps
   * @throws IOException when it cannot be read
   */
  public static EcgRecord read(Path file) throws IOException {
    return read(file, EdfOptions.defaults());
  }

  /**
   * Reads a file.
   *
   * @param file the file; its name without {@code .edf} becomes the record's name
   * @param options what is read, and how
   * @return the record
   * @throws WfdbFormatException when the file breaks a rule of the format, or has gaps
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when the file has no such leads or frames
   */
  public static EcgRecord read(Path file, EdfOptions options) throws IOException {
    try (Source source = Source.of(file)) {
      return read(file.getFileName().toString(), source, options);
    }
  }

  /**
   * Reads a file from anywhere.
   *
   * @param fileName its name; without {@code .edf} it becomes the record's name
   * @param source its bytes; the caller closes it
   * @param options what is read, and how
   * @return the record
   * @throws WfdbFormatException when the file breaks a rule of the format, or has gaps
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when the file has no such leads or frames
   */
  public static EcgRecord read(String fileName, Source source, EdfOptions options)
      throws IOException {
    return new EdfReader(fileName, source, options).read();
  }
}
