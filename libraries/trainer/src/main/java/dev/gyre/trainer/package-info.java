/** Trainer, checkpoints and the ONNX exporter. */
@NullMarked
package dev.gyre.trainer;

import org.jspecify.annotations.NullMarked;
