package dev.hearth.platform.dispatch;

/** Whether replicas that come by themselves are any use. */
interface Arrivals {
    /**
     * Whether that version of the environment is in use. Makes its pool, if there is none yet: replicas outlive platforms, and come before their next
     * work does. May block.
     */
    boolean expected(String environment, String version);
}
