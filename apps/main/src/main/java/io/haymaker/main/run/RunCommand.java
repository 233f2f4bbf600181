package io.haymaker.main.run;

import io.haymaker.main.Logging;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Site;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A run on the configured cloud, with the configured database. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "A whole scenario run on the configured cloud: identities, containers, resources, proof.",
      "What to set is in docs/configuration.md; 'haymaker doctor' tries it out first.",
      "Size, duration and folders are the configuration's unless an option says otherwise.",
      "Started again after a crash, it continues the same run."
    })
public final class RunCommand implements Callable<Integer> {
  @Mixin private PlaceArguments place = new PlaceArguments();
  @Mixin private RunArguments arguments = new RunArguments();

  @Override
  public Integer call() {
    // Until the data folder is known nothing has a place to go.
    Logging.off();
    Clock clock = Clock.systemUTC();
    Site site = place.site(clock);
    return RunSession.at(site, arguments.request(site.defaults(), 0), clock);
  }
}
