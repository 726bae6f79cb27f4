/**
 * Networks as DJL blocks: the one package whose signatures show DJL types. {@link
 * org.ecg4j.models.djl.Networks} builds a block from a spec; {@link
 * org.ecg4j.models.djl.CustomSpec} brings in a block of one's own.
 */
@NullMarked
package org.ecg4j.models.djl;

import org.jspecify.annotations.NullMarked;
