package io.haymaker.benchmarks;

import java.util.List;

/** Something that is measured. */
public interface Benchmark {

  /** Measures it in real time. */
  List<Ratio> run();
}
