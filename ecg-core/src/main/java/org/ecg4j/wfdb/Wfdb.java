package org.ecg4j.wfdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;

/**
 * Reads and writes WFDB records. A record is named by its path without a suffix: {@code mitdb/100}
 * stands for {@code 100.hea} and the files next to it.
 *
 * <pre>{@code
 * EcgRecord record = Wfdb.read(Path.of("mitdb/100"));
 * float[] millivolts = record.signal("MLII").toPhysical();
 * List<Annotation> beats = record.annotations("atr");
 * }</pre>
 */
public final class Wfdb {
  private static final String HEADER_SUFFIX = ".hea";

  private Wfdb() {}

  /**
   * Reads all of a record, with the annotations of {@code atr} where there are any.
   *
   * @param recordPath the record without suffix
   * @return the record
   * @throws WfdbFormatException when a file is malformed or damaged
   * @throws IOException when a file cannot be read
   */
  public static EcgRecord read(Path recordPath) throws IOException {
    return read(recordPath, ReadOptions.defaults());
  }

  /**
   * Reads a record.
   *
   * @param recordPath the record without suffix
   * @param options what is read, and how
   * @return the record
   * @throws WfdbFormatException when a file is malformed or damaged
   * @throws IOException when a file cannot be read
   */
  public static EcgRecord read(Path recordPath, ReadOptions options) throws IOException {
    return read(folderOf(recordPath), nameOf(recordPath), options);
  }

  /**
   * Reads a record out of a folder of any kind.
   *
   * @param folder where its files are
   * @param recordName the record's name without suffix
   * @param options what is read, and how
   * @return the record
   * @throws WfdbFormatException when a file is malformed or damaged
   * @throws IOException when a file cannot be read
   */
  public static EcgRecord read(SourceFolder folder, String recordName, ReadOptions options)
      throws IOException {
    return new RecordLoader(folder, recordName, options).load();
  }

  /**
   * Opens a record to be read block by block.
   *
   * @param recordPath the record without suffix
   * @param options range, leads and strictness; annotators are not used
   * @return a reader to be closed
   * @throws WfdbFormatException when a file is malformed or damaged
   * @throws IOException when a file cannot be read
   */
  public static RecordReader open(Path recordPath, ReadOptions options) throws IOException {
    return open(folderOf(recordPath), nameOf(recordPath), options);
  }

  /**
   * Opens a record in a folder of any kind to be read block by block.
   *
   * @param folder where its files are
   * @param recordName the record's name without suffix
   * @param options range, leads and strictness; annotators are not used
   * @return a reader to be closed
   * @throws WfdbFormatException when a file is malformed or damaged
   * @throws IOException when a file cannot be read
   */
  public static RecordReader open(SourceFolder folder, String recordName, ReadOptions options)
      throws IOException {
    return new RecordReader(new RecordLoader(folder, recordName, options));
  }

