package dev.hearth.examples.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need a cluster: they run with {@code -Pcluster} alone, and are skipped where no cluster can be reached. A test can have an
 * {@link Installation} as its parameter: one that all tests share.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("cluster")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@ExtendWith({ReachableCluster.class, SharedInstallation.class})
@interface OnCluster {}
