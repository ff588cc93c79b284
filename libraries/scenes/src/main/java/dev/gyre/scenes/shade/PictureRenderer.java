package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.Triangles.Slot;
import dev.gyre.scenes.mesh.Triangles.Sphere;
import dev.gyre.scenes.noise.Dice;
import dev.gyre.scenes.raster.Camera;
import dev.gyre.scenes.raster.Camera.Axis;
import dev.gyre.scenes.raster.RasterPass;
import dev.gyre.scenes.raster.ShadowMap;
import dev.gyre.scenes.raster.VisibilityBuffer;
import java.util.ArrayList;
import java.util.List;

/** Makes the colour picture of an instant. One thread owns a renderer and its buffers. */
public final class PictureRenderer {

  private static final int LAMP_MAPS = 4;
  private static final int LAMP_MAP_SIZE = 256;
  private static final double SUN_TEXELS = 9;

  private final int width;
  private final int height;
  private final RasterPass pass;
  private final Film film;
  private final MotionBlur blur;
  private final Bloom bloom;
  private final ContactMap contact = new ContactMap();
  private final ShadowMap sunMap = new ShadowMap(1024, 576);
  private final ShadowMap[] lampMaps = new ShadowMap[LAMP_MAPS];
  private final WetMirror mirror;
  private final Surface surface = new Surface();
  private final StageTimes times;

  /** A renderer of pictures of a size. */
  public PictureRenderer(int width, int height, RasterPass pass, StageTimes times) {
    this.width = width;
    this.height = height;
    this.pass = pass;
    this.times = times;
    film = new Film(width, height);
    blur = new MotionBlur(width, height);
    bloom = new Bloom(width, height);
    mirror = new WetMirror(width, height);
    for (int i = 0; i < LAMP_MAPS; i++) {
      lampMaps[i] = new ShadowMap(LAMP_MAP_SIZE, LAMP_MAP_SIZE);
    }
  }

  /** The picture: 3 bytes a pixel, row by row. */
  public byte[] render(Picture picture) {
    Camera camera = picture.camera();
    Daylight light = new Daylight(picture.conditions(), camera.forward());
    Sky sky = new Sky(light, picture.conditions());
    shadows(picture, light);
    times.lap("shadow map of the sun");
    List<Light> lights = lights(picture);
    times.lap("shadow maps of lamps");
    Lighting lighting = new Lighting(light, sky, sunMap, contact, picture.world().plan());
    Materials materials =
        new Materials(picture.world().plan(), picture.conditions(), picture.world().groundSalt());
    boolean wet = picture.conditions().wet() > 0.02;
    if (wet) {
      mirror.draw(pass, picture.triangles(), camera, materials, lighting, sky, lights);
      times.lap("mirror of wet ground");
    }
    shade(picture, materials, lighting, sky, new LightTiles(camera, lights), wet);
    times.lap("shading");
    finish(picture, light, lights);
    double exposure = light.exposure * film.metered(light) * stops(picture.exposureStops());
    bloom.spread(film, exposure);
    double noise = picture.noise() * (1 + 0.45 * light.darkness);
    byte[] bytes = ToneMapping.develop(film, exposure, noise, Long.hashCode(picture.salt()));
    times.lap("blur, weather, bloom, tone");
    return bytes;
  }

  private static double stops(double stops) {
    return StrictMath.pow(2, stops);
  }

  private void shadows(Picture picture, Daylight light) {
    Camera camera = picture.camera();
    contact.draw(picture.triangles(), camera);
    Axis f = camera.forward();
    double reach = 40;
    Axis centre = new Axis(camera.eye().x() + f.x() * reach, camera.eye().y() + f.y() * reach, 0);
    if (light.sun[0] > 1e-3) {
      sunMap.drawDistant(
          pass,
          picture.triangles(),
          light.towards,
          centre,
          new Axis(f.x(), f.y(), 0).unit(),
          SUN_TEXELS);
    }
  }

