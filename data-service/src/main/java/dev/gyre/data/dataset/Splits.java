package dev.gyre.data.dataset;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitRule;
import dev.gyre.data.sample.SplitCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives new members their split. In this order: the one that the sample had before, the one that
 * its group has, an assignment by name, the field of the rule, and what is left by quota. A unit is
 * a group, or a sample without one, and is never cut.
 */
@Component
class Splits {

  private final CommitRepository tables;

  Splits(CommitRepository tables) {
    this.tables = tables;
  }

  void give(CommitRepository.Scope scope, NewDatasetVersion wanted) {
    Map<String, Object> ids = new HashMap<>();
    ids.put("dataset", scope.dataset().value());
    ids.put("project", scope.project().value());
    spread();
    follow(ids);
    tables.addAssignments(wanted.assignments());
    if (!wanted.assignments().isEmpty()) {
      assign(ids);
    }
    if (wanted.split().field() != null) {
      byField(wanted.split().field());
    }
    byQuota(wanted.split(), ids);
  }

  /** Groups go where their earlier members went. */
  private void follow(Map<String, Object> ids) {
    tables.update(
        """
        update pg_temp.commit_new n set split = known.split from (
          select 'g:' || s.group_key as unit, min(e.split) as split
          from data.dataset_entry e join data.sample s on s.id = e.sample_id
          where e.dataset_id = :dataset and s.project_id = :project and s.group_key in (
            select substr(unit, 3) from pg_temp.commit_new where split is null and unit like 'g:%')
          group by s.group_key) known
        where n.unit = known.unit and n.split is null
        """,
        ids);
  }

  /** What one member of a unit got holds for all. */
  private void spread() {
    tables.update(
        """
        update pg_temp.commit_new n set split = known.split from (
          select unit, min(split) as split from pg_temp.commit_new
          where split is not null group by unit) known
        where n.unit = known.unit and n.split is null
        """,
        Map.of());
  }

  private void assign(Map<String, Object> ids) {
    refuse(
        """
        select a.key from pg_temp.commit_assignment a
        where not exists (select from pg_temp.commit_new n where n.key = a.key)
          and not exists (
            select from data.sample s join data.dataset_entry e on e.sample_id = s.id
            where s.project_id = :project and s.key = a.key and e.dataset_id = :dataset
              and e.to_version = 2147483647)
        limit 1
        """,
        ids,
        "The assignments name '%s', which is no member: it lacks what the task asks for or does not pass the filter");
    refuse(
        """
        select a.key from pg_temp.commit_assignment a
        left join pg_temp.commit_new n on n.key = a.key
        left join data.sample s on s.project_id = :project and s.key = a.key
        left join data.dataset_entry e on e.sample_id = s.id and e.dataset_id = :dataset
          and e.to_version = 2147483647
        where coalesce(n.split, e.split) <> a.split limit 1
        """,
        ids,
        "'%s' is assigned another split than the one that it or its group was given; a split once given stays");
    refuse(
        """
        select min(a.key) from pg_temp.commit_assignment a
        join pg_temp.commit_new n on n.key = a.key
        group by n.unit having count(distinct a.split) > 1 limit 1
        """,
        Map.of(),
        "'%s' and another sample of its group are assigned different splits; a group is never cut");
    tables.update(
        """
        update pg_temp.commit_new n set split = known.split from (
          select n.unit, min(a.split) as split from pg_temp.commit_assignment a
          join pg_temp.commit_new n on n.key = a.key group by n.unit) known
        where n.unit = known.unit and n.split is null
        """,
        Map.of());
  }

  private void byField(String field) {
    refuse(
        """
        select min(n.key) from pg_temp.commit_new n where n.split is null
          and coalesce(n.wanted, '') not in ('train', 'validation', 'test')
        having count(*) > 0
        """,
        Map.of(),
        "Field '" + field.replace("%", "%%") + "' of '%s' is not train, validation or test");
    refuse(
        """
        select min(n.key) from pg_temp.commit_new n where n.split is null
        group by n.unit having count(distinct n.wanted) > 1 limit 1
        """,
        Map.of(),
        "'%s' and another sample of its group name different splits; a group is never cut");
    tables.update(
        """
        update pg_temp.commit_new set split =
          case wanted when 'train' then 0 when 'validation' then 1 else 2 end
        where split is null
        """,
        Map.of());
  }

  /**
   * Exact quotas for each stratum: how many its members should have in each split, less those that
   * it has. Units are taken in the order of a seeded hash, test first: a large group that
   * overshoots takes from training, which can bear it. A group belongs to the stratum of its first
   * class, samples without label to one of their own.
   */
  private void byQuota(SplitRule rule, Map<String, Object> ids) {
    Map<String, Object> parameters = new HashMap<>(ids);
    parameters.put("seed", rule.seed());
    parameters.put("test", rule.test());
    parameters.put("validation", rule.validation());
    parameters.put("stratify", rule.stratify());
    parameters.put("testSplit", SplitCode.of(Split.TEST));
    parameters.put("validationSplit", SplitCode.of(Split.VALIDATION));
    tables.update(
        """
        update pg_temp.commit_new n set split = dealt.split from (
          with unit as (
            select unit, min(stratum) as stratum, count(*) as n,
              sha256(int8send(cast(:seed as bigint)) || convert_to(unit, 'UTF8')) as place
            from pg_temp.commit_new where split is null group by unit),
          held as (
            select stratum, split, sum(n) as n from (
              select stratum, split, count(*) as n from pg_temp.commit_new
              where split is not null group by stratum, split
              union all
              select case when :stratify then coalesce(a.class, '') else '' end, e.split, count(*)
              from data.dataset_entry e left join data.annotation a on a.sample_id = e.sample_id
                and a.state = 'ACCEPTED' and a.target = 'sample' and a.geometry is null
                and a.from_revision <= e.sample_revision and a.to_revision > e.sample_revision
              where e.dataset_id = :dataset and e.to_version = 2147483647 group by 1, 2) parts
            group by stratum, split),
          quota as (
            select u.stratum,
              round(t.n * cast(:test as float8)) - coalesce(
                (select h.n from held h where h.stratum = u.stratum and h.split = :testSplit), 0)
                as test,
              round(t.n * cast(:validation as float8)) - coalesce(
                (select h.n from held h where h.stratum = u.stratum and h.split = :validationSplit), 0)
                as validation
            from (select stratum, sum(n) as n from unit group by stratum) u
            cross join lateral (
              select u.n + coalesce(sum(h.n), 0) as n from held h where h.stratum = u.stratum) t),
          placed as (
            select unit, stratum,
              sum(n) over (partition by stratum order by place, unit) - n as before from unit)
          select p.unit,
            case when p.before < greatest(q.test, 0) then :testSplit
              when p.before < greatest(q.test, 0) + greatest(q.validation, 0) then :validationSplit
              else 0 end as split
          from placed p join quota q on q.stratum = p.stratum) dealt
        where n.unit = dealt.unit and n.split is null
        """,
        parameters);
  }

  private void refuse(String sql, Map<String, ?> parameters, String message) {
    @Nullable String key = tables.first(sql, parameters);
    if (key != null) {
      throw new PlatformException(
          ErrorCode.INVALID_ARGUMENT, message.formatted(key), Map.of("key", key));
    }
  }
}
