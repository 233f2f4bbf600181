package io.haymaker.main.config;

import io.haymaker.azure.queue.BusConnection;
import io.haymaker.azure.runtime.ContainerAppsSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a scaler's settings demand of each other. */
final class ScalerDemands {
  /** Container Apps' names are short, and the scaler needs 17 characters of each. */
  private static final int PREFIX_ON_APPS = 15;

  private ScalerDemands() {}

  /** What is broken; nothing where there is no scaler. */
  static Stream<Problem> broken(Values values) {
    if (ScalerKeys.NAMING.stream().noneMatch(values::has)) {
      return Stream.empty();
    }
    return Stream.<Function<Values, Optional<Problem>>>of(
            ScalerDemands::leastIsBelowMost,
            ScalerDemands::userHasPassword,
            ScalerDemands::passwordHasUser,
            ScalerDemands::registryKnowsUs,
            ScalerDemands::loginNeedsRegistry,
            ScalerDemands::oneLogin,
            ScalerDemands::namespaceIsTheConnections,
            ScalerDemands::topicIsTheConnections,
            ScalerDemands::secretHasTenant,
            ScalerDemands::appsHaveTheirEnvironment,
            ScalerDemands::sizesAreWhatAppsTake,
            ScalerDemands::prefixIsShortOnApps)
        .flatMap(rule -> rule.apply(values).stream());
  }

  private static Optional<Problem> leastIsBelowMost(Values values) {
    return problem(
        values
            .find(ScalerPaceKeys.LEAST_MEMORY)
            .flatMap(least -> values.find(ScalerPaceKeys.MOST_MEMORY).filter(most -> most < least))
            .isPresent(),
        ScalerPaceKeys.LEAST_MEMORY,
        "is more than ACI_MAX_MEMORY_GB",
        "make it smaller, or the other larger");
  }

  private static Optional<Problem> userHasPassword(Values values) {
    return problem(
        values.has(ScalerKeys.REGISTRY_USER) && !values.has(ScalerKeys.REGISTRY_PASSWORD),
        ScalerKeys.REGISTRY_PASSWORD,
        "is not set, but ACR_USERNAME is",
        "set both or neither");
  }

  private static Optional<Problem> passwordHasUser(Values values) {
    return problem(
        values.has(ScalerKeys.REGISTRY_PASSWORD) && !values.has(ScalerKeys.REGISTRY_USER),
        ScalerKeys.REGISTRY_USER,
        "is not set, but ACR_PASSWORD is",
        "set both or neither");
  }

  private static Optional<Problem> registryKnowsUs(Values values) {
    return problem(
        values.has(ScalerKeys.REGISTRY)
            && values.is(ScalerKeys.RUNTIME, ScalerKeys.INSTANCES)
            && !values.has(ScalerKeys.REGISTRY_USER)
            && !values.has(ScalerKeys.REGISTRY_PASSWORD)
            && !values.has(ScalerKeys.REGISTRY_IDENTITY),
        ScalerKeys.REGISTRY,
        "is set, but nobody who logs in there",
        "set ACR_USERNAME and ACR_PASSWORD, or ACR_IDENTITY; or take it out where the image is"
            + " public");
  }

  private static Optional<Problem> loginNeedsRegistry(Values values) {
    boolean login =
        values.has(ScalerKeys.REGISTRY_USER) || values.has(ScalerKeys.REGISTRY_IDENTITY);
    return problem(
        login && !values.has(ScalerKeys.REGISTRY),
        ScalerKeys.REGISTRY,
        "is not set, but somebody who logs in there",
        "set it to the registry's host");
  }

  private static Optional<Problem> oneLogin(Values values) {
    return problem(
        values.has(ScalerKeys.REGISTRY_USER) && values.has(ScalerKeys.REGISTRY_IDENTITY),
        ScalerKeys.REGISTRY_IDENTITY,
        "is set, and ACR_USERNAME, too",
        "take one of them out");
  }

  private static Optional<Problem> namespaceIsTheConnections(Values values) {
    Optional<String> host = connection(values).map(one -> one.address().toLowerCase(Locale.ROOT));
    return problem(
        values
            .find(ScalerKeys.NAMESPACE)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(
                name ->
                    host.filter(one -> !one.equals(name) && !one.startsWith(name + "."))
                        .isPresent())
            .isPresent(),
        ScalerKeys.NAMESPACE,
        "is not the namespace of SB_CONNECTION_STR, " + host.orElse(""),
        "take it out, or mend one of them");
  }

  private static Optional<Problem> topicIsTheConnections(Values values) {
    Optional<String> entity = connection(values).flatMap(BusConnection::entity);
    return problem(
        entity
            .filter(
                one ->
                    values.find(ScalerKeys.TOPIC).filter(topic -> !topic.equals(one)).isPresent())
            .isPresent(),
        ScalerKeys.TOPIC,
        "is not the topic that SB_CONNECTION_STR is for, " + entity.orElse(""),
        "mend one of them");
  }

  private static Optional<BusConnection> connection(Values values) {
    return values.find(ScalerKeys.CONNECTION_STRING).map(BusConnection::of);
  }

  private static Optional<Problem> secretHasTenant(Values values) {
    return problem(
        values.has(CloudKeys.SECRET)
            && values.has(CloudKeys.CLIENT)
            && !values.has(CloudKeys.TENANT),
        CloudKeys.TENANT,
        "is not set, but AZURE_CLIENT_ID and MAIN_SP_CLIENT_SECRET are",
        "set it: a secret belongs to an application of a tenant");
  }

  private static Optional<Problem> appsHaveTheirEnvironment(Values values) {
    boolean configured =
        values.has(CloudKeys.VAULT)
            && values.has(ContainerKeys.ENVIRONMENT)
            && values.is(ContainerKeys.RUNTIME, ContainerKeys.CONTAINER_APPS);
    return problem(
        isOnApps(values) && !configured,
        ScalerKeys.RUNTIME,
        "is aca, but no environment of Container Apps is configured",
        "configure the cloud of runs with AGENT_RUNTIME=aca, or take aci");
  }

  private static Optional<Problem> sizesAreWhatAppsTake(Values values) {
    boolean small =
        values
                .find(ScalerPaceKeys.LEAST_MEMORY)
                .filter(gb -> gb < ContainerAppsSettings.FLOOR.memoryGb())
                .isPresent()
            || values
                .find(ScalerPaceKeys.CPU)
                .filter(cores -> cores < ContainerAppsSettings.FLOOR.cpuCores())
                .isPresent();
    return problem(
        isOnApps(values) && small && !values.has(ScalerPaceKeys.STEPS),
        ScalerPaceKeys.LEAST_MEMORY,
        "a container on aca has at least " + ContainerAppsSettings.FLOOR,
        "raise it, and ACI_DEFAULT_CPU, or take aci");
  }

  private static Optional<Problem> prefixIsShortOnApps(Values values) {
    return problem(
        isOnApps(values)
            && values
                .find(ScalerKeys.PREFIX)
                .filter(prefix -> prefix.length() > PREFIX_ON_APPS)
                .isPresent(),
        ScalerKeys.PREFIX,
        "is longer than %d characters, the most on aca".formatted(PREFIX_ON_APPS),
        "make it shorter");
  }

  private static boolean isOnApps(Values values) {
    return values.is(ScalerKeys.RUNTIME, ScalerKeys.APPS);
  }

  private static Optional<Problem> problem(
      boolean broken, Setting<?> setting, String what, String whatToDo) {
    return broken ? Optional.of(new Problem(setting.name(), what, whatToDo)) : Optional.empty();
  }
}
