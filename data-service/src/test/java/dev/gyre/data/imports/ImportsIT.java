package dev.gyre.data.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportState;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleCount;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobState;
import dev.gyre.api.project.Role;
import dev.gyre.data.DataServer;
import dev.gyre.data.FakeProjectService;
import dev.gyre.data.Pictures;
import dev.gyre.data.sample.SampleIntake;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ImportsIT extends DataServer {

  @Autowired SampleIntake intake;

  private Job start(byte[] zip) {
    return as(
        Role.ENGINEER,
        ImportsApi.class,
        api -> api.start(project, "class_folder", null, new ByteArrayInputStream(zip)));
  }

  private Import importOf(Job job) {
    return as(Role.VIEWER, ImportsApi.class, api -> api.list(project, 100, null)).items().stream()
        .filter(item -> item.job().equals(job.id()))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, byte[]> mixed() {
    Map<String, byte[]> files =
        Pictures.catsAndDogs(10, i -> i % 3 == 0 ? "true,1.5,fog,," : "0,2,,,");
    files.put("_unlabelled/x.png", Pictures.png(100));
    files.put("bird/a.png", Pictures.png(101));
    files.put("cat/broken.png", Arrays.copyOf(Pictures.png(102), 40));
    files.put("cat/text.png", "no picture".getBytes(StandardCharsets.UTF_8));
    files.put("loose.png", Pictures.png(103));
    return files;
  }

  @Test
  void countsWhatItTookAndNamesTheRest() {
    Job job = ended(start(zip(mixed())));

    assertThat(job.state()).as("%s", job.outcome()).isEqualTo(JobState.SUCCEEDED);
    Import done = importOf(job);
    assertThat(done.state()).isEqualTo(ImportState.FINISHED);
    assertThat(done.inputs()).isEqualTo(15);
    assertThat(done.imported()).isEqualTo(11);
    assertThat(done.rejected()).isEqualTo(4);
    Page<Reject> rejects =
        as(Role.VIEWER, ImportsApi.class, api -> api.rejects(project, done.id(), 100, null));
    assertThat(rejects.items())
        .extracting(Reject::item, Reject::reason)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("bird/a.png", "UNKNOWN_CLASS"),
            org.assertj.core.groups.Tuple.tuple("cat/broken.png", "TRUNCATED"),
            org.assertj.core.groups.Tuple.tuple("cat/text.png", "NOT_AN_IMAGE"),
            org.assertj.core.groups.Tuple.tuple("loose.png", "NO_LABEL"));
  }

  @Test
  void bringsTheStatisticsUpToDateByTheServicesOwnRole() {
    ended(start(zip(mixed())));
    intake.tidy();
    assertThat(
            jdbc.sql(
                    """
                    select relname from pg_stat_user_tables
                    where schemaname = 'data' and last_vacuum is not null
                      and last_analyze is not null
                    """)
                .query(String.class)
                .list())
        .contains("sample", "stream_item_0", "sample_fact_7", "sample_scope_8", "annotation_15");
  }

  @Test
  void filtersByTypedMetadataAfterwards() {
    ended(start(zip(mixed())));

    Page<Sample> foggy =
        as(
            Role.VIEWER,
            SamplesApi.class,
            api ->
                api.list(
                    project,
                    "sample.night && sample.distance < 2 && sample.weather == 'fog'",
                    2,
                    null));
    assertThat(foggy.items()).extracting(Sample::key).containsExactly("cat/0000", "cat/0006");
    assertThat(foggy.items().getFirst().metadata()).containsEntry("distance", 1.5);
    Page<Sample> rest =
        as(
            Role.VIEWER,
            SamplesApi.class,
            api ->
                api.list(
                    project,
                    "sample.night && sample.distance < 2 && sample.weather == 'fog'",
                    2,
                    foggy.nextCursor()));
    assertThat(rest.items()).extracting(Sample::key).containsExactly("dog/0003", "dog/0009");
    // An absent field makes its comparison false, and negation applies after that.
    assertThat(count("!(sample.weather == 'fog')")).isEqualTo(new SampleCount(7, true));
    assertThat(count("sample.weather != 'fog'")).isEqualTo(new SampleCount(0, true));
    assertThat(count("has(sample.weather) || sample.class_name in ['dog']"))
        .isEqualTo(new SampleCount(7, true));
    assertThat(count("sample.key.startsWith('_unlabelled') && !has(sample.class_name)"))
        .isEqualTo(new SampleCount(1, true));
  }

  private SampleCount count(String filter) {
    return as(Role.VIEWER, SamplesApi.class, api -> api.count(project, filter));
  }

  @Test
  void countsTheSameFileAgainAsDuplicatesAndOtherContentAsRejects() {
    Map<String, byte[]> files = Pictures.catsAndDogs(6, _ -> "0,1,,,");
    ended(start(zip(files)));
    Map<String, byte[]> changed = new LinkedHashMap<>(files);
    changed.put("cat/0000.png", Pictures.png(77));

    Import again = importOf(ended(start(zip(changed))));

    assertThat(again.imported()).isZero();
    assertThat(again.duplicates()).isEqualTo(5);
    assertThat(again.rejected()).isEqualTo(1);
    assertThat(
            as(Role.VIEWER, ImportsApi.class, api -> api.rejects(project, again.id(), 10, null))
                .items())
        .extracting(Reject::reason)
        .containsExactly("KEY_TAKEN");
  }

  @Test
  void wantsTheGroupThatTheContractNames() {
    projectService.put(project, null, FakeProjectService.contract(List.of("drive")));
    Map<String, byte[]> files = Pictures.catsAndDogs(4, i -> i == 3 ? ",,,," : ",,,,d" + i / 2);

    Import done = importOf(ended(start(zip(files))));

    assertThat(done.imported()).isEqualTo(3);
    assertThat(done.rejected()).isEqualTo(1);
    List<Sample> samples =
        as(Role.VIEWER, SamplesApi.class, api -> api.list(project, null, 10, null)).items();
    assertThat(samples).extracting(Sample::group).containsExactly("d0", "d1", "d0");
  }

  @Test
  void failsForAnArchiveThatIsNone() {
    Job job = ended(start("no zip at all".getBytes(StandardCharsets.UTF_8)));

    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(importOf(job).state()).isEqualTo(ImportState.FAILED);
  }

  @Test
  void answersARepeatedRequestWithTheSameJob() {
    byte[] zip = zip(Pictures.catsAndDogs(2, _ -> ",,,,"));
    Job first = keyed(zip);
    Job second = keyed(zip);
    assertThat(second.id()).isEqualTo(first.id());
  }

  private Job keyed(byte[] zip) {
    return as(
        Role.ENGINEER,
        ImportsApi.class,
        api -> api.start(project, "class_folder", "key-1", new ByteArrayInputStream(zip)));
  }

  @Test
  void refusesViewersAndUnknownFormats() {
    assertThatThrownBy(() ->
            as(
                Role.VIEWER,
                ImportsApi.class,
                api ->
                    api.start(
                        project, "class_folder", null, new ByteArrayInputStream(new byte[0]))))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    assertThatThrownBy(() ->
            as(
                Role.ENGINEER,
                ImportsApi.class,
                api -> api.start(project, "coco", null, new ByteArrayInputStream(new byte[0]))))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }
}
