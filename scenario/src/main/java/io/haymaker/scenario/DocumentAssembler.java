package io.haymaker.scenario;

import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import io.haymaker.scenario.Outline.FencePart;
import io.haymaker.scenario.Outline.HeadingPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a document out of the parts of its outline, given to it in their order. */
final class DocumentAssembler {

  private static final String AREA = "Technology Area";
  private static final Pattern TITLE = Pattern.compile("(?i)Scenario:\\s*(.+)");
  private static final Pattern PHASE = Pattern.compile("(?i)Phase\\s+([1-3])\\b.*");

  private final List<String> lines;
  private final Problems problems;
  private final Map<String, String> sections = new LinkedHashMap<>();
  private final List<Phase> phases = new ArrayList<>();
  private final List<FileVariable> variables = new ArrayList<>();
  private final Set<String> requestNames = new HashSet<>();

  private int areaLine;
  private @Nullable String title;
  private @Nullable HeadingPart section;
  private @Nullable HeadingPart subsection;
  private List<Block> blocks = new ArrayList<>();

  DocumentAssembler(List<String> lines, Problems problems) {
    this.lines = lines;
    this.problems = problems;
  }

  void add(Outline.Part part) {
    switch (part) {
      case HeadingPart heading -> addHeading(heading);
      case FencePart fence -> addFence(fence);
    }
  }

  Optional<ScenarioDocument> finish(ScenarioName name, FrontSection front, String source) {
    closeSection(lines.size() + 1);
    checkVariables();
    String area = sections.getOrDefault(AREA, "");
    if (area.isBlank()) {
      problems.add(areaLine, "The technology area is missing: write it under '## " + AREA + "'");
      return Optional.empty();
    }
    return Optional.of(
        new ScenarioDocument(
            name,
            title == null ? name.value() : title,
            area,
            front,
            sections,
            phases,
            variables,
            source));
  }

  private void addHeading(HeadingPart heading) {
    if (heading.level() > 2) {
      subsection = heading;
      return;
    }
    closeSection(heading.line());
    if (heading.level() == 2) {
      section = heading;
    } else if (title == null) {
      Matcher matcher = TITLE.matcher(heading.text());
      title = matcher.matches() ? matcher.group(1) : heading.text();
    }
  }

  private void addFence(FencePart fence) {
    HeadingPart phase = section;
    if (phase == null || !PHASE.matcher(phase.text()).matches()) {
      // Prerequisites and stories show commands for people; only phases are executed.
      return;
    }
    String heading = subsection == null ? phase.text() : subsection.text();
    switch (fence.language()) {
      case "http" -> {
        List<HttpRequest> requests =
            new HttpBlockReader(problems, variables).read(fence.content(), fence.line() + 1);
        requests.forEach(this::checkName);
        blocks.add(new HttpBlock(heading, fence.line(), requests));
      }
      case "bash" -> blocks.add(new BashBlock(heading, fence.line(), fence.content()));
      default -> {
        // Output, JSON and the like: an illustration.
      }
    }
  }

  private void checkName(HttpRequest request) {
    request
        .name()
        .filter(name -> !requestNames.add(name))
        .ifPresent(
            name -> problems.add(request.line(), "Two requests have the name '" + name + "'"));
  }

  private void checkVariables() {
    Map<String, FileVariable> first = new HashMap<>();
    for (FileVariable variable : variables) {
      FileVariable earlier = first.putIfAbsent(variable.name(), variable);
      if (earlier != null) {
        problems.add(
            variable.line(), "'@" + variable.name() + "' is set before, in line " + earlier.line());
      }
    }
  }

  private void closeSection(int nextLine) {
    HeadingPart closing = section;
    if (closing != null) {
      Matcher matcher = PHASE.matcher(closing.text());
      if (matcher.matches()) {
        addPhase(PhaseKind.of(Integer.parseInt(matcher.group(1))), closing);
      }
      if (closing.text().equals(AREA)) {
        areaLine = closing.line();
      }
      sections.putIfAbsent(closing.text(), text(closing.lastLine() + 1, nextLine - 1));
    }
    section = null;
    subsection = null;
    blocks = new ArrayList<>();
  }

  private void addPhase(PhaseKind kind, HeadingPart heading) {
    if (phases.stream().anyMatch(phase -> phase.kind() == kind)) {
      problems.add(heading.line(), "Phase " + kind.number() + " is there twice");
    } else {
      phases.add(new Phase(kind, heading.text(), heading.line(), blocks));
    }
  }

  /** The lines of a section, without the rule that may divide it from the next. */
  private String text(int from, int to) {
    String text = String.join("\n", lines.subList(from - 1, to)).strip();
    return text.equals("---") || text.endsWith("\n---")
        ? text.substring(0, text.length() - 3).strip()
        : text;
  }
}
