package dev.hearth.functions.stub;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks the real bean of an environment's class, which only a replica makes. Put on by the build; not for applications. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Real {
    /** The qualifier as a value. */
    final class Literal extends AnnotationLiteral<Real> implements Real {
        private static final long serialVersionUID = 1L;

        static final Literal INSTANCE = new Literal();
    }
}
