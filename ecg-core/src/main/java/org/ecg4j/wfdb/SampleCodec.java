package org.ecg4j.wfdb;

/**
 * How a signal format with a fixed number of bits packs samples into bytes. Samples come in groups
 * of {@code groupSamples} in {@code groupBytes}; only the last group of a file may be partial.
 * Stateless.
 */
abstract class SampleCodec {
  private final int groupSamples;
  private final int groupBytes;

  SampleCodec(int groupSamples, int groupBytes) {
    this.groupSamples = groupSamples;
    this.groupBytes = groupBytes;
  }

  /** The codec of a format, which must not be 0, 8 or FLAC. */
  static SampleCodec of(SignalFormat format) {
    return switch (format) {
      case FORMAT_16 -> WordCodec.LITTLE_16;
      case FORMAT_61 -> WordCodec.BIG_16;
      case FORMAT_160 -> WordCodec.OFFSET_16;
      case FORMAT_80 -> WordCodec.OFFSET_8;
      case FORMAT_24 -> WordCodec.LITTLE_24;
      case FORMAT_32 -> WordCodec.LITTLE_32;
      case FORMAT_212 -> Packed212.INSTANCE;
      case FORMAT_310 -> Packed310.INSTANCE;
      case FORMAT_311 -> Packed311.INSTANCE;
      default -> throw new IllegalArgumentException("no packing for format " + format.number());
    };
  }

  final int groupSamples() {
    return groupSamples;
  }

  final int groupBytes() {
    return groupBytes;
  }

  /** The bytes that a file of so many samples has when it is written. */
  final long writtenBytes(long samples) {
    return samples / groupSamples * groupBytes + partialBytes((int) (samples % groupSamples));
  }

  /** The bytes that must be there so that so many samples can be read. */
  final long neededBytes(long samples) {
    return samples / groupSamples * groupBytes + neededPartialBytes((int) (samples % groupSamples));
  }

  /** The samples that can be read from so many bytes. */
  final long readableSamples(long bytes) {
    long samples = bytes / groupBytes * groupSamples;
    int rest = (int) (bytes % groupBytes);
    int partial = 0;
    while (partial + 1 < groupSamples && neededPartialBytes(partial + 1) <= rest) {
      partial++;
    }
    return samples + partial;
  }

  /** The bytes written for a last group of fewer samples than a whole one. */
  abstract int partialBytes(int samples);

  /** The bytes that hold the bits of the first samples of a group. */
  int neededPartialBytes(int samples) {
    return partialBytes(samples);
  }

  /** Decodes samples from the start of a group on. */
  abstract void decode(byte[] in, int from, int[] out, int to, int count);

  /**
   * Encodes samples that are known to fit, from the start of a group on; writes {@code
   * writtenBytes(count)} bytes.
   */
  abstract void encode(int[] in, int from, int count, byte[] out, int to);
}
