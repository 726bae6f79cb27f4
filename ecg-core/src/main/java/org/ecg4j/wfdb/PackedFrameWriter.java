package org.ecg4j.wfdb;

import java.io.IOException;
import java.io.OutputStream;

/** Frames in a format with a fixed number of bits a sample. */
final class PackedFrameWriter implements FrameWriter {
  private final SampleCodec codec;
  private final int frameSamples;
  private final OutputStream out;
  private byte[] bytes = {};

  PackedFrameWriter(SampleCodec codec, int frameSamples, OutputStream out) {
    this.codec = codec;
    this.frameSamples = frameSamples;
    this.out = out;
  }

  @Override
  public void write(int[] block, int frames) throws IOException {
    int samples = frames * frameSamples;
    int length = Math.toIntExact(codec.writtenBytes(samples));
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    codec.encode(block, 0, samples, bytes, 0);
    out.write(bytes, 0, length);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
