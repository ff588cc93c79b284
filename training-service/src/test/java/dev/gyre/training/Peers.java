package dev.gyre.training;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.NewPreparedSet;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedMembership;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Shard;
import dev.gyre.api.data.Split;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.IdentityApi;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.IntrospectionQuery;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.Project;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractId;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.project.TaskKind;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The services to the left, as far as training asks them. Tokens are the names of roles; project
 * {@code digits} has members of every role, project {@code other} only the outsider.
 */
public final class Peers {

  public static final ProjectSlug DIGITS = new ProjectSlug("digits");
  public static final ProjectId DIGITS_ID = ProjectId.next();
  public static final ProjectId OTHER_ID = ProjectId.next();
  public static final String OUTSIDER = "outsider";
  public static final PreparationId PREPARATION = PreparationId.next();
  public static final PreparationSpec SPEC =
      PreparationSpec.ofPicture(
          "image", "gray", ModelInputSpec.of(8, 8, "image", 1 / 255.0, List.of(0.0), List.of(1.0)));
  public static final Digest INDEX = digest("index");

  private final Map<PreparedSetId, PreparedSet> sets = new ConcurrentHashMap<>();
  private final Map<String, PrincipalId> principals = new ConcurrentHashMap<>();
  private volatile List<String> classes = List.of("zero", "one");
  private volatile TaskKind task = TaskKind.CLASSIFICATION;
  private volatile PreparationSpec spec = SPEC;
  private final AtomicInteger contractNumber = new AtomicInteger(3);

  /** The digest of a name, standing for bytes. */
  public static Digest digest(String name) {
    return Digest.of(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A shard of a split, its digest that of its name. */
  public static Shard shard(String name, Split split) {
    return new Shard(name, digest(name), 100, split, 10);
  }

  /** Makes these the classes of a new task contract. */
  public void contract(String... names) {
    classes = List.of(names);
    contractNumber.incrementAndGet();
  }

  /** Makes this the kind of task, and this what every prepared set was made by. */
  public void prepare(TaskKind kind, PreparationSpec preparation) {
    task = kind;
    spec = preparation;
  }

  public int contractNumber() {
    return contractNumber.get();
  }

  /** A ready set of the classes zero and one, with a shard of each split. */
  public PreparedSetId readySet() {
    return set(
        PreparedState.READY,
        shard("train-0", Split.TRAIN),
        shard("validation-0", Split.VALIDATION),
        shard("test-0", Split.TEST));
  }

  public PreparedSetId set(PreparedState state, Shard... shards) {
    PreparedSet set =
        new PreparedSet(
            PreparedSetId.next(),
            PREPARATION,
            new DatasetRef("digits", 2),
            3,
            List.of("zero", "one"),
            List.of(new StreamSpec("image", StreamSpec.IMAGE, true, 1)),
            state,
            state == PreparedState.READY ? digest("set") : null,
            state == PreparedState.READY ? INDEX : null,
            state == PreparedState.READY ? digest("statistics") : null,
            null,
            List.of(shards),
            null,
            Instant.EPOCH);
    sets.put(set.id(), set);
    return set.id();
  }

  IdentityApi identity() {
    return this::introspect;
  }

  private Introspection introspect(IntrospectionQuery query) {
    ProjectId project =
        query.project() == null
            ? null
            : Map.of("digits", DIGITS_ID, "other", OTHER_ID).get(query.project().text());
    Digest token = query.tokenHash();
    if (token == null) {
      return new Introspection(true, null, false, project, null);
    }
    for (Role role : Role.values()) {
      String name = role.name().toLowerCase(Locale.ROOT);
      if (digest(name).equals(token)) {
        return member(name, project, DIGITS_ID.equals(project) ? role : null);
      }
    }
    return digest(OUTSIDER).equals(token)
        ? member(OUTSIDER, project, OTHER_ID.equals(project) ? Role.ADMIN : null)
        : Introspection.INACTIVE;
  }

  private Introspection member(String name, @Nullable ProjectId project, @Nullable Role role) {
    PrincipalId id = principals.computeIfAbsent(name, _ -> PrincipalId.next());
    return new Introspection(
        true, new Principal(id, name, PrincipalKind.USER), false, project, role);
  }

  ProjectsApi projects() {
    return new ProjectsApi() {
      @Override
      public Page<Project> list(int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Project create(NewProject project) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Project get(ProjectSlug project) {
        if (!project.equals(DIGITS)) {
          throw PlatformException.notFound("project", project);
        }
        return new Project(DIGITS_ID, DIGITS, "Digits", Instant.EPOCH);
      }
    };
  }

  TaskContractsApi contracts() {
    return new TaskContractsApi() {
      @Override
      public TaskContractVersion current(ProjectSlug project) {
        TaskContract contract =
            new TaskContract(
                task,
                classes,
                List.of(new StreamSpec("image", "image", true, 1)),
                List.of(),
                List.of(),
                task == TaskKind.SEGMENTATION ? Rightness.MEAN_IOU : Rightness.CLASS_EQUAL,
                task == TaskKind.SEGMENTATION ? 0.5 : null,
                List.of(new MetricRule(Metric.ACCURACY, 0.8, null)),
                List.of(),
                0.1,
                InsufficientEvidence.REFUSE,
                null);
        return new TaskContractVersion(
            TaskContractId.next(),
            contractNumber.get(),
            digest("contract"),
            contract,
            Instant.EPOCH,
            "admin");
      }

      @Override
      public TaskContractVersion get(ProjectSlug project, int number) {
        throw new UnsupportedOperationException();
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

  PreparationsApi preparations() {
    return new PreparationsApi() {
      @Override
      public Preparation create(ProjectSlug project, NewPreparation preparation) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Page<Preparation> list(ProjectSlug project, int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Preparation get(ProjectSlug project, PreparationId preparation) {
        return new Preparation(preparation, "plain", digest("plain"), spec, Instant.EPOCH);
      }
    };
  }

  PreparedSetsApi preparedSets() {
    return new PreparedSetsApi() {
      @Override
      public Job start(ProjectSlug project, @Nullable String key, NewPreparedSet set) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Page<PreparedSet> list(ProjectSlug project, int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException();
      }

      @Override
      public List<PreparedMembership> holding(ProjectSlug project, SampleId sample) {
        throw new UnsupportedOperationException();
      }

      @Override
      public PreparedSet get(ProjectSlug project, PreparedSetId set) {
        return Optional.ofNullable(sets.get(set))
            .orElseThrow(() -> PlatformException.notFound("prepared set", set));
      }

      @Override
      public InputStream sheet(ProjectSlug project, PreparedSetId set) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Page<Reject> rejects(
          ProjectSlug project, PreparedSetId set, int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
