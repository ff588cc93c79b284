package dev.gyre.project.identity;

import dev.gyre.infra.postgres.RetentionProperties;
import dev.gyre.infra.postgres.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tokens, sessions and login links stay in the database for a while after they ended, so that one
 * can ask what they were.
 */
@Configuration(proxyBeanMethods = false)
class TokenRetention {

  @Bean
  RetentionRule endedTokens(TokenRepository tokens, RetentionProperties kept) {
    return new RetentionRule("ended tokens", kept.tokens(), tokens::forgetEnded);
  }
}
