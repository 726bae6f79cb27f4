package org.ecg4j.wfdb;

import java.io.IOException;
import java.util.HexFormat;

/**
 * Decodes a FLAC stream as RFC 9639 defines it, frame by frame and in constant memory: the arrays
 * of one frame are used again for the next. Frames may be reached in any order; a stream that is
 * decoded from its first to its last frame also has its MD5 digest checked.
 *
 * <p>Nothing in the stream is trusted before it is checked: CRC-8 and CRC-16 of each frame, the
 * order of the frames, the bits of each sample. A stream may not claim more than {@value
 * #MAX_SAMPLES_PER_BYTE} samples a byte, so memory for its output stays in proportion to its size;
 * a real stream can only exceed that when all of it is flat and its blocks are huge.
 */
final class FlacDecoder {
  static final int MAX_SAMPLES_PER_BYTE = 4096;

  private static final int STREAM_MARKER = 0x664C6143;
  private static final int STREAMINFO = 0;
  private static final int SEEKTABLE = 3;
  private static final int INVALID_BLOCK = 127;

  /** A search by halves stops at this many bytes; the frames in them are decoded in order. */
  private static final int SEEK_BYTES = 1 << 12;

  private final FlacBitReader bits;
  private final FlacStreamInfo info;
  private final FlacBlockReader block;
  private final long firstFrame;
  private final boolean variableBlockSize;
  private final int fixedBlockSize;
  private final FlacMd5 md5;
  private boolean inOrder = true;
  private boolean checksEnd = true;
  private long blockStart;
  private long blockEnd;

  private FlacDecoder(FlacBitReader bits) throws IOException {
    this.bits = bits;
    this.info = readMetadata();
    this.firstFrame = bits.position();
    this.md5 = new FlacMd5(info.bytesPerSample());
    this.block = new FlacBlockReader(bits, info);
    if (!bits.atEnd()) {
      block.readHeader();
      bits.seek(firstFrame);
    }
    this.variableBlockSize = block.variableBlockSize();
    this.fixedBlockSize = block.blockSize();
    checkExpansion(info.sampleCount());
  }

  /**
   * Opens a stream and reads its metadata.
   *
   * @param file the name for error messages
   * @param source the stream; the caller closes it
   * @return a decoder before the first frame
   * @throws WfdbFormatException when it is not a FLAC stream or breaks a rule of the format
   */
  static FlacDecoder open(String file, Source source) throws IOException {
    return new FlacDecoder(new FlacBitReader(file, source));
  }

  FlacStreamInfo info() {
    return info;
  }

  /**
   * Decodes the next frame.
   *
   * @return false when there is none
   */
  boolean next() throws IOException {
    if (bits.atEnd()) {
      if (info.sampleCount() != 0 && blockEnd != info.sampleCount()) {
        throw bits.malformed(
            info.sampleCount() + " samples of each channel", "the end after " + blockEnd);
      }
      blockStart = blockEnd;
      return false;
    }
    // Until the frame is known to be good there is none.
    blockStart = blockEnd;
    long start = bits.position();
    block.read();
    long first = firstSample();
    if (block.variableBlockSize() != variableBlockSize) {
      throw bits.malformedAt(start, "one blocking strategy in all frames", "both");
    }
    if (first != blockEnd) {
      throw bits.malformedAt(
          start, "a frame that begins with sample " + blockEnd, "one of " + first);
    }
    checkLength(start, first + block.blockSize());
    checkExpansion(first + block.blockSize());
    blockStart = first;
    blockEnd = first + block.blockSize();
    if (checksEnd) {
      checkEnd();
    }
    return true;
  }

  /** The first sample of the frame that {@link #next()} decoded. */
  long startSample() {
    return blockStart;
  }

  /** The sample after the frame's last one; the samples before it have been decoded or skipped. */
  long endSample() {
    return blockEnd;
  }

  /** One channel of the frame that {@link #next()} decoded; the next frame overwrites it. */
  int[] samples(int channel) {
    return block.samples(channel);
  }

  /**
   * The number of samples of each channel. Where STREAMINFO does not say, the whole stream is
   * decoded once to count them, and the decoder is then at its start again.
   */
  long countSamples() throws IOException {
    if (info.sampleCount() != 0) {
      return info.sampleCount();
    }
    rewind();
    while (next()) {
      // Decoding is what counts them.
    }
    long count = blockEnd;
    rewind();
    return count;
  }

