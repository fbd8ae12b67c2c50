package dev.hearth.functions.deployment;

/** Why something can't be used, as the end of a sentence, and what to do instead. */
record Refusal(String why, String remedy) {}
