/** Finds heartbeats: a streaming QRS detector and its batch form. */
@NullMarked
package org.ecg4j.detect;

import org.jspecify.annotations.NullMarked;
