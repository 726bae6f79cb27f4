package org.ecg4j.wfdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/**
 * Encodes samples as a FLAC stream (RFC 9639) in constant memory: independent channels and blocks
 * of 4096 samples at a nominal 96 kHz, as the WFDB library writes them. STREAMINFO stands at the
 * start but is known at the end only, so the caller overwrites the first bytes with what {@link
 * #finish} returns.
 */
final class FlacEncoder {
  /** The length of what {@link #finish} returns. */
  static final int HEADER_BYTES = 4 + 4 + FlacStreamInfo.LENGTH;

  static final int MAX_CHANNELS = 8;

  private static final int BLOCK_SIZE = 4096;
  private static final int RATE_HZ = 96000;
  private static final int RATE_CODE = 11;
  private static final long MAX_SAMPLES = 1L << 36;

  private final int sampleBits;
  private final OutputStream out;
  private final int[][] block;
  private final FlacMd5 md5;
  private final FlacBitWriter writer = new FlacBitWriter();
  private final FlacSubframeWriter subframes = new FlacSubframeWriter(BLOCK_SIZE);
  private int filled;
  private long frames;
  private long samples;
  private int minFrameBytes = Integer.MAX_VALUE;
  private int maxFrameBytes;

  /**
   * Starts a stream with {@link #HEADER_BYTES} bytes that must be overwritten later.
   *
   * @param channels 1 to 8
   * @param sampleBits 4 to 24 bits a sample
   * @param out receives the stream; the caller closes it
   */
  FlacEncoder(int channels, int sampleBits, OutputStream out) throws IOException {
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new IllegalArgumentException("a FLAC file holds 1 to 8 signals, not " + channels);
    }
    if (sampleBits < 4 || sampleBits > 24) {
      throw new IllegalArgumentException("bits a sample must be 4 to 24, not " + sampleBits);
    }
    this.sampleBits = sampleBits;
    this.out = out;
    this.block = new int[channels][BLOCK_SIZE];
    this.md5 = new FlacMd5((sampleBits + 7) / 8);
    out.write(new byte[HEADER_BYTES]);
  }

  /** A whole stream of samples in memory, an array for each channel. */
  static byte[] encode(int[][] channels, int sampleBits) {
    try {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      FlacEncoder encoder = new FlacEncoder(channels.length, sampleBits, stream);
      encoder.write(channels, 0, channels[0].length);
      byte[] header = encoder.finish();
      byte[] bytes = stream.toByteArray();
      System.arraycopy(header, 0, bytes, 0, header.length);
      return bytes;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Appends samples.
   *
   * @param channels the samples, an array for each channel; not modified
   * @param from the first one in each array
   * @param count how many of each channel
   */
  void write(int[][] channels, int from, int count) throws IOException {
    if (channels.length != block.length) {
      throw new IllegalArgumentException(
          "the stream has " + block.length + " channels, not " + channels.length);
    }
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, BLOCK_SIZE - filled);
      for (int channel = 0; channel < block.length; channel++) {
        copy(channels[channel], from + done, block[channel], part);
      }
      filled += part;
      done += part;
      if (filled == BLOCK_SIZE) {
        writeFrame();
      }
    }
  }

  /**
   * Writes the last samples.
   *
   * @return the bytes that must replace the first ones of the stream
   */
  byte[] finish() throws IOException {
    if (filled > 0) {
      writeFrame();
    }
    writer.clear();
    writer.write(0x664C6143, 32);
    writer.write(0x80, 8);
    writer.write(FlacStreamInfo.LENGTH, 24);
    writer.write(BLOCK_SIZE, 16);
    writer.write(BLOCK_SIZE, 16);
    writer.write(frames == 0 ? 0 : minFrameBytes, 24);
    writer.write(maxFrameBytes, 24);
    writer.write(RATE_HZ, 20);
    writer.write(block.length - 1, 3);
    writer.write(sampleBits - 1, 5);
    writer.write(samples >>> 32, 4);
    writer.write(samples, 32);
    byte[] header = new byte[HEADER_BYTES];
    System.arraycopy(writer.bytes(), 0, header, 0, writer.length());
    byte[] digest = HexFormat.of().parseHex(md5.finish());
    System.arraycopy(digest, 0, header, writer.length(), digest.length);
    return header;
  }

  private void copy(int[] source, int from, int[] target, int count) {
    int unused = Integer.SIZE - sampleBits;
    for (int i = 0; i < count; i++) {
      int sample = source[from + i];
      if (sample << unused >> unused != sample) {
        throw new IllegalArgumentException(
            "sample " + sample + " does not fit in " + sampleBits + " bits");
      }
      target[filled + i] = sample;
    }
  }

  private void writeFrame() throws IOException {
    if (samples + filled >= MAX_SAMPLES) {
      throw new IOException("a FLAC stream holds fewer than " + MAX_SAMPLES + " samples");
    }
    writer.clear();
    writeFrameHeader();
    for (int[] channel : block) {
      subframes.write(writer, channel, filled, sampleBits);
    }
    writer.alignToByte();
    writer.write(FlacCrc.crc16(0, writer.bytes(), 0, writer.length()), 16);
    out.write(writer.bytes(), 0, writer.length());
    md5.update(block, 0, filled);
    minFrameBytes = Math.min(minFrameBytes, writer.length());
    maxFrameBytes = Math.max(maxFrameBytes, writer.length());
    samples += filled;
    frames++;
    filled = 0;
  }

  private void writeFrameHeader() {
    boolean whole = filled == BLOCK_SIZE;
    writer.write(0b111_1111_1111_1100, 15);
    writer.write(0, 1);
    writer.write(whole ? 12 : 7, 4);
    writer.write(RATE_CODE, 4);
    writer.write(block.length - 1, 4);
    writer.write(
        switch (sampleBits) {
          case 8 -> 1;
          case 12 -> 2;
          case 16 -> 4;
          case 20 -> 5;
          case 24 -> 6;
          default -> 0;
        },
        3);
    writer.write(0, 1);
    writeCodedNumber(frames);
    if (!whole) {
      writer.write(filled - 1, 16);
    }
    writer.write(FlacCrc.crc8(writer.bytes(), 0, writer.length()), 8);
  }

  /** Writes a number as UTF-8 codes a character, but with up to 36 bits. */
  private void writeCodedNumber(long number) {
    if (number < 0x80) {
      writer.write(number, 8);
      return;
    }
    int continuations = 1;
    // The first byte has six bits for the number less one for each byte that follows.
    while (number >>> (6 * continuations) >= 1L << (6 - continuations)) {
      continuations++;
    }
    writer.write(0xFF << (7 - continuations) | number >>> (6 * continuations), 8);
    for (int i = continuations - 1; i >= 0; i--) {
      writer.write(0x80 | (number >>> (6 * i) & 0x3F), 8);
    }
  }
}
