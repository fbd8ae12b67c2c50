package dev.hearth.examples.secrets;

import dev.hearth.ActorEnvironment;
import dev.hearth.Task;
import dev.hearth.TaskContext;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with a key that only its replicas have. */
@ActorEnvironment(name = "signer", secretRequests = "SIGNING_KEY")
public class Signer {
    private static final String ALGORITHM = "HmacSHA256";

    @Inject
    TaskContext context;

    @Task
    public String sign(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(context.secret("SIGNING_KEY").getBytes(StandardCharsets.UTF_8), ALGORITHM));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Tries to return the key: a careless task. */
    @Task
    public String returnKey() {
        return "the key is " + context.secret("SIGNING_KEY");
    }

    /** Tries to tell the key in every other way: in the log, on standard output and in an exception. */
    @Task
    public void tellKey() {
        String key = context.secret("SIGNING_KEY");
        context.logger().log(System.Logger.Level.INFO, "logged: {0}", key);
        System.out.println("printed: " + key);
        throw new IllegalArgumentException("thrown: " + key, new IllegalStateException("cause: " + key));
    }
}
