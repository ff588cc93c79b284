package dev.gyre.data.imports;

import dev.gyre.api.Digest;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.project.TaskContract;

/**
 * What a job of type {@code import} works on.
 *
 * @param contract the newest when the archive was sent: every attempt judges by the same
 * @param author of the labels
 */
record ImportInput(ImportId id, Digest archive, TaskContract contract, String author) {}
