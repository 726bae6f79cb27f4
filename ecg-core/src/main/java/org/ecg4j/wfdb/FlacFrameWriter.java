package org.ecg4j.wfdb;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Frames as a FLAC stream with one channel for each signal. */
final class FlacFrameWriter implements FrameWriter {
  private final Path file;
  private final OutputStream out;
  private final FlacEncoder encoder;
  private final int channels;
  private final int perFrame;

  /**
   * A writer of one file.
   *
   * @param perFrame every signal's samples a frame
   * @param bits the format's bits a sample
   */
  FlacFrameWriter(int channels, int perFrame, int bits, Path file) throws IOException {
    this.file = file;
    this.channels = channels;
    this.perFrame = perFrame;
    this.out = new BufferedOutputStream(Files.newOutputStream(file));
    this.encoder = new FlacEncoder(channels, bits, out);
  }

  @Override
  public void write(int[] block, int frames) throws IOException {
    int samples = frames * perFrame;
    int[][] separate = new int[channels][samples];
    for (int k = 0; k < channels; k++) {
      int at = k * perFrame;
      for (int sample = 0; sample < samples; at += perFrame * (channels - 1)) {
        for (int i = 0; i < perFrame; i++) {
          separate[k][sample++] = block[at++];
        }
      }
    }
    encoder.write(separate, 0, samples);
  }

  /** Ends the stream; what its start says is known only now. */
  @Override
  public void close() throws IOException {
    byte[] header;
    try (out) {
      header = encoder.finish();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(header);
      while (bytes.hasRemaining()) {
        channel.write(bytes, bytes.position());
      }
    }
  }
}
