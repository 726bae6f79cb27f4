package org.ecg4j.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import org.ecg4j.wfdb.WriteReport;

/** Says which files a command has written. */
final class WrittenFiles {
  private WrittenFiles() {}

  static void print(WriteReport report, boolean json, PrintWriter out) {
    if (json) {
      JsonObject object = new JsonObject();
      JsonArray files = new JsonArray();
      report.files().forEach(file -> files.add(file.toString()));
      object.add("files", files);
      JsonArray saturated = new JsonArray();
      report.saturatedSamples().forEach(saturated::add);
      object.add("saturatedSamples", saturated);
      out.println(new GsonBuilder().disableHtmlEscaping().create().toJson(object));
    } else {
      report.files().forEach(file -> out.println("wrote " + file));
      long saturated = report.saturatedSamples().stream().mapToLong(Long::longValue).sum();
      if (saturated > 0) {
        out.println(saturated + " samples were out of the format's range and were cut");
      }
    }
    out.flush();
  }
}
