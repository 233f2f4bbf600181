package io.haymaker.emulator.resourcegraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

class KqlTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<ObjectNode> ROWS =
      List.of(
          row(
              "{'id':'/a','name':'web-one','type':'microsoft.network/virtualnetworks','location':'westus','tags':{'RunId':'r1','AzureHayMaker-managed':'true'},'properties':{'size':3,'enabled':true,'subnets':[{'name':'s0'}]}}"),
          row(
              "{'id':'/b','name':'Web-Two','type':'microsoft.network/networkinterfaces','location':'eastus','tags':{'runid':'r1'},'properties':{'size':10}}"),
          row(
              "{'id':'/c','name':'db','type':'microsoft.sql/servers','location':'eastus','tags':null,'properties':{}}"));

  private static ObjectNode row(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  private static List<ObjectNode> run(String query) {
    return KqlRunner.run(KqlParser.parse(query), ROWS);
  }

  private static String ids(String query) {
    return run(query).stream()
        .map(row -> row.path("id").asString().substring(1))
        .reduce("", String::concat);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "name == 'web-two' ; -",
        "name =~ 'web-two' ; b",
        "name != 'db' ; ab",
        "name !~ 'DB' ; ab",
        "tags['RunId'] == 'r1' ; a",
        "tags.RunId == 'r1' ; a",
        "tags.runid == 'r1' ; b",
        "tags['AzureHayMaker-managed'] =~ 'TRUE' ; a",
        "isnull(tags) ; c",
        "isnotnull(tags) ; ab",
        "isempty(tags.RunId) ; bc",
        "isnotempty(tags['RunId']) ; a",
        "tags.RunId != 'r1' ; bc",
        "not(tags.RunId == 'r1') ; bc",
        "location in ('eastus', 'northeurope') ; bc",
        "location !in ('eastus') ; a",
        "location in ('EASTUS') ; -",
        "location in~ ('EASTUS') ; bc",
        "location !in~ ('EASTUS') ; a",
        "type has 'network' ; ab",
        "type has 'net' ; -",
        "type !has 'network' ; c",
        "type contains 'NET' ; ab",
        "type !contains 'net' ; c",
        "name startswith 'WEB' ; ab",
        "name !startswith 'web' ; c",
        "name endswith 'TWO' ; b",
        "name !endswith 'two' ; ac",
        "tolower(name) == 'web-two' ; b",
        "toupper(name) == 'DB' ; c",
        "tostring(properties.size) == '10' ; b",
        "properties.size == 3 ; a",
        "properties.enabled == true ; a",
        "properties.enabled == 'true' ; a",
        "properties.subnets[0].name == 's0' ; a",
        "name == 'db' or name == 'web-one' and location == 'eastus' ; c",
        "(name == 'db' or name == 'web-one') and location == 'eastus' ; c",
        "name == 'db' or (name == 'web-one' and location == 'westus') ; ac",
        "['name'] == 'db' ; c",
        "tags.a != tags.b ; -",
      })
  void filtersAsTheLanguageSays(String condition, String expected) {
    assertThat(ids("Resources | where " + condition))
        .isEqualTo(expected.equals("-") ? "" : expected);
  }

  @Test
  void anEmptyQueryOfATableGivesEveryRow() {
    assertThat(ids("resources // all of them")).isEqualTo("abc");
  }

  @Test
  void projectsRenamesAndNamesPathsAsTheServiceDoes() {
    assertThat(
            run(
                "Resources | where name=='web-one' | project id, n = tolower(name), tags.RunId, 'x'"))
        .containsExactly(row("{'id':'/a','n':'web-one','tags_RunId':'r1','Column1':'x'}"));
  }

  @Test
  void extendAddsAndReplacesColumns() {
    assertThat(
            run(
                "Resources | where name=='db' | extend name='other', run=tags.RunId | project id, name, run"))
        .containsExactly(row("{'id':'/c','name':'other','run':null}"));
  }

  @Test
  void ordersDownwardsUnlessToldOtherwiseAndNumbersAsNumbers() {
    assertThat(ids("Resources | order by properties.size asc")).isEqualTo("cab");
    assertThat(ids("Resources | sort by properties.size")).isEqualTo("bac");
    assertThat(ids("Resources | order by location asc, name desc")).isEqualTo("cba");
  }

  @Test
  void takesTheFirstRows() {
    assertThat(ids("Resources | order by id asc | take 2")).isEqualTo("ab");
    assertThat(ids("Resources | order by id asc | limit 0")).isEmpty();
  }

  @Test
  void countsByGroups() {
    assertThat(run("Resources | summarize count() by location | order by location asc"))
        .containsExactly(
            row("{'location':'eastus','count_':2}"), row("{'location':'westus','count_':1}"));
    assertThat(
            run(
                "Resources | summarize n = count() by run = tostring(tags.RunId) | order by n desc"))
        .containsExactly(row("{'run':'','n':2}"), row("{'run':'r1','n':1}"));
    assertThat(run("Resources | where name == 'nobody' | summarize count()"))
        .containsExactly(row("{'count_':0}"));
    assertThat(run("Resources | count")).containsExactly(row("{'Count':3}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Resources | join kind=inner (ResourceContainers) on id ; 'join' ; 13",
        "Resources | project-away id ; 'project-away' ; 13",
        "Resources | mv-expand tags ; 'mv-expand' ; 13",
        "Resources | distinct type ; 'distinct' ; 13",
        "Resources | where name matches regex 'x' ; 'matches' ; 24",
        "Resources | where name contains_cs 'x' ; 'contains_cs' ; 24",
        "Resources | where properties.size > 3 ; '>' ; 35",
        "Resources | where bag_keys(tags) == 'x' ; 'bag_keys' ; 19",
        "Resources | summarize max(id) by type ; 'max' ; 23",
        "Resources | where nmae == 'x' ; 'nmae' ; 19",
        "Resources | project id | where name == 'x' ; 'name' ; 32",
        "SecurityResources ; 'SecurityResources' ; 1",
        "Resources; Resources ; ';' ; 10",
        "Resources | where name == 'x ; not closed ; 27",
        "Resources | where (name == 'x' ; expected ')' ; 31",
        "Resources | take lots ; expected a number ; 18",
        "Resources | take 99999999999 ; not a whole number ; 18",
        "Resources | where name == 'a\\q' ; '\\q' ; 29",
        "Resources | ; expected an operator ; 12",
      })
  void refusesWhatItDoesNotHoldAndSaysWhatAndWhere(String row) {
    String[] parts = row.split(" ; ", -1);
    assertThatThrownBy(() -> run(parts[0]))
        .isInstanceOfSatisfying(
            KqlRefusal.class,
            refusal -> {
              assertThat(refusal).hasMessageContaining(parts[1]);
              assertThat(refusal.position()).isEqualTo(Integer.parseInt(parts[2].strip()));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not("})
  void refusesWhatIsNestedTooDeeplyInsteadOfDying(String opening) {
    assertThatThrownBy(() -> run("Resources | where " + opening.repeat(5000)))
        .isInstanceOf(KqlRefusal.class)
        .hasMessageContaining("too deeply");
  }
}
