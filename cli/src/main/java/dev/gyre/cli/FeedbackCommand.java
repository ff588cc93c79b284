package dev.gyre.cli;

import dev.gyre.api.data.Reject;
import dev.gyre.api.monitoring.Collection;
import dev.gyre.api.monitoring.FeedbackApi;
import dev.gyre.api.monitoring.FeedbackReceipt;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.serving.LogId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "feedback",
    description = {
      "Gives the truth about predictions, learnt later.",
      "The CSV has the columns log_id or client_key, and class_name; probability if sampled."
    },
    mixinStandardHelpOptions = true)
final class FeedbackCommand implements Callable<Integer> {

  private static final List<Output.Column<FeedbackReceipt>> COLUMNS =
      List.of(
          new Output.Column<>("ACCEPTED", FeedbackReceipt::accepted),
          new Output.Column<>("WAITING", FeedbackReceipt::waiting),
          new Output.Column<>("REJECTED", receipt -> receipt.rejects().size()));

  @Mixin private ProjectOptions options = new ProjectOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--endpoint", required = true)
  private String endpoint = "";

  @Option(
      names = "--collection",
      required = true,
      description = "${COMPLETION-CANDIDATES}: whether all predictions get feedback, or which")
  private Collection collection = Collection.COMPLAINT;

  @Parameters(paramLabel = "CSV")
  private Path csv = Path.of(".");

  @Override
  public Integer call() {
    List<NewFeedback> feedback = CsvRows.read(csv).stream().map(this::feedback).toList();
    Connection connection = options.connect();
    FeedbackApi api = connection.api(FeedbackApi.class);
    int accepted = 0;
    int waiting = 0;
    List<Reject> rejects = new ArrayList<>();
    for (int at = 0; at < feedback.size(); at += FeedbackApi.MAX_BATCH) {
      List<NewFeedback> batch =
          feedback.subList(at, Math.min(feedback.size(), at + FeedbackApi.MAX_BATCH));
      FeedbackReceipt receipt = api.give(connection.project(), batch);
      accepted += receipt.accepted();
      waiting += receipt.waiting();
      rejects.addAll(receipt.rejects());
    }
    rejects.forEach(reject ->
        spec.commandLine()
            .getErr()
            .printf("%s: %s, %s%n", reject.item(), reject.reason(), reject.detail()));
    spec.commandLine().getErr().flush();
    output.one(
        spec.commandLine().getOut(), new FeedbackReceipt(accepted, waiting, rejects), COLUMNS);
    return Exit.OK;
  }

  private NewFeedback feedback(CsvRows.Row row) {
    @Nullable String logId = row.get("log_id");
    return new NewFeedback(
        endpoint,
        logId == null ? null : LogId.valueOf(logId),
        logId == null ? row.require("client_key") : null,
        row.require("class_name"),
        collection,
        probability(row));
  }

  private static @Nullable Double probability(CsvRows.Row row) {
    @Nullable String text = row.get("probability");
    if (text == null) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw row.wrong("probability", "a number");
    }
  }
}
