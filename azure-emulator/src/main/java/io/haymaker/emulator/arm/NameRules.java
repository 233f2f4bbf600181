package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Refused;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What names may look like: Resource Manager's own rule, and those of some providers. */
final class NameRules {
  private record Rule(Pattern pattern, String code, String text) {}

  private static final Pattern GROUP =
      Pattern.compile("[-\\p{L}\\p{N}_.()]{0,89}[-\\p{L}\\p{N}_()]");
  private static final Pattern ANY =
      Pattern.compile("[^<>%&\\\\?/#\\p{Cntrl}]{0,259}[^<>%&\\\\?/#\\p{Cntrl}. ]");
  private static final Pattern NETWORK = Pattern.compile("\\w([\\w.-]{0,78}\\w)?");
  private static final Map<String, Rule> BY_TYPE =
      Map.of(
          "microsoft.storage/storageaccounts",
          new Rule(
              Pattern.compile("[a-z0-9]{3,24}"),
              "AccountNameInvalid",
              "Storage account name must be between 3 and 24 characters in length and use numbers"
                  + " and lower-case letters only."),
          "microsoft.keyvault/vaults",
          new Rule(
              Pattern.compile("[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]"),
              "VaultNameNotValid",
              "A vault's name must be between 3-24 alphanumeric characters. The name must begin"
                  + " with a letter, end with a letter or digit, and not contain consecutive"
                  + " hyphens."),
          "microsoft.containerregistry/registries",
          new Rule(
              Pattern.compile("[a-zA-Z0-9]{5,50}"),
              "InvalidResourceName",
              "A registry's name must be 5 to 50 letters and digits."),
          "microsoft.sql/servers",
          new Rule(
              Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"),
              "InvalidResourceName",
              "A server's name must be 1 to 63 lower-case letters, digits and hyphens, with no"
                  + " hyphen at either end."),
          "microsoft.containerinstance/containergroups",
          new Rule(
              Pattern.compile("(?!.*--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"),
              "InvalidContainerGroupName",
              "A container group's name must be 1 to 63 lower-case letters, digits and single"
                  + " hyphens, with no hyphen at either end."));

  private NameRules() {}

  /** Refuses a group's name (400 InvalidResourceGroup). */
  static void requireGroupName(String name) {
    if (!GROUP.matcher(name).matches()) {
      throw new Refused(
          400,
          "InvalidResourceGroup",
          "The provided resource group name '"
              + name
              + "' is not valid: it can be 1 to 90 letters, digits, '-', '.', '(', ')' or '_' and"
              + " must not end with a period.");
    }
  }

  /** Refuses the name of a new resource (400). */
  static void require(ResourceId id) {
    Rule rule = BY_TYPE.get(id.type().toLowerCase(Locale.ROOT));
    if (rule != null) {
      if (!rule.pattern().matcher(id.name()).matches()) {
        throw new Refused(400, rule.code(), id.name() + " is not a valid name. " + rule.text());
      }
      return;
    }
    boolean network = id.namespace().equalsIgnoreCase("Microsoft.Network");
    boolean zone = id.types().getFirst().toLowerCase(Locale.ROOT).contains("dnszones");
    if (!(network && !zone ? NETWORK : ANY).matcher(id.name()).matches()) {
      throw new Refused(
          400,
          "InvalidResourceName",
          "Resource name " + id.name() + " is invalid for a resource of type " + id.type() + ".");
    }
  }
}
