package dev.gyre.standalone.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.gyre.api.Creates;
import dev.gyre.api.job.Job;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * What the document says beside what the interfaces show: names that stay, who calls, how refusals
 * look.
 */
@TestConfiguration
public class OpenApiRules {

  private static final List<String> PICTURES = List.of("image/jpeg", "image/png");

  @Bean
  ModelResolver snakeCase() {
    ObjectMapper mapper =
        Json31.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    return new ModelResolver(mapper, new NestedNames()).openapi31(true);
  }

  /** A type within another has both names: {@code Flip} of a geometry is none of a comparison. */
  private static final class NestedNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
      Class<?> around = type.getEnclosingClass();
      return (around == null ? "" : getNameOfClass(around)) + super.getNameOfClass(type);
    }
  }

  @Bean
  ModelConverter recordModels() {
    return new RecordModels();
  }

  @Bean
  GlobalOpenApiCustomizer document() {
    return document -> {
      document.info(
          new Info()
              .title("Gyre")
              .version("1")
              .description("Closes the loop of deep learning on one self-hosted server.")
              .license(new License().name("Apache-2.0")));
      document.servers(List.of(new Server().url("/")));
      document.setTags(null);
      document
          .getComponents()
          .addSecuritySchemes(
              "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
      document.addSecurityItem(new SecurityRequirement().addList("token"));
      document.getComponents().addSchemas("Problem", problem());
    };
  }

  @Bean
  GlobalOperationCustomizer operations() {
    return OpenApiRules::name;
  }

  /**
   * {@code <noun>_<method>} of the interface, so that a name depends on nothing else in the
   * process.
   */
  private static Operation name(Operation operation, HandlerMethod method) {
    Arrays.stream(method.getBeanType().getInterfaces())
        .filter(type -> type.getName().startsWith("dev.gyre.api."))
        .findFirst()
        .ifPresent(type -> {
          String noun = type.getSimpleName().replaceFirst("Api$", "");
          String lower = noun.substring(0, 1).toLowerCase(Locale.ROOT) + noun.substring(1);
          operation.setOperationId(lower + "_" + method.getMethod().getName());
          operation.setTags(List.of(noun));
        });
    ApiResponse answer = operation.getResponses().remove("200");
    if (answer != null) {
      operation.getResponses().addApiResponse(status(method), answer.description("Done"));
    }
    describeBytes(operation, method);
    MediaType problem =
        new MediaType().schema(new Schema<Object>().$ref("#/components/schemas/Problem"));
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("Refused: the code says why")
                .content(new Content().addMediaType("application/problem+json", problem)));
    return operation;
  }

  /** What is read or answered as a stream are bytes, and no object of JSON. */
  private static void describeBytes(Operation operation, HandlerMethod method) {
    boolean takesBytes =
        Arrays.asList(method.getMethod().getParameterTypes()).contains(InputStream.class);
    if (takesBytes) {
      Content body = operation.getRequestBody().getContent();
      if (body.remove("application/json") != null) {
        // No media type is asked for: these are the ones that are decoded.
        PICTURES.forEach(type -> body.addMediaType(type, new MediaType()));
      }
      body.forEach(OpenApiRules::asBytes);
      if (namesItsBoundary(operation)) {
        body.clear();
        body.addMediaType("multipart/form-data", new MediaType().schema(files()));
      }
    }
    if (method.getMethod().getReturnType().equals(InputStream.class)) {
      operation.getResponses().values().stream()
          .filter(answer -> answer.getContent() != null)
          .forEach(answer -> answer.getContent().forEach(OpenApiRules::asBytes));
    }
  }

  /** Whether the method reads its body's media type; clients send that by themselves. */
  private static boolean namesItsBoundary(Operation operation) {
    return operation
        .getParameters()
        .removeIf(parameter -> parameter.getName().equals(HttpHeaders.CONTENT_TYPE));
  }

  /** A file for each name. */
  private static Schema<?> files() {
    return new ObjectSchema().additionalProperties(new StringSchema().format("binary"));
  }

  private static void asBytes(String type, MediaType content) {
    content.schema(new StringSchema().format(type.startsWith("text/") ? null : "binary"));
  }

  /** As the web module answers: 201 for what is new, 202 for a job. */
  private static String status(HandlerMethod method) {
    if (AnnotatedElementUtils.hasAnnotation(method.getMethod(), Creates.class)) {
      return "201";
    }
    HttpExchange exchange =
        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), HttpExchange.class);
    boolean job = method.getReturnType().getParameterType().equals(Job.class);
    return job && exchange != null && exchange.method().equals("POST") ? "202" : "200";
  }

  private static Schema<?> problem() {
    Schema<?> problem =
        new ObjectSchema()
            .description("A problem document (RFC 9457) with a stable code.")
            .addProperty("type", new StringSchema())
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema())
            .addProperty("detail", new StringSchema())
            .addProperty("code", new StringSchema());
    problem.setRequired(List.of("code", "detail", "status", "title", "type"));
    return problem;
  }
}
