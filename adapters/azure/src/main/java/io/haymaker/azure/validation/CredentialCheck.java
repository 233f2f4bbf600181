package io.haymaker.azure.validation;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.haymaker.azure.wire.Answers;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;

/** The login yields a token for Resource Manager. */
final class CredentialCheck implements Check {
  private final TokenCredential credential;
  private final String scope;

  CredentialCheck(TokenCredential credential, String scope) {
    this.credential = credential;
    this.scope = scope;
  }

  @Override
  public String name() {
    return "credential";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    try {
      AccessToken token = credential.getTokenSync(new TokenRequestContext().addScopes(scope));
      return Finding.passed("a token was given, valid until " + token.getExpiresAt());
    } catch (RuntimeException thrown) {
      String why =
          Answers.look(Answers.reply(thrown)) instanceof Look.CouldNotLook<?>(var problem)
              ? problem.toString()
              : thrown.getClass().getSimpleName();
      return Finding.failed(
          why,
          "check AZURE_TENANT_ID, AZURE_CLIENT_ID, MAIN_SP_CLIENT_SECRET and AZURE_AUTHORITY_HOST");
    }
  }
}
