"""Look whether a PNG file shows anything."""

from __future__ import annotations

import io
import warnings

__all__ = ["check_picture"]

MOST_PIXELS = 50_000_000


def check_picture(content: bytes) -> str:
    """
    Return the size of a picture in words.

    Raises
    ------
    ValueError
        If it is no PNG file, has too many pixels, or one colour only.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise ValueError(f"it has {width} × {height} pixels: make it smaller")
                bands = picture.convert("RGBA").split()
                is_plain = all(len(set(band.getextrema())) == 1 for band in bands)
    except ValueError:
        raise
    except Exception as error:  # a damaged file makes the library raise many kinds of errors
        raise ValueError(f"it is no PNG picture that can be read: {error}") from None
    if is_plain:
        raise ValueError("it has one colour only")
    return f"{width} × {height} pixels"
