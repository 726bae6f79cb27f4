package org.ecg4j.physionet;

/** Is told how a download goes, from several threads but never from two at once. */
@FunctionalInterface
public interface DownloadListener {
  /**
   * A piece of a file has arrived, or a file is complete.
   *
   * @param progress how far the download has come
   */
  void onProgress(DownloadProgress progress);
}
