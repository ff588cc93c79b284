"""Prints every sample of the given shards as webdataset, Pillow and numpy see it: key, class, presence of depth, and
of each stream its dtype, shape and SHA-256 of its values in little-endian order."""

import hashlib
import io
import sys

import numpy
import webdataset
from PIL import Image


def said(array):
    array = numpy.ascontiguousarray(array.astype(array.dtype.newbyteorder("<")))
    shape = "x".join(str(side) for side in array.shape)
    return f"{array.dtype.name} {shape} {hashlib.sha256(array.tobytes()).hexdigest()}"


def depth(data):
    return numpy.asarray(Image.open(io.BytesIO(data))).astype("uint16")


shards = webdataset.WebDataset(sys.argv[1:], shardshuffle=False, empty_check=False)
for sample in shards.decode(only=["cls", "depth.present.cls", "meta.json", "pose.npy", "range.npy"]):
    arrays = [
        numpy.asarray(Image.open(io.BytesIO(sample["rgb.png"]))),
        depth(sample["depth.png"]),
        sample["range.npy"],
        sample["pose.npy"],
        numpy.asarray(Image.open(io.BytesIO(sample["seg.png"]))),
    ]
    meta = sample["meta.json"]
    print(sample["__key__"], sample["cls"], sample["depth.present.cls"], meta["sequence"]["index"], *map(said, arrays))
