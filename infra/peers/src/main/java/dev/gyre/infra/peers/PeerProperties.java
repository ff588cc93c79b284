package dev.gyre.infra.peers;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where other services are when they are not in this process.
 *
 * @param url base address by service name, such as {@code gyre.peers.url.project}
 * @param connectTimeout how long a connection may take to open
 */
@ConfigurationProperties("gyre.peers")
record PeerProperties(
    @DefaultValue Map<String, URI> url, @DefaultValue("2s") Duration connectTimeout) {}