  private List<Light> lights(Picture picture) {
    List<Light> lights =
        new ArrayList<>(
            LightRig.of(
                picture.world(), picture.triangles(), picture.camera(), picture.conditions()));
    int used = 0;
    for (int i = 0; i < lights.size() && used < LAMP_MAPS; i++) {
      Light lamp = lights.get(i);
      if (lamp.throwsShadows()) {
        Camera view = lampView(lamp);
        lampMaps[used].drawLamp(pass, picture.triangles(), view, slot -> casts(slot, lamp));
        lights.set(i, lamp.throwing(lampMaps[used++]));
      }
    }
    return lights;
  }

  private static boolean casts(Slot slot, Light lamp) {
    Sphere b = slot.bounds();
    double dx = b.x() - lamp.x();
    double dy = b.y() - lamp.y();
    double far = lamp.range() + b.radius();
    boolean own = slot.body().kind() == dev.gyre.scenes.SceneClass.POLE && dx * dx + dy * dy < 9;
    return !own && b.radius() < 60 && dx * dx + dy * dy < far * far;
  }

  private static Camera lampView(Light lamp) {
    Axis forward = new Axis(lamp.axisX(), lamp.axisY(), lamp.axisZ()).unit();
    Axis aside =
        Math.abs(forward.z()) > 0.9
            ? new Axis(1, 0, 0)
            : new Axis(forward.y(), -forward.x(), 0).unit();
    Axis down = forward.cross(aside);
    double focal = LAMP_MAP_SIZE / 2.0 / (lamp.narrow() == 1 ? 2.3 : 1.2);
    return Camera.seeing(
        new Axis(lamp.x(), lamp.y(), lamp.z() - (lamp.narrow() == 1 ? 0.12 : 0)),
        aside,
        down,
        forward,
        focal,
        LAMP_MAP_SIZE,
        LAMP_MAP_SIZE);
  }

  private void shade(
      Picture picture,
      Materials materials,
      Lighting lighting,
      Sky sky,
      LightTiles tiles,
      boolean wet) {
    SurfaceFinder finder = new SurfaceFinder(picture.triangles(), picture.camera());
    SampleShader shader =
        new SampleShader(picture, finder, materials, lighting, wet ? mirror : null, surface);
    VisibilityBuffer fine = picture.samples();
    double[] sum = new double[3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int first = 4 * y * width + 2 * x;
        int second = first + 2 * width;
        shader.begin(x, y, tiles.at(x, y));
        sum[0] = 0;
        sum[1] = 0;
        sum[2] = 0;
        int a = fine.ids[first];
        int b = fine.ids[first + 1];
        int c = fine.ids[second];
        int d = fine.ids[second + 1];
        if (a == b && a == c && a == d) {
          shader.sample(a, 15, fine.nearness[first], sky, sum);
        } else {
          mixed(
              shader,
              new int[] {a, b, c, d},
              new int[] {first, first + 1, second, second + 1},
              fine,
              sky,
              sum);
        }
        film.set(y * width + x, sum[0], sum[1], sum[2]);
      }
    }
  }

  /** Shades each of up to four different triangles once. */
  private static void mixed(
      SampleShader shader, int[] ids, int[] at, VisibilityBuffer fine, Sky sky, double[] sum) {
    int done = 0;
    for (int i = 0; i < 4; i++) {
      if ((done >> i & 1) == 0) {
        int mask = 0;
        for (int j = i; j < 4; j++) {
          mask |= ids[j] == ids[i] ? 1 << j : 0;
        }
        done |= mask;
        shader.sample(ids[i], mask, fine.nearness[at[i]], sky, sum);
      }
    }
  }

  private void finish(Picture picture, Daylight light, List<Light> lights) {
    if (picture.shutterShare() > 0) {
      blur.smear(film, picture.flow(), picture.shutterShare());
    }
    Weather weather =
        new Weather(film, picture.camera(), picture.pixels(), light, picture.conditions());
    weather.glow(lights);
    if (picture.conditions().rain() > 0) {
      weather.rain(lights, new Dice(picture.salt()), picture.shutterSeconds());
    }
  }
}
