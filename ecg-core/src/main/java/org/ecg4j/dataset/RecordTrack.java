package org.ecg4j.dataset;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.Signal;
import org.ecg4j.segment.BeatTrack;
import org.jspecify.annotations.Nullable;

/**
 * The beats of a loaded record. The codes are for labelling and for reports; the public face does
 * not show them.
 */
final class RecordTrack implements BeatTrack {
  private final String recordName;
  private final String subject;
  private final double samplingRateHz;
  private final List<Signal> leads;
  private final long endSample;
  private final long[] beatSamples;
  private final AnnotationCode[] codes;
  private final Map<Object, Once> memo = new ConcurrentHashMap<>();

  /** Adopts the arrays. */
  RecordTrack(
      String recordName,
      String subject,
      double samplingRateHz,
      List<Signal> leads,
      long endSample,
      long[] beatSamples,
      AnnotationCode[] codes) {
    this.recordName = recordName;
    this.subject = subject;
    this.samplingRateHz = samplingRateHz;
    this.leads = leads;
    this.endSample = endSample;
    this.beatSamples = beatSamples;
    this.codes = codes;
  }

  @Override
  public String recordName() {
    return recordName;
  }

  @Override
  public String subject() {
    return subject;
  }

  @Override
  public double samplingRateHz() {
    return samplingRateHz;
  }

  @Override
  public int beatCount() {
    return beatSamples.length;
  }

  @Override
  public long beatSample(int beat) {
    return beatSamples[beat];
  }

  AnnotationCode code(int beat) {
    return codes[beat];
  }

  /**
   * SHA-256 of the names, of the beats and of the samples of the loaded leads with their
   * calibration.
   */
  byte[] digest() {
    return once("digest", track -> computeDigest());
  }

  private byte[] computeDigest() {
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putUnencodedChars(recordName).putChar('\n').putUnencodedChars(subject).putChar('\n');
    hasher.putDouble(samplingRateHz);
    for (long sample : beatSamples) {
      hasher.putLong(sample);
    }
    int[] block = new int[1 << 14];
    ByteBuffer bytes = ByteBuffer.allocate(4 * block.length);
    for (Signal lead : leads) {
      hasher.putDouble(lead.info().gainAdcPerUnit()).putInt(lead.info().baselineAdc());
      for (long start = 0; start < lead.sampleCount(); start += block.length) {
        int count = (int) Math.min(block.length, lead.sampleCount() - start);
        lead.readDigital(start, count, block, 0);
        bytes.clear().asIntBuffer().put(block, 0, count);
        hasher.putBytes(bytes.limit(4 * count));
      }
    }
    return hasher.hash().asBytes();
  }

  List<String> leadNames() {
    return leads.stream().map(signal -> signal.info().lead()).toList();
  }

  @Override
  public int leadCount() {
    return leads.size();
  }

  @Override
  public long endSample() {
    return endSample;
  }

  @Override
  public void readLead(int lead, long startSample, int count, float[] target, int offset) {
    leads.get(lead).readPhysical(startSample, count, target, offset);
  }

  @Override
  @SuppressWarnings("unchecked") // a key stands for one computation, so for one type
  public <T> T once(Object key, Function<? super BeatTrack, ? extends T> compute) {
    // The map is not held while computing, so that a computation may ask for other values.
    return (T) memo.computeIfAbsent(key, Once::new).get(() -> compute.apply(this));
  }

  /** A value that the first to ask computes, while others that ask for it wait. */
  private static final class Once {
    private final Object key;
    private volatile @Nullable Object value;
    private boolean running;

    Once(Object key) {
      this.key = key;
    }

    Object get(Supplier<Object> compute) {
      Object known = value;
      return known != null ? known : compute(compute);
    }

    /** Keeps nothing when the computation fails: the next to ask tries again. */
    private synchronized Object compute(Supplier<Object> compute) {
      Object known = value;
      if (known != null) {
        return known;
      }
      if (running) {
        throw new IllegalStateException("the computation of " + key + " asks for its own result");
      }
      running = true;
      try {
        Object made = Objects.requireNonNull(compute.get(), () -> key + " was computed as null");
        value = made;
        return made;
      } finally {
        running = false;
      }
    }
  }
}
