package dev.gyre.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleCount;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.project.IdentityApi;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractId;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.PromotionApi;
import dev.gyre.infra.artifactstore.InMemoryArtifactStore;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobProperties;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.security.Callers;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/** Stands in for the other services, the worker and the object store. */
class FakePeers {

  /** The token of a role; its principal has the role's name. */
  static String token(Role role) {
    return "gyre_token-of-the-" + role.name().toLowerCase(Locale.ROOT);
  }

  @Bean
  World world() {
    return new World();
  }

  @Bean
  InMemoryArtifactStore evalArtifacts(Clock clock) {
    return new InMemoryArtifactStore(clock);
  }

  @Bean
  FakeWorker worker(World world, InMemoryArtifactStore store, ObjectProvider<JobEngine> engine) {
    return new FakeWorker(world, store, engine::getObject);
  }

  @Bean
  JobProperties jobProperties() {
    return new JobProperties(
        "test-host",
        new JobResources(2, DataSize.ofGigabytes(4)),
        Duration.ofMinutes(1),
        Duration.ofMillis(50),
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        4,
        DataSize.ofMegabytes(1),
        Duration.ofSeconds(10));
  }

  @Bean
  IdentityApi identity() {
    return query -> {
      boolean known = query.project() == null || query.project().equals(World.SLUG);
      for (Role role : Role.values()) {
        if (Digest.of(token(role).getBytes(StandardCharsets.UTF_8)).equals(query.tokenHash())) {
          String name = role.name().toLowerCase(Locale.ROOT);
          Principal principal = new Principal(PrincipalId.next(), name, PrincipalKind.USER);
          return new Introspection(
              true, principal, false, known ? World.PROJECT : null, known ? role : null);
        }
      }
      return query.tokenHash() == null
          ? new Introspection(true, null, false, known ? World.PROJECT : null, null)
          : Introspection.INACTIVE;
    };
  }

  @Bean
  DatasetVersionsApi datasetVersions(World world, InMemoryArtifactStore store) {
    return new FakeDatasetVersions(world, store);
  }

  @Bean
  ModelsApi models(World world) {
    return new FakeModels(world);
  }

  @Bean
  PromotionApi promotions(World world) {
    return (project, model, alias, promotion) -> {
      if (!"eval".equals(Callers.current().service())) {
        throw new PlatformException(ErrorCode.PERMISSION_DENIED, "Only eval promotes");
      }
      world.promotions.add("%s %s %d".formatted(alias, model, promotion.version()));
      world.aliases.put(alias, promotion.version());
      return FakeModels.alias(alias, promotion.version());
    };
  }

  @Bean
  TaskContractsApi contracts(World world) {
    return new TaskContractsApi() {
      @Override
      public TaskContractVersion current(ProjectSlug project) {
        return get(project, world.contractNumber());
      }

      @Override
      public TaskContractVersion get(ProjectSlug project, int number) {
        return new TaskContractVersion(
            TaskContractId.next(),
            number,
            World.digest("contract " + number),
            world.contract(number),
            World.NOW,
            "someone");
      }

      @Override
      public Page<TaskContractVersion> list(
          ProjectSlug project, int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException();
      }

      @Override
      public TaskContractVersion put(
          ProjectSlug project, @Nullable String ifMatch, TaskContract contract) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Bean
  PreparationsApi preparations() {
    return new PreparationsApi() {
      @Override
      public Preparation get(ProjectSlug project, PreparationId preparation) {
        PreparationSpec spec =
            PreparationSpec.ofPicture(
                "image",
                "gray",
                ModelInputSpec.of(8, 8, "image", 1 / 255.0, List.of(0.0), List.of(1.0)));
        return new Preparation(preparation, "p", World.digest("p"), spec, World.NOW);
      }

      @Override
      public Preparation create(ProjectSlug project, NewPreparation preparation) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Page<Preparation> list(ProjectSlug project, int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Bean
  SamplesApi samples(World world) {
    return new SamplesApi() {
      @Override
      public Page<Sample> list(
          ProjectSlug project, @Nullable String filter, int limit, @Nullable String cursor) {
        return new Page<>(
            world.members.stream()
                .filter(m -> FakeDatasetVersions.passes(m, filter))
                .limit(limit)
                .map(FakePeers::sample)
                .toList(),
            null);
      }

      @Override
      public SampleCount count(ProjectSlug project, @Nullable String filter) {
        return new SampleCount(list(project, filter, 1000, null).items().size(), true);
      }

      @Override
      public Sample get(ProjectSlug project, SampleId id) {
        return world.members.stream()
            .filter(m -> m.id().equals(id))
            .findFirst()
            .map(FakePeers::sample)
            .orElseThrow(() -> PlatformException.notFound("sample", id));
      }

      @Override
      public InputStream bytes(ProjectSlug project, SampleId sample, String stream) {
        throw new UnsupportedOperationException();
      }

      @Override
      public List<Membership> memberships(ProjectSlug project, SampleId sample) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static Sample sample(World.Member m) {
    return new Sample(
        m.id(),
        m.key(),
        null,
        null,
        null,
        Map.of("camera", m.camera()),
        List.of(),
        m.artifact(),
        1,
        ScopeState.CHECKED,
        m.className(),
        List.of(),
        World.NOW);
  }
}
