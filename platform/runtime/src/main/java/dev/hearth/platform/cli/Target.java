package dev.hearth.platform.cli;

import java.net.URI;
import java.util.Optional;

/**
 * A platform to call.
 *
 * @param url its address, without a slash at the end
 * @param token to send, if there is one
 * @param trust of its certificate; what the JDK trusts, if empty
 */
record Target(URI url, Optional<String> token, Optional<Trust> trust) {
    /** The variable that has the token for commands. */
    static final String TOKEN = "HEARTH_TOKEN";

    Target(URI url, Optional<String> token, Optional<Trust> trust) {
        this.url = URI.create(url.toString().replaceAll("/+$", ""));
        this.token = token;
        this.trust = trust;
    }

    /** The value of the header Authorization. */
    Optional<String> authorization() {
        return token.map(text -> "Bearer " + text);
    }

    @Override
    public String toString() {
        return "Target[" + url + "]";
    }
}
