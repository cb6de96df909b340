package larmor.notebook;

/**
 * The exception thrown when a condition that must hold does not hold. The message states the check,
 * its value and the accepted range.
 */
public final class CheckFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CheckFailed(Check check) {
    super(check.toString());
  }
}
