package io.haymaker.emulator.softdelete;

import io.haymaker.emulator.arm.ArmResource;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A type whose deleted resources are kept for a while, and the words in which it says so. */
enum KeptKind {
  VAULT(
      "Microsoft.KeyVault/vaults", "deletedVaults", Purge.BY_POST, "vaultId", 90, "ConflictError"),
  MANAGED_HSM(
      "Microsoft.KeyVault/managedHSMs",
      "deletedManagedHSMs",
      Purge.BY_POST,
      "mhsmId",
      90,
      "ConflictError"),
  CONFIGURATION_STORE(
      "Microsoft.AppConfiguration/configurationStores",
      "deletedConfigurationStores",
      Purge.BY_POST,
      "configurationStoreId",
      7,
      "NameUnavailable"),
  COGNITIVE_ACCOUNT(
      "Microsoft.CognitiveServices/accounts",
      "deletedAccounts",
      Purge.BY_DELETE_IN_GROUP,
      "",
      2,
      "FlagMustBeSetForRestore"),
  API_SERVICE(
      "Microsoft.ApiManagement/service",
      "deletedservices",
      Purge.BY_DELETE,
      "serviceId",
      2,
      "ServiceAlreadyExistsInSoftDeletedState"),
  WORKSPACE(
      "Microsoft.OperationalInsights/workspaces", "deletedWorkspaces", Purge.NEVER, "", 14, "");

  /** How what is kept is got rid of before its time is over. */
  enum Purge {
    /** {@code POST locations/{l}/{list}/{n}/purge}. */
    BY_POST,
    /** {@code DELETE locations/{l}/{list}/{n}}. */
    BY_DELETE,
    /** {@code DELETE locations/{l}/resourceGroups/{g}/{list}/{n}}. */
    BY_DELETE_IN_GROUP,
    /** Only by a deletion with {@code force=true}, for which it has to be there again. */
    NEVER
  }

  private final String type;
  private final String list;
  private final Purge purge;
  private final String originMember;
  private final int days;
  private final String conflict;

  KeptKind(String type, String list, Purge purge, String originMember, int days, String conflict) {
    this.type = type;
    this.list = list;
    this.purge = purge;
    this.originMember = originMember;
    this.days = days;
    this.conflict = conflict;
  }

  String type() {
    return type;
  }

  String namespace() {
    return type.substring(0, type.indexOf('/'));
  }

  /** The collection in which the deleted ones are listed. */
  String list() {
    return list;
  }

  Purge purge() {
    return purge;
  }

  /** The member of a copy's properties that names the deleted resource; empty if there is none. */
  String originMember() {
    return originMember;
  }

  /** The code of the refusal to make another of the same name. */
  String conflict() {
    return conflict;
  }

  /** How long a deleted one is kept. */
  Duration retention(ArmResource deleted) {
    return Duration.ofDays(deleted.properties().path("softDeleteRetentionInDays").asInt(days));
  }

  /** Whether a deleted one may not be purged by anybody. */
  boolean isProtected(ArmResource deleted) {
    return deleted.properties().path("enablePurgeProtection").asBoolean(false);
  }

  /** The free tier of App Configuration keeps nothing. */
  boolean keeps(ArmResource resource) {
    return this != CONFIGURATION_STORE
        || !resource
            .document()
            .path("sku")
            .path("name")
            .asString("")
            .toLowerCase(Locale.ROOT)
            .equals("free");
  }

  /** The kind of a type; empty if deleted ones of it are simply gone. */
  static Optional<KeptKind> of(String fullType) {
    for (KeptKind kind : values()) {
      if (kind.type.equalsIgnoreCase(fullType)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
