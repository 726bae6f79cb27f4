/**
 * Signal processing: Butterworth and notch filters, baseline removal, resampling and a measure of
 * signal quality. Numbers agree with {@code scipy.signal}.
 */
@NullMarked
package org.ecg4j.signal;

import org.jspecify.annotations.NullMarked;
