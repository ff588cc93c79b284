package dev.gyre.streams.image;

/**
 * What a file says about its picture, read without decoding a pixel.
 *
 * @param channels as {@link Image} will have them: 1 for gray, 3 for colour and palettes;
 *     transparency is dropped
 * @param bitDepth bits per stored value, 1 to 8
 */
public record ImageHeader(ImageFormat format, int widthPx, int heightPx, int channels, int bitDepth)
    implements ProbeResult {}
