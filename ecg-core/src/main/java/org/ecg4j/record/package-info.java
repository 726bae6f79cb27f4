/** ECG records in memory: signals, their calibration, and annotations. */
@NullMarked
package org.ecg4j.record;

import org.jspecify.annotations.NullMarked;
