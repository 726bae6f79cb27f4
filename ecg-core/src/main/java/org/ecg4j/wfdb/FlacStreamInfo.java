package org.ecg4j.wfdb;

/**
 * The STREAMINFO block of a FLAC stream (RFC 9639, section 8.2), without the frame sizes.
 *
 * @param minBlockSize the smallest number of samples a frame holds, the last frame apart
 * @param maxBlockSize the largest
 * @param samplingRateHz as stated; WFDB writes 96000 whatever the record's rate is
 * @param channels 1 to 8
 * @param bitsPerSample 4 to 32
 * @param sampleCount samples of each channel, 0 when unknown
 * @param md5 the digest of all samples in hexadecimal, {@link #NO_MD5} when unknown
 */
record FlacStreamInfo(
    int minBlockSize,
    int maxBlockSize,
    int samplingRateHz,
    int channels,
    int bitsPerSample,
    long sampleCount,
    String md5) {

  /** What stands for a digest that was not computed. */
  static final String NO_MD5 = "0".repeat(32);

  /** The block's length in bytes. */
  static final int LENGTH = 34;

  /** The bytes that one sample takes in the input of the digest. */
  int bytesPerSample() {
    return (bitsPerSample + 7) / 8;
  }
}
