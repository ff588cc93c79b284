package dev.gyre.scenes.raster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.scenario.Examples;
import dev.gyre.scenes.scenario.Scenario;
import dev.gyre.scenes.scene.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted while all bodies are drawn is what each gives when it is drawn alone. */
class CoverageTests {

  private static final int WIDTH = 160;
  private static final int HEIGHT = 96;

  private final RasterPass pass = new RasterPass();
  private final Triangles triangles = new Triangles();
  private final VisibilityBuffer all = new VisibilityBuffer(WIDTH, HEIGHT, 1);
  private final VisibilityBuffer alone = new VisibilityBuffer(WIDTH, HEIGHT, 1);
  private final Coverage coverage = new Coverage(WIDTH * HEIGHT);

  private Camera draw(String kind, long seed) {
    Scenario scenario = Examples.scenario(kind).sized(WIDTH, HEIGHT);
    World world = World.of(scenario, seed);
    Camera camera = world.camera(0.4);
    world.gather(triangles, camera, 0.4, 0.5);
    all.clear();
    pass.drawCounted(triangles, camera, List.of(all), coverage);
    return camera;
  }

  private void drawAlone(int slot, Camera camera) {
    Triangles.Slot only = triangles.slots().get(slot);
    alone.clear();
    pass.draw(triangles, camera, s -> s.firstTriangle() == only.firstTriangle(), List.of(alone));
  }

  @Test
  void countsAndBoundsWhatEachBodyWouldCoverAlone() {
    int checked = 0;
    for (long seed = 1; seed <= 2; seed++) {
      Camera camera = draw("day", seed);
      for (int slot = 0; slot < triangles.slots().size(); slot++) {
        drawAlone(slot, camera);
        int count = 0;
        int[] extent = {WIDTH, HEIGHT, 0, 0};
        for (int p = 0; p < alone.ids.length; p++) {
          if (alone.ids[p] != VisibilityBuffer.NOTHING) {
            count++;
            extent[0] = Math.min(extent[0], p % WIDTH);
            extent[1] = Math.min(extent[1], p / WIDTH);
            extent[2] = Math.max(extent[2], p % WIDTH + 1);
            extent[3] = Math.max(extent[3], p / WIDTH + 1);
          }
        }
        assertThat(coverage.pixels(slot)).isEqualTo(count);
        if (count > 0) {
          assertThat(coverage.extent(slot)).isEqualTo(extent);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  @Test
  void showsTheNearestBodyAtEachPixel() {
    Camera camera = draw("day", 3);
    float[] nearest = new float[WIDTH * HEIGHT];
    for (int slot = 0; slot < triangles.slots().size(); slot++) {
      drawAlone(slot, camera);
      for (int p = 0; p < nearest.length; p++) {
        nearest[p] = Math.max(nearest[p], alone.nearness[p]);
        if (all.ids[p] >= 0 && triangles.slot[all.ids[p]] == slot) {
          assertThat(alone.nearness[p]).isEqualTo(all.nearness[p]);
        }
      }
    }
    assertThat(all.nearness).isEqualTo(nearest);
  }
}
