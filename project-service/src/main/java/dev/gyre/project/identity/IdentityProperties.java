package dev.gyre.project.identity;

import dev.gyre.api.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the first principal comes to be.
 *
 * @param adminName name of the server's administrator
 * @param adminTokenHash SHA-256 of the administrator's token, which whoever starts Gyre keeps in a
 *     file; absent to install none
 * @param secureCookies whether sessions are sent over HTTPS only; to be set wherever TLS ends
 *     before Gyre
 */
@ConfigurationProperties("gyre.project.identity")
record IdentityProperties(
    @DefaultValue("admin") String adminName,
    @Nullable Digest adminTokenHash,
    @DefaultValue("false") boolean secureCookies) {}