  /**
   * Decodes a range of samples.
   *
   * @param startSample the first sample, inclusive
   * @param count how many; the stream must have them
   * @param target receives them, an array for each channel; modified
   * @param offset where the first one goes in each array
   * @throws WfdbFormatException when the stream is malformed or ends before the range does
   */
  void read(long startSample, int count, int[][] target, int offset) throws IOException {
    long endSample = startSample + count;
    if (count > 0 && (startSample < blockStart || startSample >= blockEnd)) {
      seek(startSample);
    }
    for (long sample = startSample; sample < endSample; ) {
      if (sample >= blockEnd && !next()) {
        throw bits.malformed(endSample + " samples of each channel", "the end after " + blockEnd);
      }
      int from = (int) (sample - blockStart);
      int length = (int) Math.min(endSample, blockEnd) - (int) sample;
      for (int channel = 0; channel < info.channels(); channel++) {
        System.arraycopy(
            samples(channel), from, target[channel], offset + (int) (sample - startSample), length);
      }
      sample += length;
    }
  }

  /**
   * Decodes as much as there is, and goes back to the start. From then on neither the MD5 digest
   * nor bytes after the last sample are complained about: this did so once.
   *
   * @param defects is told of what ended the decoding
   * @return how many samples of each channel can be read
   */
  long countReadable(Defects defects) throws IOException {
    rewind();
    try {
      while (next()) {
        // Only a decoded frame is known to be whole.
      }
    } catch (WfdbFormatException defect) {
      defects.repairable(defect.diagnostic());
    }
    long readable = blockEnd;
    checksEnd = false;
    rewind();
    return readable;
  }

  /** Decodes frames until one holds the sample. */
  private void seek(long sample) throws IOException {
    if (sample < blockStart) {
      rewind();
    }
    if (bits.size() - bits.position() > SEEK_BYTES
        && sample - blockEnd > 2L * info.maxBlockSize()) {
      searchByHalves(sample);
    }
    while (sample >= blockEnd && next()) {
      // The frames before the wanted one.
    }
  }

  /**
   * Goes to a frame before the one that holds a sample. Bytes within a frame may look like another
   * one's header, so only a frame whose CRC-16 is right counts as found.
   */
  private void searchByHalves(long sample) throws IOException {
    blockStart = blockEnd;
    long low = bits.position();
    long lowSample = blockEnd;
    long high = bits.size();
    while (high - low > SEEK_BYTES) {
      long middle = low + (high - low) / 2;
      long found = findFrame(middle, high);
      if (found < 0 || firstSample() > sample) {
        high = middle;
      } else {
        low = found;
        lowSample = firstSample();
      }
    }
    bits.seek(low);
    if (lowSample != blockEnd) {
      inOrder = false;
    }
    blockStart = lowSample;
    blockEnd = lowSample;
  }

  /** Decodes the first whole frame that begins in a range; -1 when there is none. */
  private long findFrame(long from, long end) throws IOException {
    bits.seek(from);
    while (bits.skipToSync(end)) {
      long start = bits.position();
      try {
        block.read();
        if (block.variableBlockSize() == variableBlockSize) {
          return start;
        }
      } catch (WfdbFormatException noFrame) {
        // Chance bytes, or a defect that reading in order reports.
      }
      bits.seek(start + 1);
    }
    return -1;
  }

  /** Goes back to the first frame. */
  void rewind() {
    bits.seek(firstFrame);
    md5.finish();
    inOrder = true;
    blockStart = 0;
    blockEnd = 0;
  }

  private long firstSample() {
    return variableBlockSize ? block.codedNumber() : block.codedNumber() * fixedBlockSize;
  }

  private void checkLength(long start, long end) throws IOException {
    if (info.sampleCount() != 0 && end > info.sampleCount()) {
      throw bits.malformedAt(
          start, info.sampleCount() + " samples of each channel", end + " or more");
    }
    boolean last = bits.atEnd() || end == info.sampleCount();
    if (block.blockSize() < info.minBlockSize() && !last) {
      throw bits.malformedAt(
          start,
          "blocks of at least " + info.minBlockSize() + " samples before the last frame",
          block.blockSize() + " samples");
    }
  }

