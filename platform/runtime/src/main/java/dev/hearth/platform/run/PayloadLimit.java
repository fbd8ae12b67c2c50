package dev.hearth.platform.run;

/** The words for an input over the limit. */
final class PayloadLimit {
    private PayloadLimit() {}

    static String inputTooLarge(long size, int limit) {
        return "its input is " + size + " bytes of JSON, but the limit is " + limit
                + ". Pass a reference to the data instead of the data, or raise hearth.dispatch.payload-limit.";
    }
}
