package org.ecg4j.wfdb;

import java.io.IOException;

/** Reads FLAC frames (RFC 9639, section 9) into arrays that are used again for the next frame. */
final class FlacBlockReader {
  private static final int SYNC = 0b111_1111_1111_1100;
  private static final int[] SAMPLE_BITS = {0, 8, 12, -1, 16, 20, 24, 32};
  private static final int LEFT_SIDE = 8;
  private static final int SIDE_RIGHT = 9;
  private static final int MID_SIDE = 10;

  private final FlacBitReader bits;
  private final FlacStreamInfo info;
  private final FlacSubframeReader subframes;
  private final int[][] samples;
  private boolean variableBlockSize;
  private long codedNumber;
  private int blockSize;
  private int channelAssignment;

  FlacBlockReader(FlacBitReader bits, FlacStreamInfo info) {
    this.bits = bits;
    this.info = info;
    this.subframes = new FlacSubframeReader(bits);
    this.samples = new int[info.channels()][0];
  }

  /** Whether the coded number counts samples; else it counts frames. */
  boolean variableBlockSize() {
    return variableBlockSize;
  }

  /** The number of the frame, or of its first sample. */
  long codedNumber() {
    return codedNumber;
  }

  int blockSize() {
    return blockSize;
  }

  /** The samples of one channel; the next frame overwrites them. */
  int[] samples(int channel) {
    return samples[channel];
  }

  /** The samples of all channels; the next frame overwrites them. */
  int[][] samples() {
    return samples;
  }

  /** Reads the frame that begins at the reader's byte. */
  void read() throws IOException {
    readHeader();
    readSubframes();
    bits.alignToByte();
    int computed = bits.crc16();
    long place = bits.position();
    int stored = (int) bits.readUnsigned(16);
    if (stored != computed) {
      throw bits.malformedAt(place, hex("CRC-16", computed), hex("", stored));
    }
  }

  /** Reads the header of the frame that begins at the reader's byte and checks its CRC-8. */
  void readHeader() throws IOException {
    long start = bits.position();
    bits.beginFrame();
    int sync = (int) bits.readUnsigned(15);
    if (sync != SYNC) {
      throw bits.malformedAt(start, "a frame's sync code", hex("", sync << 1));
    }
    variableBlockSize = bits.readUnsigned(1) == 1;
    int blockSizeCode = (int) bits.readUnsigned(4);
    int rateCode = (int) bits.readUnsigned(4);
    channelAssignment = (int) bits.readUnsigned(4);
    int sampleBitsCode = (int) bits.readUnsigned(3);
    int reserved = (int) bits.readUnsigned(1);
    codedNumber = readCodedNumber();
    blockSize = readBlockSize(start, blockSizeCode);
    skipRate(start, rateCode);
    int computed = bits.crc8();
    int stored = (int) bits.readUnsigned(8);
    if (stored != computed) {
      throw bits.malformedAt(start, hex("a frame header with CRC-8", computed), hex("", stored));
    }
    if (reserved != 0) {
      throw bits.malformedAt(start, "a reserved bit of 0 in the frame header", "1");
    }
    if (blockSize > info.maxBlockSize()) {
      throw bits.malformedAt(
          start, "a block of at most " + info.maxBlockSize() + " samples", blockSize + " samples");
    }
    int channels = channelAssignment < LEFT_SIDE ? channelAssignment + 1 : 2;
    if (channelAssignment > MID_SIDE || channels != info.channels()) {
      throw bits.malformedAt(
          start, info.channels() + " channels", "channel assignment " + channelAssignment);
    }
    int sampleBits = SAMPLE_BITS[sampleBitsCode];
    if (sampleBits != 0 && sampleBits != info.bitsPerSample()) {
      throw bits.malformedAt(
          start, info.bitsPerSample() + " bits a sample", "bit depth code " + sampleBitsCode);
    }
  }

