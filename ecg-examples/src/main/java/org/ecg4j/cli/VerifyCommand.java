package org.ecg4j.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.wfdb.Verification;
import org.ecg4j.wfdb.Wfdb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks records and databases. */
@Command(
    name = "verify",
    description = {
      "Checks records or whole databases: headers, checksums, initial values, annotations, and the"
          + " files' sums where SHA256SUMS.txt lists them. Exit code 1 when anything fails."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ecg verify mitdb"})
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Records (paths without suffix) or folders of records.")
  private List<Path> paths;

  /** Made by picocli. */
  VerifyCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Verification> results = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path) && !Files.exists(Path.of(path + ".hea"))) {
        throw new NoSuchFileException(path + ".hea");
      }
      results.add(Wfdb.verify(path));
    }
    boolean clean = results.stream().allMatch(Verification::isClean);
    if (json) {
      JsonObject object = new JsonObject();
      object.addProperty("clean", clean);
      JsonArray array = new JsonArray();
      for (int i = 0; i < results.size(); i++) {
        array.add(json(paths.get(i), results.get(i)));
      }
      object.add("paths", array);
      out.println(
          new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create().toJson(object));
    } else {
      for (int i = 0; i < results.size(); i++) {
        print(paths.get(i), results.get(i), out);
      }
    }
    out.flush();
    return clean ? 0 : 1;
  }

  private static void print(Path path, Verification result, PrintWriter out) {
    result.problems().forEach(problem -> out.println("FAILED  " + problem.message()));
    result.remarks().forEach(remark -> out.println("note    " + remark.message()));
    out.println(
        path
            + ": "
            + result.recordCount()
            + " records, "
            + result.fileCount()
            + " listed files, "
            + (result.isClean() ? "no problems" : result.problems().size() + " problems"));
  }

  private static JsonObject json(Path path, Verification result) {
    JsonObject object = new JsonObject();
    object.addProperty("path", path.toString());
    object.addProperty("records", result.recordCount());
    object.addProperty("listedFiles", result.fileCount());
    object.add("problems", json(result.problems()));
    object.add("remarks", json(result.remarks()));
    return object;
  }

  private static JsonArray json(List<Diagnostic> diagnostics) {
    JsonArray array = new JsonArray();
    for (Diagnostic diagnostic : diagnostics) {
      JsonObject object = new JsonObject();
      object.addProperty("code", diagnostic.code().name());
      object.addProperty("file", diagnostic.file());
      if (diagnostic.line() > 0) {
        object.addProperty("line", diagnostic.line());
      }
      if (diagnostic.byteOffset() >= 0) {
        object.addProperty("byteOffset", diagnostic.byteOffset());
      }
      object.addProperty("expected", diagnostic.expected());
      object.addProperty("found", diagnostic.found());
      array.add(object);
    }
    return array;
  }
}
