package org.ecg4j.physionet;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.ecg4j.physionet.DownloadException.Reason;

/** One download of one database into one folder. */
final class DownloadJob {
  private static final int LARGEST_INDEX_BYTES = 256 << 20;
  private static final ThreadFactory DAEMONS =
      task -> {
        Thread thread = new Thread(task, "ecg4j-download");
        thread.setDaemon(true);
        return thread;
      };

  private final String database;
  private final String version;
  private final Path target;
  private final Path work;
  private final DownloadOptions options;
  private final DownloadListener listener;

  // Guarded by this.
  private int filesDone;
  private int filesKept;
  private int filesTotal;
  private long bytesReceived;

  DownloadJob(
      String database,
      String version,
      Path target,
      DownloadOptions options,
      DownloadListener listener) {
    this.database = database;
    this.version = version;
    this.target = target;
    this.work = target.resolve(FilePaths.WORK_FOLDER);
    this.options = options;
    this.listener = listener;
  }

  DownloadReport run() throws IOException, InterruptedException {
    Files.createDirectories(work);
    Path lockFile = work.resolve("lock");
    // All waiting for the network happens in workers: a worker's read can be ended, whereas an
    // interrupt of the caller's own read would be ignored.
    ExecutorService workers = Executors.newFixedThreadPool(options.parallelFiles(), DAEMONS);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(DAEMONS);
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock(channel);
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(options.connectTimeout())
              .build();
      try (HttpFetcher fetcher = new HttpFetcher(client, options, timer)) {
        download(fetcher, workers);
      } finally {
        workers.shutdownNow();
        // Their files must not move any more once this method has ended.
        workers.awaitTermination(1, TimeUnit.MINUTES);
      }
    } finally {
      workers.shutdownNow();
      timer.shutdownNow();
    }
    removeWorkFolder(lockFile);
    synchronized (this) {
      return new DownloadReport(target, filesDone - filesKept, filesKept, bytesReceived);
    }
  }

  /**
   * Waits for another process, since partial files are no good to two writers. Closing the channel
   * ends the lock.
   */
  private void lock(FileChannel channel) throws IOException {
    try {
      channel.lock();
    } catch (OverlappingFileLockException e) {
      throw new IOException("another download to " + target + " is running in this program", e);
    }
  }

  private void download(HttpFetcher fetcher, ExecutorService workers)
      throws IOException, InterruptedException {
    byte[] sumsFile = index(fetcher, workers, DatabaseIndex.SUMS);
    Map<String, String> sums = DatabaseIndex.parseSums(sumsFile);
    Map<String, byte[]> last = new LinkedHashMap<>();
    if (options.selection() == DownloadSelection.RECORDS) {
      byte[] records = index(fetcher, workers, DatabaseIndex.RECORDS);
      String promised = sums.get(DatabaseIndex.RECORDS);
      if (promised != null && !promised.equals(Sha256.of(records))) {
        throw new DownloadException(
            Reason.CHECKSUM_MISMATCH,
            uri(DatabaseIndex.RECORDS) + " is not what " + DatabaseIndex.SUMS + " promises");
      }
      sums = DatabaseIndex.select(sums, records);
      last.put(DatabaseIndex.RECORDS, records);
      sumsFile = DatabaseIndex.format(sums);
    }
    last.put(DatabaseIndex.SUMS, sumsFile);
    Map<String, String> files = new LinkedHashMap<>(sums);
    files.keySet().removeAll(last.keySet());
    synchronized (this) {
      filesTotal = files.size() + last.size();
    }
    fetchAll(fetcher, workers, files);
    // The index comes last: where it is, the database is complete.
    for (Map.Entry<String, byte[]> file : last.entrySet()) {
      Path partial = work.resolve(file.getKey() + ".part");
      Files.write(partial, file.getValue());
      moveIntoPlace(partial, file.getKey());
      done(file.getKey(), false);
    }
  }

  private byte[] index(HttpFetcher fetcher, ExecutorService workers, String name)
      throws IOException, InterruptedException {
    return result(
        workers.submit(() -> fetcher.fetchBytes(uri(name), LARGEST_INDEX_BYTES, received(name))));
  }

  private void fetchAll(HttpFetcher fetcher, ExecutorService workers, Map<String, String> files)
      throws IOException, InterruptedException {
    CompletionService<String> running = new ExecutorCompletionService<>(workers);
    files.forEach((path, sha256) -> running.submit(() -> fetch(fetcher, path, sha256)));
    for (int i = 0; i < files.size(); i++) {
      result(running.take());
    }
  }

  private <T> T result(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("download of " + database + " failed", e.getCause());
    }
  }

  private String fetch(HttpFetcher fetcher, String path, String sha256)
      throws IOException, InterruptedException {
    Path file = FilePaths.resolve(target, path);
    if (Files.isRegularFile(file) && Sha256.of(file).equals(sha256)) {
      done(path, true);
      return path;
    }
    // Named by content, so that no part of another version is ever continued.
    Path partial =
        work.resolve(
            sha256 + "-" + Sha256.of(path.getBytes(StandardCharsets.UTF_8)).substring(0, 8));
    fetcher.fetchFile(uri(path), partial, sha256, received(path));
    moveIntoPlace(partial, path);
    done(path, false);
    return path;
  }

  private void moveIntoPlace(Path partial, String path) throws IOException {
    Path file = FilePaths.resolve(target, path);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException notAtomic) {
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private LongConsumer received(String path) {
    return count -> {
      synchronized (this) {
        bytesReceived += count;
        listener.onProgress(new DownloadProgress(path, filesDone, filesTotal, bytesReceived));
      }
    };
  }

  private synchronized void done(String path, boolean kept) {
    filesDone++;
    filesKept += kept ? 1 : 0;
    listener.onProgress(new DownloadProgress(path, filesDone, filesTotal, bytesReceived));
  }

  private void removeWorkFolder(Path lockFile) throws IOException {
    Files.deleteIfExists(lockFile);
    try {
      Files.deleteIfExists(work);
    } catch (DirectoryNotEmptyException leftovers) {
      // Parts of an older version, or another process that waits for the lock.
      return;
    }
  }

  private URI uri(String path) {
    try {
      String relative =
          new URI(null, null, database + "/" + version + "/" + path, null).toASCIIString();
      return options.baseUri().resolve(relative);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address can be made of '" + path + "'", e);
    }
  }
}
