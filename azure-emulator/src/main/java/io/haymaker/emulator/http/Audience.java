package io.haymaker.emulator.http;

/** The kinds of resource that a token can be for; the token endpoint knows the names of each. */
public enum Audience {
  /** Azure Resource Manager and Resource Graph. */
  ARM,
  /** Microsoft Graph. */
  GRAPH,
  /** Key Vault's data. */
  VAULT,
  /** Service Bus's data. */
  SERVICE_BUS,
  /** The container registry, which takes tokens for Resource Manager too. */
  REGISTRY,
  /** Azure Monitor: Logs Ingestion. */
  MONITOR
}
