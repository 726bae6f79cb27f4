package org.ecg4j.physionet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database server on the loopback interface. It serves files with range requests, and misbehaves
 * as told: each fault of a path is used once, in order.
 */
final class FaultyServer implements AutoCloseable {
  /** One way to answer a request. */
  @FunctionalInterface
  interface Fault {
    void answer(HttpExchange exchange, byte[] content) throws IOException;
  }

  private static final String PREFIX = "/files/testdb/1.0/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger mostActive = new AtomicInteger();

  FaultyServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/files/");
  }

  void put(String path, byte[] content) {
    files.put(path, content);
  }

  void put(String path, String content) {
    put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds {@code SHA256SUMS.txt} over all files so far. */
  void putSums() {
    StringBuilder sums = new StringBuilder();
    new TreeMap<>(files)
        .forEach(
            (path, content) ->
                sums.append(Sha256.of(content)).append(' ').append(path).append('\n'));
    put("SHA256SUMS.txt", sums.toString());
  }

  FaultyServer fault(String path, Fault fault, int times) {
    for (int i = 0; i < times; i++) {
      faults.computeIfAbsent(path, p -> new ArrayDeque<>()).add(fault);
    }
    return this;
  }

  /** Requests as {@code PATH} or {@code PATH RANGE}. */
  List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  long requests(String path) {
    return requests().stream().filter(r -> r.equals(path) || r.startsWith(path + " ")).count();
  }

  int mostActive() {
    return mostActive.get();
  }

  static Fault status(int status) {
    return (exchange, content) -> exchange.sendResponseHeaders(status, -1);
  }

  /** Promises all and sends the first bytes only. */
  static Fault truncate(int bytes) {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
      throw new IOException("truncated on purpose");
    };
  }

  /** Sends the first bytes and then nothing, until the server closes. */
  Fault stall(int bytes) {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
      waitForEnd();
    };
  }

  /** Never answers. */
  Fault silence() {
    return (exchange, content) -> waitForEnd();
  }

  static Fault corrupt() {
    return (exchange, content) -> {
      byte[] wrong = content.clone();
      wrong[wrong.length / 2] ^= 1;
      send(exchange, 200, wrong, 0);
    };
  }

  static Fault redirect(String location) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  static void send(HttpExchange exchange, int status, byte[] content, int from) throws IOException {
    exchange.sendResponseHeaders(status, content.length == from ? -1 : content.length - from);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content, from, content.length - from);
    }
  }

  private void waitForEnd() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    mostActive.accumulateAndGet(active.incrementAndGet(), Math::max);
    try (exchange) {
      String raw = exchange.getRequestURI().getPath();
      String path = raw.startsWith(PREFIX) ? raw.substring(PREFIX.length()) : raw;
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(range == null ? path : path + " " + range);
      byte[] content = files.get(path);
      Deque<Fault> waiting = faults.get(path);
      Fault fault = null;
      if (waiting != null) {
        synchronized (waiting) {
          fault = waiting.poll();
        }
      }
      if (fault != null) {
        fault.answer(exchange, content == null ? new byte[0] : content);
      } else if (content == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        serve(exchange, content, range);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      active.decrementAndGet();
    }
  }

  private static void serve(HttpExchange exchange, byte[] content, String range)
      throws IOException {
    if (range == null) {
      send(exchange, 200, content, 0);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
    if (from >= content.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    send(exchange, 206, content, from);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
