package org.ecg4j.cli;

import org.ecg4j.cli.benchmark.BenchmarkCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "ecg",
    description = "Finds abnormal heartbeats in electrocardiograms.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    subcommands = {
      RunCommand.class,
      BenchmarkCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      DatasetCommand.class,
      InfoCommand.class,
      ExportCommand.class,
      AnnotationsCommand.class,
      VerifyCommand.class,
      ConvertCommand.class,
      DetectCommand.class,
      ClassifyCommand.class,
      StreamCommand.class,
      PlotCommand.class,
      ReportCommand.class,
      ScoreCommand.class,
      SimulateCommand.class,
      DownloadCommand.class,
      CompletionCommand.class,
      VersionCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:problems were found",
      "2:wrong usage",
      "3:an input could not be read"
    },
    footer = {"", "Try 'ecg run', or 'ecg COMMAND --help' for one command."})
public final class EcgCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  /** Made by picocli. */
  public EcgCommand() {}

  /** Without a command there is only help to give. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * Starts the command line.
   *
   * @param args the arguments
   */
  public static void main(String[] args) {
    int code = execute(args);
    Interruption.lastWordPrinted();
    System.exit(code);
  }

  /**
   * Runs one command without ending the JVM.
   *
   * @param args the arguments
   * @return the exit code: 0 done, 1 found problems, 2 wrong usage, 3 input error
   */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  /** The command line, ready to execute. */
  static CommandLine commandLine() {
    EcgCommand root = new EcgCommand();
    CommandLine commandLine = new CommandLine(root);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    ErrorHandler errors = new ErrorHandler(() -> root.debug);
    commandLine.setExecutionExceptionHandler(errors);
    commandLine.setParameterExceptionHandler(errors);
    return commandLine;
  }
}
