package org.ecg4j.recipes;

import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.FoldRule;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.segment.BeatClass;
import org.ecg4j.segment.LabelScheme;

/**
 * How a recipe is judged on the MIT-BIH Arrhythmia Database: labels, and who trains and who tests.
 * Scored are the beats whose window of two seconds on either side fits in the record.
 */
public enum Protocol {
  /**
   * The course: {@code N} against {@code V A F S}, other beats dropped; 32 records train, 16 test.
   * 31,407 test beats, 16.3 % abnormal.
   */
  A("course replica"),
  /**
   * The course's records with every symbol of the full list: 38,954 test beats, 32.5 % abnormal.
   */
  B("full symbol list"),
  /**
   * De Chazal's DS1 and DS2, classes N, S and V; {@code e} and {@code j} are N, fusion and
   * unclassifiable beats are dropped. Windows of 49,601 of the 49,712 beats of DS2 fit. Records 201
   * and 202, one person, are on both sides as published.
   */
  C("AAMI classes, DS1 and DS2"),
  /** Every patient tested once: ten folds over all 47 subjects, labels as {@link #B}. */
  D("10-fold by patient");

  private static final int OUTER_FOLDS = 10;
  private static final int INNER_FOLDS = 4;
  private static final int NESTED_FOLDS = 2;
  private static final long FOLD_SEED = 1;

  private final String title;

  Protocol(String title) {
    this.title = title;
  }

  /**
   * What reports call it.
   *
   * @return a few words
   */
  public String title() {
    return title;
  }

  /**
   * Which beats are told apart.
   *
   * @return the labels
   */
  public LabelScheme labels() {
    return switch (this) {
      case A -> LabelScheme.course();
      case B, D -> LabelScheme.normalAbnormal();
      case C -> LabelScheme.aami3(BeatClass.EscapeBeats.NORMAL);
    };
  }

  /**
   * How many divisions into train and test there are.
   *
   * @return 10 for {@link #D}, else 1
   */
  public int splitCount() {
    return this == D ? OUTER_FOLDS : 1;
  }

  /**
   * One division into train and test.
   *
   * @param beats of the database, labelled with {@link #labels()}
   * @param index from 0 to {@link #splitCount()} less one
   * @return train and test
   */
  public Split split(EcgDataset beats, int index) {
    return switch (this) {
      case A, B -> beats.split(Splits.mitBihCourse());
      case C -> beats.split(Splits.deChazal());
      case D -> beats.folds(Splits.stratifiedKFold(OUTER_FOLDS, FOLD_SEED)).get(index);
    };
  }

  /**
   * How the training patients of a division are divided again, to choose threshold and calibration.
   *
   * @return four folds by patient; two for {@link #D}
   */
  public FoldRule innerFolds() {
    return Splits.stratifiedKFold(this == D ? NESTED_FOLDS : INNER_FOLDS, FOLD_SEED);
  }
}
