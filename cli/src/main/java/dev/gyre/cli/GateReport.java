package dev.gyre.cli;

import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.GateVerdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A verdict in the forms that CI systems read.
 *
 * @param link where the verdict is found
 */
record GateReport(GateVerdict verdict, String link) {

  /** The most that CI systems take of a summary, with room to spare. */
  private static final int MAX_MARKDOWN_BYTES = 1_000_000;

  /** The verdict in one line. */
  String sentence() {
    return "%s: %s on the test split of %s%s: %d passed, %d failed, %d undecided of %d rules; %s"
        .formatted(
            verdict.outcome(),
            verdict.candidate(),
            verdict.dataset(),
            verdict.champion() == null ? "" : " against " + verdict.champion(),
            count(GateOutcome.PASS),
            count(GateOutcome.FAIL),
            count(GateOutcome.INSUFFICIENT),
            verdict.rules().size(),
            link);
  }

  /**
   * Writes one test case for each rule.
   *
   * @param lenient whether rules with too little evidence are skipped, not failed
   */
  void writeJunit(Path file, boolean lenient) {
    try (Writer writer = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "gate of " + verdict.candidate());
      xml.writeAttribute("tests", String.valueOf(verdict.rules().size()));
      long undecided = count(GateOutcome.INSUFFICIENT);
      xml.writeAttribute(
          "failures", String.valueOf(count(GateOutcome.FAIL) + (lenient ? 0 : undecided)));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", String.valueOf(lenient ? undecided : 0));
      xml.writeAttribute("timestamp", verdict.created().toString());
      for (GateRule rule : verdict.rules()) {
        writeCase(xml, rule, lenient);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (IOException | XMLStreamException e) {
      throw unwritable(file, e);
    }
  }

  /** Appends a table; leaves rules out that a CI system would not take any more. */
  void appendMarkdown(Path file) {
    StringBuilder text = new StringBuilder();
    text.append("### Gate: ").append(verdict.outcome()).append("\n\n");
    text.append(sentence()).append("\n\n");
    text.append("| Outcome | Rule | n | |\n|---|---|---|---|\n");
    for (GateRule rule : verdict.rules()) {
      String line =
          "| %s | %s | %d | %s |%n"
              .formatted(rule.outcome(), cell(name(rule)), rule.n(), cell(rule.sentence()));
      if (text.length() + line.length() > MAX_MARKDOWN_BYTES / 4) {
        text.append("\nThe other rules are at ").append(link).append('\n');
        break;
      }
      text.append(line);
    }
    verdict.warnings().forEach(warning -> text.append("\n> ").append(warning).append('\n'));
    try {
      Files.writeString(
          file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void writeCase(XMLStreamWriter xml, GateRule rule, boolean lenient)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "gate." + rule.rule());
    xml.writeAttribute("name", name(rule));
    String message =
        "%s (value %s, threshold %s%s) %s"
            .formatted(
                rule.sentence(),
                rule.value(),
                rule.threshold(),
                rule.bound() == null ? "" : ", bound " + rule.bound(),
                link);
    switch (rule.outcome()) {
      case PASS -> {}
      case FAIL -> writeElement(xml, "failure", message);
      case INSUFFICIENT -> writeElement(xml, lenient ? "skipped" : "failure", message);
    }
    xml.writeEndElement();
  }

  private static void writeElement(XMLStreamWriter xml, String name, String message)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeAttribute("message", message);
    xml.writeEndElement();
  }

  private static String name(GateRule rule) {
    String metric =
        rule.metric() == null ? "" : " of " + rule.metric().name().toLowerCase(Locale.ROOT);
    return rule.rule() + metric + (rule.slice() == null ? "" : " on " + rule.slice());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }

  private long count(GateOutcome outcome) {
    return verdict.rules().stream().filter(rule -> rule.outcome() == outcome).count();
  }

  private static CommandFailure unwritable(Path file, Exception e) {
    return new CommandFailure(
        Exit.USAGE, "%s cannot be written: %s".formatted(file, e.getMessage()));
  }
}
