/**
 * The application on a real cluster, as its user puts it there: {@code scripts/hearth deploy}, its HTTP API, and a look at the cluster.
 *
 * <pre>{@code KUBECONFIG=... ./mvnw -Pcluster -Dquickly -Dhearth.image=registry.example/hearth-examples:1 verify -pl src -am}</pre>
 *
 * <p>runs all of it, and no other test, in namespaces that it makes and removes: most classes share one {@link
 * dev.hearth.examples.cluster.Installation}. The image must be that of the application which the same command has packaged, and the cluster must
 * know it. Nothing else is asked of the cluster but Knative with its stock settings: no registry, no public image, no storage class, no name that
 * resolves outside; every connection to it goes through its API server. The PostgreSQL that two platforms share runs beside the tests, and a pod relays
 * connections to it; {@code -Dhearth.postgres=jdbc:...} names another that pods reach. Where {@code KUBECONFIG} names no cluster that answers, the classes
 * are skipped and say why.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.cluster;
