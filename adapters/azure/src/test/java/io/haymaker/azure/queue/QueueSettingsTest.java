package io.haymaker.azure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haymaker.core.identity.SecretValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueSettingsTest {
  private static final String GOOD =
      "Endpoint=sb://tdei.servicebus.windows.net/;SharedAccessKeyName=all;SharedAccessKey=c2VjcmV0PT0=";

  private static QueueSettings settings(String connection, Optional<String> namespace) {
    return QueueSettings.of(new SecretValue(connection), "jobs", namespace, "sub", "group");
  }

  @Test
  void theNamespaceIsTheConnectionStringsUnlessItIsNamed() {
    assertThat(settings(GOOD, Optional.empty()).namespace())
        .isEqualTo("tdei.servicebus.windows.net");
    assertThat(settings(GOOD, Optional.of("")).namespace())
        .isEqualTo("tdei.servicebus.windows.net");
    assertThat(settings(GOOD, Optional.of("other")).namespace()).isEqualTo("other");
    assertThat(settings(GOOD.replace(".net/", ".net:5671/"), Optional.empty()).namespace())
        .isEqualTo("tdei.servicebus.windows.net:5671");
  }

  @Test
  void theKeyIsNotShown() {
    assertThat(settings(GOOD, Optional.empty()).toString()).doesNotContain("c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello | not made of Name=value parts
          SharedAccessKeyName=a;SharedAccessKey=topsecret | no Endpoint
          Endpoint=sb://a.b/ | no SharedAccessKeyName
          Endpoint=sb://a.b/;SharedAccessKey=topsecret | no SharedAccessKeyName
          Endpoint=https://a.b/;SharedAccessKeyName=a;SharedAccessKey=topsecret | not sb:// and a host
          Endpoint=sb://;SharedAccessKeyName=a;SharedAccessKey=topsecret | not sb:// and a host
          Endpoint=sb://a b/;SharedAccessKeyName=a;SharedAccessKey=topsecret | not sb:// and a host
          Endpoint=sb://a.b/;SharedAccessKeyName=a;SharedAccessKey= | is empty
          Endpoint=sb://a.b/;SharedAccessKeyName=a;SharedAccessKey=topsecret;Endpoint=sb://c.d/ | twice
          Endpoint=sb://a.b/;SharedAccessKeyName=a;SharedAccessKey=topsecret;Colour=red | does not know
          Endpoint=sb://a.b/;SharedAccessKeyName=a;SharedAccessKey=topsecret;EntityPath=else | for the entity 'else'
          """)
  void aBadOneIsRefusedByTheNameOfItsSettingAndNotRepeated(String connection, String why) {
    assertThatThrownBy(() -> settings(connection, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("SB_CONNECTION_STR ")
        .hasMessageContaining(why)
        .message()
        .doesNotContain("topsecret");
  }
}
