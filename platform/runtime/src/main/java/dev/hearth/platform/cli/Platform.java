package dev.hearth.platform.cli;

import java.net.URI;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A platform that can be called, for as long as the action lasts. */
interface Platform {
    /** Performs the action and returns its exit code. */
    int with(ToIntFunction<Client> action);

    static Platform at(URI url) {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw CommandFailure.usage("Cannot call '" + url + "': it is not a URL of the form http://host:port.");
        }
        Client client = new Client(URI.create(url.toString().replaceAll("/+$", "")));
        return action -> action.applyAsInt(client);
    }

    /** The one of the state file, if it lives and is the one that the file means. */
    static Optional<Platform> serving(StateFile file) {
        return file.read()
                .filter(state -> new Client(URI.create(state.url()))
                        .health()
                        .filter(health -> health.pid() == state.pid())
                        .isPresent())
                .map(state -> at(URI.create(state.url())));
    }
}
