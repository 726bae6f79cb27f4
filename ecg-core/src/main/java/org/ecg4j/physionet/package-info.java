/** Downloads of databases from PhysioNet, verified file by file. */
@NullMarked
package org.ecg4j.physionet;

import org.jspecify.annotations.NullMarked;
