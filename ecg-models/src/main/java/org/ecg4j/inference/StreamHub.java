package org.ecg4j.inference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.ecg4j.dataset.InputSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many live signals that share one model: beats that are decided at about the same time, whichever
 * signal they are of, go through the network together, which costs far less than one by one.
 * Streams may be fed by several threads, each stream by one at a time; listeners are called on the
 * hub's own thread. A stream's beats come in order.
 *
 * <p>Which beats share a batch depends on time. LibTorch may round a sum otherwise in a batch of
 * another size, so the last digits of a probability may differ between two runs.
 */
public final class StreamHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);
  private static final int BATCH = 256;
  private static final int MOST_WAITING = 4 * BATCH;
  private static final Duration USUAL_LINGER = Duration.ofMillis(20);

  private final EcgClassifier classifier;
  private final long lingerNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Condition answered = lock.newCondition();
  private final Queue<Question> waiting = new ArrayDeque<>();
  private final Thread worker;
  private long asked;
  private long done;
  private boolean hurried;
  private boolean closed;
  private @Nullable Throwable failure;

  /** A beat before the network. */
  private static final class Question {
    private final float[] row;
    private final Consumer<float[]> answer;

    Question(float[] row, Consumer<float[]> answer) {
      this.row = row;
      this.answer = answer;
    }
  }

  private StreamHub(EcgClassifier classifier, Duration linger) {
    if (linger.isNegative() || linger.compareTo(Duration.ofSeconds(10)) > 0) {
      throw new IllegalArgumentException("linger must be 0 to 10 s, not " + linger);
    }
    this.classifier = Objects.requireNonNull(classifier, "classifier");
    lingerNanos = linger.toNanos();
    worker = new Thread(this::work, "ecg4j-stream-hub");
    worker.setDaemon(true);
    worker.start();
  }

  /**
   * A hub in which a beat waits up to 20 ms for others.
   *
   * @param classifier shared by all streams; it stays the caller's to close, after the hub
   * @return the hub
   */
  public static StreamHub of(EcgClassifier classifier) {
    return of(classifier, USUAL_LINGER);
  }

  /**
   * A hub.
   *
   * @param classifier shared by all streams; it stays the caller's to close, after the hub
   * @param linger how long a beat waits for others to share the network with, 0 to 10 s
   * @return the hub
   */
  public static StreamHub of(EcgClassifier classifier, Duration linger) {
    return new StreamHub(classifier, linger);
  }

  /**
   * Opens a stream of the rate and leads of the model.
   *
   * @param listener receives the beats, on the hub's thread
   * @return the stream; its {@code finish} returns when all its beats were handed on
   */
  public StreamingClassifier open(Consumer<? super StreamedBeat> listener) {
    InputSpec raw = classifier.model().info().pipeline().raw();
    return open(StreamOptions.of(raw.samplingRateHz(), raw.leads()), listener);
  }

  /**
   * Opens a stream.
   *
   * @param options as for {@link StreamingClassifier#of}
   * @param listener receives the beats, on the hub's thread
   * @return the stream; its {@code finish} returns when all its beats were handed on
   */
  public StreamingClassifier open(StreamOptions options, Consumer<? super StreamedBeat> listener) {
    return new StreamingClassifier(
        classifier,
        options,
        listener,
        new RowPredictor() {
          @Override
          public void predict(float[] row, Consumer<float[]> answer) {
            add(new Question(row, answer));
          }

          @Override
          public void flush() {
            StreamHub.this.flush();
          }
        });
  }

  private void add(Question question) {
    lock.lock();
    try {
      // A listener that feeds another stream must not wait for itself.
      boolean mayWait = Thread.currentThread() != worker;
      while (mayWait && waiting.size() >= MOST_WAITING && failure == null && !closed) {
        answered.awaitUninterruptibly();
      }
      requireAlive();
      waiting.add(question);
      asked++;
      added.signal();
    } finally {
      lock.unlock();
    }
  }

  private void flush() {
    if (Thread.currentThread() == worker) {
      return; // a listener that finishes its stream must not wait for itself
    }
    lock.lock();
    try {
      long upTo = asked;
      hurried = true;
      added.signal();
      while (done < upTo && failure == null) {
        answered.awaitUninterruptibly();
      }
      if (failure != null) {
        throw new IllegalStateException("the hub stopped: " + failure.getMessage(), failure);
      }
    } finally {
      lock.unlock();
    }
  }

  private void requireAlive() {
    if (failure != null) {
      throw new IllegalStateException("the hub stopped: " + failure.getMessage(), failure);
    }
    if (closed) {
      throw new IllegalStateException("the hub is closed");
    }
  }

  private void work() {
    try {
      for (List<Question> batch = take(); !batch.isEmpty(); batch = take()) {
        answer(batch);
        lock.lock();
        try {
          done += batch.size();
          answered.signalAll();
        } finally {
          lock.unlock();
        }
      }
    } catch (RuntimeException | Error e) { // an error, too, or the streams would wait for ever
      LOG.error("the model failed; its streams stop", e);
      lock.lock();
      try {
        failure = e;
        answered.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** The next beats, as many as there are after the linger; none when the hub was closed. */
  private List<Question> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        hurried = false;
        added.awaitUninterruptibly();
      }
      linger();
      List<Question> batch = new ArrayList<>();
      while (!waiting.isEmpty() && batch.size() < BATCH) {
        batch.add(waiting.remove());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void linger() {
    long left = lingerNanos;
    try {
      while (waiting.size() < BATCH && left > 0 && !hurried && !closed) {
        left = added.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Nobody but the hub has this thread; the beats that are there go on without the others.
      LOG.debug("the hub's thread was interrupted", e);
    }
  }

  private void answer(List<Question> batch) {
    int width = batch.get(0).row.length;
    float[] rows = new float[batch.size() * width];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i).row, 0, rows, i * width, width);
    }
    float[] probabilities = classifier.model().predictRows(rows, batch.size());
    int each = probabilities.length / batch.size();
    for (int i = 0; i < batch.size(); i++) {
      float[] own = new float[each];
      System.arraycopy(probabilities, i * each, own, 0, each);
      try {
        batch.get(i).answer.accept(own);
      } catch (RuntimeException e) {
        // One stream's listener is no reason for the others to stop.
        LOG.error("a listener failed at a beat", e);
      }
    }
  }

  /** Hands on the beats that wait and stops; streams that are still open can take no more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      added.signalAll();
      answered.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (worker.isAlive() && Thread.currentThread() != worker) {
      try {
        TimeUnit.MILLISECONDS.timedJoin(worker, 100);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
