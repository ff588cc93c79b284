package dev.gyre.streams.archive;

/**
 * A file of a class folder tree, handed over without its bytes.
 *
 * @param key its path without the ending, for example {@code cat/0001}, in Unicode's composed form;
 *     unique in the tree
 * @param label name of the first folder behind the leading ones
 * @param path its path as the archive has it
 */
public record ClassFolderFile(String key, String label, String path) {}
