package org.ecg4j.cli;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.ecg4j.inference.EcgClassifier;
import org.ecg4j.inference.StreamOptions;
import org.ecg4j.inference.StreamedBeat;
import org.ecg4j.inference.StreamingClassifier;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.signal.SignalQuality;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Classifies the beats of a live signal. */
@Command(
    name = "stream",
    description = {
      "Finds and classifies the beats of a live signal and prints one JSON object a beat.",
      "The signal comes from standard input: millivolts as little-endian 32-bit floats,"
          + " interleaved;",
      "NaN is a missing sample. Or a record is played."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  sensor | ecg stream --model bilstm.ecgm --rate 360 --leads MLII,V1",
      "  ecg stream --model bilstm.ecgm --record mitdb/100 --fast"
    })
final class StreamCommand implements Callable<Integer> {
  private static final int CHUNKS_PER_SECOND = 10;
  private static final int READ_BYTES = 1 << 14;

  @Spec private CommandSpec spec;

  @Mixin private ModelSource model;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      description = "Samples a second of standard input; default the model's.")
  private @Nullable Double rate;

  @Option(
      names = "--leads",
      split = ",",
      paramLabel = "LEAD",
      description = {
        "Names of the leads on standard input, in order; or the leads of the record that stand for"
            + " the",
        "model's. Default the model's names."
      })
  private String[] leads = {};

  @Option(names = "--record", paramLabel = "RECORD", description = "Play a record instead.")
  private @Nullable Path recordPath;

  @Option(names = "--fast", description = "Play it as fast as it goes, not in real time.")
  private boolean fast;

  private boolean stopped;

  /** Made by picocli. */
  StreamCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (recordPath != null && rate != null) {
      throw new IllegalArgumentException("--rate is of standard input, not of --record");
    }
    if (recordPath == null && fast) {
      throw new IllegalArgumentException("--fast goes with --record");
    }
    // On Ctrl-C the chunk at hand is finished, so that no line is cut off, and no other is begun.
    Thread hook = new Thread(this::stop, "ecg-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (EcgClassifier classifier = model.load()) {
      if (recordPath != null) {
        play(classifier, recordPath);
      } else {
        listen(classifier);
      }
    } finally {
      removeHook(hook);
    }
    return 0;
  }

  private synchronized void stop() {
    stopped = true;
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already.
    }
  }

  private void play(EcgClassifier classifier, Path path) throws IOException, InterruptedException {
    EcgRecord record = ModelSource.read(path, classifier, leads);
    List<String> names = record.leads();
    StreamingClassifier stream = open(classifier, StreamOptions.of(record.samplingRateHz(), names));
    int most = (int) Math.max(1, record.samplingRateHz() / CHUNKS_PER_SECOND);
    float[] lead = new float[most];
    float[] chunk = new float[most * names.size()];
    long begin = System.nanoTime();
    for (long at = 0; at < record.sampleCount(); at += most) {
      int count = (int) Math.min(most, record.sampleCount() - at);
      for (int l = 0; l < names.size(); l++) {
        record.signals().get(l).readPhysical(at, count, lead, 0);
        for (int i = 0; i < count; i++) {
          chunk[i * names.size() + l] = lead[i];
        }
      }
      if (!fast) {
        double due = (at + count) / record.samplingRateHz() * 1e9;
        TimeUnit.NANOSECONDS.sleep((long) due - (System.nanoTime() - begin));
      }
      take(stream, chunk, count * names.size());
    }
    finish(stream);
  }

  private void listen(EcgClassifier classifier) throws IOException {
    var raw = classifier.model().info().pipeline().raw();
    List<String> names = leads.length == 0 ? raw.leads() : List.of(leads);
    StreamingClassifier stream =
        open(classifier, StreamOptions.of(rate == null ? raw.samplingRateHz() : rate, names));
    InputStream in = new BufferedInputStream(System.in, READ_BYTES);
    byte[] bytes = new byte[READ_BYTES];
    float[] chunk = new float[READ_BYTES / Float.BYTES];
    FloatBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    long total = 0;
    int waiting = 0;
    // What has come so far is worked on at once; the bytes of a value that is not whole wait.
    for (int read = in.read(bytes);
        read >= 0;
        read = in.read(bytes, waiting, READ_BYTES - waiting)) {
      total += read;
      waiting += read;
      int count = waiting / Float.BYTES;
      values.get(0, chunk, 0, count);
      waiting -= count * Float.BYTES;
      System.arraycopy(bytes, count * Float.BYTES, bytes, 0, waiting);
      take(stream, chunk, count);
    }
    finish(stream);
    long frame = (long) names.size() * Float.BYTES;
    if (total % frame != 0) {
      throw new EOFException(
          "standard input ended after "
              + total
              + " bytes, within the samples of one time, which are "
              + frame
              + " bytes ("
              + names.size()
              + " leads)");
    }
  }

  private StreamingClassifier open(EcgClassifier classifier, StreamOptions options) {
    StreamingClassifier stream =
        StreamingClassifier.of(classifier, options, beat -> print(classifier, beat));
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "ecg: listening to %s at %s Hz; a beat is printed %.2f s after it at most%n",
            String.join(", ", options.leads()),
            options.samplingRateHz(),
            stream.delay().toNanos() * 1e-9);
    return stream;
  }

  private synchronized void take(StreamingClassifier stream, float[] chunk, int count) {
    waitIfStopped();
    stream.accept(chunk, 0, count);
  }

  private synchronized void finish(StreamingClassifier stream) {
    waitIfStopped();
    stream.finish();
  }

  /** The JVM is about to end: no more work in native code, which would be torn away under it. */
  private synchronized void waitIfStopped() {
    while (stopped) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void print(EcgClassifier classifier, StreamedBeat beat) {
    var info = classifier.model().info();
    Map<String, Object> json = Beats.json(beat.prediction(), info.classNames(), beat.seconds());
    json.put("confidence", beat.confidence());
    json.put("usable", beat.isUsable());
    Map<String, Object> leads = new LinkedHashMap<>();
    for (int l = 0; l < beat.quality().size(); l++) {
      leads.put(info.pipeline().raw().leads().get(l), quality(beat.quality().get(l)));
    }
    json.put("quality", leads);
    var out = spec.commandLine().getOut();
    out.println(Json.line(json));
    out.flush();
  }

  private static Map<String, Object> quality(SignalQuality quality) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("missing", quality.missingFraction());
    json.put("flat", quality.flatFraction());
    json.put("clipped", quality.clippedFraction());
    json.put("highFrequency", quality.highFrequencyFraction());
    return json;
  }
}
