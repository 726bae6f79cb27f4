package org.ecg4j.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ecg4j.record.Annotation;
import org.ecg4j.wfdb.Wfdb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints one annotation file. */
@Command(
    name = "annotations",
    description = "Prints annotations: sample, code, subtype, channel, number, text.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ecg annotations mitdb/100 -a atr"})
final class AnnotationsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-a", "--annotator"},
      defaultValue = "atr",
      paramLabel = "NAME",
      description = "Suffix of the annotation file (default: ${DEFAULT-VALUE}).")
  private String annotator;

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  @Parameters(paramLabel = "RECORD", description = "A record: a path without suffix.")
  private Path record;

  /** Made by picocli. */
  AnnotationsCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    for (Annotation annotation : Wfdb.readAnnotations(record, annotator)) {
      out.println(json ? gson.toJson(json(annotation)) : text(annotation));
    }
    out.flush();
    return 0;
  }

  private static String text(Annotation a) {
    return String.format(
            Locale.ROOT,
            "%10d %5s %4d %4d %4d  %s",
            a.sample(),
            a.code().mnemonic(),
            a.subtype(),
            a.channel(),
            a.number(),
            a.aux())
        .stripTrailing();
  }

  private static JsonObject json(Annotation a) {
    JsonObject object = new JsonObject();
    object.addProperty("sample", a.sample());
    object.addProperty("code", a.code().mnemonic());
    object.addProperty("subtype", a.subtype());
    object.addProperty("channel", a.channel());
    object.addProperty("number", a.number());
    object.addProperty("aux", a.aux());
    return object;
  }
}
