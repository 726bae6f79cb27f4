/**
 * Our side of the comparisons that {@code benchmarks/paired/run} makes with Python: each step is a
 * process that does one repetition whenever it is told to. See docs/performance.md.
 */
@NullMarked
package org.ecg4j.benchmarks.paired;

import org.jspecify.annotations.NullMarked;
