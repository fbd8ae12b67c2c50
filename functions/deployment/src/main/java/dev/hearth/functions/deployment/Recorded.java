package dev.hearth.functions.deployment;

import dev.hearth.functions.catalog.CatalogData.MethodData;
import dev.hearth.functions.catalog.CatalogData.ParameterData;
import java.util.List;
import org.jboss.jandex.MethodInfo;

/** Methods in the form that the running application reads. */
final class Recorded {
    private Recorded() {}

    static MethodData method(MethodInfo method, List<Parameter> parameters) {
        return new MethodData(
                method.declaringClass().name().toString(),
                method.name(),
                parameters.stream()
                        .map(p -> new ParameterData(p.name(), Signatures.rawName(p.type()), p.defaultJson()))
                        .toList());
    }
}
