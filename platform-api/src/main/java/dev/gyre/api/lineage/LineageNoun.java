package dev.gyre.api.lineage;

import dev.gyre.api.PlatformException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What can stand in a lineage, and how one of it is named. */
public enum LineageNoun {
  IMPORT(Form.UUID),
  DATASET_VERSION(Form.NAME_AND_NUMBER),
  PREPARED_SET(Form.UUID),
  RUN(Form.HEX),
  MODEL_VERSION(Form.NAME_AND_NUMBER),
  EVALUATION(Form.UUID),
  GATE_VERDICT(Form.UUID),
  ALIAS_MOVE(Form.UUID),
  DEPLOYMENT(Form.UUID),
  INCIDENT(Form.UUID),
  HARVEST(Form.UUID),
  SLICE(Form.UUID),
  FIX(Form.UUID_AND_NUMBER);

  /** The ways of naming. */
  private enum Form {
    UUID("%s", "a UUID"),
    HEX("[0-9a-f]{32}", "32 lower-case hexadecimal digits"),
    NAME_AND_NUMBER("[^\\p{Cntrl}]{1,200}/[1-9][0-9]{0,8}", "name/number, such as digits/2"),
    UUID_AND_NUMBER("%s/[1-9][0-9]{0,8}", "the incident's UUID/number of the fix");

    private static final String UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final String pattern;
    private final String expected;

    Form(String pattern, String expected) {
      this.pattern = pattern;
      this.expected = expected;
    }

    Pattern compile() {
      return Pattern.compile(pattern.replace("%s", UUID_TEXT));
    }
  }

  private final Form form;
  private final Pattern pattern;

  LineageNoun(Form form) {
    this.form = form;
    this.pattern = form.compile();
  }

  /** As it stands in front of an id: {@code model_version}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The noun of this text.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if there is none
   */
  public static LineageNoun of(String text) {
    return Arrays.stream(values())
        .filter(noun -> noun.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            PlatformException.invalid(
                "noun",
                text,
                "one of "
                    + Arrays.stream(values())
                        .map(LineageNoun::text)
                        .collect(Collectors.joining(", "))));
  }

  void require(String id) {
    if (!pattern.matcher(id).matches()) {
      throw PlatformException.invalid(text(), id, form.expected);
    }
  }
}
