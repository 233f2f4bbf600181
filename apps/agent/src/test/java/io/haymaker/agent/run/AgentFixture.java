package io.haymaker.agent.run;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.haymaker.agent.run.FakeCloud.Answer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A cloud and an environment for an agent in a process of its own. */
public final class AgentFixture implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final FakeCloud cloud;
  private final Map<String, String> environment;

  private AgentFixture(FakeCloud cloud, Map<String, String> environment) {
    this.cloud = cloud;
    this.environment = environment;
  }

  public static AgentFixture start(Path folder) throws Exception {
    FakeCloud cloud = FakeCloud.start();
    Map<String, String> environment = AgentHarness.environment(cloud, AgentHarness.THINGS);
    environment.remove("AZURE_CLIENT_SECRET");
    Path secret = Files.writeString(folder.resolve("secret"), AgentHarness.SECRET);
    environment.put("AZURE_CLIENT_SECRET_FILE", secret.toString());
    return new AgentFixture(cloud, environment);
  }

  /** As {@link #start}, over https with a certificate that nobody knows. */
  public static AgentFixture startSecure(Path folder) throws Exception {
    KeyStore keys = selfSigned(folder.resolve("keys.p12"));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    HttpServer plain = server;
    FakeCloud cloud = FakeCloud.start(plain);
    Map<String, String> environment = AgentHarness.environment(cloud, AgentHarness.THINGS);
    environment.replaceAll((name, value) -> value.replace("http://127", "https://127"));
    environment.put("HAYMAKER_CA_FILE", pem(keys, folder.resolve("ca.pem")).toString());
    return new AgentFixture(cloud, environment);
  }

  public static String secret() {
    return AgentHarness.SECRET;
  }

  public Map<String, String> environment() {
    return environment;
  }

  public List<String> types() {
    return cloud.types();
  }

  public List<String> remaining() {
    return cloud.remaining();
  }

  public int requests() {
    return cloud.requests().size();
  }

  public void awaitEvent(String type) throws InterruptedException {
    cloud.awaitEvent(type);
  }

  public void lockEverything() {
    cloud.fail(r -> r.method().equals("DELETE"), Answer.error(409, "ScopeLocked"), 1000);
  }

  public void refuseSecondResource() {
    cloud.fail(r -> r.is("PUT", "/nic"), Answer.error(400, "InvalidParameter"), 1);
  }

  @Override
  public void close() {
    cloud.close();
  }

  private static KeyStore selfSigned(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=ip:127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(file.resolveSibling("keytool.log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new AssertionError(Files.readString(file.resolveSibling("keytool.log")));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static Path pem(KeyStore keys, Path file) throws Exception {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(keys.getCertificate("test").getEncoded());
    return Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }
}
