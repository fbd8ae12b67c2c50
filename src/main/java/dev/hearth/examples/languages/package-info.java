/**
 * A real job: which language is each line of a text file written in?
 *
 * <pre>{@code
 * scripts/hearth run detect-languages
 * scripts/hearth run detect-languages --input '{"file":"letters.txt"}'
 * }</pre>
 *
 * <p>Each replica loads the language detector's model of Apache OpenNLP once, through
 * {@link dev.hearth.ActorCache}, and a map runs over the lines of a UTF-8 file. Without a file it is article 1 of the
 * Universal Declaration of Human Rights in 96 languages ({@code udhr-article-1.tsv}, its source in {@code SOURCE.md} beside it),
 * and since the language of each of its lines is known, the last line of the result is the accuracy.
 *
 * <p>The result has one line for each line of the file, in the file's order: {@code {"language":"eng","confidence":0.37}}. The
 * language is an ISO 639-3 code as the model knows it; {@code und} (undetermined) for a line without text. The model's confidence
 * is spread over its 103 languages, so that 0.2 can be a clear verdict. Only the first 2,000 characters of a line count.
 *
 * <p>{@code detect-languages-regular} does the same with regular tasks, for the first 20 lines: each has a fresh process, which loads the model
 * again.
 */
@org.jspecify.annotations.NullMarked
package dev.hearth.examples.languages;
