package dev.gyre.infra.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Access;
import dev.gyre.api.Requires;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A program does not start while a method that it answers is silent about its callers. */
class ContractCheckTests {

  private final WebApplicationContextRunner program =
      new WebApplicationContextRunner().withUserConfiguration(Program.class);

  @Test
  void startsIfEveryMethodSaysWhoMayCallIt() {
    program
        .withBean(SoundController.class)
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ContractCheck.class));
  }

  @Test
  void refusesToStartAndNamesTheMethodThatNamesNobody() {
    program
        .withBean(SoundController.class)
        .withBean(SilentController.class)
        .run(context ->
            assertThat(context)
                .getFailure()
                .hasMessageContainingAll("SilentController#silent", "@Requires")
                .hasMessageNotContaining("SoundController"));
  }

  @Test
  void refusesToStartIfARoleIsDemandedInNoProject() {
    program
        .withBean(HomelessController.class)
        .run(context ->
            assertThat(context)
                .getFailure()
                .hasMessageContainingAll("HomelessController#homeless", "VIEWER", "/{slug}/x"));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Program {}

  @RestController
  static class SoundController {

    @GetMapping("/sound")
    @Requires(Access.ANYONE)
    String sound() {
      return "";
    }

    @GetMapping("/{project}/sound")
    @Requires(Access.VIEWER)
    String sound(@PathVariable String project) {
      return project;
    }
  }

  @RestController
  static class SilentController {

    @GetMapping("/silent")
    String silent() {
      return "";
    }
  }

  @RestController
  static class HomelessController {

    @GetMapping("/{slug}/x")
    @Requires(Access.VIEWER)
    String homeless(@PathVariable String slug) {
      return slug;
    }
  }
}
