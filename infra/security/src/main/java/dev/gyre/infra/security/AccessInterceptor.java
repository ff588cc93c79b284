package dev.gyre.infra.security;

import dev.gyre.api.Access;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The HTTP door: every call of the contract enters before it runs and leaves when it is answered.
 */
final class AccessInterceptor implements HandlerInterceptor {

  private static final String ENTRY = AccessInterceptor.class.getName() + ".entry";

  private final Door door;
  private final ObjectProvider<JobTokenVerifier> jobTokens;

  AccessInterceptor(Door door, ObjectProvider<JobTokenVerifier> jobTokens) {
    this.door = door;
    this.jobTokens = jobTokens;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method) || !Contract.isOurs(method)) {
      return true;
    }
    Class<?> contract = Contract.findContract(method.getBeanType());
    Operation operation =
        Operation.of(
            contract == null ? method.getBeanType() : contract,
            method.getMethod(),
            request.getMethod());
    Map<String, String> variables = addressVariables(request);
    Credentials credentials = Callers.requestCredentials();
    if (operation.access() == Access.JOB) {
      verifyJobToken(credentials, variables);
    }
    Door.Entry entry = entry(request);
    if (entry == null) {
      entry = door.enter(operation, credentials, projectOf(variables), request.getRequestURI());
      request.setAttribute(ENTRY, entry);
    }
    String service = contract == null ? "project" : Contract.serviceOf(contract);
    Callers.bindRequest(new Callers.Call(credentials, entry.caller(), service));
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception fault) {
    Door.Entry entry = entry(request);
    if (entry != null) {
      request.removeAttribute(ENTRY);
      ErrorCode refusal = fault == null ? Problems.codeOf(request, response) : ErrorCode.INTERNAL;
      door.leave(entry, refusal);
    }
  }

  /** Of an earlier dispatch of the same request: an answer that is given later comes in again. */
  private static Door.@Nullable Entry entry(HttpServletRequest request) {
    return (Door.Entry) request.getAttribute(ENTRY);
  }

  private void verifyJobToken(Credentials credentials, Map<String, String> variables) {
    JobTokenVerifier verifier = jobTokens.getIfAvailable();
    if (verifier == null || credentials.token() == null) {
      throw new PlatformException(
          ErrorCode.UNAUTHENTICATED, "Only the worker that holds this attempt may call this");
    }
    verifier.verify(credentials.token(), variables);
  }

  private static @Nullable ProjectSlug projectOf(Map<String, String> variables) {
    String slug = variables.get("project");
    return slug == null ? null : ProjectSlug.valueOf(slug);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> addressVariables(HttpServletRequest request) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return variables == null ? Map.of() : (Map<String, String>) variables;
  }
}
