package org.ecg4j.models;

/** The networks this library has, with their default options. */
public final class Models {
  private Models() {}

  /**
   * A bidirectional LSTM with one layer of 64 units a direction over time, all steps flattened.
   *
   * @return the spec
   */
  public static BiLstmSpec biLstm() {
    return BiLstmSpec.defaults();
  }
}
