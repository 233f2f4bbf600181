package io.haymaker.azure.groundwork;

/**
 * The names of an installation's groundwork.
 *
 * @param resourceGroup the group that holds all of it
 * @param location its region
 * @param vnetName the virtual network
 * @param subnetName the subnet of the environment, at least /27, delegated to it
 * @param identityName the user-assigned identity whose rights fetch agents' secrets
 * @param environmentName the Container Apps environment
 * @param profile what its nodes are
 */
public record GroundworkPlan(
    String resourceGroup,
    String location,
    String vnetName,
    String subnetName,
    String identityName,
    String environmentName,
    Profile profile) {

  /**
   * A dedicated workload profile.
   *
   * @param name the environment's own name for it
   * @param type the size of a node, e.g. {@code E16}: the smallest of its family that holds 64Gi
   * @param minimum nodes that are always there, 0 or more
   * @param maximum nodes, which is also the most agents at a time
   */
  public record Profile(String name, String type, int minimum, int maximum) {}
}
