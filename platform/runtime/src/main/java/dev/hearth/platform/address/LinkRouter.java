package dev.hearth.platform.address;

import io.vertx.ext.web.Router;

/** Told before the port for links has any route: whoever guards the platform's server guards this one too. */
public record LinkRouter(Router router) {}
