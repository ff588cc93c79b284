"""Writes files with numpy and Pillow and says what they hold; reads those that Java wrote.

Each line is a file name, an element type, a shape and the SHA-256 of the values in little-endian rows.
"""

import hashlib
import pathlib
import sys

import numpy
from PIL import Image, ImageOps

folder = pathlib.Path(sys.argv[1])
random = numpy.random.default_rng(17)


def say(name, values):
    rows = numpy.ascontiguousarray(values)
    rows = rows.astype(rows.dtype.newbyteorder("<"))
    digest = hashlib.sha256(rows.tobytes()).hexdigest()
    shape = "x".join(str(side) for side in rows.shape)
    print(name, rows.dtype.name, shape, digest)


def picture(name, values, **options):
    Image.fromarray(values).save(folder / name, **options)
    say(name, values)


def slope(height, width):
    y, x = numpy.mgrid[0:height, 0:width]
    return numpy.stack([x * 2, y * 3, (x + y) % 200], axis=2).astype("uint8")


if sys.argv[2] == "write":
    gray16 = random.integers(0, 65536, (13, 17), dtype="uint16")
    gray8 = random.integers(0, 256, (13, 17), dtype="uint8")
    colour = random.integers(0, 256, (13, 17, 3), dtype="uint8")
    floats = random.normal(0, 50, (13, 17)).astype("float32")
    picture("gray16.png", gray16)
    picture("gray16.tiff", gray16)
    picture("floats.tiff", floats)
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
        picture(f"{compression}.tiff", colour, compression=compression)
        picture(f"{compression}-float.tiff", floats, compression=compression)
    picture("predicted.tiff", colour, compression="tiff_lzw", tiffinfo={317: 2})
    picture("lossless.webp", colour, lossless=True)
    for name, dtype in enumerate(["|u1", ">u2", "<i4", ">i8", ">f4", "<f8"]):
        values = random.integers(0, 200, (3, 4, 5)).astype(dtype)
        numpy.save(folder / f"rows{name}.npy", values)
        say(f"rows{name}.npy", values)
        numpy.save(folder / f"columns{name}.npy", numpy.asfortranarray(values))
        say(f"columns{name}.npy", values)
    palette = Image.fromarray(gray8 % 7, mode="P")
    palette.putpalette([value for i in range(7) for value in (i * 30, 255 - i, 7)])
    palette.save(folder / "ids-palette.png")
    say("ids-palette.png", gray8 % 7)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        for kind in ("png", "webp", "tiff"):
            name = f"turned{orientation}.{kind}"
            options = {"lossless": True} if kind == "webp" else {}
            Image.fromarray(colour).save(folder / name, exif=exif, **options)
            with Image.open(folder / name) as opened:
                say(name, numpy.asarray(ImageOps.exif_transpose(opened).convert("RGB")))
        name = f"turned{orientation}.jpg"
        Image.fromarray(slope(40, 56)).save(folder / name, exif=exif, quality=95)
        with Image.open(folder / name) as opened:
            numpy.save(folder / f"near-{name}.npy", numpy.asarray(ImageOps.exif_transpose(opened)))
    Image.fromarray(slope(40, 56)).save(folder / "lossy.webp", quality=90)
    with Image.open(folder / "lossy.webp") as opened:
        numpy.save(folder / "near-lossy.webp.npy", numpy.asarray(opened.convert("RGB")))
else:
    for path in sorted(folder.glob("java-*")):
        if path.suffix == ".npy":
            say(path.name, numpy.load(path))
        else:
            with Image.open(path) as opened:
                say(path.name, numpy.asarray(opened))
