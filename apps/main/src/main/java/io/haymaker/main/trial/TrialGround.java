package io.haymaker.main.trial;

import io.haymaker.azure.instances.GroupWatch.SeenGroup;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;

/** Where a trial takes place. */
public interface TrialGround {

  /** The subscriptions of the scaler's topic. */
  Listing<String> subscriptions();

  /** Sends a message to the scaler's topic. */
  Outcome<String> send(TrialMessage message);

  /** The scaler's containers as they are now, ended ones too. */
  Listing<SeenGroup> containers();
}
