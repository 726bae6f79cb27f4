package org.ecg4j.wfdb;

import java.io.IOException;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;

/**
 * Frames of formats 508, 516 and 524: the signal file is one FLAC stream in which each signal is a
 * channel. A signal with several samples a frame has them one after the other in its channel, so
 * all signals of the file have the same number. What other formats call a byte offset counts
 * samples of each channel here.
 */
final class FlacFrameReader implements FrameReader {
  private static final int CHUNK_SAMPLES = 1 << 12;

  private final FlacDecoder decoder;
  private final int samplesPerFrame;
  private final long skippedSamples;
  private final long frames;
  private final int[][] chunk;

  /**
   * Opens the stream and finds out how long it is.
   *
   * @param defects a lenient reader decodes all of the stream first and ends before a defect
   */
  FlacFrameReader(Source source, SignalGroup group, Defects defects) throws IOException {
    String file = group.fileName();
    this.samplesPerFrame = group.spec(0).samplesPerFrame();
    this.skippedSamples = group.byteOffset();
    for (int k = 1; k < group.size(); k++) {
      if (group.spec(k).samplesPerFrame() != samplesPerFrame) {
        throw malformed(
            file,
            "one number of samples a frame for all signals of a FLAC file",
            samplesPerFrame + " and " + group.spec(k).samplesPerFrame());
      }
    }
    this.decoder = FlacDecoder.open(file, source);
    FlacStreamInfo info = decoder.info();
    if (info.channels() != group.size()) {
      throw malformed(file, group.size() + " channels", Integer.toString(info.channels()));
    }
    if (info.bitsPerSample() > group.format().bits()) {
      throw malformed(
          file,
          "at most " + group.format().bits() + " bits a sample",
          Integer.toString(info.bitsPerSample()));
    }
    long samples = defects.lenient() ? decoder.countReadable(defects) : decoder.countSamples();
    this.frames = Math.max(0, samples - skippedSamples) / samplesPerFrame;
    this.chunk = new int[group.size()][(int) Math.min(CHUNK_SAMPLES, samples)];
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public boolean randomAccess() {
    return true;
  }

  @Override
  public synchronized void read(long frame, int count, int[] out) throws IOException {
    int frameSamples = chunk.length * samplesPerFrame;
    long first = skippedSamples + frame * samplesPerFrame;
    int total = count * samplesPerFrame;
    for (int done = 0; done < total; done += chunk[0].length) {
      int part = Math.min(chunk[0].length, total - done);
      decoder.read(first + done, part, chunk, 0);
      for (int channel = 0; channel < chunk.length; channel++) {
        int inFrame = done % samplesPerFrame;
        int frameStart = done / samplesPerFrame * frameSamples + channel * samplesPerFrame;
        for (int i = 0; i < part; i++) {
          out[frameStart + inFrame] = chunk[channel][i];
          if (++inFrame == samplesPerFrame) {
            inFrame = 0;
            frameStart += frameSamples;
          }
        }
      }
    }
  }

  private static WfdbFormatException malformed(String file, String expected, String found) {
    return new WfdbFormatException(Diagnostic.ofFile(Code.FLAC, file, expected, found));
  }
}