  /** A number of up to 36 bits, coded as UTF-8 codes characters but in up to seven bytes. */
  private long readCodedNumber() throws IOException {
    long start = bits.position();
    int first = (int) bits.readUnsigned(8);
    int leadingOnes = Integer.numberOfLeadingZeros(~(first << 24));
    if (leadingOnes == 0) {
      return first;
    }
    if (leadingOnes == 1 || leadingOnes == 8) {
      throw bits.malformedAt(start, "a coded frame or sample number", hex("", first));
    }
    long number = first & (0x7F >>> leadingOnes);
    for (int i = 1; i < leadingOnes; i++) {
      int next = (int) bits.readUnsigned(8);
      if ((next & 0xC0) != 0x80) {
        throw bits.malformedAt(
            start, "byte " + i + " of a coded number to begin with bits 10", hex("", next));
      }
      number = number << 6 | (next & 0x3F);
    }
    return number;
  }

  private int readBlockSize(long start, int code) throws IOException {
    int size =
        switch (code) {
          case 0 -> throw bits.malformedAt(start, "a block size code of 1 to 15", "0");
          case 1 -> 192;
          case 2, 3, 4, 5 -> 144 << code;
          case 6 -> (int) bits.readUnsigned(8) + 1;
          case 7 -> (int) bits.readUnsigned(16) + 1;
          default -> 1 << code;
        };
    if (size > 65535) {
      throw bits.malformedAt(start, "a block of at most 65535 samples", Integer.toString(size));
    }
    return size;
  }

  /** The sampling rate says nothing in WFDB, whose header has it. */
  private void skipRate(long start, int code) throws IOException {
    switch (code) {
      case 12 -> bits.readUnsigned(8);
      case 13, 14 -> bits.readUnsigned(16);
      case 15 -> throw bits.malformedAt(start, "a sampling rate code of 0 to 14", "15");
      default -> {
        // The other codes have no field of their own.
      }
    }
  }

  private void readSubframes() throws IOException {
    int sampleBits = info.bitsPerSample();
    for (int channel = 0; channel < samples.length; channel++) {
      if (samples[channel].length < blockSize) {
        samples[channel] = new int[blockSize];
      }
    }
    switch (channelAssignment) {
      case LEFT_SIDE -> {
        subframes.read(sampleBits, samples[0], blockSize);
        long[] side = subframes.readWide(sampleBits + 1, samples[1], blockSize);
        for (int i = 0; i < blockSize; i++) {
          samples[1][i] = inRange(samples[0][i] - side[i]);
        }
      }
      case SIDE_RIGHT -> {
        // The side channel comes first, and the array it is read into is used for the other.
        long[] side = subframes.readWide(sampleBits + 1, samples[0], blockSize).clone();
        subframes.read(sampleBits, samples[1], blockSize);
        for (int i = 0; i < blockSize; i++) {
          samples[0][i] = inRange(samples[1][i] + side[i]);
        }
      }
      case MID_SIDE -> {
        subframes.read(sampleBits, samples[0], blockSize);
        long[] side = subframes.readWide(sampleBits + 1, samples[1], blockSize);
        for (int i = 0; i < blockSize; i++) {
          // The sum and the difference are both odd or both even, so mid lost no bit.
          long sum = ((long) samples[0][i] << 1) | (side[i] & 1);
          samples[0][i] = inRange((sum + side[i]) >> 1);
          samples[1][i] = inRange((sum - side[i]) >> 1);
        }
      }
      default -> {
        for (int[] channel : samples) {
          subframes.read(sampleBits, channel, blockSize);
        }
      }
    }
  }

  private int inRange(long sample) throws WfdbFormatException {
    int unused = Long.SIZE - info.bitsPerSample();
    if (sample << unused >> unused != sample) {
      throw bits.malformed("samples of " + info.bitsPerSample() + " bits", Long.toString(sample));
    }
    return (int) sample;
  }

  private static String hex(String what, int value) {
    return what + (what.isEmpty() ? "0x" : " 0x") + Integer.toHexString(value);
  }
}
