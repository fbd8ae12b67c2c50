package dev.hearth.functions.deployment;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

/** One thing that can't work: where, why, and what to do. */
record Fault(String where, String why, String remedy) {
    @Override
    public String toString() {
        return where + ": " + why + ". " + remedy + ".";
    }

    static String place(String kind, ClassInfo type) {
        return kind + " '" + type.name() + "'";
    }

    static String place(String kind, MethodInfo method) {
        return kind + " '" + Signatures.readable(method) + "'";
    }
}
