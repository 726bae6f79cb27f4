/**
 * Descriptions of networks that need no engine: the specs, their factories in {@link
 * org.ecg4j.models.Models}, and the layers that a spec amounts to for a given input. Package {@code
 * org.ecg4j.models.djl} turns them into blocks, {@code org.ecg4j.models.onnx} into ONNX files.
 */
@NullMarked
package org.ecg4j.models;

import org.jspecify.annotations.NullMarked;
