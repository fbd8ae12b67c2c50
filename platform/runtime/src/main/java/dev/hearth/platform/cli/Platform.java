package dev.hearth.platform.cli;

import java.net.URI;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A platform that can be called, for as long as the action lasts. */
interface Platform {
    /** Performs the action and returns its exit code. */
    int with(ToIntFunction<Client> action);

    static Platform at(Target target) {
        URI url = target.url();
        if ((!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) || url.getHost() == null) {
            throw CommandFailure.usage(
                    "Cannot call '" + url + "': it is not a URL of the form http://host:port or https://host:port.");
        }
        return of(new Client(target));
    }

    private static Platform of(Client client) {
        return action -> action.applyAsInt(client);
    }

    /**
     * The one of the state file, if it lives and is the one that the file means.
     *
     * @param token instead of the one in the file, which is good for everything
     */
    static Optional<Platform> serving(StateFile file, Optional<String> token) {
        Optional<StateFile.State> read = file.read();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        StateFile.State state = read.get();
        Target own = new Target(
                URI.create(state.url()),
                Optional.ofNullable(state.token()),
                Optional.ofNullable(state.certificate()).map(Trust::exactly));
        return new Client(own)
                        .health()
                        .filter(health -> health.pid() == state.pid())
                        .isPresent()
                ? Optional.of(of(new Client(new Target(own.url(), token.or(own::token), own.trust()))))
                : Optional.empty();
    }
}
