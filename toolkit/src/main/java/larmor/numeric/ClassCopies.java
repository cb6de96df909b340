package larmor.numeric;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies of classes with an inner loop, so that the speed of the loop does not depend on what ran
 * before it in the same program. Java compiles a method from statistics of all its calls since the
 * start of the program. If the loop has called one implementation of an interface, this
 * implementation is compiled into the loop; if it has called three, it is looked up at each call,
 * and the loop contains the branches that any of them needs. Here each combination of
 * implementations has a copy of the classes of the loop, with statistics and compiled code of its
 * own.
 *
 * <p>A copy is made from the class file of the original with other names of the copied classes, and
 * in the same package. It has the same instructions, so results have the same bits. The original is
 * used where the class file cannot be read or the copy cannot be defined, and where the system
 * property {@code larmor.classCopies} is {@code false}. Tools that change or observe classes, such
 * as coverage and mutation tests, need this property, because they do not find the copies.
 *
 * <p>Copies stay in memory as long as the toolkit. Their number is limited, because only
 * implementations from the class loader of the toolkit have copies of their own. All others, such
 * as lambda expressions and classes that the cells of a notebook define, share one copy.
 *
 * @param <T> interface or superclass by which an object of a copy is used, and which is not copied
 */
public final class ClassCopies<T> {
  /** The system property that turns copies off. */
  static final String PROPERTY = "larmor.classCopies";

  private final Lookup lookup;
  private final Class<T> type;
  private final List<Class<?>> originals;

  /** The constructor of the first class, by the implementations in use. */
  private final Map<List<Class<?>>, MethodHandle> constructors = new ConcurrentHashMap<>();

  private ClassCopies(Lookup lookup, Class<T> type, List<Class<?>> originals) {
    this.lookup = lookup;
    this.type = type;
    this.originals = originals;
  }

  /**
   * Prepares copies of classes; none is made yet.
   *
   * @param <T> type by which the objects are used
   * @param lookup the caller's {@code MethodHandles.lookup()}, whose package contains the classes
   * @param type interface or superclass of the first class, itself not copied
   * @param originals the classes of a loop, which are copied together: first the one with the loop,
   *     which has one constructor, then those that it makes; a superclass among them comes before
   *     its subclasses. They must not use private members of each other or of a class around them.
   * @return the copies
   */
  public static <T> ClassCopies<T> of(Lookup lookup, Class<T> type, Class<?>... originals) {
    return new ClassCopies<>(lookup, type, List.of(originals));
  }

  /**
   * Makes an object of the copy for given implementations.
   *
   * @param used the classes of the implementations that the loop calls
   * @param arguments those of the constructor
   * @return the object
   */
  public T make(List<Class<?>> used, Object... arguments) {
    MethodHandle constructor =
        "false".equals(System.getProperty(PROPERTY))
            ? original()
            : constructors.computeIfAbsent(used.stream().map(this::key).toList(), this::copy);
    try {
      return type.cast(constructor.invokeWithArguments(arguments));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor threw a checked exception", e);
    }
  }

  /**
   * Returns the class itself if the class loader of the toolkit loaded it, else the common key of
   * all other classes.
   */
  private Class<?> key(Class<?> used) {
    return used.getClassLoader() == ClassCopies.class.getClassLoader() && !used.isHidden()
        ? used
        : Object.class;
  }

  private MethodHandle original() {
    try {
      return constructor(originals.get(0));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(
          lookup + " has no access to " + originals.get(0) + ": use a lookup of its package", e);
    }
  }

  private MethodHandle constructor(Class<?> owner) throws IllegalAccessException {
    return lookup.unreflectConstructor(owner.getDeclaredConstructors()[0]);
  }

  private MethodHandle copy(List<Class<?>> used) {
    StringBuilder suffix = new StringBuilder();
    used.forEach(c -> suffix.append('_').append(c == Object.class ? "Other" : withoutPackage(c)));
    try {
      byte[][] files = new byte[originals.size()][];
      for (int i = 0; i < files.length; i++) {
        files[i] = renamed(classFile(originals.get(i)), suffix.toString());
      }
      Class<?>[] copies = new Class<?>[files.length];
      for (int i = 0; i < files.length; i++) {
        copies[i] = lookup.defineClass(files[i]);
      }
      return constructor(copies[0]);
    } catch (IOException
        | IllegalAccessException
        | UnsupportedOperationException
        | SecurityException
        | LinkageError e) {
      return original();
    }
  }

  private static byte[] classFile(Class<?> c) throws IOException {
    try (InputStream in = c.getResourceAsStream(withoutPackage(c) + ".class")) {
      if (in == null) {
        throw new IOException("no class file of " + c);
      }
      return in.readAllBytes();
    }
  }

  private static String withoutPackage(Class<?> c) {
    return c.getName().substring(c.getName().lastIndexOf('.') + 1);
  }

  /**
   * Appends a suffix to the names of the copied classes in a class file. All names are in its table
   * of constants, which precedes the rest (The Java Virtual Machine Specification, 4.4).
   */
  private byte[] renamed(byte[] file, String suffix) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.length + 1024);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(in.readLong()); // the magic number and the version
    int constants = in.readUnsignedShort();
    out.writeShort(constants);
    for (int i = 1; i < constants; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      switch (tag) {
        case 1 -> out.writeUTF(renamed(in.readUTF(), suffix));
        case 5, 6 -> { // long and double count twice
          out.writeLong(in.readLong());
          i++;
        }
        case 7, 8, 16, 19, 20 -> out.write(in.readNBytes(2));
        case 15 -> out.write(in.readNBytes(3));
        case 3, 4, 9, 10, 11, 12, 17, 18 -> out.write(in.readNBytes(4));
        default -> throw new IOException("constants of kind " + tag + " are not known");
      }
    }
    in.transferTo(out);
    return bytes.toByteArray();
  }

  /** Renames the copied classes in a constant that is the name of a class or contains types. */
  private String renamed(String constant, String suffix) {
    String changed = constant;
    for (Class<?> c : originals) {
      String name = c.getName().replace('.', '/');
      changed =
          changed.equals(name)
              ? name + suffix
              : changed.replace("L" + name + ";", "L" + name + suffix + ";");
    }
    return changed;
  }
}
