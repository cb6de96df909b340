package larmor.notebook;

/** A check that must hold does not; the message says which, the value and the limit. */
public final class CheckFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CheckFailed(Check check) {
    super(check.toString());
  }
}
