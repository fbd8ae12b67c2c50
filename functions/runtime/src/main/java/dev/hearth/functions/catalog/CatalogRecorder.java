package dev.hearth.functions.catalog;

import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.funqy.runtime.FunctionConstructor;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes the catalog at the start, so that a bad override fails the start. Called by generated code. */
@Recorder
public class CatalogRecorder {
    public RuntimeValue<Catalog> catalog(CatalogData data) {
        return new RuntimeValue<>(new Catalog(data, Catalog.environments(data, ConfigProvider.getConfig())));
    }

    /** Funqy leaves it to each binding to say where functions' beans come from. */
    public void functionBeans(BeanContainer container) {
        FunctionConstructor.CONTAINER = new FunctionBeans(container);
    }
}
