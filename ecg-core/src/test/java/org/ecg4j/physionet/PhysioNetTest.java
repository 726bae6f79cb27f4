package org.ecg4j.physionet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.ecg4j.physionet.DownloadException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysioNetTest {
  private static final Duration BACKOFF = Duration.ofMillis(5);

  @TempDir Path folder;
  private FaultyServer server;
  private Path target;
  private final byte[] signal = new byte[300_000];

  @BeforeEach
  void start() throws IOException {
    server = new FaultyServer();
    target = folder.resolve("db");
    new Random(1).nextBytes(signal);
    server.put("RECORDS", "100\nmore/200\n");
    server.put("ANNOTATORS", "atr\treference\n");
    server.put("100.hea", "100 1 360 10\n");
    server.put("100.dat", signal);
    server.put("100.atr", new byte[0]);
    server.put("more/200.hea", "200 1 360 10\n");
    server.put("100x.hea", "another record\n");
    server.put("doc/index.html", "<html>\n");
    server.putSums();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private DownloadOptions options() {
    return DownloadOptions.defaults()
        .withBaseUri(server.baseUri())
        .withAttempts(3, BACKOFF)
        .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300));
  }

  private DownloadReport download(DownloadOptions options) throws IOException {
    return PhysioNet.download("testdb", "1.0", target, options, progress -> {});
  }

  private DownloadException failure(DownloadOptions options) {
    return catchThrowableOfType(DownloadException.class, () -> download(options));
  }

  private List<String> filesInTarget() throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> target.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void fetchesTheRecordsAndNothingElse() throws IOException {
    DownloadReport report = download(options());
    assertThat(filesInTarget())
        .containsExactly(
            "100.atr",
            "100.dat",
            "100.hea",
            "ANNOTATORS",
            "RECORDS",
            "SHA256SUMS.txt",
            "more/200.hea");
    assertThat(target.resolve("100.dat")).hasBinaryContent(signal);
    assertThat(target.resolve("more/200.hea")).hasContent("200 1 360 10\n");
    assertThat(report.filesDownloaded()).isEqualTo(7);
    assertThat(report.filesKept()).isZero();
    assertThat(report.bytesReceived()).isGreaterThan(signal.length);
    assertThat(server.requests().subList(0, 2)).containsExactly("SHA256SUMS.txt", "RECORDS");
  }

  @Test
  void theSumsThatAreLeftFitTheFilesThatAreThere() throws IOException {
    download(options());
    List<String> lines = Files.readAllLines(target.resolve("SHA256SUMS.txt"));
    assertThat(lines).hasSize(6);
    for (String line : lines) {
      String[] parts = line.split(" ", 2);
      assertThat(Sha256.of(target.resolve(parts[1]))).isEqualTo(parts[0]);
    }
  }

  @Test
  void fetchesEverythingOnRequest() throws IOException {
    download(options().withSelection(DownloadSelection.EVERYTHING));
    assertThat(filesInTarget()).contains("100x.hea", "doc/index.html", "RECORDS").hasSize(9);
  }

  @Test
  void keepsWhatIsThereAndRepairsWhatIsDamaged() throws IOException {
    download(options());
    Files.writeString(target.resolve("100.hea"), "damaged");
    long before = server.requests().size();
    DownloadReport second = download(options());
    assertThat(target.resolve("100.hea")).hasContent("100 1 360 10\n");
    assertThat(second.filesKept()).isEqualTo(4);
    assertThat(server.requests().size() - before).isEqualTo(3);
  }

  @Test
  void continuesATruncatedFileWhereItBrokeOff() throws IOException {
    server.fault("100.dat", FaultyServer.truncate(100_000), 1);
    DownloadReport report = download(options());
    assertThat(target.resolve("100.dat")).hasBinaryContent(signal);
    assertThat(server.requests()).contains("100.dat bytes=100000-");
    assertThat(report.bytesReceived()).isLessThan(signal.length + 2000);
  }

  @Test
  void continuesInALaterCall() throws IOException {
    server.fault("100.dat", FaultyServer.truncate(200_000), 1);
    assertThat(failure(options().withAttempts(1, BACKOFF)).reason()).isEqualTo(Reason.BROKEN_OFF);
    assertThat(target.resolve("RECORDS")).doesNotExist();
    assertThat(target.resolve("100.dat")).doesNotExist();
    download(options());
    assertThat(server.requests()).contains("100.dat bytes=200000-");
    assertThat(target.resolve("100.dat")).hasBinaryContent(signal);
    assertThat(target.resolve(".download")).doesNotExist();
  }

  @Test
  void acceptsAServerThatIgnoresRanges() throws IOException {
    server.fault("100.dat", FaultyServer.truncate(100_000), 1);
    server.fault("100.dat", (exchange, all) -> FaultyServer.send(exchange, 200, all, 0), 1);
    download(options());
    assertThat(target.resolve("100.dat")).hasBinaryContent(signal);
  }

  @Test
  void startsAnewAfterTheWrongRange() throws IOException {
    server.fault("100.dat", FaultyServer.truncate(100_000), 1);
    server.fault(
        "100.dat",
        (exchange, all) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 5-299999/300000");
          FaultyServer.send(exchange, 206, all, 5);
        },
        1);
    download(options());
    assertThat(target.resolve("100.dat")).hasBinaryContent(signal);
  }

  @Test
  void aCompletePartIsVerifiedNotFetchedAgain() throws IOException {
    server.fault("100.dat", FaultyServer.truncate(100_000), 1);
    assertThat(failure(options().withAttempts(1, BACKOFF))).isNotNull();
    Path partial;
    try (Stream<Path> parts = Files.list(target.resolve(".download"))) {
      partial =
          parts
              .filter(path -> path.getFileName().toString().startsWith(Sha256.of(signal)))
              .findFirst()
              .orElseThrow();
    }
    Files.write(partial, signal);
    download(options());
    assertThat(server.requests()).contains("100.dat bytes=300000-");
    assertThat(target.resolve("100.dat")).hasBinaryContent(signal);
  }

  @Test
  void fetchesACorruptFileAgain() throws IOException {
    server.fault("100.dat", FaultyServer.corrupt(), 2);
    download(options());
    assertThat(target.resolve("100.dat")).hasBinaryContent(signal);
    assertThat(server.requests("100.dat")).isEqualTo(3);
  }

  @Test
  void givesUpOnAFileThatStaysCorrupt() {
    server.fault("100.dat", FaultyServer.corrupt(), 99);
    DownloadException failure = failure(options());
    assertThat(failure.reason()).isEqualTo(Reason.CHECKSUM_MISMATCH);
    assertThat(failure)
        .hasMessageContaining("100.dat")
        .hasMessageContaining(Sha256.of(signal))
        .hasMessageContaining("3 attempts");
    assertThat(target.resolve("100.dat")).doesNotExist();
    assertThat(target.resolve("RECORDS")).doesNotExist();
    assertThat(server.requests("100.dat")).isEqualTo(3);
  }

  @Test
  void aRecordsFileThatIsNotWhatTheSumsPromiseIsRefused() {
    server.fault("RECORDS", FaultyServer.corrupt(), 1);
    assertThat(failure(options()).reason()).isEqualTo(Reason.CHECKSUM_MISMATCH);
  }

  @Test
  void endsAStallAndGoesOn() throws IOException {
    server.fault("100.dat", server.stall(150_000), 1);
    download(options());
    assertThat(server.requests()).contains("100.dat bytes=150000-");
    assertThat(target.resolve("100.dat")).hasBinaryContent(signal);
  }

  @Test
  void givesUpOnAServerThatStallsAlways() {
    server.fault("100.dat", server.stall(10), 99);
    DownloadException failure = failure(options().withAttempts(2, BACKOFF));
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_OFF);
    assertThat(failure).hasMessageContaining("stood still").hasMessageContaining("100.dat");
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() {
    server.fault("SHA256SUMS.txt", server.silence(), 99);
    DownloadException failure =
        failure(
            options()
                .withAttempts(2, BACKOFF)
                .withTimeouts(Duration.ofMillis(200), Duration.ofMillis(300)));
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_OFF);
    assertThat(failure).hasMessageContaining("no answer");
  }

  @Test
  void saysThatThereIsNoNetwork() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    URI nowhere = URI.create("http://127.0.0.1:" + closedPort + "/files/");
    DownloadException failure = failure(options().withBaseUri(nowhere));
    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure)
        .hasMessageContaining("127.0.0.1:" + closedPort)
        .hasMessageContaining("is there a network?")
        .hasMessageContaining("3 attempts");
  }

  @Test
  void followsRedirects() throws IOException {
    server.put("moved/elsewhere.dat", signal);
    server.fault("100.dat", FaultyServer.redirect("/files/testdb/1.0/moved/elsewhere.dat"), 1);
    download(options());
    assertThat(server.requests()).contains("moved/elsewhere.dat");
    assertThat(target.resolve("100.dat")).hasBinaryContent(signal);
  }

  @Test
  void aRedirectToTheLoginPageMeansThatAccessIsDenied() {
    server.fault("SHA256SUMS.txt", FaultyServer.redirect("/login/?next=/files/testdb/"), 1);
    server.fault(
        "/login/", (exchange, none) -> FaultyServer.send(exchange, 200, new byte[] {'<'}, 0), 1);
    assertThat(failure(options()).reason()).isEqualTo(Reason.ACCESS_DENIED);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aRestrictedDatabaseIsNotTriedTwice(int status) {
    server.fault("SHA256SUMS.txt", FaultyServer.status(status), 1);
    DownloadException failure = failure(options());
    assertThat(failure.reason()).isEqualTo(Reason.ACCESS_DENIED);
    assertThat(failure).hasMessageContaining("credentials").hasMessageContaining("" + status);
    assertThat(server.requests("SHA256SUMS.txt")).isEqualTo(1);
  }

  @Test
  void anUnknownDatabaseIsNotTriedTwice() {
    DownloadException failure =
        catchThrowableOfType(
            DownloadException.class,
            () -> PhysioNet.download("nodb", "1.0", target, options(), progress -> {}));
    assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(failure).hasMessageContaining("/files/nodb/1.0/SHA256SUMS.txt");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aBusyServerIsTriedAgain(int status) throws IOException {
    server.fault("100.hea", FaultyServer.status(status), 2);
    download(options());
    assertThat(server.requests("100.hea")).isEqualTo(3);
  }

  @Test
  void aServerThatStaysBrokenIsGivenUp() {
    server.fault("100.hea", FaultyServer.status(500), 99);
    DownloadException failure = failure(options());
    assertThat(failure.reason()).isEqualTo(Reason.SERVER_ERROR);
    assertThat(failure).hasMessageContaining("status 500").hasMessageContaining("100.hea");
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws IOException {
    server.fault(
        "100.hea",
        (exchange, none) -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          exchange.sendResponseHeaders(503, -1);
        },
        1);
    long start = System.nanoTime();
    download(options());
    assertThat(System.nanoTime() - start).isGreaterThan(900_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "/etc/evil",
        "a/../../evil",
        "a\\..\\evil",
        "C:evil",
        "a//b",
        "./a",
        "a/.. ",
        ".download/x",
        "a\u0007b",
        "dir/"
      })
  void aPathCannotLeaveTheTarget(String path) throws IOException {
    server.put("SHA256SUMS.txt", Sha256.of(new byte[0]) + " " + path + "\n");
    DownloadException failure = failure(options().withSelection(DownloadSelection.EVERYTHING));
    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED_INDEX);
    assertThat(failure).hasMessageContaining("SHA256SUMS.txt line 1");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void aRecordCannotLeaveTheTarget() {
    server.put("RECORDS", "100\n../../100\n");
    server.putSums();
    DownloadException failure = failure(options());
    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED_INDEX);
    assertThat(failure).hasMessageContaining("RECORDS line 2");
  }

  @Test
  void aRecordWithoutFilesIsReported() {
    server.put("RECORDS", "100\n999\n");
    server.putSums();
    assertThat(failure(options())).hasMessageContaining("no file of record 999");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense\n", "abc 100.dat\n"})
  void aMalformedListOfSumsIsReported(String sums) {
    server.put("SHA256SUMS.txt", sums);
    assertThat(failure(options()).reason()).isEqualTo(Reason.MALFORMED_INDEX);
  }

  @Test
  void fetchesSeveralFilesAtATimeButNoMoreThanAsked() throws IOException {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      server.put("r" + i + ".hea", "record " + i);
      records.append('r').append(i).append('\n');
    }
    server.put("RECORDS", records.toString());
    server.putSums();
    CountDownLatch twoAtOnce = new CountDownLatch(2);
    FaultyServer.Fault meet =
        (exchange, all) -> {
          twoAtOnce.countDown();
          try {
            // Goes on only once another request is here too.
            twoAtOnce.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          FaultyServer.send(exchange, 200, all, 0);
        };
    server.fault("r0.hea", meet, 1).fault("r1.hea", meet, 1);
    download(options().withParallelFiles(3));
    assertThat(server.mostActive()).isBetween(2, 4);
    assertThat(filesInTarget()).hasSize(33);
  }

  @Test
  void tellsHowItGoes() throws IOException {
    List<DownloadProgress> told = new ArrayList<>();
    AtomicBoolean inside = new AtomicBoolean();
    PhysioNet.download(
        "testdb",
        "1.0",
        target,
        options(),
        progress -> {
          assertThat(inside.getAndSet(true)).isFalse();
          told.add(progress);
          inside.set(false);
        });
    assertThat(told).extracting(DownloadProgress::bytesReceived).isSorted();
    assertThat(told).extracting(DownloadProgress::filesDone).isSorted();
    DownloadProgress last = told.get(told.size() - 1);
    assertThat(last.filesDone()).isEqualTo(7);
    assertThat(last.filesTotal()).isEqualTo(7);
  }

  @Test
  void anInterruptEndsItAndKeepsWhatArrived() throws Exception {
    server.fault("100.dat", server.stall(150_000), 1);
    DownloadOptions patient = options().withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(60));
    CountDownLatch someBytes = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                PhysioNet.download(
                    "testdb",
                    "1.0",
                    target,
                    patient,
                    progress -> {
                      if (progress.bytesReceived() > 150_000) {
                        someBytes.countDown();
                      }
                    });
              } catch (IOException e) {
                thrown.set(e);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    someBytes.await();
    thread.interrupt();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(stillInterrupted).isTrue();
    download(options());
    assertThat(server.requests()).contains("100.dat bytes=150000-");
  }

  @Test
  void callersMistakesAreNamed() {
    for (String bad : List.of("", "..", "a/b", "a..b", "mit db", "-x")) {
      assertThatThrownBy(() -> PhysioNet.download(bad, "1.0", target))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + bad + "'");
    }
    DownloadOptions options = DownloadOptions.defaults();
    assertThatThrownBy(() -> options.withBaseUri(URI.create("ftp://physionet.org/")))
        .hasMessageContaining("ftp");
    assertThatThrownBy(() -> options.withParallelFiles(17)).hasMessageContaining("17");
    assertThatThrownBy(() -> options.withAttempts(0, BACKOFF)).hasMessageContaining("0");
    assertThatThrownBy(() -> options.withTimeouts(Duration.ZERO, BACKOFF))
        .hasMessageContaining("connect time-out");
    assertThat(options.withBaseUri(URI.create("https://mirror.org/x")).baseUri())
        .isEqualTo(URI.create("https://mirror.org/x/"));
  }
}
