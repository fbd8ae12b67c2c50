package dev.hearth.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of this benchmark: told lines on its standard input, answers with lines. It ends when its standard input does. */
final class Child {
    private static final String MARK = "bench:";

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one; {@link #answer} waits for its first words. */
    static Child start(Path log, List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "-Dbench.run=" + ProcessHandle.current().pid()));
        command.add(ChildMain.class.getName());
        command.addAll(List.of(arguments));
        return new Child(
                String.join(" ", arguments),
                new ProcessBuilder(command)
                        .redirectError(Redirect.appendTo(log.toFile()))
                        .start());
    }

    /** Tells it something and waits for the answer: numbers. */
    List<Long> ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return answer();
    }

    List<Long> answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(MARK)) {
                List<Long> numbers = new ArrayList<>();
                for (String number : line.substring(MARK.length()).split(" ")) {
                    numbers.add(Long.parseLong(number));
                }
                return numbers;
            }
        }
        throw new IOException("Process '" + name + "' ended instead of answering.");
    }

    /** In the child: answers. */
    static void say(long... numbers) {
        StringBuilder line = new StringBuilder(MARK);
        for (int i = 0; i < numbers.length; i++) {
            line.append(i == 0 ? "" : " ").append(numbers[i]);
        }
        System.out.println(line);
    }

    void end() {
        process.destroyForcibly();
    }
}
