package org.ecg4j.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.wfdb.AnnotationSet;
import org.ecg4j.wfdb.Edf;
import org.ecg4j.wfdb.EdfOptions;
import org.ecg4j.wfdb.Wfdb;

/**
 * Reads EDF files as records of a dataset. EDF has no codes for beats, so these come from a WFDB
 * annotation file beside the EDF file.
 */
final class EdfRecords {
  private static final String SUFFIX = ".edf";

  private EdfRecords() {}

  static boolean isEdf(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  /** The EDF files in a folder, in order of name. */
  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(EdfRecords::isEdf).filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The wanted leads of a file, one sample a frame, and its beats. */
  static EcgRecord read(Path file, DatasetOptions options) throws IOException {
    EcgRecord whole = Edf.read(file);
    AnnotationSet beats =
        Wfdb.readAnnotationSet(annotated(file, options.annotator()), options.annotator());
    List<Signal> leads = options.leads().of(whole);
    if (leads.get(0).info().samplingRateHz() == whole.samplingRateHz()) {
      return whole.withAnnotations(options.annotator(), beats.atRate(whole.samplingRateHz()));
    }
    // Other leads have other rates and make frames longer than a sample of the wanted ones.
    String[] names = leads.stream().map(lead -> lead.info().lead()).toArray(String[]::new);
    EcgRecord wanted = Edf.read(file, EdfOptions.defaults().withLeads(names));
    AnnotationSet inTime =
        beats.timeResolutionHz().isPresent()
            ? beats
            : beats.withTimeResolutionHz(whole.samplingRateHz());
    return wanted.withAnnotations(options.annotator(), inTime.atRate(wanted.samplingRateHz()));
  }

  /** What the annotation file is named after: the EDF file with its suffix, or without. */
  private static Path annotated(Path file, String annotator) throws IOException {
    String name = file.getFileName().toString();
    String bare = name.substring(0, name.length() - SUFFIX.length());
    for (String candidate : List.of(name, bare)) {
      if (Files.exists(file.resolveSibling(candidate + "." + annotator))) {
        return file.resolveSibling(candidate);
      }
    }
    throw new FileNotFoundException(
        file
            + ": an EDF file has no beat annotations of its own, and beside it there is neither "
            + name
            + "."
            + annotator
            + " nor "
            + bare
            + "."
            + annotator
            + "; choose another annotator with DatasetOptions.withAnnotator");
  }
}
