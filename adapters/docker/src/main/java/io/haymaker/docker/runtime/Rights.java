package io.haymaker.docker.runtime;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import java.util.List;
import java.util.Map;

/**
 * What a container may do on its machine. None ever sees the engine's socket or the host's files.
 */
public enum Rights {
  /**
   * Common server images start unchanged: no new privileges, no raw packets, a bound on processes
   * and logs, an init process that reaps.
   */
  STANDARD {
    @Override
    HostConfig limit(HostConfig host) {
      return host.withCapDrop(Capability.NET_RAW);
    }
  },

  /**
   * For whatever runs other people's instructions: also no capability at all, a root that cannot be
   * written, and a user without a name. {@code /tmp} is in memory.
   */
  STRICT {
    @Override
    HostConfig limit(HostConfig host) {
      return host.withCapDrop(Capability.ALL)
          .withReadonlyRootfs(true)
          .withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev,size=256m,mode=1777"));
    }
  };

  /** Nobody: the number that images without a root user commonly have. */
  public static final String NOBODY = "65532:65532";

  private static final long PROCESSES = 512;

  /** Docker's own default keeps everything for ever. */
  private static final LogConfig LOGS =
      new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "2"));

  abstract HostConfig limit(HostConfig host);

  /**
   * A new configuration with these rights; it restarts nothing: that is for who wants it to run.
   */
  public HostConfig configuration() {
    return limit(
        HostConfig.newHostConfig()
            .withSecurityOpts(List.of("no-new-privileges:true"))
            .withPidsLimit(PROCESSES)
            .withInit(true)
            .withRestartPolicy(RestartPolicy.noRestart())
            .withLogConfig(LOGS));
  }
}
