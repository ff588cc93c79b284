/** Model package: signature, graph, runtime sessions, parity. */
@NullMarked
package dev.gyre.onnx;

import org.jspecify.annotations.NullMarked;