  /** Adds the frame to the digest, which is compared after the last one. */
  private void checkEnd() throws WfdbFormatException {
    if (blockEnd == info.sampleCount() && !bits.atEnd()) {
      throw bits.malformed("the end of the file after the last sample", "more bytes");
    }
    if (!inOrder || info.md5().equals(FlacStreamInfo.NO_MD5)) {
      return;
    }
    md5.update(block.samples(), 0, block.blockSize());
    if (bits.atEnd()) {
      String computed = md5.finish();
      if (!computed.equals(info.md5())) {
        throw bits.malformedAt(0, "samples with MD5 " + info.md5(), "MD5 " + computed);
      }
    }
  }

  private void checkExpansion(long samples) throws WfdbFormatException {
    long limit = MAX_SAMPLES_PER_BYTE * bits.size();
    if (samples > limit / info.channels()) {
      throw bits.malformedAt(
          0,
          "at most " + limit + " samples in a file of " + bits.size() + " bytes",
          samples + " in each of " + info.channels() + " channels");
    }
  }

  private FlacStreamInfo readMetadata() throws IOException {
    if (bits.size() < Integer.BYTES || bits.readUnsigned(32) != STREAM_MARKER) {
      throw bits.malformedAt(0, "the FLAC stream marker 'fLaC'", "other bytes");
    }
    FlacStreamInfo streamInfo = null;
    boolean last = false;
    while (!last) {
      long start = bits.position();
      last = bits.readUnsigned(1) == 1;
      int type = (int) bits.readUnsigned(7);
      int length = (int) bits.readUnsigned(24);
      if (length > bits.size() - bits.position()) {
        throw bits.malformedAt(
            start,
            "a metadata block of " + length + " bytes",
            bits.size() - bits.position() + " bytes to the end of the file");
      }
      boolean wanted = streamInfo == null ? type == STREAMINFO : type != STREAMINFO;
      if (!wanted || type == INVALID_BLOCK) {
        throw bits.malformedAt(
            start, "STREAMINFO first, then blocks of other types", "metadata block type " + type);
      }
      if (type == SEEKTABLE && length % 18 != 0) {
        throw bits.malformedAt(start, "a SEEKTABLE of points of 18 bytes", length + " bytes");
      }
      if (type == STREAMINFO) {
        streamInfo = readStreamInfo(start, length);
      } else {
        bits.seek(bits.position() + length);
      }
    }
    return streamInfo;
  }

  private FlacStreamInfo readStreamInfo(long start, int length) throws IOException {
    if (length != FlacStreamInfo.LENGTH) {
      throw bits.malformedAt(start, "a STREAMINFO block of 34 bytes", length + " bytes");
    }
    int minBlockSize = (int) bits.readUnsigned(16);
    int maxBlockSize = (int) bits.readUnsigned(16);
    if (minBlockSize < 16 || minBlockSize > maxBlockSize) {
      throw bits.malformedAt(start, "block sizes from 16 up", minBlockSize + " to " + maxBlockSize);
    }
    long minFrameBytes = bits.readUnsigned(24);
    long maxFrameBytes = bits.readUnsigned(24);
    if (minFrameBytes > maxFrameBytes && maxFrameBytes != 0) {
      throw bits.malformedAt(
          start, "a range of frame sizes", minFrameBytes + " to " + maxFrameBytes);
    }
    int rate = (int) bits.readUnsigned(20);
    int channels = 1 + (int) bits.readUnsigned(3);
    int bitsPerSample = 1 + (int) bits.readUnsigned(5);
    if (bitsPerSample < 4) {
      throw bits.malformedAt(start, "4 to 32 bits a sample", Integer.toString(bitsPerSample));
    }
    long sampleCount = bits.readUnsigned(4) << 32 | bits.readUnsigned(32);
    byte[] digest = new byte[16];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = (byte) bits.readUnsigned(8);
    }
    return new FlacStreamInfo(
        minBlockSize,
        maxBlockSize,
        rate,
        channels,
        bitsPerSample,
        sampleCount,
        HexFormat.of().formatHex(digest));
  }
}
