package io.haymaker.azure.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.azure.EmulatedAzure;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.runtime.ContainerHandle;
import io.haymaker.core.runtime.ContainerState;
import io.haymaker.core.runtime.ContainerView;
import io.haymaker.testkit.runtime.ContainerRuntimeContract;
import java.time.Duration;

/**
 * The contract of runtimes in an emulator, whose containers are processes: they take their time.
 */
public abstract class EmulatedRuntimeContract extends ContainerRuntimeContract {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int LOOKS = 600;

  @Override
  protected final InstallationId installation() {
    return EmulatedAzure.OURS;
  }

  @Override
  protected final void letSomeTimePass() {
    try {
      Pauser.system().pause(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  protected final ContainerView await(
      ContainerHandle handle, Class<? extends ContainerState> wanted) {
    for (int i = 0; i < LOOKS && !wanted.isInstance(view(handle).state()); i++) {
      letSomeTimePass();
    }
    assertThat(view(handle).state()).isInstanceOf(wanted);
    return view(handle);
  }

  protected final ContainerView view(ContainerHandle handle) {
    Look<ContainerView> look = runtime().inspect(handle);
    assertThat(look).isInstanceOf(Look.Found.class);
    return ((Look.Found<ContainerView>) look).value();
  }

  protected static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }
}
