package io.haymaker.testkit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.haymaker.core.identity.SecretReader;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.Owner;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is put into a vault can be read by the URL that it got there, and by no other. */
public abstract class SecretReaderContract {
  private final String name = "contract-" + UUID.randomUUID();

  /** The reader under test. */
  protected abstract SecretReader reader();

  /** The vault that it reads; empty of {@code contract-} secrets before and after a test. */
  protected abstract SecretStore store();

  protected abstract Owner owner();

  /** A time before which secrets may still be read. */
  protected abstract Instant expiry();

  @Test
  void aSecretIsReadByTheUrlThatItGotInThatVersionAndWithoutOneInTheNewest() {
    String first = put("first");
    String second = put("second");
    try {
      assertThat(read(first)).isEqualTo("first");
      assertThat(read(second)).isEqualTo("second");
      assertThat(read(second.substring(0, second.lastIndexOf('/')))).isEqualTo("second");
    } finally {
      store().remove(name);
    }
  }

  @Test
  void whatIsNotThereOrNotThereAnyMoreIsAbsent() {
    String url = put("gone");
    assertThat(store().remove(name).isDone()).isTrue();

    assertThat(reader().read(url)).isInstanceOf(Look.Absent.class);
  }

  @Test
  void theUrlOfAnythingElseIsNotAsked() {
    String url = put("here");
    try {
      String elsewhere = url.replaceFirst("https://[^/]+", "https://vault.example");
      assertThat(reader().read(elsewhere)).isInstanceOf(Look.CouldNotLook.class);
      assertThat(reader().read(url.replace("/secrets/", "/keys/")))
          .isInstanceOf(Look.CouldNotLook.class);
      assertThat(reader().read("no url")).isInstanceOf(Look.CouldNotLook.class);
    } finally {
      store().remove(name);
    }
  }

  private String put(String value) {
    Outcome<String> put = store().put(name, new SecretValue(value), owner(), expiry());
    return put instanceof Outcome.Done<String>(String url) ? url : fail("not put: " + put);
  }

  private String read(String url) {
    Look<SecretValue> look = reader().read(url);
    return look instanceof Look.Found<SecretValue>(SecretValue value)
        ? value.reveal()
        : fail("not read: " + look);
  }
}
