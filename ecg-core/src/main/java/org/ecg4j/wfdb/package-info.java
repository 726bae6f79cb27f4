/** WFDB records (headers, signals in every format, annotations): read, checked and written. */
@NullMarked
package org.ecg4j.wfdb;

import org.jspecify.annotations.NullMarked;
