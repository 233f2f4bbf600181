package io.haymaker.testkit.store;

import io.haymaker.core.limit.LocalBank;
import io.haymaker.core.limit.TokenBank;
import java.time.Clock;

final class LocalBankTest extends TokenBankContract {
  private final LocalBank bank = new LocalBank(Clock.systemUTC());

  @Override
  protected TokenBank bank() {
    return bank;
  }

  @Override
  protected TokenBank sameBank() {
    return bank;
  }
}
