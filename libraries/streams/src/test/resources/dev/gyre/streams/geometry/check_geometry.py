"""Does every case of the file again with OpenCV and numpy and prints: case, what was compared, largest difference.

For pictures the difference is in levels, for labels it is the number of pixels, for boxes in pixels, for
outlines a share of the area.
"""

import colorsys
import json
import sys

import cv2
import numpy as np


def corners(width, height):
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)


def step(members, width, height):
    """The matrix between pixel centres, and the size after."""
    kind = members["kind"]
    if kind == "resize":
        w, h = members["width_px"], members["height_px"]
        x, y = w / width, h / height
        return np.array([[x, 0, x / 2 - 0.5], [0, y, y / 2 - 0.5], [0, 0, 1]]), w, h
    if kind == "crop":
        shift = np.array([[1, 0, -members["left_px"]], [0, 1, -members["top_px"]], [0, 0, 1]], np.float64)
        return shift, members["width_px"], members["height_px"]
    if kind == "pad":
        left, top, right, bottom = (members[f"{side}_px"] for side in ("left", "top", "right", "bottom"))
        return np.array([[1, 0, left], [0, 1, top], [0, 0, 1.0]]), left + width + right, top + height + bottom
    if kind == "flip":
        if members["horizontal"]:
            return np.array([[-1, 0, width - 1], [0, 1, 0], [0, 0, 1.0]]), width, height
        return np.array([[1, 0, 0], [0, -1, height - 1], [0, 0, 1.0]]), width, height
    if kind == "quarter-turns":
        matrix = np.eye(3)
        for _ in range(members["clockwise"]):
            matrix = np.array([[0, -1, height - 1], [1, 0, 0], [0, 0, 1.0]]) @ matrix
            width, height = height, width
        return matrix, width, height
    if kind == "rotate":
        middle = ((width - 1) / 2, (height - 1) / 2)
        return np.vstack([cv2.getRotationMatrix2D(middle, members["degrees"], 1), [0, 0, 1]]), width, height
    if kind == "perspective":
        before = corners(width, height)
        after = before + np.array(members["shifts"]) * [width, height]
        # float32 is all that getPerspectiveTransform takes, so the eight equations are solved here.
        rows, right = [], []
        for (x, y), (u, v) in zip(before - 0.5, after - 0.5):
            rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
            right += [u, v]
        return np.append(np.linalg.solve(np.array(rows), np.array(right)), 1).reshape(3, 3), width, height
    raise ValueError(kind)


def whole(case):
    """The matrix of all steps, and every frame on the way with its matrix."""
    width, height = case["frame"]
    matrix, frames = np.eye(3), [(np.eye(3), width, height)]
    for members in case["steps"]:
        next_matrix, width, height = step(members, width, height)
        matrix = next_matrix @ matrix
        frames.append((matrix, width, height))
    return matrix, frames


def places(case):
    """For each target pixel its place in the source, and whether every frame on the way had it."""
    matrix, frames = whole(case)
    _, width, height = frames[-1]
    x, y = np.meshgrid(np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64))
    u, v, w = np.tensordot(np.linalg.inv(matrix), np.stack([x, y, np.ones_like(x)]), 1)
    u, v = u / w, v / w
    seen = np.ones_like(u, bool)
    for frame, frame_width, frame_height in frames[:-1]:
        a, b, c = np.tensordot(frame, np.stack([u, v, np.ones_like(u)]), 1)
        column, row = np.floor(a / c + 0.5 + 1e-6), np.floor(b / c + 0.5 + 1e-6)
        seen &= (column >= 0) & (row >= 0) & (column < frame_width) & (row < frame_height)
    return u, v, seen


def bilinear(image, u, v):
    height, width = image.shape[:2]
    left, top = np.floor(u).astype(int), np.floor(v).astype(int)
    across, down = (u - left)[..., None], (v - top)[..., None]

    def at(row, column):
        return image[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)].astype(np.float64)

    above = at(top, left) * (1 - across) + at(top, left + 1) * across
    below = at(top + 1, left) * (1 - across) + at(top + 1, left + 1) * across
    return above * (1 - down) + below * down


def levels(found, expected, seen=None):
    difference = np.abs(found.astype(np.float64) - np.asarray(expected, np.float64))
    return float(difference.max() if seen is None else np.where(seen[..., None], difference, 0).max(initial=0))


def picture(case, image, found):
    u, v, seen = places(case)
    height, width = found.shape[:2]
    yield "numpy", levels(found, bilinear(image, u, v), seen)
    yield "fill", float((found[~seen] != case["fill"]).sum())
    kinds = [members["kind"] for members in case["steps"]]
    if kinds == ["resize"]:
        resized = cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)
        yield "cv2.resize", levels(found, resized.reshape(found.shape))
    elif "smooth" in case["name"]:
        matrix, _ = whole(case)
        border = {"flags": cv2.INTER_LINEAR, "borderMode": cv2.BORDER_REPLICATE}
        warped = cv2.warpPerspective(image, matrix, (width, height), **border)
        yield "cv2.warpPerspective", levels(found, warped.reshape(found.shape), seen)
        if np.allclose(matrix[2], [0, 0, 1]):
            warped = cv2.warpAffine(image, matrix[:2], (width, height), **border)
            yield "cv2.warpAffine", levels(found, warped.reshape(found.shape), seen)


