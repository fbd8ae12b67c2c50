package dev.hearth.knative.mapping;

/** The folders that are mounted into a replica's container. */
final class PodVolumes {
    static final String JOIN_FOLDER = "/var/run/hearth/join";
    static final String JOIN_KEY = "key";
    static final String SECRETS_FOLDER = "/var/run/hearth/secrets";

    private PodVolumes() {}
}
