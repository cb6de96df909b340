package larmor.notebook.widget;

import static larmor.notebook.widget.Interaction.interact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import larmor.notebook.Figure;
import larmor.notebook.Rendering;
import larmor.notebook.widget.FakeComms.FakeChannel;
import org.junit.jupiter.api.Test;

class InteractionTest {
  private final FakeComms page = new FakeComms();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Object> drawn = new ArrayList<>();

  /** A square whose red is a value. */
  private record Square(int red, int size) implements Figure {
    @Override
    public int width() {
      return size;
    }

    @Override
    public int height() {
      return 20;
    }

    @Override
    public void paint(Graphics2D g) {
      g.setColor(new Color(red, 0, 0));
      g.fillRect(0, 0, size, 20);
    }
  }

  private Interaction squares(Control<Integer> control) throws Exception {
    return interact(
        control,
        n -> {
          drawn.add(n);
          return new Square(n, 100);
        },
        tasks::add);
  }

  private static int red(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    return new Color(image.getRGB(3, 3)).getRed();
  }

  private static byte[] newest(FakeChannel image) {
    return image.buffers.get(image.buffers.size() - 1);
  }

  @Test
  void thePageGetsTheModelsOfTheProtocol() throws Exception {
    Interaction view = squares(IntSlider.of("red", 0, 250, 10).withStep(5));
    WidgetModel whole = view.open(page);
    FakeChannel slider = page.only("IntSlider");
    assertEquals("jupyter.widget", slider.target);
    assertEquals("@jupyter-widgets/controls", slider.state.get("_model_module"));
    assertEquals("2.0.0", slider.state.get("_model_module_version"));
    assertEquals("IntSliderView", slider.state.get("_view_name"));
    assertEquals("red", slider.state.get("description"));
    assertEquals(List.of(10, 0, 250, 5), values(slider, "value", "min", "max", "step"));
    assertEquals(List.of("IPY_MODEL_" + slider.id()), page.only("HBox").state.get("children"));
    List<?> parts = (List<?>) page.only("VBox").state.get("children");
    assertEquals("IPY_MODEL_" + page.only("Image").id(), parts.get(1));
    assertEquals(page.only("VBox").id(), whole.view().get("model_id"));
    assertEquals(2, whole.view().get("version_major"));
    assertEquals(List.of(List.of("value")), page.only("Image").sent.get(0).get("buffer_paths"));
    assertEquals(10, red(newest(page.only("Image"))));
    page.channels.values().stream()
        .flatMap(c -> c.state.values().stream())
        .filter(v -> v instanceof String s && s.startsWith("IPY_MODEL_"))
        .forEach(v -> assertTrue(page.channels.containsKey(((String) v).substring(10)), "" + v));
  }

  private static List<Object> values(FakeChannel channel, String... keys) {
    return java.util.Arrays.stream(keys).map(channel.state::get).toList();
  }

  @Test
  void aSecondDisplayShowsTheSameModels() throws Exception {
    Interaction view = squares(IntSlider.of("red", 0, 250, 10));
    assertEquals(view.open(page).view(), view.open(page).view());
    assertEquals(1, page.all("IntSlider").size());
  }

  @Test
  void aMoveIsDrawnByTheOtherThreadAndSent() throws Exception {
    Interaction view = squares(IntSlider.of("red", 0, 250, 10));
    view.open(page);
    page.only("IntSlider").changes("value", 200.0);
    assertEquals(List.of(10), drawn, "drawn before the thread ran");
    tasks.remove().run();
    assertEquals(List.of(10, 200), drawn);
    assertEquals(200, red(newest(page.only("Image"))));
    assertEquals("", page.only("HTML").state.get("value"));
    assertEquals(200, red(view.png()));
    assertTrue(view.toString().endsWith("for red = 200"), view.toString());
  }

  @Test
  void ofManyMovesTheNewestIsDrawnOnceAndNothingIsQueued() throws Exception {
    Interaction view = squares(IntSlider.of("red", 0, 250, 10));
    view.open(page);
    for (int n = 20; n <= 240; n++) {
      page.only("IntSlider").changes("value", (double) n);
    }
    assertEquals(1, tasks.size());
    tasks.remove().run();
    assertEquals(List.of(10, 240), drawn);
    page.only("IntSlider").changes("value", 30.0);
    assertEquals(1, tasks.size(), "a later move starts a new task");
  }

  @Test
  void movesWhileItDrawsAreDrawnOnceMoreForTheNewestValue() throws Exception {
    FakeChannel[] slider = new FakeChannel[1];
    Interaction view =
        interact(
            IntSlider.of("red", 0, 250, 10),
            n -> {
              drawn.add(n);
              if (n == 50) {
                slider[0].changes("value", 60.0);
                slider[0].changes("value", 70.0);
              }
              return new Square(n, 100);
            },
            tasks::add);
    view.open(page);
    slider[0] = page.only("IntSlider");
    slider[0].changes("value", 50.0);
    tasks.remove().run();
    assertEquals(List.of(10, 50, 70), drawn);
    assertEquals(70, red(newest(page.only("Image"))));
    assertTrue(tasks.isEmpty());
  }

