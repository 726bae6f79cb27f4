/**
 * From records to labelled beats: which beats count, what they are called, and the window around
 * each.
 */
@NullMarked
package org.ecg4j.segment;

import org.jspecify.annotations.NullMarked;
