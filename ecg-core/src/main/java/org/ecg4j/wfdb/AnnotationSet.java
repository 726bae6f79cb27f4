package org.ecg4j.wfdb;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;

/**
 * What one annotation file holds.
 *
 * @param annotations in order of time; samples count at the file's own rate
 * @param timeResolutionHz the file's own rate, where it says one
 * @param customCodes annotation types that the file defines itself
 */
public record AnnotationSet(
    List<Annotation> annotations,
    OptionalDouble timeResolutionHz,
    List<AnnotationCode> customCodes) {

  /** Copies the lists. */
  public AnnotationSet {
    annotations = List.copyOf(annotations);
    Objects.requireNonNull(timeResolutionHz, "timeResolutionHz");
    customCodes = List.copyOf(customCodes);
  }

  /**
   * Annotations that count samples of their record.
   *
   * @param annotations in order of time
   * @return a set without time resolution and custom types
   */
  public static AnnotationSet of(List<Annotation> annotations) {
    return new AnnotationSet(annotations, OptionalDouble.empty(), List.of());
  }

  /**
   * The same with a note of the rate in which its samples count.
   *
   * @param newTimeResolutionHz samples a second
   * @return a copy
   */
  public AnnotationSet withTimeResolutionHz(double newTimeResolutionHz) {
    return new AnnotationSet(annotations, OptionalDouble.of(newTimeResolutionHz), customCodes);
  }

  /**
   * The same with definitions of its own annotation types.
   *
   * @param newCustomCodes the types
   * @return a copy
   */
  public AnnotationSet withCustomCodes(List<AnnotationCode> newCustomCodes) {
    return new AnnotationSet(annotations, timeResolutionHz, newCustomCodes);
  }

  /**
   * The annotations with samples counted at a record's rate. Without a time resolution of its own
   * the file counts in the record's samples already.
   *
   * @param samplingRateHz the record's rate
   * @return the annotations
   */
  public List<Annotation> atRate(double samplingRateHz) {
    if (timeResolutionHz.isEmpty() || timeResolutionHz.getAsDouble() == samplingRateHz) {
      return annotations;
    }
    double factor = samplingRateHz / timeResolutionHz.getAsDouble();
    return annotations.stream().map(a -> a.withSample(Math.round(a.sample() * factor))).toList();
  }
}
