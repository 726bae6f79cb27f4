package org.ecg4j.cli;

import java.util.List;
import java.util.Locale;
import org.ecg4j.models.Models;
import org.ecg4j.models.PlannedSpec;

/** The networks that the command line offers by name. */
enum NetworkChoice {
  BILSTM("BiLSTM"),
  CNN("CNN"),
  ALEXNET("AlexNet"),
  GRU("GRU"),
  RESNET1D("ResNet"),
  CNNGRU("CNN-GRU");

  /** The four of the course, in its order. */
  static final List<NetworkChoice> COURSE = List.of(BILSTM, CNN, ALEXNET, GRU);

  private final String title;

  NetworkChoice(String title) {
    this.title = title;
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
