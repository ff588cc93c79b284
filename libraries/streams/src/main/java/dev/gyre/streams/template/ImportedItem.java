package dev.gyre.streams.template;

import dev.gyre.streams.declaration.ItemAttributes;

/**
 * One sample's piece of a stream.
 *
 * @param attributes what the tree says of it, its time among them
 */
public record ImportedItem(ItemSource source, ItemAttributes attributes) {}
