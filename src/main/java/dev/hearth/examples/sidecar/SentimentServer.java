package dev.hearth.examples.sidecar;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * A model that is served by a program of its own, which knows nothing of Hearth: a stand-in for one in another language. It judges a
 * text by its words.
 */
public final class SentimentServer {
    private static final Map<String, Integer> WEIGHTS =
            Map.of("good", 1, "great", 2, "warm", 1, "love", 2, "bad", -1, "awful", -2, "cold", -1, "hate", -2);

    private SentimentServer() {}

    /** Serves {@code POST /}: a text in, its score out. The port is in the variable SENTIMENT_PORT. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("SENTIMENT_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = Integer.toString(score(text)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        System.out.println("Serving " + WEIGHTS.size() + " words");
    }

    static int score(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\W+"))
                .mapToInt(word -> WEIGHTS.getOrDefault(word, 0))
                .sum();
    }
}
