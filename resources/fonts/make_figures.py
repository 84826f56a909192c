#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes SpikeglassFigures-*.otf from Inter: the same letters, with figures of one width by default.

Qt 6.4 cannot switch on a font's "tnum" feature, and figures that change width make numbers dance. Inter's licence
(OFL 1.1, no reserved font name) allows a modified version under the same licence; it has its own family name.
usage: make_figures.py INTER.otf OUT.otf      needs fonttools (Debian: python3-fonttools)
"""
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Spikeglass Figures"
CHARACTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x3BC, *map(ord, "–—‘’“”…−×÷≈≤≥⁻⁰¹²³⁴⁵⁶⁷⁸⁹∞→")]


def tabular(font):
    """glyph -> glyph of the first "tnum" feature."""
    table = font["GSUB"].table
    feature = next(r.Feature for r in table.FeatureList.FeatureRecord if r.FeatureTag == "tnum")
    mapping = {}
    for index in feature.LookupListIndex:
        for part in table.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(part, "ExtSubTable", part).mapping)
    return mapping


def main(source, target):
    font = TTFont(source)
    swap = tabular(font)
    for cmap in font["cmap"].tables:
        if cmap.isUnicode():
            cmap.cmap = {code: swap.get(glyph, glyph) for code, glyph in cmap.cmap.items()}
    options = subset.Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS)
    cutter.subset(font)
    style = font["name"].getDebugName(17) or font["name"].getDebugName(2)
    names = {1: FAMILY if style == "Regular" else f"{FAMILY} {style}", 3: f"{FAMILY} {style}", 4: f"{FAMILY} {style}",
             6: f"{FAMILY}-{style}".replace(" ", ""), 16: FAMILY, 17: style, 21: FAMILY, 22: style}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID == 7 or record.nameID >= 256:
            font["name"].removeNames(record.nameID)
    top = font["CFF "].cff
    top.fontNames = [names[6]]
    top.topDictIndex[0].FullName = names[4]
    top.topDictIndex[0].FamilyName = FAMILY
    font.save(target)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
