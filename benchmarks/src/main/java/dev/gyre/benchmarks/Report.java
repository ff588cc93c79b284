package dev.gyre.benchmarks;

import dev.gyre.api.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a benchmark has found, as Markdown for people and JSON for programs. */
final class Report {

  private final String name;
  private final Machine machine = Machine.here();
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Report(String name) {
    this.name = name;
  }

  /**
   * @param limit what the machine does in the same run, in the same unit; absent for none
   * @param ratio value to limit
   * @param reference what was measured before Gyre was built, at full size and in words
   */
  record Figure(
      String what,
      double value,
      String unit,
      @Nullable String limitedBy,
      @Nullable Double limit,
      @Nullable Double ratio,
      @Nullable String reference) {

    static Figure of(String what, double value, String unit) {
      return new Figure(what, value, unit, null, null, null, null);
    }

    Figure against(String what, double limit) {
      return new Figure(this.what, value, unit, what, limit, value / limit, reference);
    }

    Figure before(String words) {
      return new Figure(what, value, unit, limitedBy, limit, ratio, words);
    }
  }

  private record Document(
      String benchmark,
      String size,
      LocalDate date,
      Machine machine,
      List<String> notes,
      List<Figure> figures) {}

  void add(Figure figure) {
    figures.add(figure);
    System.out.println(
        "%s: %s %s%s"
            .formatted(
                figure.what(),
                number(figure.value()),
                figure.unit(),
                figure.ratio() == null
                    ? ""
                    : " (%s of %s)".formatted(number(figure.ratio()), figure.limitedBy())));
  }

  void note(String words) {
    notes.add(words);
  }

  /** Writes both files into {@code benchmarks/results}. */
  void write() throws IOException {
    LocalDate date = LocalDate.now(ZoneOffset.UTC);
    String size = ScratchGyre.full() ? "full" : "small";
    Path folder = Files.createDirectories(ScratchGyre.root().resolve("benchmarks/results"));
    String file = "%s-%s-%s".formatted(name, size, date);
    Document document = new Document(name, size, date, machine, notes, figures);
    Path json = folder.resolve(file + ".json");
    Path _ =
        Files.writeString(
            json,
            ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document)
                + "\n");
    Path _ = Files.writeString(folder.resolve(file + ".md"), markdown(document));
    System.out.println("Written: " + json);
  }

  private static String markdown(Document document) {
    StringBuilder text =
        new StringBuilder(
            "# %s, %s size, %s\n\n"
                .formatted(document.benchmark(), document.size(), document.date()));
    if (document.size().equals("small")) {
      text.append(
          "**Small size: shows that it runs. No figure here stands for the full size.**\n\n");
    }
    text.append(
        "By `benchmarks/run %s%s`.\n\n"
            .formatted(document.benchmark(), document.size().equals("full") ? " --full" : ""));
    for (Map.Entry<String, String> fact : document.machine().facts().entrySet()) {
      text.append("- %s: %s\n".formatted(fact.getKey(), fact.getValue()));
    }
    text.append("\n| what | value | limit, in the same run | ratio | before Gyre, 1 M |\n");
    text.append("|---|---|---|---|---|\n");
    for (Figure figure : document.figures()) {
      text.append(
          "| %s | %s %s | %s | %s | %s |\n"
              .formatted(
                  figure.what(),
                  number(figure.value()),
                  figure.unit(),
                  figure.limit() == null
                      ? ""
                      : "%s: %s %s"
                          .formatted(figure.limitedBy(), number(figure.limit()), figure.unit()),
                  figure.ratio() == null ? "" : number(figure.ratio()),
                  figure.reference() == null ? "" : figure.reference()));
    }
    text.append('\n');
    document.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    return text.toString();
  }

  static String number(double value) {
    double size = Math.abs(value);
    return size >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : size >= 1
            ? String.format(Locale.ROOT, "%.1f", value)
            : String.format(Locale.ROOT, "%.3f", value);
  }
}
