package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.TriggerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Reads and judges which events start a workflow: by {@code @OnEvent}, or by Funqy's {@code @CloudEventMapping}. */
final class TriggerRules {
    private static final List<DotName> ANNOTATIONS =
            List.of(Names.ON_EVENT, Names.ON_EVENT_ALTERNATIVES, Names.CLOUD_EVENT_MAPPING);

    private final IndexView index;
    private final Faults faults;

    TriggerRules(IndexView index, Faults faults) {
        this.index = index;
        this.faults = faults;
    }

    List<TriggerSpec> read(String place, MethodInfo method) {
        List<TriggerSpec> triggers = new ArrayList<>();
        for (AnnotationInstance annotation : method.annotations()) {
            if (annotation.target().kind() != AnnotationTarget.Kind.METHOD) {
                continue;
            }
            if (annotation.name().equals(Names.ON_EVENT)) {
                triggers.add(trigger(place, annotation, "type", "replyType", "replySource"));
            } else if (annotation.name().equals(Names.ON_EVENT_ALTERNATIVES)) {
                for (AnnotationInstance one : annotation.value().asNestedArray()) {
                    triggers.add(trigger(place, one, "type", "replyType", "replySource"));
                }
            } else if (annotation.name().equals(Names.CLOUD_EVENT_MAPPING)) {
                triggers.add(trigger(place, annotation, "trigger", "responseType", "responseSource"));
            }
        }
        return triggers;
    }

    private TriggerSpec trigger(
            String place, AnnotationInstance annotation, String type, String replyType, String replySource) {
        String events = text(annotation, type).orElse("");
        if (events.isBlank()) {
            faults.add(place, "the type of its events is blank", "Give the type that the events have");
        }
        if (text(annotation, replySource).isPresent()
                && text(annotation, replyType).isEmpty()) {
            faults.add(place, replySource + " is set, but no " + replyType, "Set " + replyType + " too, or neither");
        }
        return new TriggerSpec(
                events, attributes(place, annotation), text(annotation, replyType), text(annotation, replySource));
    }

    private Map<String, String> attributes(String place, AnnotationInstance annotation) {
        Map<String, String> attributes = new TreeMap<>();
        AnnotationValue values = annotation.value("attributes");
        if (values != null) {
            for (AnnotationInstance filter : values.asNestedArray()) {
                String name = text(filter, "name").orElse("");
                if (!Names.EVENT_ATTRIBUTE.matcher(name).matches() || name.equals("type")) {
                    faults.add(
                            place,
                            "'" + name + "' is no attribute to filter its events by",
                            "Name one with lower-case letters and digits alone, other than type, such as source");
                } else if (attributes.put(name, text(filter, "value").orElse("")) != null) {
                    faults.add(
                            place,
                            "attribute '" + name + "' of its events is given twice",
                            "Give one value, or a second @OnEvent");
                }
            }
        }
        return attributes;
    }

    private static Optional<String> text(AnnotationInstance annotation, String name) {
        return Optional.ofNullable(annotation.value(name))
                .map(AnnotationValue::asString)
                .filter(text -> !text.isEmpty());
    }

    /** A trigger starts workflows only. Funqy's mapping may be on its own functions as well. */
    void checkPlaces() {
        for (DotName name : ANNOTATIONS.subList(0, 2)) {
            for (AnnotationInstance annotation : index.getAnnotations(name)) {
                if (annotation.target().kind() == AnnotationTarget.Kind.METHOD
                        && !annotation.target().asMethod().hasDeclaredAnnotation(Names.WORKFLOW)) {
                    faults.add(
                            Fault.place("Method", annotation.target().asMethod()),
                            "it has @OnEvent but is no workflow",
                            "Add @Workflow, or remove @OnEvent");
                }
            }
        }
    }
}
