package dev.gyre.eval.discovery;

import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskKind;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.scoring.discovery.ExposedSample;
import dev.gyre.scoring.discovery.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is known of a sample that a rule may be about: the typed fields of the contract and, of a
 * classification, the class. All of it a filter can say too, so that a rule can become a slice. A
 * value of another type than the contract's is not known.
 */
final class SampleFacts {

  private static final String CLASS = "class_name";

  private final TaskContract contract;
  private final boolean withClass;

  SampleFacts(TaskContract contract) {
    this.contract = contract;
    this.withClass =
        contract.task() == TaskKind.CLASSIFICATION
            && contract.fields().stream().noneMatch(field -> field.name().equals(CLASS));
  }

  /** Names of all facts, in order. */
  List<String> fields() {
    List<String> fields = new ArrayList<>(contract.fields().stream().map(FieldSpec::name).toList());
    if (withClass) {
      fields.add(CLASS);
    }
    return fields;
  }

  /** A prediction with what is known of its sample. */
  ExposedSample exposed(Predicted p, Map<String, Object> metadata) {
    Map<String, Fact> facts = new HashMap<>();
    for (FieldSpec field : contract.fields()) {
      Optional.ofNullable(metadata.get(field.name()))
          .flatMap(value -> fact(field, value))
          .ifPresent(fact -> facts.put(field.name(), fact));
    }
    if (withClass) {
      IntStream.range(0, contract.classes().size())
          .filter(p::isOf)
          .mapToObj(contract.classes()::get)
          .findFirst()
          .ifPresent(name -> facts.put(CLASS, new Fact.Text(name)));
    }
    return new ExposedSample(p.sample().toString(), p.independent(), p.harm(), !p.right(), facts);
  }

  private static Optional<Fact> fact(FieldSpec field, Object value) {
    return switch (field.type()) {
      case BOOL ->
          value instanceof Boolean flag ? Optional.of(new Fact.Flag(flag)) : Optional.empty();
      case TEXT ->
          value instanceof String text ? Optional.of(new Fact.Text(text)) : Optional.empty();
      case NUMBER ->
          value instanceof Number number && Double.isFinite(number.doubleValue())
              ? Optional.of(new Fact.Quantity(number.doubleValue()))
              : Optional.empty();
    };
  }
}
