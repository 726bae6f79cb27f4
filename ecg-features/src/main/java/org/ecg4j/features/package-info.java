/**
 * Features of beats: short-time Fourier transforms, RR intervals, QRS shape; their scaling; and
 * augmentation for training.
 */
@NullMarked
package org.ecg4j.features;

import org.jspecify.annotations.NullMarked;
