"""Segmentation metrics written from their definitions: one class and one erosion at a time.

Arguments: classes, ignore id, share of the diagonal, height, width, truth file, prediction file.
Prints per class IoU and boundary IoU, then mean IoU, mean boundary IoU, pixel accuracy, frequency
weighted IoU.
"""

import sys

import numpy as np


def eroded(mask, times):
    for _ in range(times):
        padded = np.pad(mask, 1, constant_values=False)
        mask = np.ones_like(mask)
        for down in range(3):
            for right in range(3):
                h, w = mask.shape
                mask &= padded[down : down + h, right : right + w]
    return mask


def over_union(one, other):
    union = (one | other).sum()
    return (one & other).sum() / union if union else np.nan


def main():
    classes, ignore = int(sys.argv[1]), int(sys.argv[2])
    share, height, width = float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
    truth = np.fromfile(sys.argv[6], np.uint8).reshape(height, width)
    said = np.fromfile(sys.argv[7], np.uint8).reshape(height, width)
    counted = truth != ignore
    said = np.where(counted, said, ignore)
    distance = max(1, int(round(share * np.sqrt(height**2 + width**2))))
    ious, boundaries, weighted = [], [], 0.0
    for k in range(classes):
        one, other = truth == k, said == k
        ious.append(over_union(one, other))
        boundaries.append(
            over_union(one & ~eroded(one, distance), other & ~eroded(other, distance))
        )
        if one.any():
            weighted += one.sum() / counted.sum() * ious[-1]
        print(ious[-1], boundaries[-1])
    print(np.nanmean(ious), np.nanmean(boundaries))
    print((truth == said)[counted].mean(), weighted)


main()
