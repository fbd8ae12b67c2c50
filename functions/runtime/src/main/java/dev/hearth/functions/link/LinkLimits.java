package dev.hearth.functions.link;

/**
 * What one end of a link bears.
 *
 * @param frameBytes the largest frame that is taken, in bytes; a larger one ends the link
 * @param queuedBytes how much may wait because the other end does not read, in bytes; more ends the link
 */
public record LinkLimits(int frameBytes, long queuedBytes) {
    /** What a frame may be larger than the largest payload in it: names, and the payloads that share the frame. */
    private static final int FRAME_MARGIN = 1024 * 1024;

    private static final int QUEUED_FRAMES = 8;

    /**
     * The limits for payloads of a size.
     *
     * @param payloadLimit the largest input or result in bytes
     */
    public static LinkLimits forPayloads(int payloadLimit) {
        // JSON of fixed arguments and of the element's own may each be as large as the limit.
        long frame = Math.min(Integer.MAX_VALUE - 64L, 2L * payloadLimit + FRAME_MARGIN);
        return new LinkLimits((int) frame, Math.max(64L * 1024 * 1024, QUEUED_FRAMES * frame));
    }
}
