package dev.hearth.functions.deployment.faulty;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hearth.ActorCache;
import dev.hearth.ActorEnvironment;
import dev.hearth.ActorEnvironment.Variable;
import dev.hearth.Default;
import dev.hearth.InEnvironment;
import dev.hearth.InitContainer;
import dev.hearth.OnEvent;
import dev.hearth.Resources;
import dev.hearth.Retry;
import dev.hearth.Schedule;
import dev.hearth.Task;
import dev.hearth.Workflow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.net.Socket;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One of each fault. */
@SuppressWarnings({"rawtypes", "NullAway", "ClassCanBeStatic", "MultipleTopLevelClasses", "UnusedMethod", "unused"})
public class FaultyApplication {
    @ActorEnvironment(
            name = "Bad_Name",
            replicaCount = 0,
            ttlSeconds = 0,
            concurrency = 1001,
            environment = {
                @Variable(name = "1ST", value = "x"),
                @Variable(name = "TWICE", value = "a"),
                @Variable(name = "TWICE", value = "b")
            })
    static class BadNumbers {}

    @ActorEnvironment(
            name = "bad-resources",
            requests = @Resources(cpu = "0.0001", memory = "300m"),
            limits = @Resources(cpu = "two", memory = "0"))
    static class BadResources {}

    @ActorEnvironment(
            name = "bad-limits",
            requests = @Resources(cpu = "2", memory = "100Mi"),
            limits = @Resources(cpu = "1500m", memory = "64Mi"))
    static class BadLimits {}

    @ActorEnvironment(
            name = "bad-secrets",
            secretRequests = {"twice", "../key", "", "twice"})
    static class BadSecrets {}

    @ActorEnvironment(name = "bad-placement", accelerator = "gpu", podTemplate = "no-such-pod.yaml")
    static class BadPlacement {}

    @ActorEnvironment(
            name = "bad-containers",
            environment = @Variable(name = "TAKEN", value = "x"),
            initContainers = {
                @InitContainer(
                        name = "Bad_Name",
                        command = {},
                        timeoutSeconds = 0),
                @InitContainer(name = "blank", command = " "),
                @InitContainer(name = "twice", command = "true", portVariable = "PORT"),
                @InitContainer(name = "twice", command = "true", sidecar = true, portVariable = "1PORT"),
                @InitContainer(name = "taken", command = "true", sidecar = true, portVariable = "TAKEN")
            })
    static class BadContainers {}

    @ActorEnvironment(name = "same")
    static class First {}

    @ActorEnvironment(name = "same")
    static class Second {}

    @ActorEnvironment(name = "final")
    static final class Final {}

    @ActorEnvironment(name = "sealed")
    static sealed class Sealed permits Permitted {}

    static final class Permitted extends Sealed {}

    @ActorEnvironment(name = "abstract")
    abstract static class Abstract {}

    @ActorEnvironment(name = "interface")
    interface Interface {}

    @ActorEnvironment(name = "record")
    record OfRecord() {}

    @ActorEnvironment(name = "private")
    private static class Private {}

    @ActorEnvironment(name = "inner")
    class Inner {}

    @ActorEnvironment(name = "generic")
    static class Generic<T> {}

    @ActorEnvironment(name = "scoped")
    @ApplicationScoped
    static class Scoped {}

    @ActorEnvironment(name = "named")
    @Named
    static class Qualified {}

    @ActorEnvironment(name = "thread")
    static class OfTheJdk extends Thread {}

    @InEnvironment(Orphan.class)
    static class InNoEnvironment {}

    @ActorEnvironment(name = "both")
    @InEnvironment(First.class)
    static class Both {}

    static class Orphan {
        @Task
        void orphan() {}
    }

    abstract static class AbstractOrphan {
        @Task
        void orphan() {}
    }

    static class Same {
        @Task
        void takesTheNameOfAnEnvironment() {}
    }

    static class NamedAtSuchLengthThatItsNameInKebabCaseIsLongerThanAnyLabelMayBe {
        @Task
        void ofAClassWhoseNameIsNoLabel() {}
    }

    interface TaskInInterface {
        @Task
        void inInterface();
    }

    static class Base {
        protected final void inherited() {}

        @Task
        int overridden() {
            return 1;
        }
    }

    @ActorEnvironment(name = "methods")
    static class Methods extends Base {
        @Task
        private void isPrivate() {}

        @Task
        static void isStatic() {}

        @Task
        final void isFinal() {}

        public final void helper() {}

        private final void ofItsOwn() {}

        @Task
        void twice(int a) {}

        @Task
        void twice(String a) {}

        @Task(name = "Bad Name")
        void badName() {}

