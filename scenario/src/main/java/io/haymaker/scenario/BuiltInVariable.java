package io.haymaker.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The variables that the agent gives to every document. In {@code http} blocks they are written in
 * lower case ({@code {{resource_group}}}); {@code bash} blocks find them in the environment in
 * upper case ({@code $RESOURCE_GROUP}).
 */
public enum BuiltInVariable {
  /** The subscription in which the resource group lies. */
  SUBSCRIPTION_ID,
  /** The directory of the agent's own principal. */
  TENANT_ID,
  /** The name of the group that the control plane made for this scenario and run. */
  RESOURCE_GROUP,
  /** The region of the group, such as {@code eastus}. */
  LOCATION,
  /** The run, a UUID. */
  RUN_ID,
  /** This scenario's name. */
  SCENARIO_NAME,
  /** Six characters {@code a-z2-7}, unique to run and scenario, for resource names. */
  UNIQUE,
  /** The address of Azure Resource Manager, without a slash at its end. */
  ARM,
  /** The agent's own principal (object id); empty text when its token does not tell. */
  PRINCIPAL_ID,
  /** A random password of this run that passes Azure's complexity rules; it is never reported. */
  PASSWORD;

  /** The name in {@code http} blocks. */
  public String variable() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in the environment of {@code bash} blocks. */
  public String environmentName() {
    return name();
  }

  /** The variable of this name in {@code http} blocks. */
  public static Optional<BuiltInVariable> of(String variable) {
    return Arrays.stream(values()).filter(known -> known.variable().equals(variable)).findFirst();
  }
}
