/** What holds for all values, tried with random ones from fixed seeds. */
package larmor.properties;
