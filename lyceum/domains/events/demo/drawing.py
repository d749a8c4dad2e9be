"""Pictures of the season, drawn: flat shapes and light, one motif for each event, always the same."""

from collections.abc import Iterator
from math import cos, pi, sin
from random import Random

from lyceum.domains.events.demo.sheet import HIGH, WIDE, Point, Sheet
from lyceum.kernel.foundation.rules.colour import hex_of


def picture(motif: str) -> bytes:
    """``motif``: one of the names below, as the season's script has it."""
    return _MOTIFS[motif]().jpeg()


def _candles() -> Sheet:
    """Four keyboards in the dark, and the light of two hundred flames."""
    sheet, chance = Sheet(hex_of(0.16, 0.05, 285), hex_of(0.3, 0.09, 45)), _chance(4)
    for row in range(5):
        for _ in range(9 + row * 2):
            x, y = chance.uniform(2, 158), 14 + row * 9 + chance.uniform(-3, 3)
            sheet.glow((x, y), 3 + row, hex_of(0.8, 0.15, 70), 0.75)
            sheet.panel(x - 0.35 - row * 0.06, y + 1, 0.7 + row * 0.12, 4 + row, hex_of(0.9, 0.03, 80), 0.3)
            sheet.shape([(x, y - 1.2 - row * 0.3), (x + 0.6, y + 0.7), (x - 0.6, y + 0.7)], hex_of(0.95, 0.12, 92))
    for key in range(32):
        sheet.panel(key * 5, 68, 4.8, 24, hex_of(0.96, 0.02, 85), 0.6)
        if key % 7 not in (2, 6):
            sheet.panel(key * 5 + 3.3, 67, 3.2, 13, hex_of(0.17, 0.03, 285), 0.4)
    return sheet


def _vinyl() -> Sheet:
    sheet = Sheet(hex_of(0.63, 0.19, 40), hex_of(0.52, 0.19, 22))
    _rays(sheet, (104, 52), hex_of(0.7, 0.18, 58), 28)
    sheet.disc((104, 52), 44, hex_of(0.18, 0.02, 285))
    for groove in range(18, 44, 3):
        sheet.ring((104, 52), groove, hex_of(0.3, 0.02, 285), 0.3)
    sheet.disc((104, 52), 15, hex_of(0.88, 0.15, 90))
    sheet.arc((104, 52), 10, (200, 340), hex_of(0.52, 0.19, 22), 1.2)
    sheet.disc((104, 52), 2, hex_of(0.18, 0.02, 285))
    sheet.stroke([(150, 4), (150, 34), (128, 52)], hex_of(0.93, 0.03, 80), 1.8)
    sheet.panel(122, 49, 9, 5, hex_of(0.93, 0.03, 80), 1)
    return sheet


def _kora() -> Sheet:
    """A gourd, its strings, and the sun going down behind."""
    sheet = Sheet(hex_of(0.5, 0.15, 15), hex_of(0.8, 0.14, 72))
    sheet.glow((98, 58), 70, hex_of(0.88, 0.14, 80), 0.9)
    sheet.disc((98, 62), 30, hex_of(0.9, 0.13, 88))
    sheet.shape([(0, 74), (60, 66), (160, 76), (160, 90), (0, 90)], hex_of(0.33, 0.11, 20))
    sheet.disc((52, 70), 25, hex_of(0.46, 0.1, 50))
    sheet.disc((52, 70), 21, hex_of(0.85, 0.06, 82))
    sheet.disc((63, 66), 4, hex_of(0.3, 0.07, 40))
    sheet.stroke([(52, 92), (80, -4)], hex_of(0.28, 0.07, 35), 2.6)
    for string in range(11):
        sheet.stroke([(40 + string * 2.1, 78 - string), (70.5 + string * 0.8, 28 - string * 2.6)], "#fff6e2", 0.28)
    return sheet


