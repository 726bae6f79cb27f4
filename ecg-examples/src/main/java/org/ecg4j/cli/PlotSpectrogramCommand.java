package org.ecg4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.ecg4j.features.StftOptions;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.plots.Spectrogram;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.segment.LeadSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws spectrograms. */
@Command(
    name = "spectrogram",
    description = {
      "Draws the short-time Fourier transform of a normal and an abnormal beat side by side, in"
          + " decibels over time and frequency."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Example:", "  ecg plot spectrogram mitdb/119 --code V -o spectrograms.png"})
final class PlotSpectrogramCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private PlottedRecord plotted;

  @Mixin private PictureFile picture;

  @Mixin private BeatChoice beat;

  @Option(
      names = "--lead",
      paramLabel = "LEAD",
      description = "The lead; default MLII or else the first.")
  private @Nullable String lead;

  @Option(
      names = "--length",
      paramLabel = "SECONDS",
      defaultValue = "4",
      description = "How long the window around each beat is; default ${DEFAULT-VALUE}.")
  private double lengthSeconds;

  @Option(
      names = "--highest",
      paramLabel = "HZ",
      description = "The highest frequency to draw; default half the sampling rate.")
  private @Nullable Double highestHz;

  /** Made by picocli. */
  PlotSpectrogramCommand() {}

  @Override
  public Integer call() throws IOException {
    picture.check();
    EcgRecord record = plotted.read();
    Signal signal =
        lead == null ? LeadSelection.preferring("MLII").of(record).get(0) : record.signal(lead);
    long chosen = beat.sample(record);
    List<Spectrogram> panels = new ArrayList<>();
    normal(record, chosen).ifPresent(sample -> panels.add(panel(record, signal, sample)));
    panels.add(panel(record, signal, chosen));
    picture.write(
        EcgPlots.spectrograms(panels.toArray(new Spectrogram[0])), spec.commandLine().getOut());
    return 0;
  }

  /** The normal beat nearest to another that has none but normal beats in its window. */
  private Optional<Long> normal(EcgRecord record, long chosen) {
    long half = Math.round(lengthSeconds / 2 * record.samplingRateHz());
    long[] others =
        PlottedRecord.beats(record).stream()
            .filter(each -> !each.code().equals(AnnotationCode.NORMAL) || each.sample() == chosen)
            .mapToLong(Annotation::sample)
            .toArray();
    return PlottedRecord.beats(record).stream()
        .filter(each -> each.code().equals(AnnotationCode.NORMAL))
        .map(Annotation::sample)
        .filter(
            sample -> LongStream.of(others).noneMatch(other -> Math.abs(other - sample) <= half))
        .min(Comparator.comparingLong(sample -> Math.abs(sample - chosen)));
  }

  private Spectrogram panel(EcgRecord record, Signal signal, long sample) {
    double rateHz = signal.info().samplingRateHz();
    int count = (int) Math.round(lengthSeconds * rateHz);
    long centre = Math.round(sample * rateHz / record.samplingRateHz());
    long start = Math.max(0, Math.min(centre - count / 2, signal.sampleCount() - count));
    float[] values = new float[(int) Math.min(count, signal.sampleCount())];
    signal.readPhysical(start, values.length, values, 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.isNaN(values[i]) ? 0 : values[i];
    }
    String code =
        PlottedRecord.beats(record).stream()
            .filter(each -> each.sample() == sample)
            .map(each -> "beat " + each.code().mnemonic())
            .findFirst()
            .orElse("window");
    Spectrogram whole =
        Spectrogram.of(
            code + " of record " + record.name() + ", " + signal.info().lead(),
            values,
            rateHz,
            StftOptions.defaults());
    return highestHz == null ? whole : whole.upToHz(highestHz);
  }
}
