package larmor.numeric;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Checks that refuse arguments that are null, or have null as an element. */
public final class Given {
  private Given() {}

  /**
   * Returns an argument after checking that it is not null.
   *
   * @param <T> type of the argument
   * @param value the argument
   * @param what name of the argument with its article, for the message
   * @param remedy example of an argument, for the message
   * @return the argument
   * @throws IllegalArgumentException if the argument is null
   */
  public static <T> T require(T value, String what, String remedy) {
    if (value == null) {
      throw new IllegalArgumentException(what + " is missing: give one, such as " + remedy);
    }
    return value;
  }

  /**
   * Returns a list after checking that neither the list nor one of its elements is null.
   *
   * @param <T> type of the elements
   * @param values the list. Not modified.
   * @param what name of the list with its article, for the message
   * @param remedy example of a list, for the message
   * @return the list
   * @throws IllegalArgumentException if the list or an element is null
   */
  public static <T> List<T> requireEach(List<T> values, String what, String remedy) {
    int index = 0;
    for (T value : require(values, what, remedy)) {
      require(value, "element " + index + " (counted from 0) of " + what, "in " + remedy);
      index++;
    }
    return values;
  }

  /**
   * Returns an array after checking that neither the array nor one of its elements is null.
   *
   * @param <T> type of the elements
   * @param values the array. Not modified.
   * @param what name of the array with its article, for the message
   * @param remedy example of elements, for the message
   * @return the array
   * @throws IllegalArgumentException if the array or an element is null
   */
  public static <T> T[] requireEach(T[] values, String what, String remedy) {
    requireEach(Arrays.asList(require(values, what, remedy)), what, remedy);
    return values;
  }

  /**
   * Returns a map after checking that neither the map nor a key or value is null.
   *
   * @param <V> type of the values
   * @param values the map. Not modified.
   * @param what name of the map with its article, for the message
   * @param remedy example of a map, for the message
   * @return the map
   * @throws IllegalArgumentException if the map, a key or a value is null
   */
  public static <V> Map<String, V> requireEach(Map<String, V> values, String what, String remedy) {
    for (Map.Entry<String, V> entry : require(values, what, remedy).entrySet()) {
      String key = require(entry.getKey(), "a key of " + what, "in " + remedy);
      require(entry.getValue(), "the value of " + Quoted.of(key) + " in " + what, "in " + remedy);
    }
    return values;
  }
}
