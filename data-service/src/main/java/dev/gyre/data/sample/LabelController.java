package dev.gyre.data.sample;

import dev.gyre.api.data.LabelsApi;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.infra.security.Caller;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class LabelController implements LabelsApi {

  private final Labels labels;
  private final TaskContractsApi contracts;

  LabelController(Labels labels, TaskContractsApi contracts) {
    this.labels = labels;
    this.contracts = contracts;
  }

  @Override
  public Sample put(
      ProjectSlug project, SampleId sample, @Nullable String ifMatch, NewLabel label) {
    Labels.requireClass(label.className(), contracts.current(project).contract());
    Caller caller = Callers.current();
    return labels.put(caller.requireProject(), sample, ifMatch, label, caller.displayName());
  }
}