  /**
   * Reads all records of a database, on all processors. The result does not depend on their number.
   *
   * @param databaseFolder the folder, as for {@link #listRecords}
   * @param options what is read of each record, and how
   * @return the records in the order of {@link #listRecords}
   * @throws WfdbFormatException when a file is malformed or damaged
   * @throws IOException when a file cannot be read
   */
  public static List<EcgRecord> readDatabase(Path databaseFolder, ReadOptions options)
      throws IOException {
    try {
      return listRecords(databaseFolder).parallelStream()
          .map(path -> readUnchecked(path, options))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static EcgRecord readUnchecked(Path recordPath, ReadOptions options) {
    try {
      return read(recordPath, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a header only.
   *
   * @param recordPath the record without suffix
   * @return what the header file says
   * @throws WfdbFormatException when it is malformed
   * @throws IOException when it cannot be read
   */
  public static WfdbHeader readHeader(Path recordPath) throws IOException {
    return readHeader(recordPath, ReadOptions.defaults());
  }

  /**
   * Reads a header only.
   *
   * @param recordPath the record without suffix
   * @param options strictness and trust in file names; the rest does not matter here
   * @return what the header file says
   * @throws WfdbFormatException when it is malformed
   * @throws IOException when it cannot be read
   */
  public static WfdbHeader readHeader(Path recordPath, ReadOptions options) throws IOException {
    return new RecordLoader(folderOf(recordPath), nameOf(recordPath), options).header();
  }

  /**
   * Reads one annotation file, strictly. Samples count at the record's rate: where the file has a
   * time resolution of its own and the record a header, they are converted.
   *
   * @param recordPath the record without suffix
   * @param annotator the file's suffix, such as {@code atr}
   * @return the annotations in order of time
   * @throws WfdbFormatException when the file is malformed
   * @throws IOException when it cannot be read
   */
  public static List<Annotation> readAnnotations(Path recordPath, String annotator)
      throws IOException {
    AnnotationSet set = readAnnotationSet(recordPath, annotator);
    if (set.timeResolutionHz().isPresent()
        && Files.exists(recordPath.resolveSibling(nameOf(recordPath) + HEADER_SUFFIX))) {
      return set.atRate(readHeader(recordPath).record().samplingRateHz());
    }
    return set.annotations();
  }

  /**
   * Reads one annotation file, strictly, with what it says of itself.
   *
   * @param recordPath the record without suffix
   * @param annotator the file's suffix, such as {@code atr}
   * @return annotations, time resolution and own types
   * @throws WfdbFormatException when the file is malformed
   * @throws IOException when it cannot be read
   */
  public static AnnotationSet readAnnotationSet(Path recordPath, String annotator)
      throws IOException {
    return RecordLoader.readAnnotations(
        folderOf(recordPath), nameOf(recordPath), annotator, new Defects(Strictness.STRICT));
  }

  /**
   * Writes a record: {@code NAME.dat}, an annotation file for each annotator and {@code NAME.hea}
   * last. Files appear under their names only when all are complete.
   *
   * @param record the record
   * @param directory where its files go; created when missing
   * @param options how it is written
   * @return the files, and what did not fit when the options allow that
   * @throws IllegalArgumentException when a sample does not fit into the chosen format
   * @throws IOException when a file cannot be written
   */
  public static WriteReport write(EcgRecord record, Path directory, WriteOptions options)
      throws IOException {
    if (options.segmentFrames() > 0) {
      return new SegmentWriter(record, options).write(directory);
    }
    return new RecordWriter(record, options).write(directory);
  }

  /**
   * Writes a multi-segment record: of fixed layout when all segments have the same leads with the
   * same calibration, else of variable layout. A segment without signals becomes a gap.
   *
   * @param record its header and annotations make up the record's; its signals are not written
   * @param segments ordinary records of the same rate, each written under its own name
   * @param directory where the files go; created when missing
   * @param options how the segments are written
   * @return the files, and for each lead of each segment what did not fit
   * @throws IllegalArgumentException when the segments do not make up the record's length, or a
   *     sample does not fit into the chosen format
   * @throws IOException when a file cannot be written
   */
  public static WriteReport writeSegments(
      EcgRecord record, List<EcgRecord> segments, Path directory, WriteOptions options)
      throws IOException {
    return new SegmentWriter(record, options).write(directory, segments);
  }

  /**
   * Writes one annotation file.
   *
   * @param recordPath the record without suffix
   * @param annotator the file's suffix, such as {@code atr}
   * @param annotations what it holds
   * @throws IllegalArgumentException when annotations are not in order of time
   * @throws IOException when it cannot be written
   */
  public static void writeAnnotations(Path recordPath, String annotator, AnnotationSet annotations)
      throws IOException {
    try (AtomicFiles files = new AtomicFiles(parentOf(recordPath))) {
      files.write(nameOf(recordPath) + "." + annotator, AnnotationWriter.write(annotations));
      files.commit();
    }
  }

  /**
   * The records of a database: those that its file {@code RECORDS} lists, in that order, or without
   * such a file every header in the folder, in order of name.
   *
   * @param databaseFolder the folder
   * @return record paths without suffix, for {@link #read(Path)}
   * @throws IOException when the folder cannot be read
   */
  public static List<Path> listRecords(Path databaseFolder) throws IOException {
    Path list = databaseFolder.resolve("RECORDS");
    if (Files.exists(list)) {
      return HeaderLines.decode(Files.readAllBytes(list))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(databaseFolder::resolve)
          .toList();
    }
    try (Stream<Path> files = Files.list(databaseFolder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(HEADER_SUFFIX))
          .map(file -> file.substring(0, file.length() - HEADER_SUFFIX.length()))
          .sorted()
          .map(databaseFolder::resolve)
          .toList();
    }
  }

  /**
   * Checks a record, or a database: headers, checksums, initial values, order and range of
   * annotations and, in a folder with {@code SHA256SUMS.txt}, the sums of its files.
   *
   * @param path a record without suffix, or a folder of records
   * @return what is wrong
   * @throws IOException when a file cannot be read
   */
  public static Verification verify(Path path) throws IOException {
    return Verifier.verify(path);
  }

  /**
   * Writes a record anew: in another format, an excerpt of it, some leads, in another order.
   *
   * @param recordPath the record without suffix
   * @param directory where the new files go; created when missing
   * @param options what is taken, and how it is written
   * @return the files, and what did not fit when the options allow that
   * @throws IllegalArgumentException when a sample does not fit into the chosen format
   * @throws WfdbFormatException when a file is malformed or damaged
   * @throws IOException when a file cannot be read or written
   */
  public static WriteReport convert(Path recordPath, Path directory, ConvertOptions options)
      throws IOException {
    EcgRecord record = read(recordPath, options.read());
    if (options.name().isPresent()) {
      record = record.withHeader(record.header().withName(options.name().get()));
    }
    return write(record, directory, options.write());
  }

  /**
   * Writes the signals of a record as comma-separated values: a line {@code sample,LEAD,...}, then
   * one row a sample.
   *
   * @param record the record; all its leads must have its rate
   * @param values physical or digital
   * @param firstSample the number of the first row
   * @param out receives the text; not closed
   * @throws IOException when writing fails
   */
  public static void writeCsv(EcgRecord record, CsvValues values, long firstSample, Appendable out)
      throws IOException {
    CsvWriter.write(record, values, firstSample, out);
  }

  private static SourceFolder folderOf(Path recordPath) {
    return SourceFolder.of(parentOf(recordPath));
  }

  static Path parentOf(Path recordPath) {
    Path parent = recordPath.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** The record's name; a header's path is taken for the record's. */
  static String nameOf(Path recordPath) {
    Path last = recordPath.getFileName();
    String name = last == null ? "" : last.toString();
    return name.endsWith(HEADER_SUFFIX)
        ? name.substring(0, name.length() - HEADER_SUFFIX.length())
        : name;
  }
}