def _brass() -> Sheet:
    """Bells of six horns, seen from the front, and what is thrown from the gallery."""
    sheet, chance = Sheet(hex_of(0.42, 0.15, 262), hex_of(0.3, 0.13, 280)), _chance(6)
    for centre, radius in (((26, 66), 25), ((62, 34), 19), ((88, 76), 22), ((116, 40), 26), ((148, 74), 19)):
        for step, light in enumerate((0.62, 0.8, 0.9, 0.74, 0.5, 0.25)):
            sheet.disc(centre, radius * (1 - step * 0.16), hex_of(light, 0.14, 82 - step * 5))
    for _ in range(90):
        x, y, long = chance.uniform(0, WIDE), chance.uniform(0, HIGH), chance.uniform(1, 2.6)
        turn = chance.uniform(0, pi)
        end = (x + long * cos(turn), y + long * sin(turn))
        sheet.stroke([(x, y), end], hex_of(0.82, 0.15, chance.choice((25, 90, 150, 345))), 0.9)
    return sheet


def _birds() -> Sheet:
    """The rocks by the sea at dawn, and who wakes first."""
    sheet = Sheet(hex_of(0.84, 0.08, 60), hex_of(0.92, 0.06, 90))
    sheet.glow((110, 46), 44, hex_of(0.97, 0.09, 85), 1)
    sheet.disc((110, 48), 12, hex_of(0.78, 0.15, 48))
    for band, light in enumerate((0.68, 0.6, 0.52, 0.44)):
        sheet.panel(0, 52 + band * 10, 160, 40, hex_of(light, 0.09, 225 + band * 6))
    sheet.shape([(0, 34), (20, 30), (34, 44), (46, 48), (58, 64), (44, 74), (0, 80)], hex_of(0.87, 0.03, 80))
    sheet.shape([(0, 52), (16, 50), (34, 62), (58, 64), (44, 74), (0, 80)], hex_of(0.72, 0.06, 70))
    for x, y, wing in (
        (62, 20, 7),
        (78, 30, 5),
        (92, 14, 4.4),
        (104, 26, 3.4),
        (124, 18, 6),
        (140, 30, 4),
        (50, 10, 4),
    ):
        wings = [
            (x - wing, y - wing * 0.45),
            (x - wing * 0.4, y - wing * 0.4),
            (x, y),
            (x + wing * 0.4, y - wing * 0.4),
        ]
        sheet.stroke([*wings, (x + wing, y - wing * 0.45)], hex_of(0.3, 0.06, 255), wing * 0.14)
    return sheet


def _shadow() -> Sheet:
    """A hand on the wall, a moon in the window."""
    sheet = Sheet(hex_of(0.2, 0.03, 250), hex_of(0.36, 0.05, 235))
    sheet.glow((112, 40), 60, hex_of(0.85, 0.04, 110), 0.7)
    sheet.disc((112, 40), 27, hex_of(0.94, 0.04, 105))
    for x, y, radius in ((104, 34, 4), (120, 30, 3), (116, 48, 5.5), (101, 50, 2.4)):
        sheet.disc((x, y), radius, hex_of(0.88, 0.04, 100))
    for stair in range(9):
        sheet.panel(-2, 86 - stair * 7, 90 - stair * 10, 90, hex_of(0.15, 0.02, 250))
    dark = hex_of(0.1, 0.015, 260)
    sheet.shape([(60, 92), (72, 58), (80, 52), (92, 54), (97, 64), (94, 92)], dark)
    for knuckle, tip in (((80, 58), (78, 22)), ((84, 57), (88, 16)), ((88, 57), (98, 18)), ((92, 60), (108, 27))):
        middle = (knuckle[0] * 0.45 + tip[0] * 0.55 - 1, knuckle[1] * 0.45 + tip[1] * 0.55)
        sheet.stroke([knuckle, middle], dark, 4.2)
        sheet.shape([(middle[0] - 2.1, middle[1] + 1), tip, (middle[0] + 2.1, middle[1] + 1)], dark)
    sheet.stroke([(76, 66), (68, 50)], dark, 3.6)
    sheet.shape([(66.4, 51), (63, 36), (70, 49)], dark)
    return sheet


