package dev.gyre.streams.template;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.Labels.LabelClass;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.util.Arrays;
import java.util.List;

/**
 * The tree and classes of <a href="https://github.com/mcordts/cityscapesScripts">Cityscapes</a>:
 * {@code leftImg8bit} and {@code gtFine}. The city stands as the sequence; it also stands in every
 * file's name, and both must agree.
 */
public final class Cityscapes {

  /** What is not scored, after {@link #toTrainIds}. */
  public static final int IGNORE_ID = 255;

  private record Row(int id, String name, int trainId, int rgb) {}

  private static final List<Row> TABLE =
      List.of(
          new Row(0, "unlabeled", IGNORE_ID, 0x000000),
          new Row(1, "ego vehicle", IGNORE_ID, 0x000000),
          new Row(2, "rectification border", IGNORE_ID, 0x000000),
          new Row(3, "out of roi", IGNORE_ID, 0x000000),
          new Row(4, "static", IGNORE_ID, 0x000000),
          new Row(5, "dynamic", IGNORE_ID, 0x6f4a00),
          new Row(6, "ground", IGNORE_ID, 0x510051),
          new Row(7, "road", 0, 0x804080),
          new Row(8, "sidewalk", 1, 0xf423e8),
          new Row(9, "parking", IGNORE_ID, 0xfaaaa0),
          new Row(10, "rail track", IGNORE_ID, 0xe6968c),
          new Row(11, "building", 2, 0x464646),
          new Row(12, "wall", 3, 0x66669c),
          new Row(13, "fence", 4, 0xbe9999),
          new Row(14, "guard rail", IGNORE_ID, 0xb4a5b4),
          new Row(15, "bridge", IGNORE_ID, 0x966464),
          new Row(16, "tunnel", IGNORE_ID, 0x96785a),
          new Row(17, "pole", 5, 0x999999),
          new Row(18, "polegroup", IGNORE_ID, 0x999999),
          new Row(19, "traffic light", 6, 0xfaaa1e),
          new Row(20, "traffic sign", 7, 0xdcdc00),
          new Row(21, "vegetation", 8, 0x6b8e23),
          new Row(22, "terrain", 9, 0x98fb98),
          new Row(23, "sky", 10, 0x4682b4),
          new Row(24, "person", 11, 0xdc143c),
          new Row(25, "rider", 12, 0xff0000),
          new Row(26, "car", 13, 0x00008e),
          new Row(27, "truck", 14, 0x000046),
          new Row(28, "bus", 15, 0x003c64),
          new Row(29, "caravan", IGNORE_ID, 0x00005a),
          new Row(30, "trailer", IGNORE_ID, 0x00006e),
          new Row(31, "train", 16, 0x005064),
          new Row(32, "motorcycle", 17, 0x0000e6),
          new Row(33, "bicycle", 18, 0x770b20));

  private Cityscapes() {}

  /** Ids 0 to 33 as {@code labelIds} have them, and 255. */
  public static Labels labels() {
    return new Labels(
        TABLE.stream().map(row -> new LabelClass(row.id(), row.name(), row.rgb())).toList(),
        IGNORE_ID);
  }

  /** The 19 classes that are scored, by their train ids, and 255. */
  public static Labels trainLabels() {
    return new Labels(
        TABLE.stream()
            .filter(row -> row.trainId() != IGNORE_ID)
            .map(row -> new LabelClass(row.trainId(), row.name(), row.rgb()))
            .toList(),
        IGNORE_ID);
  }

  /**
   * Label ids as train ids; what is not scored becomes 255.
   *
   * @param ids eight-bit, of {@link #labels}
   */
  public static NdArray toTrainIds(NdArray ids) {
    byte[] table = new byte[256];
    Arrays.fill(table, (byte) IGNORE_ID);
    TABLE.forEach(row -> table[row.id()] = (byte) row.trainId());
    byte[] from = ids.bytes();
    byte[] to = new byte[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = table[from[i] & 0xff];
    }
    return NdArray.uint8(to, ids.shape());
  }

  /**
   * Streams {@code rgb}, {@code seg} (label ids) and, where there are files, {@code instances}. The
   * coloured pictures and polygons of {@code gtFine} say the same once more and become rejects.
   */
  public static StreamTemplates templates() {
    return StreamTemplates.of(
        List.of(
            StreamTemplate.of(
                StreamDeclaration.of(
                    "rgb", StreamKind.IMAGE, Form.picture(ElementType.UINT8, 3), Measure.PLAIN),
                "leftImg8bit/{split}/{sequence}/{sequence}_{id}_leftImg8bit.png"),
            StreamTemplate.of(
                StreamDeclaration.ofLabels("seg", Form.picture(ElementType.UINT8, 1), labels()),
                "gtFine/{split}/{sequence}/{sequence}_{id}_gtFine_labelIds.png"),
            StreamTemplate.of(
                StreamDeclaration.of(
                        "instances",
                        StreamKind.INSTANCE_MAP,
                        Form.picture(ElementType.UINT16, 1),
                        Measure.PLAIN)
                    .with(new Presence.Optional(0)),
                "gtFine/{split}/{sequence}/{sequence}_{id}_gtFine_instanceIds.png")));
  }
}
