package dev.hearth.platform.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.functions.catalog.ContainerSpec;
import dev.hearth.functions.catalog.Quantity;
import dev.hearth.functions.catalog.ResourceSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceFlagsTest {
    @Test
    void withoutRequestsAndLimitsTheJvmDecides() {
        assertEquals(List.of(), ResourceFlags.of(ContainerSpec.DEFAULT));
        assertEquals(List.of(), flags("", "1Gi", "", ""));
    }

    @Test
    void processorsOfTheLimitElseOfTheRequestAreRoundedUp() {
        assertEquals(List.of("-XX:ActiveProcessorCount=2"), flags("500m", "", "1001m", ""));
        assertEquals(List.of("-XX:ActiveProcessorCount=1"), flags("500m", "", "", ""));
    }

    @Test
    void theHeapGetsWhatTheBoundsOfTheRestLeave() {
        assertEquals(
                List.of(
                        "-Xmx620m",
                        "-XX:MaxMetaspaceSize=192m",
                        "-XX:ReservedCodeCacheSize=96m",
                        "-XX:MaxDirectMemorySize=51m"),
                flags("", "", "", "1Gi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"160Mi", "161Mi", "256Mi", "300M", "1Gi", "64Gi", "7Ei"})
    void allPartsTogetherStayWithinTheLimitAndTheHeapIsNeverTooSmallToStart(String limit) {
        List<String> flags = flags("", "", "", limit);
        long bounded = flags.stream()
                .mapToLong(flag -> Long.parseLong(flag.replaceAll("\\D", "")))
                .sum();
        long limitMi = Quantity.memory(limit).ceil() >> 20;
        assertTrue(bounded + 48 <= limitMi, () -> flags + " are more than " + limitMi);
        // What hearth.process.jvm-options sets as the first size of the heap by default.
        assertTrue(Long.parseLong(flags.get(0).replaceAll("\\D", "")) >= 24, flags::toString);
    }

    @Test
    void theLeastLimitIsTheOneThatIsNotTooLittle() {
        assertTrue(new ResourceSpec(Optional.empty(), Optional.of("159Mi")).tooLittleMemory());
        assertTrue(!new ResourceSpec(Optional.empty(), Optional.of(ResourceSpec.LEAST_MEMORY_LIMIT)).tooLittleMemory());
    }

    private static List<String> flags(
            String requestedCpu, String requestedMemory, String limitedCpu, String limitedMemory) {
        return ResourceFlags.of(ContainerSpec.of(
                Optional.empty(),
                resources(requestedCpu, requestedMemory),
                resources(limitedCpu, limitedMemory),
                List.of(),
                List.of()));
    }

    private static ResourceSpec resources(String cpu, String memory) {
        return new ResourceSpec(
                Optional.of(cpu).filter(text -> !text.isEmpty()),
                Optional.of(memory).filter(text -> !text.isEmpty()));
    }
}