def _synth() -> Sheet:
    sheet = Sheet(hex_of(0.9, 0.04, 85), hex_of(0.84, 0.06, 75))
    sheet.panel(16, 12, 128, 84, hex_of(0.28, 0.04, 260), 4)
    for knob in range(12):
        x, y = 31 + knob % 6 * 20, 28 + knob // 6 * 22
        turn = -0.75 * pi + (knob * 5 % 12) / 11 * 1.5 * pi
        sheet.arc((x, y), 8, (135, 405), hex_of(0.45, 0.04, 260), 0.7)
        sheet.disc((x, y), 6, hex_of(0.7, 0.16, (25, 60, 90, 150, 225, 345)[knob % 6]))
        sheet.stroke([(x, y), (x + 5.4 * sin(turn), y - 5.4 * cos(turn))], "#ffffff", 1)
    for jack in range(8):
        sheet.ring((28 + jack * 15, 72), 3, hex_of(0.75, 0.02, 260), 1)
    for start, end, hue in ((28, 73, 25), (43, 118, 150), (88, 133, 90)):
        hang = [(start + (end - start) * part, 72 + 17 * sin(pi * part)) for part in _steps(24)]
        sheet.stroke(hang, hex_of(0.74, 0.17, hue), 1.8)
    return sheet


def _choir() -> Sheet:
    """Rows of singers, each with an open mouth."""
    sheet = Sheet(hex_of(0.5, 0.11, 190), hex_of(0.36, 0.09, 205))
    for ring in range(5):
        sheet.arc((80, 118), 60 + ring * 14, (180, 360), hex_of(0.58 + ring * 0.05, 0.1, 185 - ring * 12), 13)
    for row in (2, 1, 0):
        many = 7 + row * 2
        for one in range(many):
            x, y = 80 + (one - (many - 1) / 2) * 14.5, 76 - row * 20 + abs(one - (many - 1) / 2) * 1.6
            hue = (18, 45, 70, 95, 350)[(one * 2 + row) % 5]
            sheet.disc((x, y + 16), 9, hex_of(0.62, 0.16, hue))
            sheet.disc((x, y), 5.6, hex_of((0.86, 0.7, 0.52, 0.78)[(one + row) % 4], 0.06, 60))
            sheet.disc((x, y + 1.8), 1.7, hex_of(0.25, 0.08, 25))
    return sheet


