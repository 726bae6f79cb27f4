package org.ecg4j.cli;

import org.ecg4j.engine.Device;
import org.ecg4j.training.RuntimeOptions;
import picocli.CommandLine.Option;

/** The options that say with how much of the machine a network computes. */
final class RuntimeChoice {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation of LibTorch; default all cores.")
  private int threads;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu, cuda or cuda:N; default ${DEFAULT-VALUE}.")
  private String device;

  /** Made by picocli. */
  RuntimeChoice() {}

  RuntimeOptions options() {
    return RuntimeOptions.defaults().withThreads(threads).withDevice(Device.parse(device));
  }
}
