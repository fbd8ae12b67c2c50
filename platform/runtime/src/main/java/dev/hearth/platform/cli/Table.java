package dev.hearth.platform.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows for people: columns as wide as their widest cell, two spaces between them. Not safe for use by several threads. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /** With the heads of its columns. */
    public Table(String... head) {
        rows.add(List.of(head));
    }

    /** Only the last cell may have several lines; those after the first stand below it. */
    public void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
    }

    String text() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns - 1; i++) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            String indent = "\n" + " ".repeat(line.length());
            line.append(row.get(columns - 1).strip().replace("\n", indent));
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Writes it as a command's result. */
    public void print(Terminal terminal) {
        print(text(), terminal);
    }

    /** Writes a command's result. */
    static void print(String text, Terminal terminal) {
        OutputStream out = terminal.out();
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw CommandFailure.unread();
        }
    }
}
