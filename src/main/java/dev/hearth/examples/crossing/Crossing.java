package dev.hearth.examples.crossing;

import dev.hearth.Workflow;
import jakarta.inject.Inject;
import java.util.List;

public class Crossing {
    @Inject
    Sums sums;

    @Workflow
    public int crossing(List<Integer> values) {
        return sums.sumOfSuccessors(values) + sums.plusTwo(0);
    }
}
