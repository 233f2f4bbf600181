package io.haymaker.emulator;

import io.haymaker.emulator.http.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The emulator as a process of its own. It ends on SIGTERM or SIGINT with everything stopped, or by
 * itself with {@code --idle-exit}. Exit code 1: the machine refused (port or folder in use, folder
 * corrupt); 2: the command line makes no sense.
 */
public final class Main {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private Main() {}

  /** Runs until told to end. */
  public static void main(String[] arguments) {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "emulator-logback.xml");
    }
    int code = run(arguments, System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(String[] arguments, PrintStream out, PrintStream err) {
    MainArguments parsed;
    try {
      parsed = MainArguments.parse(arguments, Path.of(System.getProperty("user.home")));
    } catch (MainArguments.UsageException wrong) {
      err.println("haymaker emulator: " + wrong.getMessage());
      err.println(MainArguments.USAGE);
      return 2;
    }
    EmulatorOptions options = EmulatorOptions.in(parsed.data()).withPort(parsed.port());
    for (var image : parsed.images().entrySet()) {
      options = options.withImage(image.getKey(), image.getValue());
    }
    try {
      serve(Emulator.start(options), parsed, out, err);
      return 0;
    } catch (IOException refused) {
      err.println("haymaker emulator: " + oneLine(refused));
      return 1;
    }
  }

  private static void serve(
      Emulator emulator, MainArguments arguments, PrintStream out, PrintStream err) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    emulator.close();
                  } catch (IOException failed) {
                    err.println("haymaker emulator: " + oneLine(failed));
                  }
                  ended.countDown();
                },
                "emulator-stop"));
    if (arguments.json()) {
      out.println(Json.text(emulator.info().toJson()));
    } else {
      out.println("The emulated cloud answers at " + emulator.info().armEndpoint());
      out.println("Everything a client needs is in " + arguments.data().resolve("emulator.json"));
    }
    out.flush();
    try {
      if (arguments.idleExit().isPresent()) {
        awaitIdle(emulator, arguments.idleExit().get(), ended);
        System.exit(0);
      }
      ended.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Real time on purpose: advancing the cloud's clock must not end the process. */
  private static void awaitIdle(Emulator emulator, Duration idle, CountDownLatch ended)
      throws InterruptedException {
    Duration look = idle.compareTo(LONGEST_LOOK) < 0 ? idle : LONGEST_LOOK;
    long seen = emulator.cloud().log().last();
    long since = System.nanoTime();
    while (!ended.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
      long last = emulator.cloud().log().last();
      if (last != seen) {
        seen = last;
        since = System.nanoTime();
      } else if (System.nanoTime() - since >= idle.toNanos()) {
        return;
      }
    }
  }

  private static String oneLine(IOException failure) {
    String text =
        switch (failure) {
          case AccessDeniedException denied -> "no access to " + denied.getFile();
          case FileSystemException file when file.getReason() == null ->
              "cannot use " + file.getFile();
          default -> String.valueOf(failure.getMessage());
        };
    return text.lines().findFirst().orElse("failed");
  }
}
