package org.ecg4j.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ecg4j.training.StopRequest;

/**
 * Lets a long command end in order on Ctrl-C: the signal sets a stop request, and the process waits
 * until the command has tidied up and said what is left. Commands without one end at once, which is
 * safe since files are only ever replaced whole.
 */
final class Interruption implements AutoCloseable {
  /** A batch, a validation and the words about what is left; more would look like a hang. */
  private static final int PATIENCE_SECONDS = 30;

  /** Reached once the command's last word is printed; until then the process must not end. */
  private static final CountDownLatch LAST_WORD = new CountDownLatch(1);

  private final StopRequest request = new StopRequest();
  private final Thread hook = new Thread(this::stopAndWait, "ecg-stop");

  private Interruption() {}

  /** Listens to Ctrl-C from now on. */
  static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Says that the command has printed all it will, its error too. */
  static void lastWordPrinted() {
    LAST_WORD.countDown();
  }

  private void stopAndWait() {
    request.request();
    try {
      LAST_WORD.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a training watches. */
  StopRequest request() {
    return request;
  }

  boolean isRequested() {
    return request.isRequested();
  }

  /** Ends a step that has nothing to keep, if Ctrl-C was pressed. */
  void check() {
    if (isRequested()) {
      throw new CancellationException("stopped");
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs already, and waits for the last word.
    }
  }
}
