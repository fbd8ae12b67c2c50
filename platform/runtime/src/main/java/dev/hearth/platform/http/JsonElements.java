package dev.hearth.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hearth.platform.run.ReadyIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Elements of which each is exactly one JSON value; the first that is not ends the iteration with an error that names it. */
final class JsonElements implements ReadyIterator<byte[]> {
    private final LineStream lines;
    private volatile @Nullable InputException failure;

    JsonElements(LineStream lines) {
        this.lines = lines;
    }

    @Override
    public boolean ready() {
        return lines.ready();
    }

    @Override
    public boolean hasNext() {
        try {
            return lines.hasNext();
        } catch (InputException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public byte[] next() {
        byte[] line = lines.next();
        try (JsonParser parser = ApiJson.MAPPER.getFactory().createParser(line)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw failed("there is a second value at column "
                        + parser.currentTokenLocation().getColumnNr() + "; each element is one value");
            }
        } catch (JsonProcessingException e) {
            throw failed(ApiJson.reason(e) + " at column " + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line;
    }

    /** Why the input could not be read; null if it could. */
    @Nullable
    InputException failure() {
        return failure;
    }

    private InputException failed(String why) {
        InputException e = InputException.malformed("Cannot read " + lines.place() + ": it is not JSON: " + why + ".");
        failure = e;
        return e;
    }
}