def on_edge(side, side_after):
    return (2 * np.arange(side_after) + 1) * side % (2 * side_after) == 0


def labels(case, image, found):
    u, v, seen = places(case)
    height, width = found.shape[:2]
    rows = np.clip(np.floor(v + 0.5 + 1e-6).astype(int), 0, image.shape[0] - 1)
    columns = np.clip(np.floor(u + 0.5 + 1e-6).astype(int), 0, image.shape[1] - 1)
    expected = np.where(seen[..., None], image[rows, columns], case["fill"])
    yield "numpy", float((found != expected).sum())
    yield "new values", float(len(set(np.unique(found)) - set(np.unique(image)) - {case["fill"]}))
    kinds = [members["kind"] for members in case["steps"]]
    if kinds == ["resize"] and image.dtype == np.uint8:
        resized = cv2.resize(image, (width, height), interpolation=cv2.INTER_NEAREST_EXACT)
        # Centres on the very edge between two pixels: OpenCV takes one or the other as its rounding has it.
        clear = ~on_edge(image.shape[0], height)[:, None] & ~on_edge(image.shape[1], width)
        yield "cv2.resize", float((found != resized.reshape(found.shape))[clear].sum())
    if kinds == ["rotate"] and image.dtype == np.uint8:
        matrix, _ = whole(case)
        turned = cv2.warpAffine(
            image, matrix[:2], (width, height), flags=cv2.INTER_NEAREST, borderValue=case["fill"]
        ).reshape(found.shape)
        # OpenCV has places in whole fractions of a pixel: near the edge between two it may take the other.
        clear = (np.abs((u % 1) - 0.5) > 0.002) & (np.abs((v % 1) - 0.5) > 0.002)
        yield "cv2.warpAffine", float((found != turned)[clear].sum())


def area(case, image, found):
    """One step after the other: none of them but the resize changes a value."""
    crop, resize, _, pad = case["steps"]
    top, left = crop["top_px"], crop["left_px"]
    image = image[top : top + crop["height_px"], left : left + crop["width_px"]]
    size = (resize["width_px"], resize["height_px"])
    image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)[:, ::-1]
    sides = [pad[f"{side}_px"] for side in ("top", "bottom", "left", "right")]
    image = cv2.copyMakeBorder(image, *sides, cv2.BORDER_CONSTANT, value=[case["fill"]] * 3)
    yield "cv2.resize", levels(found, image.reshape(found.shape))


def light(case, image, found):
    full = {"uint8": 255, "uint16": 65535, "float32": 1}[case["dtype"]]
    values = image.astype(np.float64) / full
    for change in case["light"]:
        kind, amount = change["kind"], change["amount"]
        if kind == "brightness":
            values = values + amount
        elif kind == "contrast":
            values = 0.5 + (values - 0.5) * amount
        elif kind == "saturation":
            gray = (values @ [0.299, 0.587, 0.114])[..., None]
            values = gray + (values - gray) * amount
        elif kind == "hue":
            for place in np.ndindex(values.shape[:2]):
                h, s, v = colorsys.rgb_to_hsv(*values[place])
                values[place] = colorsys.hsv_to_rgb((h + amount / 360) % 1, s, v)
        elif kind == "gamma":
            values = values**amount
        elif kind == "blur":
            side = 2 * int(np.ceil(4 * amount)) + 1
            values = cv2.GaussianBlur(values, (side, side), amount).reshape(found.shape)
        values = np.clip(values, 0, 1)
    yield "numpy", levels(found * (255 / full), values * 255)


def project(matrix, points):
    points = np.asarray(points, np.float64).reshape(-1, 1, 2) - 0.5
    return cv2.perspectiveTransform(points, matrix).reshape(-1, 2) + 0.5


def regions(case, image, found):
    """Boxes whose outline stays in front of the camera, and convex outlines; steps that cut nothing on the way."""
    matrix, frames = whole(case)
    _, width, height = frames[-1]
    frame = corners(width, height).astype(np.float32)
    worst, share = 0.0, 0.0
    for region in case["regions"]:
        outline = project(matrix, region["outline"])
        size, cut = cv2.intersectConvexConvex(frame, cv2.convexHull(outline.astype(np.float32)))
        if region["full"] is None:
            worst = max(worst, float(size))
            continue
        low, high = outline.min(0), outline.max(0)
        worst = max(worst, np.abs(np.array(region["full"]) - [*low, *high]).max())
        low, high = cut.reshape(-1, 2).min(0), cut.reshape(-1, 2).max(0)
        worst = max(worst, np.abs(np.array(region["visible"]) - [*low, *high]).max())
        seen = cv2.contourArea(np.array(region["polygon"], np.float32))
        share = max(share, abs(seen - size) / size)
    yield "boxes", float(worst)
    yield "areas", float(share)


CHECKS = {"picture": picture, "labels": labels, "area": area, "light": light, "regions": regions}


def main(folder):
    for case in json.load(open(f"{folder}/cases.json", encoding="utf-8")):
        image, found = None, None
        if "shape" in case:
            image = np.fromfile(f"{folder}/{case['name']}.in", case["dtype"]).reshape(case["shape"])
            found = np.fromfile(f"{folder}/{case['name']}.out", case["dtype"]).reshape(case["shape_after"])
        for what, difference in CHECKS[case["kind"]](case, image, found):
            print(case["kind"], case["name"], what.replace(" ", "-"), difference)


main(sys.argv[1])
