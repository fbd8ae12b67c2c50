package dev.hearth.platform.dispatch;

import dev.hearth.HearthException;
import dev.hearth.functions.catalog.EnvironmentSpec;
import dev.hearth.platform.provision.Provisioner;
import java.util.function.Consumer;

/** Starts replicas of one environment by the provisioner, each with a fresh token. */
record PoolStarter(
        EnvironmentSpec environment, String version, String build, Provisioner provisioner, Invitations invitations)
        implements PoolReplicas.Starter {
    @Override
    public void start(String replica, Runnable launched, Consumer<String> ended, Consumer<String> refused) {
        String token = invitations.invite(environment.name(), version, build, replica);
        try {
            provisioner.start(environment, version, replica, token, new Provisioner.Listener() {
                @Override
                public void launched(String name) {
                    launched.run();
                }

                @Override
                public void ended(String name, String reason) {
                    invitations.revoke(name);
                    ended.accept(reason);
                }

                @Override
                public void refused(String name, String reason) {
                    invitations.revoke(name);
                    refused.accept(reason);
                }
            });
        } catch (HearthException e) {
            invitations.revoke(replica);
            refused.accept(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            invitations.revoke(replica);
            ended.accept("it could not be started: " + e.getMessage());
        }
    }

    @Override
    public void joined(String replica, String archive) {
        // A replica inside this JVM joins without using its token.
        invitations.revoke(replica);
        provisioner.joined(replica, archive);
    }

    @Override
    public void kill(String replica) {
        invitations.revoke(replica);
        provisioner.kill(replica);
    }
}
