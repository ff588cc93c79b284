package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetVersionId;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.infra.jobs.ServiceJob;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Rebuilds a version from its rows and compares the digests. Changes nothing. */
@Component
@Qualifier("dataJob")
class VerifyJob implements ServiceJob {

  static final JobType TYPE = new JobType("verify");

  private final VersionRepository versions;
  private final RebuildRepository rebuild;
  private final TransactionTemplate transactions;

  VerifyJob(
      VersionRepository versions,
      RebuildRepository rebuild,
      PlatformTransactionManager transactions) {
    this.versions = versions;
    this.rebuild = rebuild;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setReadOnly(true);
  }

  /** What the job works on. */
  record Input(DatasetVersionId version) {}

  private record Result(int samples, Digest digest) {}

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(JobResources.NEGLIGIBLE, Duration.ofHours(2));
  }

  @Override
  public JsonNode run(JobRequest request, RunningJob running) {
    Input input = ContractJson.mapper().treeToValue(request.input(), Input.class);
    return ContractJson.mapper()
        .valueToTree(Objects.requireNonNull(transactions.execute(_ -> verify(input.version()))));
  }

  private Result verify(DatasetVersionId id) {
    VersionRow row =
        versions.find(id).orElseThrow(() -> PlatformException.notFound("dataset version", id));
    var entries = rebuild.entries(row.dataset(), row.number());
    Digest digest = VersionDigest.of(entries, row.version().contractDigest());
    if (!digest.equals(row.version().digest())) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Version %s has the digest %s, but its rows give %s: somebody has changed them"
              .formatted(row.version().ref(), row.version().digest(), digest),
          Map.of("stored", row.version().digest().hex(), "rebuilt", digest.hex()));
    }
    return new Result(entries.size(), digest);
  }

  @Override
  public void onSucceeded(JobRequest request, JobResult result) {}
}
