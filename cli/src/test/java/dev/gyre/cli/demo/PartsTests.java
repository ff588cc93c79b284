package dev.gyre.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PartsTests {

  private final List<Digit> digits = Digits.load().all();

  @Test
  void takesEachDigitOnceWhateverTheSeed() {
    assertThat(digits).hasSize(1797);
    for (long seed = 0; seed < 50; seed++) {
      List<Digit> all = new ArrayList<>();
      for (Part part : Part.values()) {
        all.addAll(Parts.draw(digits, seed).of(part));
      }
      assertThat(all).hasSize(1797);
      assertThat(new HashSet<>(all)).isEqualTo(Set.copyOf(digits));
    }
  }

  @Test
  void givesEachPartItsCountOfEachClass() {
    for (long seed = 0; seed < 50; seed++) {
      Parts parts = Parts.draw(digits, seed);
      byClass(parts, Part.TRAIN)
          .forEach(
              (name, count) -> assertThat(count).isEqualTo(Parts.THIN.contains(name) ? 5L : 45L));
      assertThat(byClass(parts, Part.TEST).values()).hasSize(10).containsOnly(45L);
      assertThat(byClass(parts, Part.BEFORE).values()).hasSize(10).containsOnly(40L);
      assertThat(byClass(parts, Part.AFTER).values()).hasSize(10).containsOnly(36L);
      byClass(parts, Part.POOL)
          .forEach((name, count) -> {
            if (Parts.THIN.contains(name)) {
              assertThat(count).isBetween(47L, 58L);
            } else {
              assertThat(count).isBetween(8L, 17L);
            }
          });
    }
  }

  @Test
  void drawsTheSamePartsForTheSameSeedAndOthersForAnother() {
    Parts one = Parts.draw(digits, 1);

    assertThat(Parts.draw(digits.reversed(), 1).of(Part.BEFORE)).isEqualTo(one.of(Part.BEFORE));
    assertThat(Parts.draw(digits, 2).of(Part.BEFORE)).isNotEqualTo(one.of(Part.BEFORE));
  }

  private static Map<String, Long> byClass(Parts parts, Part part) {
    return parts.of(part).stream()
        .collect(Collectors.groupingBy(Digit::className, Collectors.counting()));
  }

  @Test
  void importsTrainAndTestAloneAndSaysWhichIsWhich() throws Exception {
    Parts parts = Parts.draw(digits, 1);
    Set<String> wanted =
        parts.of(Part.TRAIN).stream().map(digit -> digit.fileName() + ",train").collect(toSet());
    wanted.addAll(parts.of(Part.TEST).stream().map(digit -> digit.fileName() + ",test").toList());

    var names = new HashSet<String>();
    var rows = new HashSet<String>();
    try (var zip = new java.util.zip.ZipInputStream(DigitsArchive.open(Digits.load(), parts))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().equals("metadata.csv")) {
          new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .forEach(rows::add);
        }
      }
    }

    assertThat(rows).isEqualTo(wanted);
    assertThat(names).hasSize(wanted.size() + 1);
  }

  private static <T> java.util.stream.Collector<T, ?, Set<T>> toSet() {
    return Collectors.mapping(Function.identity(), Collectors.toCollection(HashSet::new));
  }
}
