package dev.gyre.integration;

import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.NewToken;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.TokensApi;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.Run;
import dev.gyre.cli.Connection;
import dev.gyre.cli.JobWait;
import dev.gyre.cli.Server;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A project that went from digits to predictions, and what came of each step. Scenarios ask about
 * it; it is made once for each topology and name.
 *
 * @param answers by the key of the digit, which is the client key too: the whole test split
 */
record Loop(
    Topology topology,
    Connection site,
    Import imported,
    DatasetVersion dataset,
    PreparedSet prepared,
    Recipe recipe,
    Run run,
    Evaluation evaluation,
    GateVerdict verdict,
    Alias champion,
    Map<String, PredictionAnswer> answers) {

  static final String DATASET = "digits";
  static final String MODEL = "reader";
  static final String ENDPOINT = "desk";
  static final Pictures PICTURES = Pictures.load();

  private static final Map<String, Once<Loop>> MADE = new ConcurrentHashMap<>();

  /** The loop of a project, gone through at the first use. */
  static Loop in(Topology topology, String project) {
    return MADE.computeIfAbsent(
            topology + "/" + project, _ -> new Once<>(() -> make(topology, project)))
        .get();
  }

  private static Loop make(Topology topology, String project) {
    RunningGyre gyre = RunningGyre.in(topology);
    Server server = new Server(gyre.address(), gyre.adminToken());
    return new LoopSteps(new Connection(server, new ProjectSlug(project))).go(topology);
  }

  ProjectSlug project() {
    return site.project();
  }

  /** An interface of the contract, asked by the server's administrator. */
  <T> T api(Class<T> contract) {
    return site.api(contract);
  }

  /** The job once it has succeeded. */
  Job await(Job started) {
    return await(site, started);
  }

  static Job await(Connection site, Job started) {
    return new JobWait(site, Duration.ofMinutes(3), _ -> {}).await(started);
  }

  /** The server, asked with a token for this project alone and no more than a role. */
  Server as(Role role) {
    NewToken narrow = new NewToken("narrow", null, project(), role);
    String secret = Objects.requireNonNull(api(TokensApi.class).create(narrow).secret());
    return new Server(site.server().address(), secret);
  }

  /** The server, asked with a token that nobody gave. */
  Server asStranger() {
    return new Server(site.server().address(), "gyre_unknown");
  }
}
