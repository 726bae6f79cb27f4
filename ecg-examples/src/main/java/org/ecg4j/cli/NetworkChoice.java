package org.ecg4j.cli;

import java.util.List;
import java.util.Locale;
import org.ecg4j.models.Models;
import org.ecg4j.models.PlannedSpec;

/** The networks that the command line offers by name. */
enum NetworkChoice {
  BILSTM("BiLSTM", 5),
  CNN("CNN", 6),
  ALEXNET("AlexNet", 7),
  GRU("GRU", 8),
  RESNET1D("ResNet", 9),
  CNNGRU("CNN-GRU", 10);

  /** The four of the course, in its order. */
  static final List<NetworkChoice> COURSE = List.of(BILSTM, CNN, ALEXNET, GRU);

  private final String title;
  private final int task;

  NetworkChoice(String title, int task) {
    this.title = title;
    this.task = task;
  }

  /** Its task in a run: 5 to 8 are the course's, others follow. */
  int task() {
    return task;
  }

  /** Its name for people. */
  String title() {
    return title;
  }

  PlannedSpec spec() {
    return switch (this) {
      case BILSTM -> Models.biLstm();
      case CNN -> Models.cnn();
      case ALEXNET -> Models.alexNet();
      case GRU -> Models.gru();
      case RESNET1D -> Models.resNet1d();
      case CNNGRU -> Models.cnnGru();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
