"""Prints every sample of a shard as webdataset sees it: key, presence and sum of depth, sums of rgb and seg, pose x."""

import io
import sys

import numpy
import webdataset
from PIL import Image


def picture(data):
    return numpy.asarray(Image.open(io.BytesIO(data))).astype("int64")


shard = webdataset.WebDataset(sys.argv[1:], shardshuffle=False, empty_check=False)
for sample in shard.decode(only=["depth-front-left.present.cls", "pose.npy"]):
    sums = [picture(sample[f"{name}.png"]).sum() for name in ("depth-front-left", "rgb", "seg")]
    present = sample["depth-front-left.present.cls"]
    print(sample["__key__"], present, *sums, int(sample["pose.npy"][0]))
