package dev.hearth.functions.deployment;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.Overlap;
import dev.hearth.functions.catalog.ScheduleSpec;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Reads and judges when a workflow starts by itself. */
final class ScheduleRules {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final IndexView index;
    private final Faults faults;

    ScheduleRules(IndexView index, Faults faults) {
        this.index = index;
        this.faults = faults;
    }

    List<ScheduleSpec> read(String place, MethodInfo method) {
        List<ScheduleSpec> schedules = new ArrayList<>();
        AnnotationInstance one = method.declaredAnnotation(Names.SCHEDULE);
        if (one != null) {
            schedules.add(schedule(place, one));
        }
        AnnotationInstance several = method.declaredAnnotation(Names.SCHEDULE_SEVERAL);
        if (several != null) {
            for (AnnotationInstance each : several.value().asNestedArray()) {
                schedules.add(schedule(place, each));
            }
        }
        return schedules;
    }

    private ScheduleSpec schedule(String place, AnnotationInstance annotation) {
        String cron = annotation.valueWithDefault(index, "cron").asString();
        String zone = annotation.valueWithDefault(index, "zone").asString();
        long every = annotation.valueWithDefault(index, "everySeconds").asLong();
        String input = annotation.valueWithDefault(index, "input").asString();
        if (cron.isEmpty() == (every == 0)) {
            faults.add(
                    place,
                    cron.isEmpty()
                            ? "its schedule has neither cron nor everySeconds"
                            : "its schedule has both cron and everySeconds",
                    "Give one of the two");
        }
        if (every < 0) {
            faults.add(place, "everySeconds is " + every, "Give 1 or more");
        }
        if (!cron.isEmpty()) {
            cron(place, cron);
        }
        zone(place, zone);
        input(place, input);
        return new ScheduleSpec(
                cron,
                zone,
                every,
                Overlap.valueOf(annotation.valueWithDefault(index, "overlap").asEnum()),
                input);
    }

    private void cron(String place, String cron) {
        try {
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                    .parse(cron)
                    .validate();
        } catch (IllegalArgumentException e) {
            faults.add(
                    place,
                    "cron is '" + cron + "': " + e.getMessage(),
                    "Give minute, hour, day of the month, month and day of the week, such as 30 4 * * *");
        }
    }

    private void zone(String place, String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            faults.add(place, "zone is '" + zone + "', which is none", "Give one such as UTC or Europe/Berlin");
        }
    }

    private void input(String place, String input) {
        try {
            if (JSON.readTree(input).isObject()) {
                return;
            }
        } catch (JsonProcessingException e) {
            // The same as JSON of another kind.
        }
        faults.add(
                place,
                "its schedule's input is no JSON object: " + input,
                "Give one with the workflow's parameters, or leave it out");
    }

    void checkPlaces() {
        for (DotName name : List.of(Names.SCHEDULE, Names.SCHEDULE_SEVERAL)) {
            for (AnnotationInstance annotation : index.getAnnotations(name)) {
                if (annotation.target().kind() == AnnotationTarget.Kind.METHOD
                        && !annotation.target().asMethod().hasDeclaredAnnotation(Names.WORKFLOW)) {
                    faults.add(
                            Fault.place("Method", annotation.target().asMethod()),
                            "it has @Schedule but is no workflow",
                            "Add @Workflow, or remove @Schedule");
                }
            }
        }
    }
}
