package dev.gyre.serving.deployment;

import dev.gyre.onnx.PixelFormat;
import org.jspecify.annotations.Nullable;

/**
 * What pictures a model takes, as UINT8 in rows, columns, channels.
 *
 * @param format gray, red-green-blue or blue-green-red
 * @param heightPx the only height; absent if any will do
 * @param widthPx the only width; absent if any will do
 */
public record InputSpec(PixelFormat format, @Nullable Long heightPx, @Nullable Long widthPx) {}
