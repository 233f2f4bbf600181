package io.haymaker.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/seed-map.md} tells the truth about names: nothing in it has moved away or is bare.
 */
class SeedMapTest {
  private static final int LEAST_ROWS = 200;
  private static final Path ROOT = root();
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern OURS = Pattern.compile("io\\.haymaker(\\.\\w+)+(#\\w+)?");
  private static final Pattern NOT_HERE =
      Pattern.compile(
          "(later: (any Azure|leave nothing behind|queue scaler"
              + "|HTTP API and dashboard)\\b.*)|(by decision: .+)");
  private static final Set<String> HEADS = Set.of("seed", "---");

  /** Source files of every module, main and test, by the name of their top-level type. */
  private static final Map<String, Path> SOURCES = sources();

  private static final List<Row> ROWS = rows();

  private record Row(int line, String seed, String here, String shownBy, String note) {}

  @Test
  void isNotEmpty() {
    assertThat(ROWS).hasSizeGreaterThanOrEqualTo(LEAST_ROWS);
  }

  @Test
  void everyTypeThatItNamesExists() {
    assertThat(
            complaints(
                row ->
                    Stream.of(row.here(), row.shownBy(), row.note())
                        .flatMap(SeedMapTest::quoted)
                        .filter(name -> name.startsWith("io.haymaker"))
                        .filter(name -> !exists(name))))
        .isEmpty();
  }

  @Test
  void everyFileThatItNamesExists() {
    assertThat(
            complaints(
                row ->
                    quoted(row.here())
                        .filter(name -> !name.startsWith("io.haymaker"))
                        .filter(name -> !Files.exists(ROOT.resolve(name)))))
        .isEmpty();
  }

  @Test
  void whatShowsAThingIsATest() {
    assertThat(
            complaints(
                row ->
                    quoted(row.shownBy())
                        .filter(name -> !name.matches("io\\.haymaker\\..*(Test|IT)"))))
        .isEmpty();
  }

  @Test
  void whatIsNotHereHasItsPlaceInThePlanOrAReason() {
    assertThat(
            complaints(
                row ->
                    row.here().equals("-") && !NOT_HERE.matcher(row.note()).matches()
                        ? Stream.of("'" + row.note() + "' is no reason")
                        : Stream.empty()))
        .isEmpty();
  }

  @Test
  void whatIsHereIsShownOrSaysWhyNot() {
    assertThat(
            complaints(
                row ->
                    !row.here().equals("-") && row.shownBy().equals("-") && row.note().isBlank()
                        ? Stream.of("shown by nothing")
                        : Stream.empty()))
        .isEmpty();
  }

  @Test
  void everyCellThatNamesNamesSomething() {
    assertThat(
            complaints(
                row ->
                    Stream.of(row.here(), row.shownBy())
                        .filter(cell -> !cell.equals("-") && quoted(cell).findAny().isEmpty())))
        .isEmpty();
  }

  /** A name that is not there is found out: otherwise the tests above could not fail. */
  @Test
  void aNameThatIsNotThereIsFoundOut() {
    assertThat(exists("io.haymaker.main.SeedMapTest")).isTrue();
    assertThat(exists("io.haymaker.main.SeedMapTest.Row#shownBy")).isTrue();
    assertThat(exists("io.haymaker.main.SeedMapTest.Column")).isFalse();
    assertThat(exists("io.haymaker.main.SeedMapTest#nobodyIsCalledLike" + "This")).isFalse();
    assertThat(exists("io.haymaker.main.SeedCard")).isFalse();
    assertThat(exists("io.haymaker.main")).isFalse();
  }

  private static List<String> complaints(Function<Row, Stream<String>> wrong) {
    return ROWS.stream()
        .flatMap(
            row ->
                wrong
                    .apply(row)
                    .map(
                        what ->
                            "docs/seed-map.md:%d (%s): %s".formatted(row.line(), row.seed(), what)))
        .toList();
  }

  /** {@code package.Type}, {@code package.Type.Nested}, each with or without {@code #member}. */
  private static boolean exists(String name) {
    if (!OURS.matcher(name).matches()) {
      return false;
    }
    String[] typeAndMember = name.split("#");
    String top = typeAndMember[0];
    var within = new ArrayList<String>();
    while (!SOURCES.containsKey(top)) {
      int dot = top.lastIndexOf('.');
      if (dot < 0) {
        return false;
      }
      within.add("\\b(class|record|enum|interface)\\s+%s\\b".formatted(top.substring(dot + 1)));
      top = top.substring(0, dot);
    }
    if (typeAndMember.length > 1) {
      within.add("\\b%s\\b".formatted(typeAndMember[1]));
    }
    String text = text(Optional.ofNullable(SOURCES.get(top)).orElseThrow());
    return within.stream().allMatch(wanted -> Pattern.compile(wanted).matcher(text).find());
  }

  private static Stream<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(match -> match.group(1));
  }

  private static List<Row> rows() {
    List<String> lines = text(ROOT.resolve("docs/seed-map.md")).lines().toList();
    var rows = new ArrayList<Row>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("|")) {
        continue;
      }
      String[] cells = lines.get(i).split("\\|", -1);
      if (cells.length != 6) {
        throw new AssertionError(
            "docs/seed-map.md:%d has %d cells, not 4".formatted(i + 1, cells.length - 2));
      }
      if (!HEADS.contains(cells[1].strip())) {
        rows.add(
            new Row(i + 1, cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip()));
      }
    }
    return rows;
  }

  private static Map<String, Path> sources() {
    var found = new HashMap<String, Path>();
    Pattern source = Pattern.compile(".*/src/(?:main|test)/java/(.+)\\.java");
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              String name = folder.getFileName().toString();
              boolean passedOver = name.equals("target") || name.equals(".git");
              return passedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              var matcher = source.matcher(file.toString().replace('\\', '/'));
              if (matcher.matches()) {
                found.put(matcher.group(1).replace('/', '.'), file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("docs/seed-map.md"))) {
        return at;
      }
    }
    throw new AssertionError("no folder above this one has a docs/seed-map.md");
  }
}
