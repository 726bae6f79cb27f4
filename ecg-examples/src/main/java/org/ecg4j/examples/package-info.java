/**
 * One small program for each task, to read and to copy from. Each takes a folder of records and a
 * folder for what it leaves behind, both optional; without records it simulates some.
 */
@NullMarked
package org.ecg4j.examples;

import org.jspecify.annotations.NullMarked;
