package dev.hearth.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a console block shows: commands and their output, where {@code ...} stands for anything. */
public final class Session {
    private static final String PROMPT = "$ ";

    private Session() {}

    /**
     * A command.
     *
     * @param line what is typed
     * @param output what is shown after it
     */
    public record Command(String line, List<String> output) {

        /** Whether the shown output is that of the real one, trailing blanks aside. */
        public boolean matches(String real) {
            if (output.isEmpty()) {
                return true;
            }
            StringBuilder pattern = new StringBuilder();
            for (String shown : output) {
                if (shown.equals("...")) {
                    pattern.append("(?:.*\n)*?");
                } else {
                    pattern.append(Pattern.quote(shown).replace("...", "\\E.*\\Q"))
                            .append("\n");
                }
            }
            Matcher matcher = Pattern.compile(pattern.toString()).matcher(real.strip() + "\n");
            return matcher.matches();
        }
    }

    public static List<Command> commands(List<String> block) {
        List<Command> commands = new ArrayList<>();
        for (String line : block) {
            if (line.startsWith(PROMPT)) {
                commands.add(new Command(line.substring(PROMPT.length()), new ArrayList<>()));
            } else if (commands.isEmpty()) {
                throw new IllegalArgumentException(
                        "Console block: it begins with '" + line + "', not with a prompt '$ '.");
            } else {
                commands.get(commands.size() - 1).output().add(line);
            }
        }
        return commands;
    }
}
