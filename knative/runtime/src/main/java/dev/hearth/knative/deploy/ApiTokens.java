package dev.hearth.knative.deploy;

import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.platform.access.Role;
import dev.hearth.platform.access.TokensFile;
import dev.hearth.platform.cli.CommandFailure;
import dev.hearth.platform.state.StateFolder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The API tokens of the platform on the cluster: a Secret with the file of their hashes, which the platform's pod has mounted. The tokens
 * themselves are nowhere.
 */
record ApiTokens(KubeContext cluster, String application) {
    /**
     * Makes a token.
     *
     * @param another also if there is one
     * @return the token, to be shown this once; empty if there is one already
     */
    Optional<String> make(boolean another) {
        Resource<Secret> secret =
                cluster.client().secrets().inNamespace(cluster.namespace()).withName(TokensSecret.name(application));
        Optional<String> before =
                Optional.ofNullable(secret.get()).map(Secret::getData).map(data -> data.get(TokensSecret.FILE));
        if (before.isPresent() && !another) {
            return Optional.empty();
        }
        try {
            Path folder = Files.createTempDirectory("hearth-tokens", StateFolder.ownerOnly("rwx------"));
            Path file = folder.resolve(TokensSecret.FILE);
            try {
                if (before.isPresent()) {
                    new StateFolder(folder).write(file, Base64.getDecoder().decode(before.get()));
                }
                TokensFile.Made made = TokensFile.at(file).create("deploy", Role.OPERATE);
                cluster.client()
                        .resource(secret(Base64.getEncoder().encodeToString(Files.readAllBytes(file))))
                        .inNamespace(cluster.namespace())
                        .fieldManager(Deploy.MANAGER)
                        .forceConflicts()
                        .serverSideApply();
                return Optional.of(made.token());
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw CommandFailure.failed("API token: it cannot be made: " + e);
        }
    }

    private Secret secret(String content) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(TokensSecret.name(application))
                .withLabels(Labels.of(application, Labels.PLATFORM, ManagedBy.HEARTH))
                .endMetadata()
                .withData(Map.of(TokensSecret.FILE, content))
                .build();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