  @Test
  void anExceptionIsOneSentenceAndTheNextMoveDrawsAgain() throws Exception {
    Interaction view =
        interact(
            IntSlider.of("red", 0, 250, 10),
            n -> {
              if (n == 99) {
                throw new IOException("the cube <b> is gone: name another");
              }
              if (n == 98) {
                throw new StackOverflowError();
              }
              return n == 97 ? "text" : new Square(n, 100);
            },
            tasks::add);
    view.open(page);
    assertEquals("red = 99: the cube &lt;b&gt; is gone: name another", message(99));
    assertEquals(10, red(newest(page.only("Image"))), "the last picture stays");
    assertEquals("red = 98: StackOverflowError in the function that draws", message(98));
    assertTrue(message(97).startsWith("red = 97: a value of type String is not a picture"));
    assertEquals("", message(96));
    assertEquals(96, red(newest(page.only("Image"))));
    assertTrue(view.toString().contains("red = 96"));
  }

  private String message(int red) {
    page.only("IntSlider").changes("value", (double) red);
    tasks.remove().run();
    return String.valueOf(page.only("HTML").state.get("value")).replaceAll("</?span[^>]*>", "");
  }

  @Test
  void anExceptionForTheFirstValuesIsThrownToTheCell() {
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                interact(
                    Checkbox.of("on", true),
                    on -> {
                      throw new IOException("gone");
                    }));
    assertEquals("gone", thrown.getMessage());
  }

  @Test
  void aPictureOfAnotherSizeChangesTheSizeOnThePage() throws Exception {
    Interaction view =
        interact(IntSlider.of("size", 50, 200, 100), n -> new Square(1, n), tasks::add);
    view.open(page);
    FakeChannel size =
        page.channels.get(
            String.valueOf(page.only("Image").state.get("layout"))
                .substring("IPY_MODEL_".length()));
    assertEquals("100px", size.state.get("width"));
    page.only("IntSlider").changes("value", 150.0);
    tasks.remove().run();
    assertEquals("150px", size.state.get("width"));
  }

  @Test
  void aPageLoadedAgainGetsTheWholeState() throws Exception {
    Interaction view = squares(IntSlider.of("red", 0, 250, 10));
    view.open(page);
    page.only("IntSlider").changes("value", 40.0);
    tasks.remove().run();
    FakeChannel slider = page.only("IntSlider");
    slider.state.clear();
    slider.receives(Map.of("method", "request_state"));
    assertEquals(40.0, slider.state.get("value"));
    assertEquals("IntSliderModel", slider.state.get("_model_name"));
    FakeChannel image = page.only("Image");
    int before = image.buffers.size();
    image.receives(Map.of("method", "request_state"));
    assertEquals(before + 1, image.buffers.size());
    assertEquals(40, red(newest(image)));
    assertEquals(
        List.of(List.of("value")), image.sent.get(image.sent.size() - 1).get("buffer_paths"));
  }

  @Test
  void everyControlReadsThePage() throws Exception {
    FloatSlider radius = FloatSlider.of("R [pc]", 10, 90, 60).withStep(0.5);
    Dropdown<String> energy = Dropdown.of("energy", "30 PeV", "10 PeV").withValue("10 PeV");
    Checkbox dipole = Checkbox.of("dipole", false);
    Button again = Button.of("again");
    interact(radius, energy, dipole, again, (r, e, d, n) -> new Square(n, 50)).open(page);
    assertEquals(".1f", page.only("FloatSlider").state.get("readout_format"));
    assertEquals(1, page.only("Dropdown").state.get("index"));
    page.only("FloatSlider").changes("value", 12.5);
    page.only("Dropdown").changes("index", 0.0);
    page.only("Checkbox").changes("value", true);
    page.only("Button").receives(Map.of("method", "custom", "content", Map.of("event", "click")));
    page.only("Button").receives(Map.of("method", "custom", "content", Map.of("event", "click")));
    assertEquals(12.5, radius.value());
    assertEquals("30 PeV", energy.value());
    assertEquals("R [pc] = 12.5", radius.toString());
    assertEquals("dipole = yes", dipole.toString());
    assertEquals("again = 2 clicks", again.toString());
    page.only("FloatSlider").changes("value", 1e9);
    assertEquals(90.0, radius.value(), "beyond the end");
    page.only("Dropdown").changes("index", 17.0);
    assertEquals("30 PeV", energy.value());
    page.only("FloatSlider").receives(Map.of("method", "nonsense"));
  }

  @Test
  void aSliderOverOptionsGivesTheOptionOfItsIndex() throws Exception {
    SelectionSlider<Integer> red =
        SelectionSlider.of("red", 0, 10, 250).withLabels("none", "little", "all").withValue(10);
    squares(red).open(page);
    FakeChannel slider = page.only("SelectionSlider");
    assertEquals(List.of("none", "little", "all"), slider.state.get("_options_labels"));
    slider.changes("index", 2.0);
    tasks.remove().run();
    assertEquals(List.of(10, 250), drawn);
    assertEquals("red = all", red.toString());
  }

  @Test
  void aClosedViewDrawsNoMoreAndSaysWhatToDo() throws Exception {
    Interaction view = squares(IntSlider.of("red", 0, 250, 10));
    view.open(page);
    view.close();
    assertEquals(true, page.only("IntSlider").state.get("disabled"));
    assertTrue(String.valueOf(page.only("HTML").state.get("value")).contains("run its cell again"));
    page.only("IntSlider").changes("value", 40.0);
    assertTrue(tasks.isEmpty());
    view.close();
  }

  @Test
  void aControlOfTwoViewsDrawsBothUntilBothAreClosed() throws Exception {
    IntSlider shared = IntSlider.of("red", 0, 250, 10);
    Interaction one = squares(shared);
    Interaction two = squares(shared);
    one.open(page);
    two.open(page);
    page.only("IntSlider").changes("value", 40.0);
    assertEquals(2, tasks.size());
    one.close();
    assertFalse(page.only("IntSlider").state.containsKey("disabled"));
    two.close();
    assertEquals(true, page.only("IntSlider").state.get("disabled"));
  }

  @Test
  void theSeventeenthViewClosesTheFirst() throws Exception {
    Interaction first = squares(IntSlider.of("red", 0, 250, 10));
    first.open(page);
    for (int i = 0; i < 16; i++) {
      assertFalse(page.all("IntSlider").get(0).state.containsKey("disabled"), "after " + i);
      squares(IntSlider.of("red", 0, 250, 10));
    }
    assertEquals(true, page.only("IntSlider").state.get("disabled"));
  }

  @Test
  void aModelThePageClosedIsSentNothingMore() throws Exception {
    Interaction view = squares(IntSlider.of("red", 0, 250, 10));
    view.open(page);
    FakeChannel image = page.only("Image");
    image.closes();
    int before = image.sent.size();
    page.only("IntSlider").changes("value", 40.0);
    tasks.remove().run();
    assertEquals(before, image.sent.size());
  }

  @Test
  void outsideAKernelItIsAPictureWithItsValues() throws Exception {
    Interaction view = squares(IntSlider.of("red", 0, 250, 10));
    assertEquals(Map.of(), view.interactiveForms());
    assertEquals("image/png", Rendering.of(view).type());
    assertEquals(46, view.height());
    BufferedImage picture = view.image(1);
    boolean written = false;
    for (int x = 0; x < 100; x++) {
      for (int y = 20; y < 46; y++) {
        written |= new Color(picture.getRGB(x, y)).getRed() < 128;
      }
    }
    assertTrue(written, "the values below the picture");
  }

  @Test
  void viewsInARowOrAColumn() throws Exception {
    Interaction one = squares(IntSlider.of("red", 0, 250, 10));
    Interaction two = squares(IntSlider.of("red", 0, 250, 200));
    HBox row = HBox.of(one, two);
    VBox column = VBox.of(one, two);
    assertEquals(List.of(200, 46), List.of(row.width(), row.height()));
    assertEquals(List.of(100, 92), List.of(column.width(), column.height()));
    assertEquals(200, new Color(row.image(1).getRGB(150, 5)).getRed());
    assertEquals(200, new Color(column.image(1).getRGB(50, 51)).getRed());
    assertThrows(IllegalArgumentException.class, HBox::of);
  }

  @Test
  void wrongControlsAreRefused() {
    refused("the slider \"R\" cannot go from 9.0 to 1.0", () -> FloatSlider.of("R", 9, 1, 5));
    refused("the slider \"R\" cannot begin at 10.0", () -> IntSlider.of("R", 0, 9, 10));
    refused("cannot have steps of 0.0", () -> IntSlider.of("R", 0, 9, 1).withStep(0));
    refused("cannot have steps of NaN", () -> FloatSlider.of("R", 0, 9, 1).withStep(Double.NaN));
    refused("cannot begin at NaN", () -> FloatSlider.of("R", 0, 9, Double.NaN));
    refused("\"E\" has 1 options", () -> Dropdown.of("E", "one"));
    refused("has no option c", () -> Dropdown.of("E", "a", "b").withValue("c"));
    refused("2 options and 1 labels", () -> Dropdown.of("E", "a", "b").withLabels("A"));
    refused("a control has no name", () -> Button.of(" "));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable making) {
    String told = assertThrows(IllegalArgumentException.class, making).getMessage();
    assertTrue(told.contains(message) && told.contains(": give "), told);
  }
}
