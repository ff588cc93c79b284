package dev.gyre.scoring.discovery;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A simple statement about one field. It is false of a sample that lacks the field. */
public sealed interface Condition {

  /** The field that it is about. */
  String field();

  /** Whether it holds; false for an absent field and for one of another type. */
  boolean holds(@Nullable Fact fact);

  /** As a filter over {@code sample} that is true of the same samples. */
  String cel();

  /** As a phrase. */
  String words(FieldLabel label);

  /** How many comparisons it makes: what "simpler" is counted by. */
  default int parts() {
    return 1;
  }

  /** The flag is set. */
  record IsTrue(String field) implements Condition {
    @Override
    public boolean holds(@Nullable Fact fact) {
      return fact instanceof Fact.Flag(boolean value) && value;
    }

    @Override
    public String cel() {
      return "sample." + field;
    }

    @Override
    public String words(FieldLabel label) {
      return label.words();
    }
  }

  /** The flag is known and not set: {@code !sample.night} would be true of an absent field too. */
  record IsFalse(String field) implements Condition {
    @Override
    public boolean holds(@Nullable Fact fact) {
      return fact instanceof Fact.Flag(boolean value) && !value;
    }

    @Override
    public String cel() {
      return "sample." + field + " == false";
    }

    @Override
    public String words(FieldLabel label) {
      return "not " + label.words();
    }
  }

  /** The text is this one. */
  record TextIs(String field, String text) implements Condition {
    @Override
    public boolean holds(@Nullable Fact fact) {
      return fact instanceof Fact.Text(String value) && value.equals(text);
    }

    @Override
    public String cel() {
      return "sample." + field + " == " + CelText.quoted(text);
    }

    @Override
    public String words(FieldLabel label) {
      return label.words() + " is " + text;
    }
  }

  /** The number is not below the cut. */
  record AtLeast(String field, double cut) implements Condition {
    @Override
    public boolean holds(@Nullable Fact fact) {
      return fact instanceof Fact.Quantity(double value) && value >= cut;
    }

    @Override
    public String cel() {
      return "sample." + field + " >= " + cut;
    }

    @Override
    public String words(FieldLabel label) {
      return "%s ≥ %s".formatted(label.words(), written(cut, label));
    }
  }

  /** The number is below the cut. */
  record Below(String field, double cut) implements Condition {
    @Override
    public boolean holds(@Nullable Fact fact) {
      return fact instanceof Fact.Quantity(double value) && value < cut;
    }

    @Override
    public String cel() {
      return "sample." + field + " < " + cut;
    }

    @Override
    public String words(FieldLabel label) {
      return "%s < %s".formatted(label.words(), written(cut, label));
    }
  }

  /** The number is not below {@code low} and below {@code high}. */
  record Within(String field, double low, double high) implements Condition {
    @Override
    public boolean holds(@Nullable Fact fact) {
      return fact instanceof Fact.Quantity(double value) && value >= low && value < high;
    }

    @Override
    public String cel() {
      return "sample.%1$s >= %2$s && sample.%1$s < %3$s".formatted(field, low, high);
    }

    @Override
    public String words(FieldLabel label) {
      return "%s from %s to below %s".formatted(label.words(), plain(low), written(high, label));
    }

    @Override
    public int parts() {
      return 2;
    }
  }

  private static String written(double number, FieldLabel label) {
    return label.unit().isEmpty() ? plain(number) : plain(number) + " " + label.unit();
  }

  private static String plain(double number) {
    return number == 0 ? "0" : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
