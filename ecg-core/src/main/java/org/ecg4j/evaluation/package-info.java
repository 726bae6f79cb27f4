/**
 * Judging results: metrics of classified beats with intervals over patients, calibration and
 * threshold choice, and the beat-by-beat comparison of ANSI/AAMI EC57.
 */
@NullMarked
package org.ecg4j.evaluation;

import org.jspecify.annotations.NullMarked;
