package org.ecg4j.physionet;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLException;
import org.ecg4j.physionet.DownloadException.Reason;

/**
 * Fetches files over HTTP: continues what broke off, repeats what failed, verifies what came.
 * Closing it ends all transfers, whose threads then throw InterruptedException.
 */
final class HttpFetcher implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

  private final HttpClient client;
  private final DownloadOptions options;
  private final ScheduledExecutorService timer;
  private final Set<StallWatch> transfers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  HttpFetcher(HttpClient client, DownloadOptions options, ScheduledExecutorService timer) {
    this.client = client;
    this.options = options;
    this.timer = timer;
  }

  /** One attempt at something. */
  private interface Attempt<T> {
    T run() throws IOException, InterruptedException;
  }

  /** A small file into memory. */
  byte[] fetchBytes(URI uri, int largestBytes, LongConsumer onBytes)
      throws IOException, InterruptedException {
    return repeat(
        () -> {
          try (InputStream body = require(uri, get(uri, 0), false).body()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            copy(uri, body, bytes, largestBytes, onBytes);
            return bytes.toByteArray();
          }
        });
  }

  /** A file of a known checksum, by way of a partial file that outlives failures. */
  void fetchFile(URI uri, Path partial, String sha256, LongConsumer onBytes)
      throws IOException, InterruptedException {
    repeat(
        () -> {
          receive(uri, partial, onBytes);
          String actual = Sha256.of(partial);
          if (!actual.equals(sha256)) {
            Files.delete(partial);
            throw new TransferFailure(
                Reason.CHECKSUM_MISMATCH,
                uri + " has SHA-256 " + actual + ", but " + sha256 + " was promised",
                null);
          }
          return partial;
        });
  }

  private void receive(URI uri, Path partial, LongConsumer onBytes)
      throws IOException, InterruptedException {
    long have = Files.exists(partial) ? Files.size(partial) : 0;
    HttpResponse<InputStream> response = get(uri, have);
    if (response.statusCode() == 416) {
      // Nothing follows what is here: it is complete, or longer than the file. The checksum tells.
      response.body().close();
      return;
    }
    try (InputStream body = require(uri, response, have > 0).body()) {
      boolean continues = response.statusCode() == 206;
      if (continues && !contentRange(response).startsWith("bytes " + have + "-")) {
        Files.delete(partial);
        throw new TransferFailure(
            Reason.SERVER_ERROR,
            uri + " sent the range '" + contentRange(response) + "', not from byte " + have,
            null);
      }
      // A server that ignores the range sends the whole file again.
      StandardOpenOption how =
          continues ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
      try (OutputStream out =
          Files.newOutputStream(
              partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
        copy(uri, body, out, Long.MAX_VALUE, onBytes);
      }
    }
  }

  private static String contentRange(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Range").orElse("");
  }

  private HttpResponse<InputStream> get(URI uri, long fromByte)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(options.connectTimeout())
            .header("User-Agent", "ecg4j")
            .GET();
    if (fromByte > 0) {
      request.header("Range", "bytes=" + fromByte + "-");
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpConnectTimeoutException | SSLException e) {
      throw new TransferFailure(
          Reason.UNREACHABLE,
          "cannot connect to " + uri.getAuthority() + " (" + why(e) + "); is there a network?",
          e);
    } catch (HttpTimeoutException e) {
      throw new TransferFailure(
          Reason.BROKEN_OFF, uri + ": no answer within " + options.connectTimeout(), e);
    } catch (IOException e) {
      throw new TransferFailure(Reason.BROKEN_OFF, uri + ": " + why(e), e);
    }
  }

  /** The response when its status is good; else the failure that the status means. */
  private static HttpResponse<InputStream> require(
      URI uri, HttpResponse<InputStream> response, boolean partAsked) throws IOException {
    int status = response.statusCode();
    String path = response.uri().getPath();
    boolean loginPage = path.startsWith("/login") && !uri.getPath().startsWith("/login");
    if ((status == 200 || (status == 206 && partAsked)) && !loginPage) {
      return response;
    }
    response.body().close();
    if (status == 401 || status == 403 || loginPage) {
      throw new DownloadException(
          Reason.ACCESS_DENIED,
          uri
              + " needs credentials (status "
              + status
              + "): the database is restricted, sign its agreement at PhysioNet and download it"
              + " there");
    }
    if (status == 404 || status == 410) {
      throw new DownloadException(
          Reason.NOT_FOUND,
          uri + " does not exist (status " + status + "); check database and version");
    }
    String message = uri + " answered status " + status;
    if (status == 429 || status >= 500) {
      throw new TransferFailure(Reason.SERVER_ERROR, message, null, retryAfter(response));
    }
    throw new DownloadException(Reason.SERVER_ERROR, message);
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    String value = response.headers().firstValue("Retry-After").orElse("");
    return value.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : Duration.ZERO;
  }

  private void copy(
      URI uri, InputStream body, OutputStream out, long largestBytes, LongConsumer onBytes)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    StallWatch watch = new StallWatch(body, options.stallTimeout(), timer);
    transfers.add(watch);
    try (watch) {
      while (true) {
        int count = read(uri, body, buffer, watch);
        if (count < 0) {
          return;
        }
        total += count;
        if (total > largestBytes) {
          throw new DownloadException(
              Reason.MALFORMED_INDEX, uri + " is larger than " + largestBytes + " bytes");
        }
        out.write(buffer, 0, count);
        onBytes.accept(count);
      }
    } finally {
      transfers.remove(watch);
    }
  }

  private int read(URI uri, InputStream body, byte[] buffer, StallWatch watch)
      throws IOException, InterruptedException {
    try {
      int count = closed ? -1 : body.read(buffer);
      if (!closed && !watch.stalled()) {
        watch.moved();
        return count;
      }
    } catch (IOException e) {
      if (!closed && !watch.stalled()) {
        throw new TransferFailure(Reason.BROKEN_OFF, uri + " broke off: " + why(e), e);
      }
    }
    if (closed) {
      throw new InterruptedException("the transfer of " + uri + " was ended");
    }
    throw new TransferFailure(
        Reason.BROKEN_OFF, uri + " stood still for " + options.stallTimeout(), null);
  }

  @Override
  public void close() {
    closed = true;
    transfers.forEach(StallWatch::wake);
  }

  private <T> T repeat(Attempt<T> attempt) throws IOException, InterruptedException {
    Duration backoff = options.firstBackoff();
    for (int number = 1; ; number++) {
      try {
        return attempt.run();
      } catch (TransferFailure failure) {
        if (number == options.attempts()) {
          throw failure.last(number);
        }
        Duration wait = failure.wanted().compareTo(backoff) > 0 ? failure.wanted() : backoff;
        Thread.sleep(shorter(wait, LONGEST_BACKOFF).toMillis());
        backoff = shorter(backoff.multipliedBy(2), LONGEST_BACKOFF);
      }
    }
  }

  private static Duration shorter(Duration first, Duration second) {
    return first.compareTo(second) < 0 ? first : second;
  }

  /** The message of an exception or of what caused it: many here have none of their own. */
  private static String why(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t.getMessage() != null) {
        return t.getMessage();
      }
    }
    return thrown.getClass().getSimpleName();
  }
}
