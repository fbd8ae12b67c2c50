/** The platform: dispatcher, pools, provisioners, runs, the API and the command line. */
@org.jspecify.annotations.NullMarked
package dev.hearth.platform;
