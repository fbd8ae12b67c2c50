package dev.hearth.functions.deployment;

import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.Default;
import dev.hearth.FailedRun;
import dev.hearth.InEnvironment;
import dev.hearth.OnEvent;
import dev.hearth.Schedule;
import dev.hearth.Task;
import dev.hearth.Workflow;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.jandex.DotName;

/** Names of annotations, and the rules for names of the author's. */
final class Names {
    static final DotName ACTOR_ENVIRONMENT = DotName.createSimple(ActorEnvironment.class);
    static final DotName IN_ENVIRONMENT = DotName.createSimple(InEnvironment.class);
    static final DotName TASK = DotName.createSimple(Task.class);
    static final DotName WORKFLOW = DotName.createSimple(Workflow.class);
    static final DotName ON_EVENT = DotName.createSimple(OnEvent.class);
    static final DotName ON_EVENT_ALTERNATIVES = DotName.createSimple(OnEvent.Alternatives.class);

    /** Funqy's own, for applications that have its binding for Knative events. */
    static final DotName CLOUD_EVENT_MAPPING =
            DotName.createSimple("io.quarkus.funqy.knative.events.CloudEventMapping");

    static final DotName FAILED_RUN = DotName.createSimple(FailedRun.class);
    static final DotName SCHEDULE = DotName.createSimple(Schedule.class);
    static final DotName SCHEDULE_SEVERAL = DotName.createSimple(Schedule.Several.class);

    static final DotName ACTOR_CACHE = DotName.createSimple(ActorCache.class);
    static final DotName DEFAULT = DotName.createSimple(Default.class);

    static final Pattern ENVIRONMENT_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    static final Pattern FUNCTION_NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    static final Pattern EVENT_ATTRIBUTE = Pattern.compile("[a-z0-9]+");
    static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Pattern WORD_END = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+");

    private Names() {}

    /** {@code parseHTMLPage} becomes {@code parse-html-page}. */
    static String kebabCase(String methodName) {
        return WORD_END.matcher(methodName).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
