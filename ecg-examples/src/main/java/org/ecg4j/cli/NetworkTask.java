package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.training.Checkpoints;
import org.ecg4j.training.CsvLog;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingListener;
import org.ecg4j.training.TrainingOptions;

/** Tasks 5 to 8: trains a network, judges it, saves it and draws how it went. */
final class NetworkTask {
  private final Course course;
  private final TrainingOptions options;
  private final ExampleTransform features;
  private final Interruption interruption;
  private final boolean resume;

  NetworkTask(
      Course course,
      ExampleTransform features,
      TrainingOptions options,
      Interruption interruption,
      boolean resume) {
    this.course = course;
    this.features = features;
    this.options = options;
    this.interruption = interruption;
    this.resume = resume;
  }

  /**
   * Trains one network.
   *
   * @throws CancellationException when Ctrl-C ended it; its state is in the checkpoints
   */
  TrainedNetwork train(NetworkChoice choice) throws IOException {
    TrainingSet fit = course.inner().fit().map(features);
    Path file = course.output().resolve(choice + ".ecgm");
    Path log = course.output().resolve(choice + ".csv");
    if (!resume) {
      forget(choice);
    }
    course.say(
        choice.task(),
        choice.title(),
        options.epochs()
            + (options.epochs() == 1 ? " epoch" : " epochs")
            + ", classes weighted, seed "
            + options.seed());
    try (TrainingBar bar = new TrainingBar(course.out());
        TrainedModel model =
            EcgTrainer.of(choice.spec(), options)
                .withValidation(course.inner().validation().map(features))
                .withListener(TrainingListener.all(bar, CsvLog.to(log)))
                .withStopRequest(interruption.request())
                .withCheckpoints(Checkpoints.in(checkpoints(choice)))
                .train(fit)) {
      interruption.check();
      model.save(file);
      Evaluation test = model.evaluate(course.split().test());
      TrainedNetwork trained =
          new TrainedNetwork(
              choice,
              model.info(),
              model.weightCount(),
              model.evaluate(fit),
              test,
              ReportTask.explain(course, model, test),
              file,
              log);
      draw(trained);
      return trained;
    }
  }

  private void draw(TrainedNetwork trained) throws IOException {
    String prefix = trained.choice().task() + "-" + trained.choice();
    course.write(EcgPlots.trainingCurves(trained.info().lineage().history()), prefix + "-training");
    course.write(EcgPlots.confusionMatrix(trained.test().confusion()), prefix + "-confusion");
    course.write(EcgPlots.roc(trained.test(), BootstrapOptions.defaults()), prefix + "-roc");
  }

  private Path checkpoints(NetworkChoice choice) {
    return course.output().resolve("checkpoints").resolve(choice.toString());
  }

  /** Forgets the state of a training: only files of its own, and folders that are empty then. */
  void forget(NetworkChoice choice) throws IOException {
    Path folder = checkpoints(choice);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> states = Files.newDirectoryStream(folder, "*.checkpoint")) {
      for (Path state : states) {
        Files.delete(state);
      }
    }
    for (Path empty : List.of(folder, folder.getParent())) {
      try (Stream<Path> content = Files.list(empty)) {
        if (content.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(empty);
    }
  }
}
