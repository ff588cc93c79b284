"""Prints every sample of the given shards as the webdataset library sees it: key, class, size, pixel sum, source."""

import sys

import webdataset

shards = webdataset.WebDataset(sys.argv[1:], shardshuffle=False, empty_check=False)
for sample in shards.decode("rgb8"):
    image = sample["image.png"]
    height, width, channels = image.shape
    source = sample["meta.json"]["sources"][0]["id"]
    total = int(image.astype("int64").sum())
    print(sample["__key__"], sample["cls"], height, width, channels, total, source)
