package org.ecg4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.plots.Picture;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.ReadOptions;

/**
 * What the tasks of a course run share.
 *
 * @param folder of the records
 * @param beats all labelled beats
 * @param split by patient
 * @param inner the training patients: those to learn from, and those to watch by
 * @param output the folder of what the run writes
 * @param seed decides everything left to chance
 * @param out for people
 */
record Course(
    Path folder,
    EcgDataset beats,
    Split split,
    TrainingSet.Inner inner,
    Path output,
    long seed,
    PrintWriter out) {
  private static final double PICTURE_SCALE = 2;

  /** One line about a task. */
  void say(int task, String name, String text) {
    say(String.format(Locale.ROOT, "%d %s", task, name), text);
  }

  void say(String head, String text) {
    out.printf(Locale.ROOT, "%-12s%s%n", head, text);
    out.flush();
  }

  /** A record of the database with its signals. */
  EcgRecord record(String name) throws IOException {
    Path path = folder.resolve(name);
    Path edf = folder.resolve(name + ".edf");
    return RecordFile.read(Files.exists(edf) ? edf : path, ReadOptions.defaults());
  }

  /** Writes a picture and gives its place below the output folder. */
  String write(Picture picture, String name) throws IOException {
    Path pictures = output.resolve("pictures");
    Files.createDirectories(pictures);
    Path file = pictures.resolve(name + ".png");
    picture.writePng(file, PICTURE_SCALE);
    return output.relativize(file).toString();
  }
}
