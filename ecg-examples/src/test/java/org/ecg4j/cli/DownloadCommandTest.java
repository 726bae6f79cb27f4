package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DownloadCommandTest {
  // sha256sum of "100\n" and of "100 0 360 0\n".
  private static final Map<String, String> FILES =
      Map.of(
          "RECORDS", "100\n",
          "100.hea", "100 0 360 0\n",
          "SHA256SUMS.txt",
              """
              b60c2ef4ed21a66e0ad06bfed8f1f13b5f0bcd0f9b0c3eb4ab5cc03ba0ca0000 doc.html
              6c2dabe9fc834a7797b9ba1f8f31dac71a19671c5f68e06933b247a8805c6e21 100.hea
              eea8254c7500ba3de996aa8ad6af399183f04e17d4a8102fde539dbc93a90012 RECORDS
              """);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/files/mitdb/1.0.0/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String content = FILES.get(path.substring(path.lastIndexOf('/') + 1));
          try (exchange) {
            if (content == null) {
              exchange.sendResponseHeaders(404, -1);
              return;
            }
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int execute(String... args) {
    return new CommandLine(new DownloadCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(new ErrorHandler(() -> false))
        .execute(args);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/files/";
  }

  @Test
  void fetchesADatabase(@TempDir Path folder) {
    assertThat(execute("mitdb", "-o", folder.toString(), "--base", base())).isZero();
    assertThat(folder.resolve("100.hea")).hasContent("100 0 360 0\n");
    assertThat(folder.resolve("RECORDS")).hasContent("100\n");
    assertThat(out.toString()).contains("mitdb 1.0.0 is in " + folder).contains("3 files");
  }

  @Test
  void saysWhatFailed(@TempDir Path folder) {
    assertThat(execute("mitdb", "--release", "9.9", "-o", folder.toString(), "--base", base()))
        .isEqualTo(3);
    assertThat(execute("../mitdb", "-o", folder.toString(), "--base", base())).isEqualTo(2);
    assertThat(err.toString())
        .contains("/files/mitdb/9.9/SHA256SUMS.txt does not exist")
        .contains("database must be a plain name");
  }
}
