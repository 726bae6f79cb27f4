package org.ecg4j.wfdb;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;

/** Reads one EDF or EDF+ file: data records, each with a stretch of every signal. */
final class EdfReader {
  /** What annotations count in where there are no signals. */
  private static final double RATE_WITHOUT_SIGNALS_HZ = 1000;

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private final String file;
  private final Source source;
  private final EdfOptions options;
  private final Defects defects;

  EdfReader(String file, Source source, EdfOptions options) {
    this.file = file;
    this.source = source;
    this.options = options;
    this.defects = new Defects(options.strictness());
  }

  EcgRecord read() throws IOException {
    EdfHeader header = new EdfHeaderParser(file, source, defects).parse();
    long records = dataRecords(header);
    List<EdfHeader.EdfSignal> leads = header.leads();
    int[] chosen =
        options.leads().resolve(name(), leads.stream().map(lead -> lead.info().lead()).toList());
    int framesPerRecord = framesPerRecord(leads, chosen);
    double frameRateHz =
        framesPerRecord == 0 ? RATE_WITHOUT_SIGNALS_HZ : framesPerRecord / header.recordSeconds();
    EdfAnnotations annotations = readAnnotations(header, records, frameRateHz);
    long frames =
        framesPerRecord == 0
            ? (long) Math.rint(records * header.recordSeconds() * frameRateHz)
            : records * framesPerRecord;
    long start = options.range().startSample();
    long end = options.range().endWithin(frames);
    List<EdfHeader.EdfSignal> wanted = Arrays.stream(chosen).mapToObj(leads::get).toList();
    List<Signal> signals =
        new EdfSampleReader(file, source, header, wanted, framesPerRecord).read(start, end);
    RecordHeader whole = recordHeader(header, frameRateHz, frames, annotations.firstOnset());
    EcgRecord record = EcgRecord.of(RecordLoader.excerpt(whole, start, end), signals);
    if (header.isPlus()) {
      record =
          record.withAnnotations(Edf.ANNOTATOR, excerpt(annotations.inOrder(), start, end, frames));
    }
    return record.withDiagnostics(defects.found());
  }

  /** The record's name: the file's name without its suffix. */
  private String name() {
    boolean suffixed = file.regionMatches(true, file.length() - 4, ".edf", 0, 4);
    return suffixed ? file.substring(0, file.length() - 4) : file;
  }

  /** The number of data records, which must agree with the file's size. */
  private long dataRecords(EdfHeader header) throws IOException {
    long stored = source.size() - header.bytes();
    long there = stored / header.recordBytes();
    if (header.dataRecords() < 0) {
      defects.repairable(
          Diagnostic.atByte(
              Code.LENGTH_INFERRED, file, 236, "a number of data records", there + " in the file"));
      return there;
    }
    long expected = header.dataRecords() * header.recordBytes();
    if (stored < expected) {
      defects.repairable(
          Diagnostic.atByte(
              Code.TRUNCATED_SIGNAL,
              file,
              source.size(),
              header.dataRecords() + " data records of " + header.recordBytes() + " bytes",
              "the end after " + there));
      return there;
    }
    if (stored > expected) {
      defects.repairable(
          Diagnostic.atByte(
              Code.EDF,
              file,
              header.bytes() + expected,
              "the end after " + header.dataRecords() + " data records",
              (stored - expected) + " more bytes"));
    }
    return header.dataRecords();
  }

  /** The largest number that divides every lead's samples in a data record; 0 without leads. */
  private static int framesPerRecord(List<EdfHeader.EdfSignal> leads, int[] chosen) {
    BigInteger divisor = BigInteger.ZERO;
    for (int index : chosen) {
      divisor = divisor.gcd(BigInteger.valueOf(leads.get(index).samplesPerRecord()));
    }
    return divisor.intValueExact();
  }

  /** Reads the annotations of all data records and makes sure that there are no gaps. */
  private EdfAnnotations readAnnotations(EdfHeader header, long records, double frameRateHz)
      throws IOException {
    EdfAnnotations annotations = new EdfAnnotations(file, frameRateHz);
    boolean keepsTime = true;
    for (EdfHeader.EdfSignal signal : header.signals()) {
      if (!signal.isAnnotations() || records == 0) {
        continue;
      }
      byte[] bytes = new byte[2 * signal.samplesPerRecord()];
      for (long record = 0; record < records; record++) {
        long place = header.bytes() + record * header.recordBytes() + signal.offsetInRecord();
        read(place, bytes, bytes.length);
        BigDecimal onset = annotations.add(bytes, place, record, keepsTime);
        if (keepsTime) {
          checkContinuous(header, place, record, onset, annotations.firstOnset());
        }
      }
      keepsTime = false;
    }
    return annotations;
  }

  /** A data record may start half a sample of the fastest lead early or late, by rounding. */
  private void checkContinuous(
      EdfHeader header, long place, long record, BigDecimal onset, BigDecimal firstOnset)
      throws IOException {
    int samples =
        header.leads().stream().mapToInt(EdfHeader.EdfSignal::samplesPerRecord).max().orElse(0);
    double expected = record * header.recordSeconds();
    double seconds = onset.subtract(firstOnset).doubleValue();
    if (samples > 0 && Math.abs(seconds - expected) > 0.5 * header.recordSeconds() / samples) {
      throw malformed(
          place,
          "data records without gaps (interrupted EDF+D is not supported), record "
              + record
              + " at "
              + expected
              + " s",
          seconds + " s");
    }
  }

  private RecordHeader recordHeader(
      EdfHeader header, double frameRateHz, long frames, BigDecimal firstOnset) {
    Optional<LocalDate> date = header.startDate();
    Optional<LocalTime> time = header.startTime();
    if (firstOnset.signum() != 0 && time.isPresent()) {
      // The first data record may start a fraction of a second after the header's time.
      LocalDateTime start =
          date.orElse(LocalDate.EPOCH)
              .atTime(time.get())
              .plusSeconds(firstOnset.longValue())
              .plusNanos(firstOnset.remainder(BigDecimal.ONE).multiply(NANOS).longValue());
      time = Optional.of(start.toLocalTime());
      date = date.map(known -> start.toLocalDate());
    }
    return new RecordHeader(name(), frameRateHz, frames, time, date, header.comments());
  }

  private List<Annotation> excerpt(List<Annotation> all, long start, long end, long frames)
      throws IOException {
    long outside = all.stream().filter(a -> a.sample() < 0 || a.sample() > frames).count();
    if (outside > 0) {
      defects.repairable(
          Diagnostic.ofFile(
              Code.ANNOTATION_RANGE,
              file,
              "annotations within the record's " + frames + " frames",
              outside + " outside"));
    }
    if (start == 0 && end == frames) {
      return all;
    }
    return all.stream()
        .filter(a -> a.sample() >= start && a.sample() < end)
        .map(a -> a.withSample(a.sample() - start))
        .toList();
  }

  private void read(long position, byte[] target, int length) throws IOException {
    int count = SourceBytes.read(source, position, target, 0, length);
    if (count < length) {
      throw malformed(position + count, "samples", "the end of the file");
    }
  }

  private WfdbFormatException malformed(long offset, String expected, String found) {
    return new WfdbFormatException(Diagnostic.atByte(Code.EDF, file, offset, expected, found));
  }
}
