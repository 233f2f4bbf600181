package io.haymaker.core.scaler;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.runtime.ContainerSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** How large a container a file needs. */
public sealed interface SizingRule {
  /** The code of the refusal of a file that no container is large enough for. */
  String TOO_LARGE = "FileTooLarge";

  /** The container for a file; refused when the rule has none for it. */
  Outcome<ContainerSize> sizeFor(FileSize file);

  /** The most cores that it gives a container. */
  double mostCpuCores();

  /**
   * Memory in proportion to the file. A file that needs more than the most gets the most, and has
   * to be worked off in pieces; one that is itself larger than that is refused.
   *
   * @param cpuCores the same for every file
   * @param multiplier GiB of memory for each GB of the file
   * @param leastGb smaller files get this
   * @param mostGb larger files get this
   */
  record Linear(double cpuCores, double multiplier, double leastGb, double mostGb)
      implements SizingRule {
    private static final double MB_PER_GB = 1024;

    public Linear {
      requirePositive("cpu", cpuCores);
      requirePositive("multiplier", multiplier);
      requirePositive("least memory", leastGb);
      if (!(mostGb >= leastGb) || Double.isInfinite(mostGb)) {
        throw new IllegalArgumentException(
            "most memory must be %s or more, is %s".formatted(leastGb, mostGb));
      }
    }

    /** Rounded up to 0.1 GiB, the step of Container Instances; in decimals, as people reckon. */
    @Override
    public Outcome<ContainerSize> sizeFor(FileSize file) {
      double gigabytes = file.megabytes() / MB_PER_GB;
      double wanted = gigabytes * multiplier;
      if (Math.min(gigabytes, wanted) > mostGb) {
        return Outcome.refused(
            TOO_LARGE,
            "a file of %.0f GB is larger than the largest container, %s GiB"
                .formatted(gigabytes, mostGb));
      }
      double clamped = Math.clamp(wanted, leastGb, mostGb);
      double memory = BigDecimal.valueOf(clamped).setScale(1, RoundingMode.CEILING).doubleValue();
      return Outcome.done(new ContainerSize(cpuCores, memory));
    }

    @Override
    public double mostCpuCores() {
      return cpuCores;
    }

    private static void requirePositive(String what, double number) {
      if (!(number > 0) || Double.isInfinite(number)) {
        throw new IllegalArgumentException(what + " must be more than 0, is " + number);
      }
    }
  }

  /**
   * A few sizes to choose from: the first one that is meant for files so large.
   *
   * @param steps at least one, each for larger files than the one before
   */
  record Steps(List<Step> steps) implements SizingRule {
    public Steps {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("there must be at least one size");
      }
      for (int i = 1; i < steps.size(); i++) {
        if (steps.get(i).upTo().megabytes() <= steps.get(i - 1).upTo().megabytes()) {
          throw new IllegalArgumentException("each size must be for larger files than the last");
        }
      }
    }

    @Override
    public Outcome<ContainerSize> sizeFor(FileSize file) {
      return steps.stream()
          .filter(step -> file.megabytes() <= step.upTo().megabytes())
          .findFirst()
          .map(step -> Outcome.done(step.size()))
          .orElseGet(
              () ->
                  Outcome.refused(
                      TOO_LARGE,
                      "a file of %s MB is larger than the largest size is for, %s MB"
                          .formatted(file.megabytes(), steps.getLast().upTo().megabytes())));
    }

    @Override
    public double mostCpuCores() {
      return steps.stream().mapToDouble(step -> step.size().cpuCores()).max().orElseThrow();
    }
  }

  /**
   * One of the sizes to choose from.
   *
   * @param upTo the largest file that it is for
   */
  record Step(FileSize upTo, ContainerSize size) {}
}
