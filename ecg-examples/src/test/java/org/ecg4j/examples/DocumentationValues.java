package org.ecg4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;

/** What a block of Java in the documentation may use without declaring it. */
public class DocumentationValues {
  protected final Path folder;
  protected final TrainingSet train;
  protected final EcgRecord record;
  protected final RecordHeader header;
  protected final List<Annotation> reference;
  protected final List<Annotation> test;
  protected final float[] lead;
  protected final float[] chunk;

  private DocumentationValues(Path folder, TrainingSet train, EcgRecord record) {
    this.folder = folder;
    this.train = train;
    this.record = record;
    header = record.header();
    reference = record.annotations("atr");
    test = reference;
    lead = record.signal("MLII").toPhysical();
    chunk = lead;
  }

  protected DocumentationValues(DocumentationValues other) {
    this(other.folder, other.train, other.record);
  }

  static DocumentationValues of(Path folder) throws IOException {
    Path data = folder.resolve("mitdb");
    return new DocumentationValues(
        folder,
        EcgDataset.load(data).split(Splits.mitBihCourse()).train(),
        EcgSimulator.of(SimulatorOptions.defaults()).record(0));
  }

  /** What a block does. */
  public void run() throws Exception {}

  protected void log(Object... facts) {}
}
