#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the table of keys in docs/manual.md from the sources of the window, so that it cannot go stale.

usage: docs/list_keys.py [--check]

--check: changes nothing, and ends with 1 if the manual says something else than the sources.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "docs" / "manual.md"
BEGIN, END = "<!-- keys: docs/list_keys.py writes this -->", "<!-- end of keys -->"

STANDARD = {"Open": "Ctrl+O", "Save": "Ctrl+S", "Find": "Ctrl+F"}  # as Qt has them on Linux
NAMES = {"Plus": "+", "Minus": "-", "Equal": "=", "Period": ".", "Comma": ",", "Question": "?", "Escape": "Esc"}
LITERAL = r'"((?:[^"\\]|\\.)*)"'


def source(path):
    return (ROOT / path).read_text(encoding="utf-8")


def plain(text):
    return text.replace("&", "").replace("…", "")


def keys_of(code):
    """What `{QKeySequence(Qt::CTRL | Qt::Key_S), QKeySequence::Save}` presses."""
    found = []
    for standard, combination in re.findall(r"QKeySequence(?:::(\w+)|\(([^)]*)\))", code):
        if standard:
            found.append(STANDARD[standard])
            continue
        parts = [part.strip().removeprefix("Qt::") for part in combination.split("|")]
        words = [{"CTRL": "Ctrl", "SHIFT": "Shift", "ALT": "Alt"}.get(part, part.removeprefix("Key_")) for part in parts]
        found.append("+".join(words[:-1] + [NAMES.get(words[-1], words[-1])]))
    return found


def keys_of_menus():
    """[(menu, [(keys, what)])], in the order of the menus."""
    code = source("app/window/window_actions.cpp")
    actions = {}  # member: (keys, what)
    for name, text, keys, tip in re.findall(rf"(\w+) = make\(tr\({LITERAL}\), \{{(.*?)\}}, (?:tr\({LITERAL}\)|\{{\}})\);", code):
        actions[name] = (keys_of(keys), plain(text) + (f": {tip}" if tip else ""))
    # The one effect with a key is made in a loop.
    often = re.search(r"Effect::(\w+);.*?often \? QList<QKeySequence>\{(.*?)\} :.*?tr\(" + LITERAL, code, re.DOTALL)
    actions["often"] = (keys_of(often[2]), f"{often[1]}: {often[3]}")
    palette = re.search(rf"new QAction\(tr\({LITERAL}\).*?setShortcut\((.*?)\);.*?setStatusTip\(tr\({LITERAL}\)",
                        source("widgets/command_palette.cpp"), re.DOTALL)
    actions["palette"] = (keys_of(palette[2]), f"{plain(palette[1])}: {palette[3]}")

    read = sum(len(keys) for name, (keys, _) in actions.items() if name != "palette")
    written = len(re.findall(r"QKeySequence(?:::(?!NativeText)\w|\()", code))
    if read != written:
        sys.exit(f"window_actions.cpp makes {written} keys, of which {read} were understood")

    menus, titles = {}, {}
    for variable, title in re.findall(rf"(\w+) = bar->addMenu\(tr\({LITERAL}\)\)", code):
        titles[variable] = plain(title)
        menus[titles[variable]] = []
    listed = set()
    for variable, what in re.findall(r"(\w+)->addActions?\(\{?([\w, ]+)\}?\)", code):
        menu = "Edit" if variable == "effects" else titles.get(variable)
        for name in [each.strip() for each in what.split(",")]:
            if variable == "effects":
                name = "often"
            if menu and name in actions and name not in listed:
                listed.add(name)
                menus[menu].append(actions[name])
    menus["Help"].insert(0, actions["palette"])
    missing = {name for name, (keys, _) in actions.items() if keys} - listed - {"palette"}
    if missing:
        sys.exit(f"in no menu: {', '.join(sorted(missing))}")
    return [(menu, [action for action in rows if action[0]]) for menu, rows in menus.items() if any(keys for keys, _ in rows)]


def keys_of_views():
    code = source("app/window/shortcut_list.cpp")
    code = code[code.index("shortcutsOfViews()"):code.index("ShortcutList::ShortcutList(")]
    groups = []
    word = rf"ShortcutList::tr\({LITERAL}\)"
    for title, keys, what in re.findall(rf"\{{{word},\s*(?=\{{\{{)|\{{{word},\s*{word}\}}", code):
        if title:
            groups.append((title, []))
        else:
            groups[-1][1].append(([keys], what))
    return groups


def table():
    lines = []
    for title, rows in keys_of_menus() + keys_of_views():
        lines += [f"**{title}**", "", "| Key | What it does |", "|---|---|"]
        for keys, what in rows:
            lines.append(f"| {' or '.join(f'`{key}`' for key in keys)} | {what} |")
        lines.append("")
    return "\n".join(lines)


def main():
    text = MANUAL.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        sys.exit(f"{MANUAL.name} has no place for the keys: {BEGIN} ... {END}")
    wanted = f"{before}{BEGIN}\n\n{table()}\n{END}{after}"
    if "--check" in sys.argv[1:]:
        sys.exit("docs/manual.md lists other keys than the window has: run docs/list_keys.py" if text != wanted else 0)
    MANUAL.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
