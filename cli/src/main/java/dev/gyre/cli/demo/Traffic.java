package dev.gyre.cli.demo;

import dev.gyre.api.serving.PredictionAnswer;
import java.util.List;
import java.util.Locale;

/**
 * Requests that were answered, in order.
 *
 * @param part whose digits were sent
 */
record Traffic(Part part, List<Answered> requests) {

  /** A digit with what the endpoint said. */
  record Answered(Digit digit, PredictionAnswer answer) {

    boolean right() {
      return digit.className().equals(answer.className());
    }
  }

  Traffic {
    requests = List.copyOf(requests);
  }

  /** The client's own name for a request. */
  static String clientKey(Part part, Digit digit) {
    return word(part) + "/" + digit.key();
  }

  /** A part's name for people and keys. */
  static String word(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  /** The known truth about a request, by its client key. */
  static String truth(String clientKey) {
    return clientKey.split("/", -1)[1];
  }

  long wrong() {
    return requests.stream().filter(request -> !request.right()).count();
  }

  /** How many of these classes were asked about. */
  int exposures(List<String> classes) {
    return (int)
        requests.stream().filter(each -> classes.contains(each.digit().className())).count();
  }

  /** How many of these classes were answered wrongly. */
  int failures(List<String> classes) {
    return (int)
        requests.stream()
            .filter(each -> classes.contains(each.digit().className()) && !each.right())
            .count();
  }
}
