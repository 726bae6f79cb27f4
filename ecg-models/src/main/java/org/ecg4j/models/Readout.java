package org.ecg4j.models;

/** How the outputs of a recurrent layer over all steps become one vector. */
public enum Readout {
  /** All steps, one after another: keeps where in the window something happened. */
  FLATTEN,
  /**
   * The last step's outputs. In a bidirectional layer its backward half has seen that step only;
   * this is what indexing PyTorch's output with -1 gives.
   */
  LAST_STEP,
  /** The mean over the steps. */
  MEAN,
  /** A weighted mean whose weights are learnt; see {@link Layer.Attention}. */
  ATTENTION
}
