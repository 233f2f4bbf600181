package io.haymaker.benchmarks.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time of processes. */
final class Cpu {
  private static final Path PROCESSES = Path.of("/proc");
  private static final double TICKS = 100;
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private Cpu() {}

  /** Seconds that the engines of this machine have used, with containerd and all shims. */
  static double ofEngines() {
    return ProcessHandle.allProcesses().filter(Cpu::isEngine).mapToDouble(Cpu::of).sum();
  }

  /** Seconds that a process and its descendants have used. */
  static double ofTree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).mapToDouble(Cpu::of).sum();
  }

  private static boolean isEngine(ProcessHandle process) {
    String name = read(process, "comm").strip();
    return name.equals("dockerd") || name.startsWith("containerd");
  }

  private static double of(ProcessHandle process) {
    String stat = read(process, "stat");
    int name = stat.lastIndexOf(')');
    if (name < 0) {
      // It has ended.
      return 0;
    }
    String[] fields = stat.substring(name + 2).split(" ");
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS;
  }

  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(PROCESSES.resolve(Long.toString(process.pid())).resolve(file));
    } catch (IOException e) {
      // It has ended.
      return "";
    }
  }
}