def _city() -> Sheet:
    """Houses as loud as what is heard in them."""
    sheet, chance = Sheet(hex_of(0.92, 0.05, 95), hex_of(0.84, 0.1, 75)), _chance(3)
    for house in range(20):
        high = 16 + 44 * abs(sin(house * 0.8)) * (0.55 + 0.45 * abs(cos(house * 0.33)))
        colour = hex_of(0.42 + 0.16 * (house % 3) / 2, 0.13, (255, 25, 160, 300)[house % 4])
        sheet.panel(house * 8 + 0.5, 90 - high, 7, high + 4, colour, 0.8)
        for floor in range(int(high // 6)):
            for side in (1.7, 4.7):
                lit = hex_of(0.95, 0.11, 95) if chance.random() < 0.6 else hex_of(0.3, 0.06, 270)
                sheet.panel(house * 8 + side, 92.5 - high + floor * 6, 1.7, 2.6, lit, 0.3)
    for ring in range(1, 5):
        sheet.arc((80, 34), ring * 7, (200, 340), hex_of(0.55, 0.17, 25), 1.3)
    sheet.disc((80, 33), 2.6, hex_of(0.55, 0.17, 25))
    return sheet


def _room() -> Sheet:
    """A wall of records, two loudspeakers, one lamp."""
    sheet, chance = Sheet(hex_of(0.3, 0.05, 45), hex_of(0.24, 0.05, 35)), _chance(9)
    for shelf in range(3):
        left = 0.0
        while left < 160:
            wide = chance.uniform(0.9, 2.2)
            colour = hex_of(chance.uniform(0.4, 0.75), 0.09, chance.choice((30, 60, 90, 200, 260)))
            sheet.panel(left, 5 + shelf * 19, wide - 0.25, 15.5, colour)
            left += wide
        sheet.panel(0, 20.5 + shelf * 19, 160, 2, hex_of(0.42, 0.07, 55))
    for left in (14, 122):
        sheet.panel(left, 40, 24, 52, hex_of(0.5, 0.08, 55), 1)
        for y, radius in ((54, 7), (76, 9.5)):
            sheet.disc((left + 12, y), radius, hex_of(0.18, 0.02, 40))
            sheet.disc((left + 12, y), radius * 0.4, hex_of(0.34, 0.02, 40))
    sheet.glow((80, 56), 48, hex_of(0.86, 0.13, 75), 0.95)
    sheet.stroke([(80, 0), (80, 40)], hex_of(0.15, 0.02, 40), 0.6)
    sheet.shape([(72, 40), (88, 40), (95, 52), (65, 52)], hex_of(0.66, 0.17, 35))
    sheet.disc((80, 54), 4, hex_of(0.97, 0.06, 95))
    return sheet


def _microphone() -> Sheet:
    sheet = Sheet(hex_of(0.3, 0.13, 330), hex_of(0.2, 0.09, 310))
    for left in range(0, 160, 10):
        sheet.panel(left, 0, 5, 90, hex_of(0.34, 0.14, 335))
    sheet.glow((84, 70), 62, hex_of(0.88, 0.1, 85), 0.95)
    sheet.shape([(0, 84), (160, 84), (160, 90), (0, 90)], hex_of(0.4, 0.08, 50))
    sheet.stroke([(84, 86), (84, 40)], hex_of(0.25, 0.02, 280), 1.6)
    sheet.panel(70, 84, 28, 3, hex_of(0.2, 0.02, 280), 1.5)
    sheet.panel(80, 30, 8, 14, hex_of(0.3, 0.02, 280), 2)
    sheet.disc((84, 22), 11, hex_of(0.78, 0.02, 260))
    for line in range(-8, 9, 4):
        sheet.stroke([(84 + line, 14), (84 + line, 31)], hex_of(0.52, 0.02, 260), 0.5)
        sheet.stroke([(75, 22 + line), (93, 22 + line)], hex_of(0.52, 0.02, 260), 0.5)
    sheet.panel(72.5, 26.5, 23, 3, hex_of(0.72, 0.16, 75), 1)
    return sheet


def _kettle() -> Sheet:
    """A hot drink under strings of light."""
    sheet, chance = Sheet(hex_of(0.26, 0.07, 265), hex_of(0.42, 0.09, 255)), _chance(12)
    for _ in range(110):
        sheet.disc(
            (chance.uniform(0, WIDE), chance.uniform(0, HIGH)), chance.uniform(0.25, 0.8), hex_of(0.94, 0.02, 250)
        )
    for drop in (12, 24):
        wire = [(160 * part, 4 + drop * sin(pi * part * 2) ** 2) for part in _steps(80)]
        sheet.stroke(wire, hex_of(0.2, 0.04, 265), 0.4)
        for x, y in wire[3::7]:
            sheet.glow((x, y + 2), 5, hex_of(0.88, 0.13, 80), 0.8)
            sheet.disc((x, y + 2), 1.3, hex_of(0.95, 0.1, 90))
    sheet.panel(60, 52, 36, 34, hex_of(0.58, 0.18, 28), 5)
    sheet.arc((98, 67), 9, (270, 450), hex_of(0.58, 0.18, 28), 3.4)
    sheet.panel(60, 62, 36, 5, hex_of(0.93, 0.03, 80))
    sheet.panel(0, 86, 160, 6, hex_of(0.3, 0.06, 50))
    for left in (68, 78, 88):
        rise = [(left + 2.4 * sin(part * 7), 48 - 20 * part) for part in _steps(24)]
        sheet.stroke(rise, hex_of(0.86, 0.02, 250), 1.3)
    return sheet


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 (a drawing, not a secret)


def _rays(sheet: Sheet, centre: Point, fill: str, many: int) -> None:
    for ray in range(0, many, 2):
        edges = [pi * 2 * (ray + side) / many for side in (0, 1)]
        sheet.shape([centre, *((centre[0] + 200 * cos(edge), centre[1] + 200 * sin(edge)) for edge in edges)], fill)


def _steps(many: int) -> Iterator[float]:
    return (step / many for step in range(many + 1))


_MOTIFS = {
    "candles": _candles,
    "vinyl": _vinyl,
    "kora": _kora,
    "brass": _brass,
    "birds": _birds,
    "shadow": _shadow,
    "synth": _synth,
    "choir": _choir,
    "city": _city,
    "room": _room,
    "microphone": _microphone,
    "kettle": _kettle,
}
