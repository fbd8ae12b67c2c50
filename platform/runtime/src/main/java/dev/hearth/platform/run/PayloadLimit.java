package dev.hearth.platform.run;

import dev.hearth.platform.dispatch.DispatchConfig;

/** The largest input of one element, and the words for one that is larger. */
final class PayloadLimit {
    private PayloadLimit() {}

    static int of(DispatchConfig config) {
        return (int) Math.min(Integer.MAX_VALUE, config.payloadLimit().asLongValue());
    }

    static String inputTooLarge(long size, int limit) {
        return "its input is " + size + " bytes of JSON, but the limit is " + limit
                + ". Pass a reference to the data instead of the data, or raise hearth.dispatch.payload-limit.";
    }
}
