"""A sheet of A4 to draw on: text, rules, tables and ink, in pixels at 150 dots per inch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin
from pathlib import Path
from random import Random
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1240, 1754
MARGIN = 96
INK = (38, 40, 46)
GREY = (116, 120, 130)
RULE = (168, 172, 180)
PEN = (38, 62, 150)
FONTS = Path(__file__).parent.parent / "fonts"

Colour = tuple[int, int, int]
Align = Literal["l", "m", "r"]


@cache
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """PT Sans, which speaks Latin and Cyrillic."""
    return ImageFont.truetype(FONTS / ("PTSans-Bold.ttf" if bold else "PTSans-Regular.ttf"), size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its title, width in pixels, and the side its text leans to."""

    title: str
    width: int
    align: Align = "l"


class Sheet:
    """A white page and a pen."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), (252, 251, 247))
        self.draw = ImageDraw.Draw(self.image)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int = 24,
        bold: bool = False,
        colour: Colour = INK,
        align: Align = "l",
    ) -> None:
        """One line of text whose baseline top is at y."""
        self.draw.text((x, y), text, font=font(size, bold=bold), fill=colour, anchor=f"{align}a")

    def rule(self, x0: float, y: float, x1: float, *, width: int = 2, colour: Colour = RULE) -> None:
        """A horizontal line."""
        self.draw.line((x0, y, x1, y), fill=colour, width=width)

    def table(
        self,
        y: int,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        grid: bool,
        head: Colour | None = None,
        head_ink: Colour = INK,
    ) -> int:
        """A table from the left margin on; returns the y below it."""
        height = 58
        edges = [MARGIN]
        for column in columns:
            edges.append(edges[-1] + column.width)
        if head is not None:
            self.draw.rectangle((edges[0], y, edges[-1], y + height), fill=head)
        for number, cells in enumerate([[column.title for column in columns], *rows]):
            top = y + number * height
            for column, left, cell in zip(columns, edges, cells, strict=False):
                self._cell(column, left, top, cell, heading=number == 0, ink=head_ink)
            if not grid:
                self.rule(edges[0], top + height, edges[-1])
        bottom = y + height * (len(rows) + 1)
        if grid:
            self._grid(edges, y, bottom, height)
        return bottom

    def _cell(self, column: Column, left: int, top: int, text: str, *, heading: bool, ink: Colour) -> None:
        size = 20 if heading else 22
        face = font(size, bold=heading)
        while len(text) > 1 and face.getlength(text) > column.width - 16:
            text = text.removesuffix("…")[:-1] + "…"
        places = {"l": left + 10, "m": left + column.width // 2, "r": left + column.width - 10}
        self.draw.text(
            (places[column.align], top + 29),
            text,
            font=face,
            fill=ink if heading else INK,
            anchor=f"{column.align}m",
        )

    def _grid(self, edges: Sequence[int], top: int, bottom: int, height: int) -> None:
        for y in range(top, bottom + 1, height):
            self.rule(edges[0], y, edges[-1], colour=INK)
        for x in edges:
            self.draw.line((x, top, x, bottom), fill=INK, width=2)

    def signature(self, x: float, y: float, rng: Random) -> None:
        """A pen's squiggle about 190 pixels long."""
        swing = [rng.uniform(14, 34) for _ in range(8)]
        points = [
            (x + t * 1.9 + 10 * sin(t / 7), y - swing[t // 13 % 8] * sin(t / 5.3) * (1 - t / 130) - t / 9)
            for t in range(100)
        ]
        self.draw.line(points, fill=PEN, width=4, joint="curve")

    def stamp(self, x: int, y: int, around: str, middle: Sequence[str], rng: Random) -> None:
        """A round blue stamp centred at x, y: `around` runs along its rim."""
        radius = 132
        side = 2 * radius + 20
        ink = Image.new("L", (side, side), 0)
        pen = ImageDraw.Draw(ink)
        centre = side / 2
        for r, width in ((radius, 6), (radius - 10, 2), (radius - 46, 3)):
            pen.ellipse((centre - r, centre - r, centre + r, centre + r), outline=255, width=width)
        _along_rim(ink, centre, radius - 28, around)
        for number, line in enumerate(middle):
            place = (centre, centre + (number - (len(middle) - 1) / 2) * 28)
            pen.text(place, line, font=font(20, bold=True), fill=255, anchor="mm")
        grain = Image.frombytes("L", (side // 2, side // 2), rng.randbytes((side // 2) ** 2)).resize((side, side))
        ink = ink.rotate(rng.uniform(-16, 16), Image.Resampling.BICUBIC)
        ink = Image.composite(ink.point(lambda v: v * 0.74), ink.point(lambda v: v * 0.46), grain.point(_coarse))
        self.image.paste(PEN, (x - side // 2, y - side // 2), ink)


def _coarse(value: float) -> int:
    return 255 if value > 96 else 0


def _along_rim(ink: Image.Image, centre: float, radius: float, text: str) -> None:
    face = font(22, bold=True)
    words = f"{text} • "
    turns = max(1, round(2 * pi * radius / (face.getlength(words) + len(words) * 3)))
    words *= turns
    room = 2 * pi / len(words)
    for place, letter in enumerate(words):
        angle = place * room - pi / 2
        glyph = Image.new("L", (44, 44), 0)
        ImageDraw.Draw(glyph).text((22, 22), letter, font=face, fill=255, anchor="mm")
        glyph = glyph.rotate(-(angle * 180 / pi + 90), Image.Resampling.BICUBIC)
        at = (round(centre + radius * cos(angle)) - 22, round(centre + radius * sin(angle)) - 22)
        ink.paste(255, at, glyph)
