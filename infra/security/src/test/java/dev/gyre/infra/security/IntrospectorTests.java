package dev.gyre.infra.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.IntrospectionQuery;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IntrospectorTests {

  private static final Digest TOKEN = Digest.of(new byte[] {1});
  private static final Introspection ACTIVE = new Introspection(true, null, false, null, null);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private Introspection answer = ACTIVE;
  private boolean down;

  @Test
  void asksOnceInTenSecondsAndAgainAfter() {
    Introspector introspector = keeping(Duration.ofSeconds(10), Duration.ZERO);
    introspector.introspect(TOKEN, null);
    introspector.introspect(TOKEN, null);
    assertThat(asked).hasValue(1);
    pass(Duration.ofSeconds(10));
    introspector.introspect(TOKEN, null);
    assertThat(asked).hasValue(2);
  }

  @Test
  void neverKeepsThatATokenIsUnknown() {
    Introspector introspector = keeping(Duration.ofSeconds(10), Duration.ZERO);
    answer = Introspection.INACTIVE;
    introspector.introspect(TOKEN, null);
    answer = ACTIVE;
    assertThat(introspector.introspect(TOKEN, null).active()).isTrue();
  }

  @Test
  void forgetsARevokedToken() {
    Introspector introspector = keeping(Duration.ofSeconds(10), Duration.ofMinutes(5));
    introspector.introspect(TOKEN, null);
    answer = Introspection.INACTIVE;
    introspector.forgetAll();
    assertThat(introspector.introspect(TOKEN, null).active()).isFalse();
  }

  @Test
  void keepsNoAnswerThatWasAskedForBeforeARevocation() {
    Introspector[] introspector = new Introspector[1];
    introspector[0] =
        new Introspector(
            query -> {
              Introspection before = ask(query);
              introspector[0].forgetAll();
              return before;
            },
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            nanos::get);
    introspector[0].introspect(TOKEN, null);
    introspector[0].introspect(TOKEN, null);
    assertThat(asked).hasValue(2);
  }

  @Test
  void refusesWhileTheProjectServiceIsDownUnlessAStaleAnswerIsAllowed() {
    Introspector strict = keeping(Duration.ofSeconds(10), Duration.ZERO);
    Introspector lenient = keeping(Duration.ofSeconds(10), Duration.ofMinutes(5));
    strict.introspect(TOKEN, null);
    lenient.introspect(TOKEN, null);
    down = true;
    pass(Duration.ofSeconds(11));
    assertThatThrownBy(() -> strict.introspect(TOKEN, null)).isInstanceOf(PlatformException.class);
    assertThat(lenient.introspect(TOKEN, null).active()).isTrue();
    pass(Duration.ofMinutes(5));
    assertThatThrownBy(() -> lenient.introspect(TOKEN, null)).isInstanceOf(PlatformException.class);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Introspector keeping(Duration fresh, Duration stale) {
    return new Introspector(this::ask, fresh, stale, nanos::get);
  }

  private Introspection ask(IntrospectionQuery query) {
    if (down) {
      throw new PlatformException(ErrorCode.DEPENDENCY, "down");
    }
    asked.incrementAndGet();
    return answer;
  }
}
