package dev.gyre.monitoring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A peer of which only some methods are written: those of the script that have the name and the
 * number of parameters. A call of another fails.
 */
final class ScriptedPeer {

  private ScriptedPeer() {}

  static <T> T of(Class<T> contract, Object script) {
    return contract.cast(
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                  case "equals" ->
                      System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> "scripted " + contract.getSimpleName();
                };
              }
              return call(script, method, arguments);
            }));
  }

  private static Object call(Object script, Method asked, Object[] arguments) throws Throwable {
    for (Method method : script.getClass().getDeclaredMethods()) {
      if (method.getName().equals(asked.getName())
          && method.getParameterCount() == asked.getParameterCount()) {
        method.setAccessible(true);
        try {
          return method.invoke(script, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
    throw new UnsupportedOperationException("No script for " + asked);
  }
}
