package dev.hearth.knative.provision;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A question to an API server, as rights have it.
 *
 * @param resource with its subresource, if it is for one
 * @param name empty if it is for no certain object
 */
record Call(String verb, String group, String resource, String name) {
    private static final Pattern PATH = Pattern.compile(
            "/api(?:s/(?<group>[^/]+))?/[^/]+/namespaces/[^/]+/(?<resource>[^/]+)(?:/(?<name>[^/]+))?(?:/(?<sub>[^/]+))?");

    /** Notes all calls of a client. */
    static final class Recorder implements Interceptor {
        private final Set<Call> calls = ConcurrentHashMap.newKeySet();

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            calls.add(of(request.method(), request.uri()));
        }

        Set<Call> calls() {
            return calls;
        }
    }

    static Call of(String method, URI uri) {
        Matcher path = PATH.matcher(uri.getPath());
        if (!path.matches()) {
            throw new AssertionError("no path of a namespace: " + uri);
        }
        String name = path.group("name") == null ? "" : path.group("name");
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        String verb = switch (method) {
            case "GET" -> !name.isEmpty() ? "get" : query.contains("watch=true") ? "watch" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> throw new AssertionError(method);
        };
        String sub = path.group("sub") == null ? "" : "/" + path.group("sub");
        return new Call(
                verb, path.group("group") == null ? "" : path.group("group"), path.group("resource") + sub, name);
    }

    boolean isAllowedBy(PolicyRule rule) {
        return rule.getApiGroups().contains(group)
                && rule.getResources().contains(resource)
                && rule.getVerbs().contains(verb)
                && (rule.getResourceNames().isEmpty() || rule.getResourceNames().contains(name));
    }

    /** Those that no rule allows. */
    static Set<Call> refused(List<PolicyRule> rules, Set<Call> calls) {
        return calls.stream()
                .filter(call -> rules.stream().noneMatch(call::isAllowedBy))
                .collect(Collectors.toSet());
    }

    /** Of what rules allow, what none of these calls needs. */
    static Set<String> unneeded(List<PolicyRule> rules, Set<Call> calls) {
        return rules.stream()
                .flatMap(rule -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream()
                                .filter(verb -> calls.stream()
                                        .noneMatch(call -> call.isAllowedBy(rule)
                                                && call.verb().equals(verb)
                                                && call.resource().equals(resource)))
                                .map(verb -> verb + " " + resource + " " + rule.getResourceNames())))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
