/**
 * Pictures of signals, features and results: every plot of {@link org.ecg4j.plots.EcgPlots} is a
 * {@link org.ecg4j.plots.Picture} that is written as PNG or SVG, without a display.
 */
@NullMarked
package org.ecg4j.plots;

import org.jspecify.annotations.NullMarked;
