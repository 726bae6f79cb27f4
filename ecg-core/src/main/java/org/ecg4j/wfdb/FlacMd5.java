package org.ecg4j.wfdb;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The MD5 digest of the samples of a FLAC stream: channels interleaved, each sample in as few whole
 * bytes as its bits need, least significant byte first.
 */
final class FlacMd5 {
  private static final int BUFFER_BYTES = 1 << 13;

  private final int bytesPerSample;
  private final MessageDigest digest;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  FlacMd5(int bytesPerSample) {
    this.bytesPerSample = bytesPerSample;
    try {
      this.digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException noMd5) {
      throw new IllegalStateException("every Java platform has MD5", noMd5);
    }
  }

  /**
   * Adds a block of samples.
   *
   * @param channels the samples of each channel
   * @param from the first sample of the block in each array
   * @param count how many samples of each channel
   */
  void update(int[][] channels, int from, int count) {
    int sampleBytes = channels.length * bytesPerSample;
    int step = BUFFER_BYTES / sampleBytes;
    for (int done = 0; done < count; done += step) {
      int part = Math.min(step, count - done);
      for (int channel = 0; channel < channels.length; channel++) {
        pack(channels[channel], from + done, part, channel * bytesPerSample, sampleBytes);
      }
      digest.update(buffer, 0, part * sampleBytes);
    }
  }

  /** The digest of all samples in hexadecimal; it starts afresh. */
  String finish() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void pack(int[] samples, int from, int count, int at, int stride) {
    byte[] bytes = buffer;
    int width = bytesPerSample;
    for (int i = 0; i < count; i++) {
      int target = at + i * stride;
      int sample = samples[from + i];
      bytes[target] = (byte) sample;
      if (width > 1) {
        bytes[target + 1] = (byte) (sample >> 8);
      }
      if (width > 2) {
        bytes[target + 2] = (byte) (sample >> 16);
      }
      if (width > 3) {
        bytes[target + 3] = (byte) (sample >> 24);
      }
    }
  }
}
