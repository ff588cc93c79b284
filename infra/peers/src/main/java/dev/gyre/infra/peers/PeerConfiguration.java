package dev.gyre.infra.peers;

import dev.gyre.infra.security.Door;
import dev.gyre.infra.security.ServiceToken;
import dev.gyre.infra.web.AbortingRequestFactory;
import java.net.http.HttpClient;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Lets a service inject another's interface without knowing where it runs. */
@AutoConfiguration
@EnableConfigurationProperties(PeerProperties.class)
@Import(PeerRegistrar.class)
class PeerConfiguration {

  @Bean
  PeerClients peerClients(
      PeerProperties properties,
      RestClient.Builder builder,
      ServiceToken serviceToken,
      JsonMapper json) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(properties.connectTimeout())
            .build();
    PeerExchange exchange = new PeerExchange(serviceToken, json);
    return new PeerClients(
        properties.url(),
        builder
            .clone()
            .requestFactory(new AbortingRequestFactory(client))
            .requestInitializer(exchange)
            .defaultStatusHandler(HttpStatusCode::isError, exchange));
  }

  @Bean
  PeerProxies peerProxies(ListableBeanFactory beans, Door door, PeerClients clients) {
    return new PeerProxies(beans, door, clients);
  }
}
