package dev.hearth.examples.languages;

import java.util.Map;

/**
 * Which codes name the same language. The texts carry the code of the individual language ({@code arb}, Standard Arabic),
 * the model knows some of them under their ISO 639-3 macrolanguage ({@code ara}, Arabic) and two under both.
 *
 * <p>Members that the model tells apart by codes of their own are not here: Indonesian taken for Malay ({@code ind}, {@code msa}) is a
 * wrong answer, and so is Bokm&aring;l taken for Nynorsk.
 */
final class Macrolanguages {
    private static final Map<String, String> MACROLANGUAGE = Map.ofEntries(
            Map.entry("als", "sqi"),
            Map.entry("arb", "ara"),
            Map.entry("azj", "aze"),
            Map.entry("ekk", "est"),
            Map.entry("khk", "mon"),
            Map.entry("lvs", "lav"),
            Map.entry("npi", "nep"),
            Map.entry("pbu", "pus"),
            Map.entry("pes", "fas"),
            Map.entry("swh", "swa"),
            Map.entry("uzn", "uzb"),
            Map.entry("zlm", "msa"));

    private Macrolanguages() {}

    static boolean same(String one, String other) {
        return MACROLANGUAGE.getOrDefault(one, one).equals(MACROLANGUAGE.getOrDefault(other, other));
    }
}
