package dev.gyre.data;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
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
import dev.gyre.infra.postgres.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the project service would answer: every slug is a project, every token named like a role has
 * it, and every project has the contract that was put last.
 */
public final class FakeProjectService implements IdentityApi, ProjectsApi, TaskContractsApi {

  private final Map<ProjectSlug, ProjectId> projects = new ConcurrentHashMap<>();
  private final Map<ProjectSlug, List<TaskContractVersion>> contracts = new ConcurrentHashMap<>();

  /** A contract of two classes and one stream. */
  public static TaskContract contract(List<String> groupKey) {
    return new TaskContract(
        TaskKind.CLASSIFICATION,
        List.of("cat", "dog"),
        List.of(new StreamSpec("image", "image", true, null)),
        List.of(
            new FieldSpec("night", FieldType.BOOL),
            new FieldSpec("distance", FieldType.NUMBER),
            new FieldSpec("weather", FieldType.TEXT),
            new FieldSpec("part", FieldType.TEXT),
            new FieldSpec("drive", FieldType.TEXT)),
        groupKey,
        Rightness.CLASS_EQUAL,
        List.of(new MetricRule(Metric.ACCURACY, 0.5, null)),
        List.of(),
        0.1,
        InsufficientEvidence.REFUSE,
        null);
  }

  @Override
  public Introspection introspect(IntrospectionQuery query) {
    ProjectId project = query.project() == null ? null : id(query.project());
    if (query.tokenHash() == null) {
      return new Introspection(true, null, false, project, null);
    }
    for (Role role : Role.values()) {
      if (Digest.of(role.name().getBytes(StandardCharsets.UTF_8)).equals(query.tokenHash())) {
        Principal principal =
            new Principal(
                new PrincipalId(
                    UUID.nameUUIDFromBytes(role.name().getBytes(StandardCharsets.UTF_8))),
                role.name(),
                PrincipalKind.USER);
        return new Introspection(true, principal, false, project, role);
      }
    }
    return Introspection.INACTIVE;
  }

  public ProjectId id(ProjectSlug slug) {
    return projects.computeIfAbsent(slug, _ -> ProjectId.next());
  }

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
    return new Project(id(project), project, project.text(), Instant.EPOCH);
  }

  @Override
  public TaskContractVersion current(ProjectSlug project) {
    return versions(project).getLast();
  }

  @Override
  public TaskContractVersion get(ProjectSlug project, int number) {
    return versions(project).stream()
        .filter(version -> version.number() == number)
        .findFirst()
        .orElseThrow(() -> PlatformException.notFound("task contract version", number));
  }

  private List<TaskContractVersion> versions(ProjectSlug project) {
    return contracts.computeIfAbsent(project, _ -> List.of(version(1, contract(List.of()))));
  }

  @Override
  public Page<TaskContractVersion> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return new Page<>(versions(project), null);
  }

  @Override
  public TaskContractVersion put(
      ProjectSlug project, @Nullable String ifMatch, TaskContract contract) {
    TaskContractVersion version = version(1, contract);
    contracts.put(project, List.of(version));
    return version;
  }

  private static TaskContractVersion version(int number, TaskContract contract) {
    return new TaskContractVersion(
        TaskContractId.next(),
        number,
        CanonicalJson.digest(contract),
        contract,
        Instant.EPOCH,
        "admin");
  }
}
