/** Where the platform listens, and the certificate that it shows there. Entry type: {@code PlatformAddress}. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform.address;
