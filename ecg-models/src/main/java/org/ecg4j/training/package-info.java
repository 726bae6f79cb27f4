/**
 * Training: losses, optimisers, schedules, early stopping, listeners, checkpoints, and the trainer
 * that runs them. {@link org.ecg4j.training.EcgTrainer} is the entry.
 */
@NullMarked
package org.ecg4j.training;

import org.jspecify.annotations.NullMarked;
