"""Answers of the test's street model and their pixels, written from definitions.

Arguments: height and width of the network, then per sample a folder with rgb (bytes), depth (16
bits, millimetres, 0 for none), truth (bytes, 255 ignored) and size (text: height width).
Prints per sample: confusion by rows; pixels near contours of truth, prediction, and both and right,
by class; the mask.
"""

import os
import sys

import numpy as np

CLASSES = 3


def nearest(values, height, width):
    rows = (np.arange(height) + 0.5) * values.shape[0] / height
    columns = (np.arange(width) + 0.5) * values.shape[1] / width
    return values[np.floor(rows).astype(int)][:, np.floor(columns).astype(int)]


def eroded(mask, times):
    for _ in range(times):
        padded = np.pad(mask, 1, constant_values=False)
        h, w = mask.shape
        mask = np.logical_and.reduce(
            [padded[y : y + h, x : x + w] for y in range(3) for x in range(3)]
        )
    return mask


def text(values):
    return " ".join(str(int(v)) for v in np.ravel(values))


def main():
    height, width = int(sys.argv[1]), int(sys.argv[2])
    for folder in sys.argv[3:]:
        own = [int(v) for v in open(os.path.join(folder, "size")).read().split()]
        rgb = np.fromfile(os.path.join(folder, "rgb"), np.uint8).reshape(*own, 3)
        depth = np.fromfile(os.path.join(folder, "depth"), "<u2").reshape(own)
        truth = np.fromfile(os.path.join(folder, "truth"), np.uint8).reshape(own)
        scores = [
            nearest(rgb[:, :, 0] / 255.0, height, width),
            nearest(rgb[:, :, 1] / 255.0, height, width),
            nearest(depth / 1000.0 * 0.1, height, width),
        ]
        mask = np.argmax(np.stack(scores), axis=0)
        said = nearest(mask, *own)
        counted = truth != 255
        cells = CLASSES * truth[counted].astype(int) + said[counted]
        distance = max(1, int(round(0.02 * np.hypot(*own))))
        said = np.where(counted, said, 255)
        bands = []
        for k in range(CLASSES):
            one, other = truth == k, said == k
            one, other = one & ~eroded(one, distance), other & ~eroded(other, distance)
            bands.append([one.sum(), other.sum(), (one & other).sum()])
        print(text(np.bincount(cells, minlength=CLASSES**2)))
        print(text(np.array(bands).T))
        print(text(mask))


main()
