package org.ecg4j.features;

import java.util.Map;
import java.util.Set;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.TransformCodec;

/** Makes the transforms of this package again from a model bundle; found by ServiceLoader. */
public final class FeatureCodec implements TransformCodec {

  /** For ServiceLoader. */
  public FeatureCodec() {}

  @Override
  public Set<String> ids() {
    return Set.of(
        Stft.ID,
        LogScale.ID,
        WindowNormalization.ID,
        SignalFilter.ID,
        FeatureJoin.ID,
        RrFeatures.ID,
        MorphologyFeatures.ID,
        Standardizer.ID,
        PatientStandardizer.ID,
        NeighbourBeats.ID,
        SelectedFeatures.ID,
        WindowCrop.ID);
  }

  @Override
  public ExampleTransform create(
      String id,
      Map<String, String> options,
      Map<String, float[]> state,
      Set<String> fittedSubjects) {
    Options text = new Options(id, options);
    return switch (id) {
      case Stft.ID -> Stft.of(text);
      case LogScale.ID -> LogScale.of(text);
      case WindowNormalization.ID -> WindowNormalization.of(text);
      case SignalFilter.ID -> SignalFilter.of(text);
      case FeatureJoin.ID -> FeatureJoin.of(text, state, fittedSubjects);
      case RrFeatures.ID -> RrFeatures.of(text);
      case MorphologyFeatures.ID -> MorphologyFeatures.of(text);
      case Standardizer.ID -> Standardizer.of(text, state, fittedSubjects);
      case PatientStandardizer.ID -> PatientStandardizer.of(text, state, fittedSubjects);
      case NeighbourBeats.ID -> NeighbourBeats.of(text, state, fittedSubjects);
      case SelectedFeatures.ID -> SelectedFeatures.of(text, state, fittedSubjects);
      case WindowCrop.ID -> WindowCrop.of(text);
      default ->
          throw new IllegalArgumentException(
              "no transform is called " + id + "; there are " + ids());
    };
  }
}
