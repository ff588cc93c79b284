package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.ALREADY_EXISTS;
import static dev.gyre.api.ErrorCode.CONTRACT_VIOLATION;
import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.INVALID_FILTER;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.Dataset;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.NewPreparedSet;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.job.JobState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Datasets, their versions and how they are prepared. */
final class DatasetExamples {

  private static final String SET = Loop.DATASET;

  private DatasetExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            DatasetsApi.class,
            "create",
            (api, loop) ->
                assertThat(api.create(loop.project(), new NewDataset("created")).newest()).isZero(),
            ALREADY_EXISTS,
            (api, loop) -> api.create(loop.project(), new NewDataset(SET))),
        Example.of(
            DatasetsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(Dataset::name)
                    .contains(SET),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), -1, null)),
        Example.of(
            DatasetsApi.class,
            "get",
            (api, loop) -> assertThat(api.get(loop.project(), SET).newest()).isPositive(),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), "none")),
        Example.of(
            DatasetVersionsApi.class,
            "commit",
            (api, loop) -> {
              loop.api(DatasetsApi.class).create(loop.project(), new NewDataset("threes"));
              NewDatasetVersion threes =
                  new NewDatasetVersion(
                      "sample.class_name == \"three\"", LoopSteps.SPLIT, List.of(), 0);
              loop.await(api.commit(loop.project(), "threes", "key-2", threes));
              assertThat(api.get(loop.project(), "threes", 1).samples()).isEqualTo(30);
            },
            INVALID_ARGUMENT,
            (api, loop) ->
                api.commit(
                    loop.project(),
                    SET,
                    null,
                    new NewDatasetVersion(
                        null, new SplitRule(1, 1, 0, 0, true, "colour"), List.of(), null))),
        Example.of(
            DatasetVersionsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), SET, 100, null).items())
                    .extracting(DatasetVersion::digest)
                    .contains(loop.dataset().digest()),
            NOT_FOUND,
            (api, loop) -> api.list(loop.project(), "none", 100, null)),
        Example.of(
            DatasetVersionsApi.class,
            "get",
            (api, loop) -> assertThat(api.get(loop.project(), SET, 1)).isEqualTo(loop.dataset()),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), SET, 99)),
        Example.of(
            DatasetVersionsApi.class,
            "entries",
            (api, loop) ->
                assertThat(
                        api.entries(
                                loop.project(),
                                SET,
                                1,
                                Split.TEST,
                                "sample.class_name == \"two\"",
                                100,
                                null)
                            .items())
                    .hasSize(12)
                    .extracting(DatasetEntry::split)
                    .containsOnly(Split.TEST),
            INVALID_FILTER,
            (api, loop) -> api.entries(loop.project(), SET, 1, null, "1 +", 100, null)),
        Example.of(
            DatasetVersionsApi.class,
            "diff",
            (api, loop) ->
                assertThat(api.diff(loop.project(), SET, 1, 0))
                    .satisfies(diff -> {
                      assertThat(diff.added()).isEqualTo(300);
                      assertThat(diff.removed()).isZero();
                      assertThat(diff.addedKeys()).hasSize(100);
                    }),
            INVALID_ARGUMENT,
            (api, loop) -> api.diff(loop.project(), SET, 1, 2)),
        Example.of(
            DatasetVersionsApi.class,
            "verify",
            (api, loop) ->
                assertThat(loop.await(api.verify(loop.project(), SET, 1, null)).state())
                    .isEqualTo(JobState.SUCCEEDED),
            NOT_FOUND,
            (api, loop) -> api.verify(loop.project(), SET, 99, null)),
        Example.of(
            DatasetVersionsApi.class,
            "manifest",
            (api, loop) ->
                assertThat(api.manifest(loop.project(), SET, 1))
                    .satisfies(manifest -> {
                      assertThat(manifest.samples()).isEqualTo(300);
                      assertThat(api.manifest(loop.project(), SET, 1)).isEqualTo(manifest);
                    }),
            NOT_FOUND,
            (api, loop) -> api.manifest(loop.project(), "none", 1)),
        Example.of(
            PreparationsApi.class,
            "create",
            (api, loop) ->
                assertThat(
                        api.create(
                                loop.project(),
                                new NewPreparation("gray-8x8", LoopSteps.PREPARATION))
                            .id())
                    .as("the first of equal content")
                    .isEqualTo(loop.prepared().preparation()),
            ALREADY_EXISTS,
            (api, loop) -> api.create(loop.project(), new NewPreparation("gray-8x8", of("depth")))),
        Example.of(
            PreparationsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(Preparation::name)
                    .contains("gray-8x8"),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            PreparationsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), loop.prepared().preparation()).spec())
                    .isEqualTo(LoopSteps.PREPARATION),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), PreparationId.next())),
        Example.of(
            PreparedSetsApi.class,
            "start",
            (api, loop) ->
                assertThat(
                        api.start(
                                loop.project(),
                                null,
                                new NewPreparedSet(
                                    loop.prepared().preparation(), loop.dataset().ref()))
                            .subject())
                    .as("the first of equal input")
                    .endsWith("/" + loop.prepared().id()),
            CONTRACT_VIOLATION,
            (api, loop) -> {
              Preparation deep =
                  loop.api(PreparationsApi.class)
                      .create(loop.project(), new NewPreparation("deep", of("depth")));
              api.start(loop.project(), null, new NewPreparedSet(deep.id(), loop.dataset().ref()));
            }),
        Example.of(
            PreparedSetsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(PreparedSet::id)
                    .contains(loop.prepared().id()),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            PreparedSetsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), loop.prepared().id()))
                    .isEqualTo(loop.prepared()),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), PreparedSetId.next())),
        Example.of(
            PreparedSetsApi.class,
            "sheet",
            (api, loop) -> {
              try (InputStream sheet = api.sheet(loop.project(), loop.prepared().id())) {
                assertThat(ImageIO.read(sheet)).isNotNull();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            NOT_FOUND,
            (api, loop) -> api.sheet(loop.project(), PreparedSetId.next())),
        Example.of(
            PreparedSetsApi.class,
            "rejects",
            (api, loop) ->
                assertThat(api.rejects(loop.project(), loop.prepared().id(), 100, null).items())
                    .isEmpty(),
            NOT_FOUND,
            (api, loop) -> api.rejects(loop.project(), PreparedSetId.next(), 100, null)));
  }

  private static PreparationSpec of(String stream) {
    return PreparationSpec.ofPicture(
        stream, "gray", ModelInputSpec.of(8, 8, stream, 1.0 / 255, List.of(0.0), List.of(1.0)));
  }
}
