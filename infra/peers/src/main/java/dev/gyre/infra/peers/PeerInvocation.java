package dev.gyre.infra.peers;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import dev.gyre.infra.security.Contract;
import dev.gyre.infra.security.Credentials;
import dev.gyre.infra.security.Door;
import dev.gyre.infra.security.Operation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.client.ResourceAccessException;

/**
 * A call of a peer: refused inside a transaction, since the peer's work would join it in one
 * process only; checked for access as at the HTTP door; with the errors that HTTP would give.
 */
final class PeerInvocation implements InvocationHandler {

  private static final Logger LOG = LoggerFactory.getLogger(PeerInvocation.class);

  private final Class<?> contract;
  private final Supplier<@Nullable Object> localPeer;
  private final PeerClients clients;
  private final Door door;
  private volatile @Nullable Object local;

  PeerInvocation(
      Class<?> contract, Supplier<@Nullable Object> localPeer, PeerClients clients, Door door) {
    this.contract = contract;
    this.localPeer = localPeer;
    this.clients = clients;
    this.door = door;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "%s.%s was called inside a transaction: commit before calling another service"
              .formatted(contract.getSimpleName(), method.getName()));
    }
    if (local == null) {
      local = localPeer.get();
    }
    Callers.Call call = Callers.call();
    Credentials onBehalf = call.credentials().through(call.service());
    return local == null
        ? callRemote(method, arguments)
        : callLocal(local, method, arguments, onBehalf);
  }

  private @Nullable Object callRemote(Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return unwrapped(method, clients.get(contract), arguments);
    } catch (ResourceAccessException e) {
      throw PeerExchange.unanswered(Contract.serviceOf(contract), e);
    }
  }

  private @Nullable Object callLocal(
      Object peer, Method method, Object @Nullable [] arguments, Credentials credentials) {
    PeerAddress address = PeerAddress.of(contract, method);
    Door.Entry entry =
        door.enter(
            Operation.of(contract, method, address.verb()),
            credentials,
            projectOf(arguments),
            address.path(arguments));
    try {
      Object answer =
          Callers.where(
              new Callers.Call(credentials, entry.caller(), Contract.serviceOf(contract)),
              () -> answered(peer, method, arguments));
      door.leave(entry, null);
      return answer;
    } catch (PlatformException e) {
      door.leave(entry, e.code());
      throw e;
    }
  }

  private @Nullable Object answered(Object peer, Method method, Object @Nullable [] arguments) {
    try {
      return unwrapped(method, peer, arguments);
    } catch (PlatformException e) {
      throw e;
    } catch (Throwable fault) {
      LOG.error("{}.{} failed", contract.getSimpleName(), method.getName(), fault);
      throw new PlatformException(
          ErrorCode.INTERNAL, "Gyre failed here; the server's log has the details of this request");
    }
  }

  private static @Nullable Object unwrapped(
      Method method, Object target, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static @Nullable ProjectSlug projectOf(Object @Nullable [] arguments) {
    if (arguments != null) {
      for (Object argument : arguments) {
        if (argument instanceof ProjectSlug project) {
          return project;
        }
      }
    }
    return null;
  }

  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" ->
          arguments != null
              && System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "peer of " + contract.getName();
    };
  }
}
