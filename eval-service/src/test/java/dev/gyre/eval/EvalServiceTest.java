package dev.gyre.eval;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The service alone, over HTTP, with its own database role; others are {@link FakePeers}. All such
 * tests share one server.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = {EvalApplication.class, FakePeers.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = EvalServer.class)
@interface EvalServiceTest {}
