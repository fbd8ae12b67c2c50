package dev.hearth.knative.deploy;

import dev.hearth.knative.ApiFault;
import dev.hearth.knative.mapping.Labels;
import dev.hearth.knative.mapping.ManagedBy;
import dev.hearth.platform.cli.CommandFailure;
import dev.hearth.platform.cli.Terminal;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One run of {@code deploy}. */
final class Deploy {
    /** By which the cluster tells whose a field is. */
    static final String MANAGER = "hearth-deploy";

    private final KubeContext cluster;
    private final Terminal terminal;
    private final Options options;

    /**
     * How it is done.
     *
     * @param image instead of that of the manifests
     * @param patience how long to wait until all is ready; zero for not at all
     * @param dryRun the cluster checks all, and nothing is changed
     * @param newToken a token is made also if there is one
     */
    record Options(Optional<String> image, Duration patience, boolean dryRun, boolean newToken) {}

    Deploy(KubeContext cluster, Terminal terminal, Options options) {
        this.cluster = cluster;
        this.terminal = terminal;
        this.options = options;
    }

    int run(Path folder) {
        Manifests manifests = Manifests.read(cluster.client(), folder);
        String platform = manifests.platform().getMetadata().getName();
        manifests = manifests.of(platform, cluster.namespace());
        if (options.image().isPresent()) {
            manifests = manifests.withImage(options.image().get());
        }
        say("Namespace '" + cluster.namespace() + "', image '" + manifests.image() + "'"
                + (options.dryRun() ? ", nothing is changed:" : ":"));
        // Before the platform, whose pod shall have it at its start.
        boolean tokens = manifests.askForTokens();
        Optional<String> token = options.dryRun() || !tokens
                ? Optional.empty()
                : new ApiTokens(cluster, platform).make(options.newToken());
        List<HasMetadata> applied =
                manifests.objects().stream().filter(this::apply).toList();
        if (options.dryRun()) {
            say("The cluster would take all of it.");
            return 0;
        }
        prune(platform, applied);
        int code = options.patience().isZero()
                ? 0
                : new Waiting(cluster, terminal, platform).until(applied, options.patience());
        tell(platform, tokens, token, code);
        return code;
    }

    /** Whether it is on the cluster now. */
    private boolean apply(HasMetadata object) {
        Resource<HasMetadata> resource = cluster.client().resource(object).inNamespace(cluster.namespace());
        try {
            HasMetadata before = resource.get();
            HasMetadata after = options.dryRun()
                    ? resource.dryRun().fieldManager(MANAGER).forceConflicts().serverSideApply()
                    : resource.fieldManager(MANAGER).forceConflicts().serverSideApply();
            say("  " + Parts.named(object) + " " + (before == null ? "is new" : changed(before, after)));
            return true;
        } catch (KubernetesClientException e) {
            if (object instanceof Trigger && ApiFault.isMissing(e)) {
                // All else can be used without it.
                say("  " + Parts.named(object)
                        + " is left out, and its events do not come: the cluster has no Knative Eventing. Install it, and"
                        + " deploy again");
                return false;
            }
            throw CommandFailure.failed("Cannot apply " + Parts.named(object) + " in namespace '" + cluster.namespace()
                    + "': " + why(object, e));
        }
    }

    private static String changed(HasMetadata before, HasMetadata after) {
        return Objects.equals(
                        before.getMetadata().getResourceVersion(),
                        after.getMetadata().getResourceVersion())
                ? "is as it was"
                : "has changed";
    }

    private static String why(HasMetadata object, KubernetesClientException e) {
        String group = object.getApiVersion().contains("/")
                ? object.getApiVersion().substring(0, object.getApiVersion().indexOf('/'))
                : "";
        if (ApiFault.isMissing(e) && group.endsWith("knative.dev")) {
            return "the cluster does not know '" + object.getApiVersion()
                    + "'. Install Knative Serving, or use another context.";
        }
        return KubeContext.reason(e);
    }

    /** What an earlier build had and this one has not. */
    private void prune(String platform, List<HasMetadata> applied) {
        Set<String> kept = applied.stream().map(Parts::named).collect(Collectors.toSet());
        Parts parts = new Parts(cluster, platform);
        for (Class<? extends HasMetadata> kind : List.of(Trigger.class, io.fabric8.knative.serving.v1.Service.class)) {
            for (HasMetadata object : parts.of(kind)) {
                if (!kept.contains(Parts.named(object))
                        && ManagedBy.MANIFEST
                                .label()
                                .equals(object.getMetadata().getLabels().get(Labels.MANAGED_BY))) {
                    cluster.client().resource(object).delete();
                    say("  " + Parts.named(object) + " is in no manifest any more: deleted");
                }
            }
        }
    }

    private void tell(String platform, boolean tokens, Optional<String> token, int code) {
        if (token.isPresent()) {
            say("API token, role operate. Keep it now: it is not shown again.");
            print(token.get() + "\n");
        }
        if (code == 0) {
            say("Call it:");
            say("  kubectl -n " + cluster.namespace() + " port-forward service/" + platform + " 8080:80 &");
            String which = token.isPresent()
                    ? "<the token above>"
                    : tokens ? "<the token that was shown first; or --new-token>" : "<a token of its issuer's>";
            say("  HEARTH_TOKEN=" + which + " scripts/hearth list --url http://localhost:8080");
        }
    }

    private void say(String line) {
        terminal.err().println(line);
    }

    private void print(String text) {
        try {
            terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
            terminal.out().flush();
        } catch (IOException e) {
            throw CommandFailure.failed("API token: it could not be shown: " + e.getMessage()
                    + ". Make another with 'deploy --new-token'.");
        }
    }
}
