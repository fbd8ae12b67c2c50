package dev.hearth.functions.link;

/** The first byte of a frame. Numbers are never used for something else: old and new pools coexist during a release. */
final class FrameType {
    static final int HELLO = 1;
    static final int DONE = 2;
    static final int RETURNED = 3;
    static final int HEARTBEAT = 4;
    static final int CALL = 5;
    static final int CANCEL_CALL = 6;
    static final int GOODBYE = 7;

    static final int WELCOME = 32;
    static final int REFUSED = 33;
    static final int BIND = 34;
    static final int ASSIGN = 35;
    static final int RECALL = 36;
    static final int CANCEL = 37;
    static final int FORGET = 38;
    static final int REPLY = 39;
    static final int STOP = 40;

    private FrameType() {}
}
