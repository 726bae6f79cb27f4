package org.ecg4j.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;

/**
 * Time and memory against the number of records, for {@code benchmarks/scale}: loading with mapped
 * samples, one pass of spectrograms, and classification of all beats in batches. The records are 48
 * simulated ones under as many names as are wanted; their headers share the signal files, so that
 * the disk holds 48.
 */
public final class Scale {
  private static final int SIMULATED = 48;
  private static final int MINUTES = 5;
  private static final int BATCH = 256;

  private Scale() {}

  /**
   * Makes a database or measures one.
   *
   * @param args {@code simulate} or {@code measure}, the folder, for {@code simulate} also how many
   *     records it is to have
   * @throws IOException when files cannot be written or read
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    if (args[0].equals("simulate")) {
      simulate(folder, Integer.parseInt(args[2]));
    } else {
      measure(folder);
    }
  }

  private static void simulate(Path folder, int records) throws IOException {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPatients(SIMULATED)
            .withDuration(Duration.ofMinutes(MINUTES));
    Path originals = folder.resolveSibling(folder.getFileName() + "-originals");
    EcgSimulator.of(options).write(originals);
    List<String> names = new ArrayList<>();
    try (var files = Files.list(originals)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".hea"))
          .sorted()
          .forEach(name -> names.add(name.substring(0, name.length() - ".hea".length())));
    }
    Files.createDirectories(folder);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      String original = names.get(i % SIMULATED);
      String name = String.format(Locale.ROOT, "s%05d", i);
      // The record's own name is the header's first word; the signal lines go on naming the
      // original's file.
      String header = Files.readString(originals.resolve(original + ".hea"));
      Files.writeString(
          folder.resolve(name + ".hea"),
          header.replaceFirst("(?m)^" + Pattern.quote(original) + "(?=\\s)", name));
      Files.createLink(folder.resolve(name + ".atr"), originals.resolve(original + ".atr"));
      if (i < SIMULATED) {
        Files.createLink(folder.resolve(original + ".dat"), originals.resolve(original + ".dat"));
      }
      all.add(name);
    }
    Files.write(folder.resolve("RECORDS"), all);
  }

  private static void measure(Path folder) throws IOException {
    PrintStream out = System.out;
    long start = System.nanoTime();
    EcgDataset beats = EcgDataset.load(folder, DatasetOptions.defaults().withMemoryMapped(true));
    double load = seconds(start);
    double loadHeap = usedMegabytes();

    EcgDataset spectra = beats.map(Stft.of(StftOptions.defaults()));
    FloatBuffer batch = FloatBuffer.allocate(BATCH * spectra.inputSpec().size());
    start = System.nanoTime();
    for (int from = 0; from < spectra.size(); from += BATCH) {
      int to = Math.min(spectra.size(), from + BATCH);
      spectra.gather(IntStream.range(from, to).toArray(), batch);
    }
    double features = seconds(start);
    double featuresHeap = usedMegabytes();

    List<Path> some = firstRecords(folder);
    try (TrainedModel model =
        EcgTrainer.train(
            Models.cnn(),
            EcgDataset.load(some, DatasetOptions.defaults())
                .asTrainingSet()
                .map(Stft.of(StftOptions.defaults())),
            TrainingOptions.defaults().withEpochs(1))) {
      start = System.nanoTime();
      int answers = model.predict(spectra).length;
      double classify = seconds(start);
      out.printf(
          Locale.ROOT,
          "{\"records\": %d, \"beats\": %d, \"load\": %.3f, \"features\": %.3f, \"classify\": %.3f,"
              + " \"loadHeap\": %.1f, \"featuresHeap\": %.1f, \"classifyHeap\": %.1f,"
              + " \"ownResident\": %.1f}%n",
          beats.recordNames().size(),
          answers,
          load,
          features,
          classify,
          loadHeap,
          featuresHeap,
          usedMegabytes(),
          ownResidentMegabytes());
    }
  }

  /**
   * Resident memory that is the process's own: heap, LibTorch's arrays, code. Not the pages of
   * mapped files, which are the system's cache and leave when it needs room.
   */
  private static double ownResidentMegabytes() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(each -> each.startsWith("RssAnon:"))
            .findFirst()
            .orElseThrow(() -> new IOException("/proc/self/status has no RssAnon"));
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
  }

  private static List<Path> firstRecords(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("RECORDS")).stream()
        .limit(8)
        .map(folder::resolve)
        .toList();
  }

  /** The heap in use after a collection. */
  private static double usedMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
