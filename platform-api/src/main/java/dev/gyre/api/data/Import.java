package dev.gyre.api.data;

import dev.gyre.api.job.JobId;
import java.time.Instant;

/**
 * One reading of an archive into samples. At its end {@code inputs = imported + duplicates +
 * rejected}.
 *
 * @param format {@code class_folder} or {@code samples}
 * @param inputs what of the archive stands for samples: its files, or lines and the files that no
 *     line names
 * @param imported new samples
 * @param duplicates whose key the project held already with equal content
 * @param rejected not taken; each has a reason
 */
public record Import(
    ImportId id,
    JobId job,
    String format,
    ImportState state,
    int inputs,
    int imported,
    int duplicates,
    int rejected,
    Instant created) {}
