package org.ecg4j.models;

/** The four networks of the course notebook this library began with. */
public enum CourseNetwork {
  /** A bidirectional LSTM over the frequency rows, last step. */
  BILSTM,
  /** Two convolutions with pools and two dense layers. */
  CNN,
  /** A compact AlexNet. */
  ALEXNET,
  /** Two layers of gated recurrent units over the frequency rows, last step. */
  GRU
}
