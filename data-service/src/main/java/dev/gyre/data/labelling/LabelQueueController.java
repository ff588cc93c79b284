package dev.gyre.data.labelling;

import dev.gyre.api.Page;
import dev.gyre.api.data.LabelImportReport;
import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.LabelTaskId;
import dev.gyre.api.data.LabelTaskState;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.NewLabelQueue;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.data.sample.Labels;
import dev.gyre.infra.security.Callers;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class LabelQueueController implements LabelQueuesApi {

  private final LabelQueues queues;
  private final LabelExport exports;
  private final LabelImport imports;
  private final TaskContractsApi contracts;

  LabelQueueController(
      LabelQueues queues, LabelExport exports, LabelImport imports, TaskContractsApi contracts) {
    this.queues = queues;
    this.exports = exports;
    this.imports = imports;
    this.contracts = contracts;
  }

  @Override
  public LabelQueue create(ProjectSlug project, NewLabelQueue queue) {
    return queues.create(Callers.current().requireProject(), queue);
  }

  @Override
  public Page<LabelQueue> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return queues.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public LabelQueue get(ProjectSlug project, LabelQueueId queue) {
    return queues.get(Callers.current().requireProject(), queue);
  }

  @Override
  public Page<LabelTask> tasks(
      ProjectSlug project,
      LabelQueueId queue,
      @Nullable LabelTaskState state,
      int limit,
      @Nullable String cursor) {
    return queues.tasks(
        Callers.current().requireProject(), queue, state, Page.checkLimit(limit), cursor);
  }

  @Override
  public LabelTask lease(ProjectSlug project, LabelQueueId queue) {
    return queues.lease(Callers.current(), queue);
  }

  @Override
  public LabelTask submit(
      ProjectSlug project, LabelQueueId queue, LabelTaskId task, NewLabel label) {
    Labels.requireClass(label.className(), contracts.current(project).contract());
    return queues.submit(Callers.current(), queue, task, label);
  }

  @Override
  public InputStream export(ProjectSlug project, LabelQueueId queue) {
    return exports.export(Callers.current().requireProject(), queue);
  }

  @Override
  public LabelImportReport importLabels(ProjectSlug project, LabelQueueId queue, InputStream csv) {
    TaskContract contract = contracts.current(project).contract();
    return imports.take(Callers.current(), queue, contract, csv);
  }
}
