package io.haymaker.main.config;

/**
 * What keeps a configuration from being used. No text of it holds a secret.
 *
 * @param setting the name of the setting, as its people write it
 * @param what what is wrong with it
 * @param whatToDo what would mend it
 */
public record Problem(String setting, String what, String whatToDo) {

  /** In one line. */
  public String line() {
    return "%s: %s; %s".formatted(setting, what, whatToDo);
  }
}
