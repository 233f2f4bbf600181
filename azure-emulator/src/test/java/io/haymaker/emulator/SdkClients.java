package io.haymaker.emulator;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.haymaker.emulator.tls.CertificateAuthority;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What the official SDK needs to talk to a running emulator as its administrator. For tests. */
public final class SdkClients {
  private final EmulatorInfo info;
  private final HttpClient http;

  public SdkClients(EmulatorInfo info) throws IOException {
    this.info = info;
    this.http =
        new JdkHttpClientBuilder(
                java.net.http.HttpClient.newBuilder()
                    .sslContext(CertificateAuthority.trusting(info.caFile())))
            .build();
  }

  /** The HTTP client that trusts the emulator. */
  public HttpClient http() {
    return http;
  }

  /** The administrator. */
  public TokenCredential credential() {
    return new ClientSecretCredentialBuilder()
        .tenantId(info.tenantId())
        .clientId(info.clientId())
        .clientSecret(info.clientSecret().reveal())
        .authorityHost(info.authorityHost())
        .disableInstanceDiscovery()
        .httpClient(http)
        .build();
  }

  /** The emulator as a cloud of its own. */
  public AzureProfile profile() {
    Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", info.armEndpoint() + "/");
    endpoints.put("managementEndpointUrl", info.armEndpoint() + "/");
    endpoints.put("activeDirectoryEndpointUrl", info.authorityHost() + "/");
    endpoints.put("microsoftGraphResourceId", info.graphEndpoint() + "/");
    return new AzureProfile(
        info.tenantId(), info.subscriptionId(), new AzureEnvironment(endpoints));
  }
}
