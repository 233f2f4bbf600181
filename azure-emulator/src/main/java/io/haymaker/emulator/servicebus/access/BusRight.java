package io.haymaker.emulator.servicebus.access;

/** What one may do with an entity of the bus. */
public enum BusRight {
  /** Put messages into a topic. */
  SEND("Send", "Microsoft.ServiceBus/namespaces/messages/send/action"),
  /** Receive, settle and look at messages of a subscription. */
  LISTEN("Listen", "Microsoft.ServiceBus/namespaces/messages/receive/action");

  private final String claim;
  private final String dataAction;

  BusRight(String claim, String dataAction) {
    this.claim = claim;
    this.dataAction = dataAction;
  }

  /** Its name in an authorization rule. */
  public String claim() {
    return claim;
  }

  /** The data action that a role must allow. */
  public String dataAction() {
    return dataAction;
  }
}
