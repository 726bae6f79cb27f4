/** Simulated ECG records with known annotations, and noise at a known strength. */
@NullMarked
package org.ecg4j.simulate;

import org.jspecify.annotations.NullMarked;
