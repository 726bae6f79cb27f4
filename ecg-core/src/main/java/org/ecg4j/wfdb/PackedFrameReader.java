package org.ecg4j.wfdb;

import java.io.IOException;

/** Frames of a format with a fixed number of bits a sample: any frame is found by arithmetic. */
final class PackedFrameReader implements FrameReader {
  private final Source source;
  private final String fileName;
  private final SampleCodec codec;
  private final long byteOffset;
  private final int frameSamples;

  PackedFrameReader(
      Source source, String fileName, SampleCodec codec, long byteOffset, int frameSamples) {
    this.source = source;
    this.fileName = fileName;
    this.codec = codec;
    this.byteOffset = byteOffset;
    this.frameSamples = frameSamples;
  }

  @Override
  public long frames() throws IOException {
    return codec.readableSamples(Math.max(0, source.size() - byteOffset)) / frameSamples;
  }

  @Override
  public boolean randomAccess() {
    return true;
  }

  @Override
  public void read(long frame, int count, int[] out) throws IOException {
    long first = Math.multiplyExact(frame, (long) frameSamples);
    int samples = Math.multiplyExact(count, frameSamples);
    // Decoding starts at a group's first sample, up to two samples before the one that is wanted.
    int skip = (int) (first % codec.groupSamples());
    byte[] bytes = new byte[Math.toIntExact(codec.neededBytes((long) skip + samples))];
    readBytes(first / codec.groupSamples(), bytes, bytes.length);
    if (skip == 0) {
      codec.decode(bytes, 0, out, 0, samples);
    } else {
      int[] all = new int[skip + samples];
      codec.decode(bytes, 0, all, 0, all.length);
      System.arraycopy(all, skip, out, 0, samples);
    }
  }

  /** Reads bytes from the start of a group on. */
  void readBytes(long group, byte[] target, int length) throws IOException {
    long position = byteOffset + group * codec.groupBytes();
    int count = SourceBytes.read(source, position, target, 0, length);
    if (count < length) {
      throw new IOException(
          fileName + " ended at byte " + (position + count) + " while it was read");
    }
  }
}
