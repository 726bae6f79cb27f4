package org.ecg4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.ecg4j.engine.EngineUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns an exception into one line on standard error and an exit code. */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final int USAGE = CommandLine.ExitCode.USAGE;
  static final int INPUT_ERROR = 3;
  private static final int INTERRUPTED = 130;

  private final BooleanSupplier debug;

  ErrorHandler(BooleanSupplier debug) {
    this.debug = debug;
  }

  @Override
  public int handleExecutionException(
      Exception error, CommandLine commandLine, ParseResult parseResult) {
    Throwable cause = error instanceof UncheckedIOException ? error.getCause() : error;
    commandLine.getErr().println("ecg: " + oneLine(context(error, cause) + message(cause)));
    if (debug.getAsBoolean()) {
      error.printStackTrace(commandLine.getErr());
    }
    if (cause instanceof InterruptedException || cause instanceof CancellationException) {
      return INTERRUPTED;
    }
    return cause instanceof IllegalArgumentException ? USAGE : INPUT_ERROR;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine commandLine = error.getCommandLine();
    List<String> meant =
        error instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    commandLine
        .getErr()
        .println(
            "ecg: "
                + oneLine(error.getMessage())
                + (meant.isEmpty() ? "" : "; perhaps " + String.join(" or ", meant))
                + "; see '"
                + commandLine.getCommandSpec().qualifiedName()
                + " --help'");
    if (debug.getAsBoolean()) {
      error.printStackTrace(commandLine.getErr());
    }
    return USAGE;
  }

  /** What a wrapper says beyond the cause that it carries. */
  private static String context(Exception error, Throwable cause) {
    String text = error.getMessage();
    return error == cause || text == null || text.equals(cause.toString()) ? "" : text + ": ";
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\R\\s*", " ");
  }

  private static String message(Throwable error) {
    String text = error.getMessage();
    if (error instanceof NoSuchFileException) {
      return text + ": no such file";
    }
    if (error instanceof AccessDeniedException) {
      return text + ": permission denied";
    }
    if (error instanceof NotDirectoryException) {
      return text + ": not a folder";
    }
    boolean known =
        error instanceof IOException
            || error instanceof IllegalArgumentException
            || error instanceof CancellationException
            || error instanceof EngineUnavailableException;
    String shown = text == null ? error.getClass().getSimpleName() : text;
    return known
        ? shown
        : shown + " (" + error.getClass().getSimpleName() + "; --debug shows where)";
  }
}
