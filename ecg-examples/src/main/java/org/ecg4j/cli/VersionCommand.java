package org.ecg4j.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the versions of ECG4J and of the Java it runs on. */
@Command(
    name = "version",
    description = "Prints the versions of ECG4J and of Java.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ecg version"})
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    for (String line : new Provider().getVersion()) {
      spec.commandLine().getOut().println(line);
    }
  }

  /** What {@code --version} prints. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(EcgCommand.class.getPackage().getImplementationVersion())
              .orElse("development");
      return new String[] {
        "ecg " + version,
        "Java "
            + Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
      };
    }
  }
}
