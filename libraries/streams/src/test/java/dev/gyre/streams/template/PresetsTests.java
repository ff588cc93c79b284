package dev.gyre.streams.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gyre.streams.Split;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.ItemAttributes;
import dev.gyre.streams.declaration.PhysicalValues;
import dev.gyre.streams.template.ImportReject.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PresetsTests {

  @Test
  void readsTheTreeOfCityscapes() {
    String left = "leftImg8bit/train/aachen/aachen_000000_000019_leftImg8bit.png";
    String labels = "gtFine/train/aachen/aachen_000000_000019_gtFine_labelIds.png";
    String instances = "gtFine/train/aachen/aachen_000000_000019_gtFine_instanceIds.png";
    String colour = "gtFine/train/aachen/aachen_000000_000019_gtFine_color.png";
    String moved = "gtFine/train/aachen/bochum_000000_000019_gtFine_labelIds.png";
    ImportedTree tree =
        Cityscapes.templates().read(List.of(left, labels, instances, colour, moved));

    assertThat(tree.samples()).hasSize(1);
    ImportedSample sample = tree.samples().getFirst();
    assertThat(sample.key()).isEqualTo("aachen/000000_000019");
    assertThat(sample.split()).isEqualTo(Split.TRAIN);
    assertThat(sample.items().keySet()).containsExactly("instances", "rgb", "seg");
    assertThat(tree.rejects())
        .extracting(ImportReject::place, ImportReject::reason)
        .containsExactly(tuple(colour, Reason.NO_STREAM), tuple(moved, Reason.SWAPPED_ID));
  }

  @Test
  void hasTheClassesOfCityscapes() {
    assertThat(Cityscapes.labels().classes()).hasSize(34);
    assertThat(Cityscapes.labels().ignoreId()).isEqualTo(255);
    assertThat(Cityscapes.trainLabels().classes()).hasSize(19);
    assertThat(Cityscapes.trainLabels().idOf("person")).hasValue(11);
    assertThat(Cityscapes.labels().idOf("person")).hasValue(24);
    assertThat(Cityscapes.toTrainIds(NdArray.uint8(new byte[] {7, 33, 0, 29, (byte) 200}, 5)))
        .isEqualTo(NdArray.uint8(new byte[] {0, 18, (byte) 255, (byte) 255, (byte) 255}, 5));
  }

  @Test
  void readsTheTreesOfKittiDepthInMetres() {
    String drive = "2011_09_26_drive_0001_sync";
    ImportedTree drives =
        KittiDepth.drives()
            .read(
                List.of(
                    "2011_09_26/" + drive + "/image_02/data/0000000005.png",
                    "train/" + drive + "/proj_depth/groundtruth/image_02/0000000005.png"));
    assertThat(drives.samples())
        .extracting(ImportedSample::key, ImportedSample::split)
        .containsExactly(tuple(drive + "/0000000005", Split.TRAIN));
    ImportedTree selection =
        KittiDepth.selection()
            .read(
                List.of(
                    "image/" + drive + "_image_0000000005_image_02.png",
                    "groundtruth_depth/" + drive + "_groundtruth_depth_0000000005_image_02.png"));
    assertThat(selection.samples())
        .extracting(ImportedSample::key)
        .containsExactly(drive + "/0000000005_image_02");
    PhysicalValues metres =
        PhysicalValues.of(
            NdArray.uint16(new short[] {0, 256, 2688}, 1, 3),
            KittiDepth.depth(),
            ItemAttributes.NONE);
    assertThat(metres.values()).isEqualTo(NdArray.float32(new float[] {Float.NaN, 1, 10.5f}, 1, 3));
  }

  @Test
  void readsTheListsOfTumWithPosesAndNamesEveryBadRow() throws IOException {
    Map<String, String> lists = new TreeMap<>();
    lists.put(
        "fr1/rgb.txt",
        """
        # color images
        # timestamp filename
        1305031102.175304 rgb/1305031102.175304.png
        1305031102.211214 rgb/1305031102.211214.png
        1305031102.211214 rgb/extra.png
        1305031102.300000 rgb/1305031102.400000.png
        1305031103.0 rgb/missing.png
        """);
    lists.put("fr1/depth.txt", "1305031102.160407 depth/1305031102.160407.png\n");
    lists.put(
        "fr1/groundtruth.txt",
        """
        # timestamp tx ty tz qx qy qz qw
        1305031098.6659 1.3563 0.6305 1.6380 0.6132 0.5962 -0.3311 -0.3986
        1305031098.6759 nan 0.6305 1.6380 0.6132 0.5962 -0.3311 -0.3986
        1305031098.6859 1 2 3
        """
            .replace("nan", "NaN"));
    List<String> paths = new ArrayList<>(lists.keySet());
    for (String name :
        List.of("1305031102.175304", "1305031102.211214", "extra", "1305031102.400000")) {
      paths.add("fr1/rgb/" + name + ".png");
    }
    paths.add("fr1/depth/1305031102.160407.png");
    paths.add("fr1/accelerometer.txt");

    ImportedTree tree = TumRgbd.lists().read(paths, path -> lists.getOrDefault(path, ""));

    assertThat(tree.lists()).isEqualTo(3);
    assertThat(tree.tracks())
        .extracting(ImportedTree.Track::stream, track -> track.items().size())
        .containsExactly(tuple("depth", 1), tuple("pose", 1), tuple("rgb", 2));
    ItemSource.Row pose = (ItemSource.Row) tree.tracks().get(1).items().getFirst().item().source();
    assertThat(pose.place()).isEqualTo("fr1/groundtruth.txt:2");
    assertThat(pose.values().doubles()[6]).isEqualTo(-0.3986);
    assertThat(tree.tracks().get(2).items().getFirst().timeNanos())
        .isEqualTo(1_305_031_102_175_304_000L);
    assertThat(tree.rejects())
        .extracting(ImportReject::place, ImportReject::reason)
        .containsExactly(
            tuple("fr1/accelerometer.txt", Reason.NO_STREAM),
            tuple("fr1/groundtruth.txt:3", Reason.NAN_IN_POSE),
            tuple("fr1/groundtruth.txt:4", Reason.BAD_ROW),
            tuple("fr1/rgb.txt:7", Reason.MISSING_FILE),
            tuple("fr1/rgb/1305031102.400000.png", Reason.SWAPPED_ID),
            tuple("fr1/rgb/extra.png", Reason.DUPLICATE_TIME));
    assertThat(
            PhysicalValues.of(
                    NdArray.uint16(new short[] {0, 5000}, 1, 2),
                    TumRgbd.depth(),
                    ItemAttributes.NONE)
                .values())
        .isEqualTo(NdArray.float32(new float[] {Float.NaN, 1}, 1, 2));
  }
}
