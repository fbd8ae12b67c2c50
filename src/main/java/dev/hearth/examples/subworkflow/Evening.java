package dev.hearth.examples.subworkflow;

import dev.hearth.Workflow;
import dev.hearth.examples.caching.CachingBasic;
import dev.hearth.examples.hello.HelloWorld;
import jakarta.inject.Inject;

public class Evening {
    public record Result(String greeting, int value) {}

    @Inject
    HelloWorld hello;

    @Inject
    CachingBasic caching;

    @Workflow
    public Result evening() {
        return new Result(hello.helloWorld(), caching.cachingBasic(1, 3));
    }
}
