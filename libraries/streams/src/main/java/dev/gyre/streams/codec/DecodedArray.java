package dev.gyre.streams.codec;

import dev.gyre.streams.array.NdArray;

/** The values of a file, as its header announced them. */
public record DecodedArray(ArrayHeader header, NdArray values) implements Decoded {}
