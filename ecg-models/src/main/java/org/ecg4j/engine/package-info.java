/**
 * Where training and inference meet LibTorch: start-up, devices, native memory, networks and their
 * weights. Support for those packages rather than something to program against; no DJL type is in
 * its signatures.
 */
@NullMarked
package org.ecg4j.engine;

import org.jspecify.annotations.NullMarked;
