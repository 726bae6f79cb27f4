/** The command {@code ecg benchmark}: recipes on protocols, resumable, with tables and pictures. */
@NullMarked
package org.ecg4j.cli.benchmark;

import org.jspecify.annotations.NullMarked;
