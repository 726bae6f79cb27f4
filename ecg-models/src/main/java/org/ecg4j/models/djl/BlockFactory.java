package org.ecg4j.models.djl;

import ai.djl.nn.Block;
import org.ecg4j.dataset.InputSpec;

/** Makes a DJL block of one's own for an input. */
@FunctionalInterface
public interface BlockFactory {

  /**
   * Makes a new block.
   *
   * @param input what examples look like
   * @param outputs logits: 1 for normal against abnormal, else one for each class
   * @return a block that takes one array (batch, part's shape) for each part of the input, and
   *     gives one array (batch, outputs) of logits
   * @throws IllegalArgumentException when the network cannot take the input; the message should
   *     name what it accepts and what it was given
   */
  Block create(InputSpec input, int outputs);
}
