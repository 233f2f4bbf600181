package io.haymaker.emulator.resourcegraph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class KqlPropertyTest {

  @Property(tries = 500)
  void anEscapedValueNeverLeavesItsLiteral(
      @ForAll
          @StringLength(max = 30)
          @Chars({'\'', '"', '\\', '|', '\n', ' ', '@', '/'})
          @CharRange(from = 'a', to = 'c')
          String value) {
    ObjectNode mine = row("/mine", value);
    ObjectNode other = row("/other", value + "x");
    String literal =
        "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";

    List<ObjectNode> found =
        KqlRunner.run(
            KqlParser.parse("Resources | where tags['RunId'] == " + literal), List.of(mine, other));

    assertThat(found).containsExactly(mine);
  }

  @Property(tries = 500)
  void anyTextIsEitherAQueryOrARefusal(
      @ForAll
          @StringLength(max = 40)
          @Chars({'\'', '|', '(', ')', '[', ']', '.', '=', '!', '~', ',', '1', ' '})
          @CharRange(from = 'a', to = 'e')
          String text) {
    try {
      assertThat(KqlParser.parse("Resources | where " + text).stages()).isNotEmpty();
    } catch (KqlRefusal refusal) {
      assertThat(refusal.position()).isBetween(1, 18 + text.length() + 1);
    }
  }

  private static ObjectNode row(String id, String run) {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("id", id);
    row.putObject("tags").put("RunId", run);
    return row;
  }
}
