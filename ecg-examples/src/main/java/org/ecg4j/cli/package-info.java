/** The command line {@code ecg}: each command is short code over the SDK. */
@NullMarked
package org.ecg4j.cli;

import org.jspecify.annotations.NullMarked;
