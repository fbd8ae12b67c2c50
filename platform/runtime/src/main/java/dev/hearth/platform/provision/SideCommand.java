package dev.hearth.platform.provision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line of what runs beside a replica. */
final class SideCommand {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$?)\\(([A-Za-z_][A-Za-z0-9_]*)\\)");

    /**
     * Beside the program, which takes this shell's place, a watcher reads the pipe that the platform holds open. When that ends, however the
     * platform or the program has ended, it ends the program with all that the program has started: the whole process group, itself
     * included, or the program alone where there are no groups of one's own for want of {@code setsid}.
     */
    private static final String WATCHED = """
            exec 3<&0
            { read -r gone <&3; kill -s KILL -- "-$$" || kill -s KILL "$$"; } >/dev/null 2>&1 &
            exec "$@" </dev/null 3<&-""";

    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private SideCommand() {}

    /** @param name what the shell calls itself in its messages */
    static List<String> of(String name, List<String> words, Map<String, String> variables) {
        List<String> command = new ArrayList<>();
        SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(path -> command.add(path.toString()));
        command.addAll(List.of("/bin/sh", "-c", WATCHED, name));
        words.forEach(word -> command.add(expand(word, variables)));
        return command;
    }

    /** As in Kubernetes: {@code $(NAME)} is the variable's value, or stays if there is none; {@code $$(NAME)} is {@code $(NAME)}. */
    static String expand(String word, Map<String, String> variables) {
        return REFERENCE
                .matcher(word)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).isEmpty()
                                ? variables.getOrDefault(found.group(2), found.group())
                                : found.group().substring(1)));
    }
}
