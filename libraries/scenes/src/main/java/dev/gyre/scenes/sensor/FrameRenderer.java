package dev.gyre.scenes.sensor;

import dev.gyre.scenes.Box;
import dev.gyre.scenes.Frame;
import dev.gyre.scenes.Pose;
import dev.gyre.scenes.Sensor;
import dev.gyre.scenes.mesh.Triangles;
import dev.gyre.scenes.noise.Dice;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.Coverage;
import dev.gyre.scenes.raster.RasterPass;
import dev.gyre.scenes.raster.VisibilityBuffer;
import dev.gyre.scenes.scenario.Quantity;
import dev.gyre.scenes.scene.World;
import dev.gyre.scenes.shade.Picture;
import dev.gyre.scenes.shade.PictureRenderer;
import dev.gyre.scenes.shade.StageTimes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes all sensors of one instant. What one sensor gives does not depend on which others are asked
 * for. One thread owns a renderer and its buffers.
 */
public final class FrameRenderer {

  private static final double NANOS = 1e9;

  private final World world;
  private final long seed;
  private final int width;
  private final int height;
  private final StageTimes times;
  private final Triangles triangles = new Triangles();
  private final RasterPass pass = new RasterPass();
  private final VisibilityBuffer pixels;
  private final VisibilityBuffer samples;
  private final Coverage coverage;
  private final PictureRenderer pictures;

  /** A renderer of a world's frames. */
  public FrameRenderer(World world, long seed, int width, int height, StageTimes times) {
    this.world = world;
    this.seed = seed;
    this.width = width;
    this.height = height;
    this.times = times;
    pixels = new VisibilityBuffer(width, height, 1);
    samples = new VisibilityBuffer(width, height, 2);
    coverage = new Coverage(width * height);
    pictures = new PictureRenderer(width, height, pass, times);
  }

  /** Takes the sensors at a time; flow looks to the next time. */
  public Frame render(long timeNanos, long nextNanos, Set<Sensor> sensors) {
    times.start();
    double time = timeNanos / NANOS;
    double next = nextNanos / NANOS;
    Camera camera = world.camera(time);
    world.gather(triangles, camera, time, next);
    times.lap("triangles");
    boolean rgb = sensors.contains(Sensor.RGB);
    pixels.clear();
    samples.clear();
    boolean boxed = sensors.contains(Sensor.BOXES) || sensors.contains(Sensor.BOXES_3D);
    List<VisibilityBuffer> targets = rgb ? List.of(pixels, samples) : List.of(pixels);
    if (boxed) {
      pass.drawCounted(triangles, camera, targets, coverage);
    } else {
      pass.draw(triangles, camera, slot -> true, targets);
    }
    times.lap("raster");
    return assemble(timeNanos, nextNanos, sensors, camera, boxed);
  }

  private Frame assemble(
      long timeNanos, long nextNanos, Set<Sensor> sensors, Camera camera, boolean boxed) {
    TruthMaps truth = new TruthMaps(triangles, camera, pixels);
    boolean anyDepth = sensors.contains(Sensor.DEPTH) || sensors.contains(Sensor.DEPTH_MM);
    boolean flowing = sensors.contains(Sensor.FLOW);
    boolean rgb = sensors.contains(Sensor.RGB);
    Camera nextCamera = world.camera(nextNanos / NANOS);
    TruthMaps.Dense dense =
        truth.dense(anyDepth, sensors.contains(Sensor.NORMALS), flowing || rgb ? nextCamera : null);
    float @Nullable [] depth = dense.depth();
    float @Nullable [] flow = dense.flow();
    short @Nullable [] mm =
        depth != null && sensors.contains(Sensor.DEPTH_MM) ? TruthMaps.millimetres(depth) : null;
    byte @Nullable [] semantic = sensors.contains(Sensor.SEMANTIC) ? truth.semantic() : null;
    short @Nullable [] instance =
        sensors.contains(Sensor.INSTANCE) || flowing ? truth.instance() : null;
    @Nullable List<Box> boxes =
        boxed
            ? new Boxes(triangles, camera, coverage, sensors.contains(Sensor.BOXES_3D)).of(pixels)
            : null;
    times.lap("truth maps");
    byte @Nullable [] picture =
        rgb && flow != null ? picture(timeNanos, nextNanos, camera, flow) : null;
    byte @Nullable [] valid =
        flowing && flow != null && instance != null
            ? validity(flow, instance, nextCamera, nextNanos)
            : null;
    return new Frame(
        timeNanos,
        Set.copyOf(sensors.isEmpty() ? sensors : EnumSet.copyOf(sensors)),
        width,
        height,
        pose(camera),
        picture,
        sensors.contains(Sensor.DEPTH) ? depth : null,
        mm,
        semantic,
        sensors.contains(Sensor.INSTANCE) ? instance : null,
        dense.normals(),
        flowing ? flow : null,
        valid,
        nextNanos,
        boxes);
  }

  private byte[] picture(long timeNanos, long nextNanos, Camera camera, float[] flow) {
    double shutter = world.value(Quantity.SHUTTER);
    double step = (nextNanos - timeNanos) / NANOS;
    return pictures.render(
        new Picture(
            world,
            triangles,
            camera,
            world.conditions(timeNanos / NANOS),
            pixels,
            samples,
            flow,
            shutter / step,
            shutter,
            world.value(Quantity.EXPOSURE),
            world.value(Quantity.NOISE),
            Dice.of(seed, Dice.hash("noise"), timeNanos).bits(0)));
  }

  /**
   * Looks up in the next frame whether the point is still seen; draws over this frame's buffers.
   */
  private byte[] validity(float[] flow, short[] instance, Camera next, long nextNanos) {
    world.gather(triangles, next, nextNanos / NANOS, nextNanos / NANOS);
    pixels.clear();
    pass.draw(triangles, next, slot -> true, List.of(pixels));
    short[] then = new TruthMaps(triangles, next, pixels).instance();
    byte[] valid = new byte[instance.length];
    for (int p = 0; p < valid.length; p++) {
      int x = (int) Math.floor(p % width + 0.5 + flow[2 * p]);
      int row = p / width;
      int y = (int) Math.floor(row + 0.5 + flow[2 * p + 1]);
      boolean inside = x >= 0 && x < width && y >= 0 && y < height;
      valid[p] = (byte) (instance[p] != 0 && inside && then[y * width + x] == instance[p] ? 1 : 0);
    }
    times.lap("validity of flow");
    return valid;
  }

  private static Pose pose(Camera c) {
    return new Pose(
        new double[] {
          c.right().x(), c.down().x(), c.forward().x(),
          c.right().y(), c.down().y(), c.forward().y(),
          c.right().z(), c.down().z(), c.forward().z()
        },
        new double[] {c.eye().x(), c.eye().y(), c.eye().z()},
        c.focal(),
        c.centreX(),
        c.centreY());
  }
}