        @Task(
                retry = @Retry(retries = -1, delayMillis = -2, factor = 0.5, maxDelayMillis = -3),
                timeoutMillis = -4,
                queueTimeoutMillis = -5)
        void numbers() {}

        @Task
        @Workflow(name = "task-and-workflow")
        void both() {}

        @Override
        int overridden() {
            return 2;
        }
    }

    interface Open {}

    @FunctionalInterface
    interface Lambda {
        void run();
    }

    abstract static class OpenClass {}

    class NotStatic {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes(@JsonSubTypes.Type(Known.class))
    interface Mapped {}

    static class Known implements Mapped {}

    enum Colour {
        RED
    }

    @ActorEnvironment(name = "types")
    static class Types {
        @Task
        <T> void variable(T value) {}

        @Task
        void wildcard(List<?> value) {}

        @Task
        void lower(List<? super Integer> value) {}

        @Task
        void raw(List value) {}

        @Task
        void type(Class<String> value) {}

        @Task
        void thread(Thread value) {}

        @Task
        InputStream stream() {
            return InputStream.nullInputStream();
        }

        @Task
        Stream<String> javaStream() {
            return Stream.of();
        }

        @Task
        void iterator(Iterator<String> value) {}

        @Task
        void function(Function<String, String> value) {}

        @Task
        void lambda(Lambda value) {}

        @Task
        void any(Object value) {}

        @Task
        void socket(List<Map<String, Socket[]>> value) {}

        @Task
        void open(Open value) {}

        @Task
        OpenClass openClass() {
            return null;
        }

        @Task
        void inner(NotStatic value) {}

        @Task
        Multi<String> multi() {
            return Multi.createFrom().empty();
        }

        @Task
        Uni rawUni() {
            return Uni.createFrom().nullItem();
        }

        @Task
        void uniParameter(Uni<String> value) {}

        @Task
        Mapped fine(Mapped a, Map<String, Object> b, Optional<? extends Integer[]> c) {
            return a;
        }
    }

    @ActorEnvironment(name = "defaults")
    static class Defaults {
        @Task
        void syntax(@Default("{") List<String> value) {}

        @Task
        void nothing(@Default("null") Integer value) {}

        @Task
        void number(@Default("\"x\"") int value) {}

        @Task
        void range(@Default("300") byte value) {}

        @Task
        void truth(@Default("1") boolean value) {}

        @Task
        void constant(@Default("\"BLUE\"") Colour value) {}

        @Task
        void list(@Default("{}") List<String> value) {}

        void unread(@Default("1") int value) {}
    }

    @Singleton
    static class Workflows {
        @Workflow
        private void isPrivate() {}

        @Workflow
        static void isStatic() {}

        @Workflow
        final void isFinal() {}

        @Workflow
        void same() {}

        @Workflow(name = "same")
        void another() {}

        @Workflow(name = "Bad Name")
        void badName() {}

        @Workflow
        void type(Thread value) {}

        @Workflow
        @OnEvent(type = " ", replySource = "/here")
        @OnEvent(
                type = "a",
                attributes = {
                    @OnEvent.Filter(name = "Bad", value = "1"),
                    @OnEvent.Filter(name = "type", value = "1"),
                    @OnEvent.Filter(name = "twice", value = "1"),
                    @OnEvent.Filter(name = "twice", value = "2")
                })
        void events() {}

        @OnEvent(type = "a")
        void noWorkflow() {}

        @Workflow
        @Schedule
        @Schedule(cron = "1 2 3", zone = "Nowhere", everySeconds = -1, input = "[]")
        void schedules() {}

        @Schedule(everySeconds = 1)
        void scheduledButNoWorkflow() {}

        @Workflow(onFailure = "nobody")
        void unhandled() {}

        @Workflow(onFailure = "unhandled")
        void badlyHandled() {}
    }

    interface WorkflowInInterface {
        @Workflow
        void inInterface();
    }

    static final class FinalWorkflows {
        @Workflow
        void ofFinalClass() {}
    }

    class InnerWorkflows {
        @Workflow
        void ofInnerClass() {}
    }

    static class CachedWithoutBean {
        @ActorCache
        int load() {
            return 1;
        }
    }

    @Singleton
    static class Cached {
        @ActorCache
        void nothing() {}

        @ActorCache
        private int isPrivate() {
            return 1;
        }

        @ActorCache
        static int isStatic() {
            return 1;
        }

        @ActorCache
        final int isFinal() {
            return 1;
        }
    }

    @Singleton
    static final class CachedFinal {
        @ActorCache
        int load() {
            return 1;
        }
    }
}
