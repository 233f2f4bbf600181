package io.haymaker.emulator.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ResourceIdPropertyTest {
  private static Arbitrary<String> word() {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .withChars('-', '_', '.')
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(text -> !text.equalsIgnoreCase("providers"));
  }

  @Provide
  Arbitrary<ResourceId> ids() {
    Arbitrary<List<String>> words = word().list().ofMinSize(2).ofMaxSize(6);
    return Combinators.combine(word(), word(), words)
        .as(
            (group, namespace, parts) -> {
              int pairs = parts.size() / 2;
              return new ResourceId(
                  "/subscriptions/s/resourceGroups/" + group,
                  namespace,
                  parts.subList(0, pairs),
                  parts.subList(pairs, pairs * 2));
            });
  }

  @Property(tries = 200)
  void textAndIdAreTheSame(@ForAll("ids") ResourceId id) {
    assertThat(ResourceId.parse(id.text())).contains(id);
  }

  @Property(tries = 200)
  void slashesAndCaseDoNotMatter(@ForAll("ids") ResourceId id) {
    String other = id.text().toUpperCase(Locale.ROOT).replace("/", "//") + "/";
    assertThat(ResourceId.parse(other).orElseThrow().key()).isEqualTo(id.key());
  }

  @Property(tries = 200)
  void aChildsParentIsTheResource(@ForAll("ids") ResourceId id) {
    assertThat(id.child("t", "n").parent()).contains(id);
    assertThat(id.child("t", "n").key()).startsWith(id.key() + "/");
    assertThat(id.child("t", "n").group()).isEqualTo(id.group());
  }
}
