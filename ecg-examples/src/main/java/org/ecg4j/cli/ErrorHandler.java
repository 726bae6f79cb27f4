package org.ecg4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns an exception into one line on standard error and an exit code. */
final class ErrorHandler implements IExecutionExceptionHandler {
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
    commandLine.getErr().println("ecg: " + message(cause));
    if (debug.getAsBoolean()) {
      error.printStackTrace(commandLine.getErr());
    }
    if (cause instanceof InterruptedException || cause instanceof CancellationException) {
      return INTERRUPTED;
    }
    return cause instanceof IllegalArgumentException ? USAGE : INPUT_ERROR;
  }

  private static String message(Throwable error) {
    String text = error.getMessage();
    if (error instanceof NoSuchFileException) {
      return text + ": no such file";
    }
    if (error instanceof AccessDeniedException) {
      return text + ": permission denied";
    }
    boolean known = error instanceof IOException || error instanceof IllegalArgumentException;
    String shown = text == null ? error.getClass().getSimpleName() : text;
    return known
        ? shown
        : shown + " (" + error.getClass().getSimpleName() + "; --debug shows where)";
  }
}
