package dev.gyre.monitoring;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionId;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.NewLabelQueue;
import dev.gyre.api.data.NewSample;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SampleIntakeApi;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.ComparisonId;
import dev.gyre.api.eval.ComparisonsApi;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationState;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.api.eval.Flips;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictsApi;
import dev.gyre.api.eval.NewComparison;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.NewSlice;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.eval.SliceState;
import dev.gyre.api.eval.SlicesApi;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.IdentityApi;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.IntrospectionQuery;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.TaskContractId;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.serving.Endpoint;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionLogApi;
import dev.gyre.api.serving.PredictionsApi;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionId;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.RunId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The services to the left, as far as monitoring asks them. */
@TestConfiguration(proxyBeanMethods = false)
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // scripts are called by reflection
public class Peers {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  /** By slug. */
  public static final class Worlds {
    private final Map<ProjectSlug, World> all = new ConcurrentHashMap<>();

    public World create(String slug) {
      World world = new World(slug);
      all.put(world.slug, world);
      return world;
    }

    World get(ProjectSlug slug) {
      return Objects.requireNonNull(all.get(slug), "no such world");
    }
  }

  /** The time, which a test may move on. */
  public static final class TestClock extends Clock {
    private Duration ahead = Duration.ZERO;

    public void advance(Duration by) {
      ahead = ahead.plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(ahead);
    }
  }

  @Bean
  @Primary
  TestClock testClock() {
    return new TestClock();
  }

  @Bean
  Worlds worlds() {
    return new Worlds();
  }

  @Bean
  IdentityApi fakeIdentity(Worlds worlds) {
    return query -> introspect(worlds, query);
  }

  private static Introspection introspect(Worlds worlds, IntrospectionQuery query) {
    World world = query.project() == null ? null : worlds.all.get(query.project());
    var project = world == null ? null : world.id;
    if (query.tokenHash() == null) {
      return new Introspection(true, null, false, project, null);
    }
    for (Role role : Role.values()) {
      String name = role.name();
      if (query.tokenHash().equals(Digest.of(name.getBytes(StandardCharsets.UTF_8)))) {
        Principal principal =
            new Principal(new PrincipalId(new java.util.UUID(1, 1)), name, PrincipalKind.USER);
        return new Introspection(true, principal, false, project, role);
      }
    }
    return Introspection.INACTIVE;
  }

  @Bean
  TaskContractsApi fakeContracts(Worlds worlds) {
    return ScriptedPeer.of(
        TaskContractsApi.class,
        new Object() {
          TaskContractVersion current(ProjectSlug project) {
            return new TaskContractVersion(
                TaskContractId.next(),
                1,
                Digest.of(new byte[0]),
                worlds.get(project).contract(),
                START,
                "test");
          }
        });
  }

  @Bean
  EndpointsApi fakeEndpoints(Worlds worlds) {
    return ScriptedPeer.of(
        EndpointsApi.class,
        new Object() {
          Endpoint get(ProjectSlug project, String name) {
            boolean unlogged = name.equals(World.UNLOGGED);
            if (!name.equals(World.ENDPOINT) && !unlogged) {
              throw PlatformException.notFound("endpoint", name);
            }
            return new Endpoint(
                EndpointId.next(),
                name,
                World.ENDPOINT,
                "champion",
                unlogged ? Logging.OFF : Logging.DURABLE,
                4,
                null,
                null,
                0,
                0,
                0,
                START);
          }
        });
  }

  @Bean
  PredictionLogApi fakeLog(Worlds worlds) {
    return ScriptedPeer.of(
        PredictionLogApi.class,
        new Object() {
          Page<Prediction> read(ProjectSlug project, String endpoint, LogId after, int limit) {
            List<Prediction> rest =
                worlds.get(project).log.stream()
                    .filter(each -> after == null || each.id().compareTo(after) > 0)
                    .toList();
            List<Prediction> page = rest.subList(0, Math.min(limit, rest.size()));
            boolean more = page.size() < rest.size();
            return new Page<>(page, more ? page.getLast().id().toString() : null);
          }
        });
  }

  @Bean
  PredictionsApi fakePredictions() {
    return ScriptedPeer.of(
        PredictionsApi.class,
        new Object() {
          InputStream payload(ProjectSlug project, String endpoint, LogId prediction) {
            return new ByteArrayInputStream(new byte[100]);
          }
        });
  }

  @Bean
  SampleIntakeApi fakeIntake(Worlds worlds) {
    return (project, _, wanted) -> {
      World world = worlds.get(project);
      world.before("intake");
      List<Sample> made = new ArrayList<>();
      for (NewSample each : wanted) {
        made.add(world.samples.computeIfAbsent(each.key(), key -> sample(each)));
      }
      world.after("intake");
      return made;
    };
  }

  private static Sample sample(NewSample wanted) {
    return new Sample(
        SampleId.next(),
        wanted.key(),
        wanted.sequence(),
        wanted.timeNs(),
        wanted.group(),
        Map.of(),
        wanted.streams(),
        wanted.streams().getFirst().artifact(),
        1,
        ScopeState.UNLABELLED,
        null,
        List.of(),
        START);
  }

  @Bean
  SamplesApi fakeSamples(Worlds worlds) {
    return ScriptedPeer.of(
        SamplesApi.class,
        new Object() {
          Sample get(ProjectSlug project, SampleId id) {
            return worlds.get(project).samples.values().stream()
                .filter(sample -> sample.id().equals(id))
                .findFirst()
                .orElseThrow();
          }
        });
  }

