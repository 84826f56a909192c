#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Texts that are hard on a tokenizer: the fixed ones below, then random ones.

    make_texts.py COUNT SEED OUT.json      a list of {"text": ...}: the fixed texts and COUNT random ones

reference_ids.js adds to each the ids of the reference; test_text_neox reads the result.
"""
import json
import random
import sys
import unicodedata

SPACES = [" ", "\t", "\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0", "\u1680", "\u180e",
          "\u2000", "\u2003", "\u2007", "\u200a", "\u200b", "\u2028", "\u2029", "\u202f", "\u205f", "\u2060", "\u3000",
          "\ufeff"]
CONTRACTIONS = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d", "'S", "'T", "'RE", "'Ve", "'M", "'LL", "'D", "'", "''",
                "\u2019s", "\u2019t", "'x", "'r", "'v", "'l"]
ADDED = ["<|endoftext|>", "<|padding|>", "<|endoftext", "|>", "<|unk|>", "<|", "<|endoftext|><|endoftext|>"]
CLUSTERS = ["\U0001F469\u200D\U0001F680", "\U0001F3F3\uFE0F\u200D\U0001F308", "\U0001F1E9\U0001F1EA",
            "\U0001F44D\U0001F3FD", "e\u0301", "\u2460\u2461", "\u216B", "\u00BD", "\u0663\u0664", "\u0967\u0968",
            "\u32BF", "\U0001D7D8", "\u212B", "\u2126", "\uFB01", "\u0958", "\u0344"]
WORDS = ("the of and in to was is for on that with his it which had their first been would game year between season "
         "Robert Boulter England London television Royal theatre university hurricane battleship architecture 1962 "
         "Pont-d'Arc naive caf\u00e9 @-@ km\u00b2 don't we'll I've they're it's O'Neill cooperation reinstall "
         "antidisestablishmentarianism Donaudampfschifffahrtsgesellschaft").split()
BLOCKS = [(0x20, 0x7E), (0, 0x1F), (0x80, 0xFF), (0x100, 0x24F), (0x300, 0x36F), (0x370, 0x52F), (0x590, 0x6FF),
          (0x900, 0xDFF), (0xE00, 0xFFF), (0x1100, 0x11FF), (0x13A0, 0x13FF), (0x1AB0, 0x1AFF), (0x1C80, 0x1CFF),
          (0x1DC0, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x218F), (0x2190, 0x2BFF), (0x20D0, 0x20FF), (0x2DE0, 0x2DFF),
          (0x3000, 0x30FF), (0x3130, 0x33FF), (0x4E00, 0x9FFF), (0xA640, 0xA6FF), (0xA7C0, 0xA8FF), (0xAC00, 0xD7FF),
          (0xE000, 0xF8FF), (0xF900, 0xFDFF), (0xFE00, 0xFFFF), (0x10000, 0x11FFF), (0x12000, 0x14FFF),
          (0x16000, 0x18FFF), (0x1B000, 0x1BFFF), (0x1CC00, 0x1D7FF), (0x1E000, 0x1EFFF), (0x1F000, 0x1FAFF),
          (0x20000, 0x323AF), (0xE0000, 0xE01EF), (0xF0000, 0x10FFFF)]
MARKS = [c for c in range(0x110000) if unicodedata.combining(chr(c))]
JAMO = [(0x1100, 0x1112), (0x1161, 0x1175), (0x11A7, 0x11C2), (0xAC00, 0xD7A3)]


def fixed_texts():
    yield from ["", " ", "  ", "\n", "\0", "a", " a", "a ", "\u00e9", "e\u0301", "Hello world", " Hello  world "]
    for n in range(2, 61):  # runs of spaces: alone, before a word, after one, before a line's end
        yield from [" " * n, " " * n + "x", "x" + " " * n, "x" + " " * n + "\n" + " " * n + "y"]
    for space in SPACES:
        for around in ["a{0}b", "a{0}{0}b", " {0}b", "{0} b", "a {0}", "{0}", "{0}{0}", "!{0}1", "a\n{0}\n b"]:
            yield around.format(space)
    for c in CONTRACTIONS:
        yield from ["we" + c, c, " " + c, "we" + c + "x", "we " + c + " x", "1" + c + "2", c.upper() + c]
    for token in ADDED:
        yield from [token, "a" + token + "b", " " + token + " ", "  " + token + "  "]
        yield from [token + "\u0301", "e" + token + "\u0301"]
    for c in CLUSTERS:
        yield from [c, "a" + c + "b", " " + c, c + "1" + c, c * 3]
    # NFC: composition, reordering, exclusions, Hangul; and marks of Unicode 10 and later, which the reference's tables
    # do not know, so that they stay where they are.
    yield from ["a\u0315\u0300\u05ae\u0300\u0062", "\u1100\u1161\u11a8", "\uac00\u11a7", "\uac00\u11a8", "\u0915\u093c",
                "\u2adc", "q\u0307\u0323", "s\u0323\u0307", "\u1e9b\u0323", "e\u0301\u0327", "\u0041\u030a\u0301",
                "a\u1df6\u0300", "a\u0301\u1df6", "a\u1df9\u0315\u0300", "a\U00010F46\u0323", "a\u0301\U0001E2EC\u0323",
                "\U00011935\U00011930",
                "a\u1ABF\u0323", "a\u1AC1\u0301\u0323", "\u0B47\u0B56\u0B3C", "x\U0001133B\u0334"]
    # Letters and numbers of Unicode 15, 15.1 and 16; unassigned and private characters; noncharacters; the last one.
    yield from ["a\U00031350b", "a\U0002EBF0b", "a\u1C89b", "1\U00010D40", "1\U00011BF0a", "a\u0378b", "a\uE000b",
                "a\uFFFEb \uFFFF", "a\U0010FFFFb", "\U0010FFFE", "\uFDD0", "\uFFFD", "\uFFFDx"]
    yield from ["\0\x01ctl", "a\0b", "\x7f", "tab\tseparated\tvalues\n", "line\r\nline\r\n\r\n", "\r\n \r\n", "\n\n\n",
                "if x:\n\treturn  {\n    }\n",
                "https://example.org/a?b=c&d=%20#e", "3.14159e-10", "12345678901234567890",
                "\u0391\u03b8\u03ae\u03bd\u03b1", "\u0645\u0631\u062d\u0628\u0627", "\u05e9\u05c1\u05dc\u05d5\u05dd",
                "\u4f60\u597d\u4e16\u754c", "\u3053\u3093\u306b\u3061\u306f", "\uc548\ub155", "\u0e2a\u0e27\u0e31",
                "\u0928\u092e\u0938\u094d\u0924\u0947",
                "abc\u0434\u0435\u0444123\u4e2d\u6587", "a\u200db\u200c c\u2060d\ufeffe"]


def character(rng):
    low, high = rng.choice(BLOCKS) if rng.random() < 0.9 else (0, 0x10FFFF)
    code = rng.randint(low, high)
    return chr(code) if not 0xD800 <= code <= 0xDFFF else "\ud7a3"


def part(rng):
    kind = rng.randrange(16)
    if kind < 3:
        return rng.choice(["", " "]) + rng.choice(WORDS)
    if kind == 3:
        return " " * rng.choice([1, 2, 3, 4, 8, 16, 23, 24, 25, 48, 49, rng.randint(1, 120)])
    if kind == 4:
        return "".join(rng.choice(SPACES) for _ in range(rng.randint(1, 5)))
    if kind == 5:
        return rng.choice(SPACES) * rng.randint(1, 9)
    if kind == 6:
        return rng.choice(WORDS) + rng.choice(CONTRACTIONS) + rng.choice(["", " ", "a", "S"])
    if kind == 7:
        return rng.choice(ADDED)
    if kind == 8:
        return str(rng.randrange(10 ** rng.randint(1, 14)))
    if kind == 9:
        return rng.choice("aeiouAEIOUncsyzgN") + "".join(chr(rng.choice(MARKS)) for _ in range(rng.randint(1, 4)))
    if kind == 10:
        return "".join(chr(rng.randint(*rng.choice(JAMO))) for _ in range(rng.randint(1, 6)))
    if kind == 11:
        return rng.choice(CLUSTERS)
    if kind == 12:
        return "".join(character(rng) for _ in range(rng.randint(1, 10)))
    if kind == 13:
        low, high = rng.choice([b for b in BLOCKS if b[0] != 0xAC00])
        return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 12)))
    if kind == 14:
        return "".join(rng.choice("\t\n\r    !'-.,09AZaz\0\x7f\u00a0\u00e9") for _ in range(rng.randint(1, 15)))
    return rng.choice(".,;:!?-_()[]{}#@$%^&*+=/\\|<>~`\"") * rng.randint(1, 6)


def main():
    count, seed, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    rng = random.Random(seed)
    texts = list(dict.fromkeys(fixed_texts()))
    texts += ["".join(part(rng) for _ in range(rng.randint(1, 9))) for _ in range(count)]
    with open(out, "w", encoding="ascii") as file:
        json.dump([{"text": text} for text in texts], file)


if __name__ == "__main__":
    main()
