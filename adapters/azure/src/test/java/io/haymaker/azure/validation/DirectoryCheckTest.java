package io.haymaker.azure.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.haymaker.azure.wire.ScriptedHttp;
import io.haymaker.core.validation.Check.Finding;
import io.haymaker.core.validation.Check.Verdict;
import io.haymaker.core.validation.Undertaking;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What a token says of its holder's app roles in Microsoft Graph. */
class DirectoryCheckTest {
  private static Finding look(ScriptedHttp http, String claims) {
    String token =
        "e30."
            + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + ".s";
    TokenCredential credential =
        _ -> Mono.just(new AccessToken(token, OffsetDateTime.parse("2999-01-01T00:00:00Z")));
    return new DirectoryCheck(http.rest(), credential, "https://graph.test/.default")
        .look(new Undertaking(1, Duration.ofHours(1)));
  }

  private static ScriptedHttp readable() {
    return new ScriptedHttp().answer(200, "{\"value\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"})
  void eitherRoleWillDo(String role) {
    assertThat(look(readable(), "{\"roles\":[\"User.Read.All\",\"%s\"]}".formatted(role)).verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Test
  void aMissingRoleIsNamed() {
    Finding finding = look(readable(), "{\"roles\":[\"User.Read.All\"]}");
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.message()).isEqualTo("missing: Application.ReadWrite.OwnedBy");
    assertThat(finding.whatToDo()).contains("administrator's consent");
  }

  @Test
  void aTokenThatTellsNoRolesIsTakenAtItsWord() {
    assertThat(look(readable(), "{}").message()).contains("the token does not tell");
  }

  @Test
  void aRefusalNamesTheRoleToGrant() {
    Finding finding =
        look(
            new ScriptedHttp()
                .answer(
                    403,
                    "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"no\"}}"),
            "{}");
    assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(finding.message()).contains("Authorization_RequestDenied");
    assertThat(finding.whatToDo()).contains("Application.ReadWrite.OwnedBy");
  }
}
