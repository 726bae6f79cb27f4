package org.ecg4j.simulate;

/**
 * One beat to draw.
 *
 * @param sample where its fiducial point (phase 0) lies
 * @param shape what it looks like
 * @param precedingSeconds the interval to the beat before it
 */
record Beat(long sample, BeatShape shape, double precedingSeconds) {}
