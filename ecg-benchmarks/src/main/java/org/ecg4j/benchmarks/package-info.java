/**
 * Benchmarks of what a user waits for, over the MIT-BIH Arrhythmia Database. See
 * docs/performance.md.
 */
@NullMarked
package org.ecg4j.benchmarks;

import org.jspecify.annotations.NullMarked;