  @Bean
  GateVerdictsApi fakeVerdicts(Worlds worlds) {
    return ScriptedPeer.of(
        GateVerdictsApi.class,
        new Object() {
          Page<GateVerdict> list(ProjectSlug project, int limit, String cursor) {
            return new Page<>(worlds.get(project).verdicts, null);
          }
        });
  }

  @Bean
  LabelQueuesApi fakeQueues(Worlds worlds) {
    return ScriptedPeer.of(
        LabelQueuesApi.class,
        new Object() {
          LabelQueue create(ProjectSlug project, NewLabelQueue wanted) {
            World world = worlds.get(project);
            world.before("queue");
            LabelQueue queue =
                new LabelQueue(
                    LabelQueueId.next(), wanted.name(), null, wanted.samples().size(), 0, 0, START);
            world.queues.add(queue);
            world.queuesMade.add(wanted);
            world.after("queue");
            return queue;
          }

          Page<LabelQueue> list(ProjectSlug project, int limit, String cursor) {
            return new Page<>(worlds.get(project).queues, null);
          }
        });
  }

  @Bean
  SlicesApi fakeSlices(Worlds worlds) {
    return ScriptedPeer.of(
        SlicesApi.class,
        new Object() {
          Slice create(ProjectSlug project, NewSlice wanted) {
            World world = worlds.get(project);
            world.before("slice");
            int known = world.slicesMade.indexOf(wanted);
            if (known < 0) {
              known = world.slices.size();
              world.slicesMade.add(wanted);
              world.slices.add(
                  new Slice(
                      SliceId.next(),
                      wanted.name(),
                      SliceState.FROZEN,
                      null,
                      Objects.requireNonNull(wanted.samples()).size(),
                      START));
            }
            world.after("slice");
            return world.slices.get(known);
          }
        });
  }

  @Bean
  DatasetVersionsApi fakeDatasets(Worlds worlds) {
    return ScriptedPeer.of(
        DatasetVersionsApi.class,
        new Object() {
          DatasetVersion get(ProjectSlug project, String dataset, int version) {
            return new DatasetVersion(
                DatasetVersionId.next(),
                new DatasetRef(dataset, version),
                Digest.of(new byte[0]),
                1,
                Digest.of(new byte[0]),
                Map.of(),
                Map.of(),
                START,
                "test");
          }

          Page<?> entries(
              ProjectSlug project,
              String dataset,
              int version,
              Split split,
              String filter,
              int limit,
              String cursor) {
            World world = worlds.get(project);
            world.before("entries");
            return new Page<>(world.entries(dataset + "/" + version, split), null);
          }
        });
  }

  @Bean
  ModelsApi fakeModels(Worlds worlds) {
    return ScriptedPeer.of(
        ModelsApi.class,
        new Object() {
          ModelVersion version(ProjectSlug project, String model, int version) {
            World world = worlds.get(project);
            world.before("model");
            return world.versions.computeIfAbsent(version, number -> model(model, number));
          }

          Page<Alias> aliasHistory(
              ProjectSlug project, String model, String alias, int limit, String cursor) {
            return new Page<>(worlds.get(project).moves, null);
          }
        });
  }

  private static ModelVersion model(String model, int number) {
    return new ModelVersion(
        ModelVersionId.next(),
        model,
        number,
        Digest.of(new byte[0]),
        1,
        World.CLASSES,
        RunId.next(),
        new DatasetRef("digits", number),
        PreparedSetId.next(),
        PreparationId.next(),
        1,
        ModelVersionState.READY,
        0,
        Map.of(),
        START);
  }

  @Bean
  EvaluationsApi fakeEvaluations(Worlds worlds) {
    return ScriptedPeer.of(
        EvaluationsApi.class,
        new Object() {
          Job create(ProjectSlug project, String key, NewEvaluation wanted) {
            World world = worlds.get(project);
            world.before("evaluate " + wanted.model().version());
            EvaluationId id =
                world.evaluations.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(wanted))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseGet(EvaluationId::next);
            world.evaluations.put(id, wanted);
            world.after("evaluate " + wanted.model().version());
            return new Job(
                JobId.next(),
                world.id,
                new JobType("evaluate"),
                "eval",
                "evaluation/" + id,
                JobState.QUEUED,
                0,
                null,
                0,
                false,
                START,
                null,
                null,
                null);
          }

          Evaluation get(ProjectSlug project, EvaluationId id) {
            NewEvaluation wanted = Objects.requireNonNull(worlds.get(project).evaluations.get(id));
            return new Evaluation(
                id,
                wanted.model(),
                wanted.dataset(),
                wanted.split(),
                PredictionSetId.next(),
                1,
                EvaluationState.DONE,
                World.CLASSES,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                START);
          }

          Page<Evaluation> list(ProjectSlug project, String model, int limit, String cursor) {
            return new Page<>(List.of(), null);
          }
        });
  }

  @Bean
  ComparisonsApi fakeComparisons(Worlds worlds) {
    return ScriptedPeer.of(
        ComparisonsApi.class,
        new Object() {
          Comparison create(ProjectSlug project, NewComparison wanted) {
            World world = worlds.get(project);
            world.before("compare");
            return new Comparison(
                ComparisonId.next(),
                wanted.champion(),
                wanted.candidate(),
                new DatasetRef("digits", 2),
                Split.TEST,
                new Flips(0, 0, 0, 0, 1),
                List.of(),
                List.of(),
                START);
          }

          Page<?> flips(
              ProjectSlug project, ComparisonId id, FlipKind kind, int limit, String cursor) {
            return new Page<>(worlds.get(project).flips, null);
          }
        });
  }
}
