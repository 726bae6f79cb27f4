/** Writes networks as ONNX files, with a protobuf writer of its own. */
@NullMarked
package org.ecg4j.models.onnx;

import org.jspecify.annotations.NullMarked;
