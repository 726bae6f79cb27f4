package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.plots.ReportBeat;
import org.ecg4j.record.EcgRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws what made a model decide on a beat as it did. */
@Command(
    name = "saliency",
    description = {
      "Draws which part of a beat's window made a model decide as it did, by integrated gradients"
          + " and by occlusion."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  ecg plot saliency --model ecg-run/bilstm.ecgm mitdb/213 --at 3:02 -o why.png"
    })
final class PlotSaliencyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private PlottedRecord plotted;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "A model file (.ecgm).")
  private Path model;

  @Mixin private PictureFile picture;

  @Mixin private BeatChoice beat;

  /** Made by picocli. */
  PlotSaliencyCommand() {}

  @Override
  public Integer call() throws IOException {
    picture.check();
    EcgRecord record = plotted.read();
    long wanted = beat.sample(record);
    try (TrainedModel trained = TrainedModel.load(model)) {
      DatasetOptions options = ModelBeats.options(trained, model);
      EcgDataset beats =
          EcgDataset.of(
              List.of(record),
              record.annotators().isEmpty()
                  ? options
                  : options.withAnnotator(record.annotators().get(0)));
      double rateHz = beats.inputSpec().samplingRateHz();
      double place = wanted * rateHz / record.samplingRateHz();
      int nearest =
          IntStream.range(0, beats.size())
              .boxed()
              .min(Comparator.comparingDouble(i -> Math.abs(beats.beatSample(i) - place)))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "record " + record.name() + " has no beat that the model can judge"));
      ReportBeat judged =
          ModelBeats.explained(trained, beats, trained.evaluate(beats), nearest, record);
      picture.write(judged.picture(), spec.commandLine().getOut());
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "truly %s, called %s with probability %.3f%n",
              judged.truth(),
              judged.predicted(),
              judged.probability());
    }
    return 0;
  }
}
