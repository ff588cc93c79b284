package dev.gyre.infra.security;

import dev.gyre.api.Access;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectSlug;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** The HTTP door: checks the access of a method of the contract before it runs. */
final class AccessInterceptor implements HandlerInterceptor {

  private final Authorizer authorizer;
  private final ObjectProvider<JobTokenVerifier> jobTokens;

  AccessInterceptor(Authorizer authorizer, ObjectProvider<JobTokenVerifier> jobTokens) {
    this.authorizer = authorizer;
    this.jobTokens = jobTokens;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method) || !Contract.isOurs(method)) {
      return true;
    }
    Access access = Contract.accessOf(method.getMethod());
    Map<String, String> variables = addressVariables(request);
    Credentials credentials = Callers.requestCredentials();
    if (access == Access.JOB) {
      verifyJobToken(credentials, variables);
    }
    Caller caller = authorizer.authorize(access, credentials, projectOf(variables));
    Class<?> contract = Contract.findContract(method.getBeanType());
    String service = contract == null ? "project" : Contract.serviceOf(contract);
    Callers.bindRequest(new Callers.Call(credentials, caller, service));
    return true;
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
