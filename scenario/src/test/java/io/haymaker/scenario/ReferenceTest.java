package io.haymaker.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.scenario.Reference.PathStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  @Test
  void readsVariablesAndSystemVariables() {
    assertThat(Reference.parse(" resource_group "))
        .contains(new Reference.Variable("resource_group"));
    assertThat(Reference.parse("$guid")).contains(new Reference.Guid());
    assertThat(Reference.parse("$timestamp")).contains(new Reference.Timestamp());
  }

  @Test
  void readsPathsIntoAnswers() {
    assertThat(Reference.parse("vm.response.body.$.properties.parts[2]['a.b'].id"))
        .contains(
            new Reference.ResponseBody(
                "vm",
                List.of(
                    new PathStep.Key("properties"),
                    new PathStep.Key("parts"),
                    new PathStep.Index(2),
                    new PathStep.Key("a.b"),
                    new PathStep.Key("id"))));
    assertThat(Reference.parse("vm.response.body.*"))
        .contains(new Reference.ResponseBody("vm", List.of()));
    assertThat(Reference.parse("vm.response.headers.Retry-After"))
        .contains(new Reference.ResponseHeader("vm", "Retry-After"));
  }

  @Test
  void refusesEverythingElse() {
    for (String bad :
        List.of(
            "",
            "1a",
            "a b",
            "vm.response",
            "vm.response.body.$..x",
            "vm.response.body.$[x]",
            "$processEnv X",
            "vm.request.body.$.x")) {
      assertThat(Reference.parse(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void rendersEachReferenceAndKeepsTheRest() {
    Template template = new Template("a{{x}}b{{ y }}c{{1?}}d{x}$1\\");

    assertThat(template.render(reference -> "<$" + ((Reference.Variable) reference).name() + ">"))
        .isEqualTo("a<$x>b<$y>c{{1?}}d{x}$1\\");
    assertThat(template.malformed()).containsExactly("1?");
    assertThat(template.references()).hasSize(2);
  }
}
