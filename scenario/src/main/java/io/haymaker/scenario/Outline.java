package io.haymaker.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The headings and fences of a Markdown text in their order, with their lines. */
final class Outline {

  private static final Parser MARKDOWN =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

  /** A heading or a fence. */
  sealed interface Part {
    /** From 1. */
    int line();
  }

  /**
   * @param lastLine differs from {@code line} for headings that are underlined
   */
  record HeadingPart(int level, String text, int line, int lastLine) implements Part {}

  /**
   * @param language the first word after the fence, in lower case; empty when there is none
   * @param closed whether it has an end; without one it takes in all that follows
   */
  record FencePart(String language, String content, int line, boolean closed) implements Part {}

  private Outline() {}

  static List<Part> of(String markdown) {
    List<Part> parts = new ArrayList<>();
    MARKDOWN.parse(markdown).accept(new PartCollector(parts));
    return parts;
  }

  private static final class PartCollector extends AbstractVisitor {

    private final List<Part> parts;

    PartCollector(List<Part> parts) {
      this.parts = parts;
    }

    @Override
    public void visit(Heading heading) {
      TextCollector text = new TextCollector();
      heading.accept(text);
      int lastLine = heading.getSourceSpans().getLast().getLineIndex() + 1;
      parts.add(
          new HeadingPart(heading.getLevel(), text.collected(), firstLine(heading), lastLine));
    }

    @Override
    public void visit(FencedCodeBlock fence) {
      String info = fence.getInfo() == null ? "" : fence.getInfo().strip();
      String language = info.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
      parts.add(
          new FencePart(
              language,
              fence.getLiteral(),
              firstLine(fence),
              fence.getClosingFenceLength() != null));
    }

    private static int firstLine(Node node) {
      return node.getSourceSpans().getFirst().getLineIndex() + 1;
    }
  }

  private static final class TextCollector extends AbstractVisitor {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
      text.append(node.getLiteral());
    }

    String collected() {
      return text.toString().strip();
    }
  }
}
