package dev.hearth.platform.journal;

import java.util.List;

/**
 * Some elements of a durable map.
 *
 * @param number counts the rows of the spool
 * @param first the index of its first element
 * @param elements how many there are
 * @param content the elements; empty where they were not read
 */
public record Segment(int number, long first, int elements, List<byte[]> content) {}
