/** Files that appear whole or not at all. */
@NullMarked
package org.ecg4j.io;

import org.jspecify.annotations.NullMarked;
