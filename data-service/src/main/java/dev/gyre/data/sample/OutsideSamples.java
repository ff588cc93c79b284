package dev.gyre.data.sample;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.NewSample;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.infra.artifactstore.ArtifactStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Samples that other services bring, without a label. */
@Component
class OutsideSamples {

  private static final int MAX = 1000;

  private final SampleIntake intake;
  private final Samples samples;
  private final ArtifactStore artifacts;
  private final TransactionTemplate transactions;

  OutsideSamples(
      SampleIntake intake,
      Samples samples,
      @Qualifier("dataArtifacts") ArtifactStore artifacts,
      PlatformTransactionManager transactions) {
    this.intake = intake;
    this.samples = samples;
    this.artifacts = artifacts;
    this.transactions = new TransactionTemplate(transactions);
  }

  List<Sample> take(
      ProjectId project,
      TaskContract contract,
      List<NewSample> wanted,
      String author,
      @Nullable HarvestId harvest) {
    if (wanted.size() > MAX) {
      throw PlatformException.invalid("samples", wanted.size() + " entries", "at most " + MAX);
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    Set<Digest> missing =
        artifacts.missing(
            wanted.stream()
                .flatMap(sample -> sample.streams().stream())
                .map(StreamItem::artifact)
                .toList());
    if (!missing.isEmpty()) {
      throw PlatformException.notFound("artifact", missing.iterator().next());
    }
    Map<String, IncomingSample> byKey = new LinkedHashMap<>();
    wanted.forEach(sample -> byKey.putIfAbsent(sample.key(), incoming(sample, contract)));
    SampleIntake.Origin origin =
        new SampleIntake.Origin(project, contract.fields(), author, null, harvest);
    List<String> keys = List.copyOf(byKey.keySet());
    List<Intake> taken =
        Objects.requireNonNull(
            transactions.execute(_ -> intake.add(origin, List.copyOf(byKey.values()))));
    Map<String, SampleId> ids = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      ids.put(keys.get(i), taken.get(i).sample());
    }
    List<SampleId> order = new ArrayList<>();
    wanted.forEach(sample -> order.add(Objects.requireNonNull(ids.get(sample.key()))));
    return samples.getAll(project, order);
  }

  private static IncomingSample incoming(NewSample sample, TaskContract contract) {
    if (sample.key().chars().anyMatch(Character::isISOControl)) {
      throw PlatformException.invalid("key", sample.key(), "without control characters");
    }
    List<String> names = sample.streams().stream().map(StreamItem::name).toList();
    SampleStreams.violation(contract, names)
        .ifPresent(violation -> {
          throw new PlatformException(
              ErrorCode.CONTRACT_VIOLATION,
              "%s: %s".formatted(violation.reason(), violation.detail()),
              Map.of("field", "streams"));
        });
    sample.streams().forEach(item -> Attributes.check(item.attributes()));
    ObjectNode metadata = Metadata.of(sample.metadata(), contract);
    return new IncomingSample(
        sample.key(),
        sample.sequence(),
        sample.timeNs(),
        sample.group() == null ? Metadata.group(metadata, contract) : sample.group(),
        metadata,
        SampleStreams.inOrder(contract, sample.streams()),
        List.of(),
        ScopeState.UNLABELLED);
  }
}
