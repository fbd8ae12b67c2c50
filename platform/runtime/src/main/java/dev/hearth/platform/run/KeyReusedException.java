package dev.hearth.platform.run;

import dev.hearth.HearthException;

/** A request has the idempotency key of a run of something else, or of the same with another input. */
public class KeyReusedException extends HearthException {
    private static final long serialVersionUID = 1L;

    private final String run;

    /**
     * @param name what was asked for
     * @param key the request's key
     * @param run the id of the run that has the key
     * @param difference what that run is of, or with
     */
    public KeyReusedException(String name, String key, String run, String difference) {
        super("Run of '" + name + "' refused: its idempotency key '" + key + "' belongs to run '" + run + "' "
                + difference + ". Use another key for another request.");
        this.run = run;
    }

    /** The id of the run that has the key. */
    public String run() {
        return run;
    }
}
