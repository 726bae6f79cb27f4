package org.ecg4j.inference;

import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds a stream with the chunks that a publisher gives. */
final class ChunkSubscriber implements Flow.Subscriber<float[]> {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkSubscriber.class);

  private final StreamingClassifier stream;
  private Flow.@Nullable Subscription subscription;

  ChunkSubscriber(StreamingClassifier stream) {
    this.stream = stream;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    Objects.requireNonNull(given, "subscription");
    if (subscription != null) {
      given.cancel();
      return;
    }
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(float[] chunk) {
    Flow.Subscription current = Objects.requireNonNull(subscription, "not subscribed");
    try {
      stream.accept(chunk);
    } catch (RuntimeException e) {
      // A subscriber may not throw at its publisher.
      current.cancel();
      LOG.error("the stream stopped at sample {}", stream.sampleCount(), e);
      return;
    }
    current.request(1);
  }

  @Override
  public void onError(Throwable error) {
    LOG.warn("the signal broke off after {} samples", stream.sampleCount(), error);
    stream.finish();
  }

  @Override
  public void onComplete() {
    stream.finish();
  }
}
