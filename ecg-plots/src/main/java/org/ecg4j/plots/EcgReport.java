package org.ecg4j.plots;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.dataset.Provenance;
import org.ecg4j.dataset.Split;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.io.AtomicFile;
import org.ecg4j.plots.Block.Section;

/**
 * A report as one HTML file that needs nothing else: pictures are inside, light or dark as the
 * reader's screen is set, no script, no network. It says what the data were, how they were split,
 * how each model was trained, how well it does with intervals over patients, where it fails, and
 * how to get the same again. What was not given is left out. Immutable; the same content always
 * gives the same file.
 *
 * <pre>{@code
 * Split split = beats.split(Splits.mitBihCourse());
 * ReportModel biLstm =
 *     ReportModel.of("BiLSTM")
 *         .withFacts(model.info().lineage().options())
 *         .withHistory(model.info().lineage().history())
 *         .withTrain(model.evaluate(split.train()))
 *         .withTest(test);                                 // model.evaluate(split.test())
 * for (int i : ReportBeat.choose(test, 2)) {               // right and wrong ones to look at
 *   EcgRecord record = Wfdb.read(folder.resolve(split.test().recordName(i)));
 *   ReportBeat beat = ReportBeat.of(record, split.test(), test, i);
 *   Attribution why = Explainer.of(model).occlusion(split.test(), i, beat.predicted());
 *   biLstm = biLstm.withBeat(beat.withAttributions(split.test(), List.of(why)));
 * }
 * EcgReport.of("Abnormal beats in MIT-BIH")
 *     .withData(beats)
 *     .withSplit(split)
 *     .withFeatures(model.info().pipeline())
 *     .withModel(biLstm)                                   // and others, to compare them
 *     .withProvenance(model.info().lineage().versions())
 *     .withCommands("ecg run --data mitdb --epochs 5")
 *     .write(Path.of("out"));                              // out/report.html
 * }</pre>
 */
public final class EcgReport {
  /** The name of the file that {@link #write} makes. */
  public static final String FILE_NAME = "report.html";

  private final String title;
  private final Map<Part, Section> parts;
  private final List<ReportModel> models;
  private final Map<String, String> provenance;
  private final List<String> commands;
  private final BootstrapOptions bootstrap;

  /** The parts about data, in the order to show. */
  private enum Part {
    DATA,
    SPLIT,
    FEATURES
  }

  private EcgReport(
      String title,
      Map<Part, Section> parts,
      List<ReportModel> models,
      Map<String, String> provenance,
      List<String> commands,
      BootstrapOptions bootstrap) {
    this.title = Objects.requireNonNull(title, "title");
    this.parts = parts;
    this.models = models;
    this.provenance = provenance;
    this.commands = commands;
    this.bootstrap = Objects.requireNonNull(bootstrap, "bootstrap");
  }

  /**
   * A report that says nothing yet.
   *
   * @param title its heading
   * @return the report
   */
  public static EcgReport of(String title) {
    return new EcgReport(
        title, Map.of(), List.of(), Map.of(), List.of(), BootstrapOptions.defaults());
  }

  /**
   * The same with the data: how many beats of which class, labels, window, and what each record
   * held.
   *
   * @param examples all labelled beats
   * @return a copy
   */
  public EcgReport withData(Examples examples) {
    return with(Part.DATA, DataSections.data(examples));
  }

  /**
   * The same with the split: who trains, who judges, and how many beats of which class.
   *
   * @param split by patient
   * @return a copy
   */
  public EcgReport withSplit(Split split) {
    return with(Part.SPLIT, DataSections.split(split));
  }

  /**
   * The same with the features: what is done to a window before a network sees it.
   *
   * @param pipeline the steps
   * @param pictures what they look like, such as {@link EcgPlots#spectrograms}
   * @return a copy
   */
  public EcgReport withFeatures(Pipeline pipeline, Picture... pictures) {
    return with(Part.FEATURES, DataSections.features(pipeline, List.of(pictures)));
  }

  private EcgReport with(Part part, Section section) {
    Map<Part, Section> more = new LinkedHashMap<>(parts);
    more.put(part, section);
    return new EcgReport(title, more, models, provenance, commands, bootstrap);
  }

  /**
   * The same with one more model. Several are compared with each other.
   *
   * @param model the model; its name must differ from the others'
   * @return a copy
   */
  public EcgReport withModel(ReportModel model) {
    if (models.stream().anyMatch(other -> other.name().equals(model.name()))) {
      throw new IllegalArgumentException("there is a model " + model.name() + " already");
    }
    List<ReportModel> more = new ArrayList<>(models);
    more.add(model);
    return new EcgReport(title, parts, more, provenance, commands, bootstrap);
  }

  /**
   * The same with more facts about where everything came from, such as versions of libraries.
   *
   * @param facts name to value, in the order to show
   * @return a copy
   */
  public EcgReport withProvenance(Map<String, String> facts) {
    Map<String, String> more = new LinkedHashMap<>(provenance);
    more.putAll(facts);
    return new EcgReport(title, parts, models, more, commands, bootstrap);
  }

  /**
   * The same with how the examples came to be.
   *
   * @param facts of a dataset or a model
   * @return a copy
   */
  public EcgReport withProvenance(Provenance facts) {
    return withProvenance(facts.asMap());
  }

  /**
   * The same with how to get these results again.
   *
   * @param lines commands to type, one after another
   * @return a copy
   */
  public EcgReport withCommands(String... lines) {
    List<String> more = new ArrayList<>(commands);
    more.addAll(Arrays.asList(lines));
    return new EcgReport(title, parts, models, provenance, more, bootstrap);
  }

  /**
   * The same with intervals made in another way.
   *
   * @param options how intervals over patients are made
   * @return a copy
   */
  public EcgReport withIntervals(BootstrapOptions options) {
    return new EcgReport(title, parts, models, provenance, commands, options);
  }

  /**
   * Writes the report, whole or not at all.
   *
   * @param folder where; made where it is missing
   * @return the file, named {@value #FILE_NAME}
   * @throws IOException when it cannot be written
   */
  public Path write(Path folder) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    AtomicFile.write(file, toHtml().getBytes(StandardCharsets.UTF_8));
    return file;
  }

  /**
   * The report as text.
   *
   * @return a whole HTML document
   */
  public String toHtml() {
    List<ScoredModel> scored =
        models.stream().map(model -> ScoredModel.of(model, bootstrap)).toList();
    List<Section> sections = new ArrayList<>();
    ResultSections.comparison(scored, bootstrap).ifPresent(sections::add);
    for (Part part : Part.values()) {
      Optional.ofNullable(parts.get(part)).ifPresent(sections::add);
    }
    for (int i = 0; i < scored.size(); i++) {
      sections.add(ModelSections.of(scored.get(i), "model-" + (i + 1), bootstrap));
    }
    if (!provenance.isEmpty()) {
      sections.add(DataSections.provenance(provenance));
    }
    if (!commands.isEmpty()) {
      sections.add(DataSections.reproduction(commands));
    }
    return ReportPage.render(title, sections);
  }
}
