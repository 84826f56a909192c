#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/messages.md, every error that the programs can print, from the sources, so that it cannot go stale.

usage: docs/list_messages.py [--check]

--check: changes nothing, and ends with 1 if docs/messages.md says something else than the sources.

What counts as said: the text in calls of fail() and of what complains (SAYERS), of every function or lambda that hands one
of its own text parameters on to those, and what goes to standard error. <name> stands for what is filled in.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "messages.md"
ROOMS = ["core/base", "core/kernels", "core/text", "core/io", "core/network", "core/trace", "core/energy", "core/engine",
         "core/import", "figures", "widgets/viewmodels", "widgets", "app/cli", "app/examine", "app/figure", "app/window"]
SAYERS = {"fail", "refuse", "complain", "leaveOut", "showError", "failed", "openFailed"}
# Of what reads command lines: CLI11 (exit status 2, and "Try: PROGRAM --help") and Qt.
PARSERS = ["A subcommand is required", "<argument> is required", "The following argument was not expected: <argument>",
           "The following arguments were not expected: <arguments>", "<option>: <count> required <kind> missing",
           "<option>: At Most 1 required but received <count>", "<option> requires <option>", "Exactly 1 option from [<options>] is required",
           "Unknown option '<option>'.", "Missing value after '<option>'.", "Unexpected value after '<option>'."]
NOT_NAMES = set("""std to_string c_str toStdString fromStdString message error size string substr value QString QStringLiteral tr arg text
    static_cast qPrintable qUtf8Printable toUtf8 constData data asText quoteText shown number int long double auto const has_value front
    back at first second Words count fileName name str min max Json json dump get toString strerror errno QLatin1String u8string""".split())
PLAIN_NAMES = {"name", "count", "number", "text", "size", "fileName", "value", "shown", "found", "data", "substr"}
TOKEN = re.compile(r"""(?P<skip>//[^\n]*|/\*.*?\*/|\s+)|(?P<raw>R"\((?P<body>.*?)\)")|(?P<text>(?:u8|u|L)?"(?:[^"\\\n]|\\.)*")
                       |(?P<char>'(?:[^'\\\n]|\\.)+')|(?P<word>[A-Za-z_]\w*)|(?P<number>\d[\w.']*)|(?P<other>->|::|<<|&&|\|\||.)""", re.X | re.S)
ESCAPES = {"n": " ", "t": " ", '"': '"', "\\": "\\", "'": "'", "r": ""}


def tokens_of(code):
    """[(kind, text)]; of literals the text they stand for; preprocessor lines are no code."""
    code = re.sub(r"^[ \t]*#[^\n]*", "", code, flags=re.M)
    found = []
    for match in TOKEN.finditer(code):
        kind = match.lastgroup
        if kind == "skip":
            continue
        text = match[0]
        if kind == "body":
            kind, text = "text", match["body"]
        elif kind == "text":
            inner = text[text.index('"') + 1:-1]
            text = re.sub(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", lambda m: chr(int(m[1][1:], 16)) if m[1][0] in "ux" and len(m[1]) > 1
                          else ESCAPES.get(m[1], ""), inner)
        elif kind == "char":
            kind, text = "text", ESCAPES.get(text[2], "") if text[1] == "\\" else text[1:-1]
        found.append((kind, text))
    return found


def closing(tokens, at):
    """Of the bracket at `at`, the place of its partner."""
    pairs, depth = {"(": ")", "{": "}", "[": "]"}, 0
    opening, end = tokens[at][1], pairs[tokens[at][1]]
    for place in range(at, len(tokens)):
        if tokens[place][0] == "other":
            depth += (tokens[place][1] == opening) - (tokens[place][1] == end)
            if depth == 0:
                return place
    return len(tokens) - 1


def calls(tokens, names):
    """(place, arguments) of every call of one of these."""
    for at, (kind, text) in enumerate(tokens[:-1]):
        if kind == "word" and text in names and tokens[at + 1] == ("other", "("):
            before = tokens[at - 1][1] if at else ""
            if before in ("Error>", "Result") or (tokens[at - 1][0] == "word" and before not in ("return", "emit", "else")):
                continue  # a definition
            if before == ">" or before in ("::", "&") and text in SAYERS:
                continue
            yield at, tokens[at + 2:closing(tokens, at + 1)]


def text_parameters(tokens, at):
    """Names of the parameters in the brackets at `at` that are text."""
    names, part = set(), []
    for kind, text in tokens[at + 1:closing(tokens, at)] + [("other", ",")]:
        if text != ",":
            part.append(text)
            continue
        if any(word in ("string", "QString", "string_view") for word in part) or part[:2] == ["const", "char"]:
            names.add(part[-1])
        part = []
    return names


def wrappers(tokens, sayers):
    """Functions and lambdas here that hand a text of their caller on."""
    found = set()
    for at, (kind, text) in enumerate(tokens[:-1]):
        if kind != "word" or text in sayers:
            continue
        head = at + 1
        if tokens[head:head + 2] == [("other", "="), ("other", "[")]:
            head = closing(tokens, head + 1) + 1
        elif at == 0 or not (tokens[at - 1][0] == "word" or tokens[at - 1][1] in (">", "&", "*", "::")) or tokens[at - 1][1] in ("return", "else"):
            continue
        if head >= len(tokens) or tokens[head] != ("other", "("):
            continue
        body = closing(tokens, head) + 1
        while body < len(tokens) and tokens[body][1] in ("const", "override", "->", "std", "::", "string", "Result", "<", "void", ">", "mutable"):
            body += 1
        if body >= len(tokens) or tokens[body] != ("other", "{"):
            continue
        parameters = text_parameters(tokens, head)
        for _, arguments in calls(tokens[body:closing(tokens, body)], sayers):
            # Handed on as a reason, not as the name of a file that stands before it.
            if any(kind == "word" and word in parameters and not re.search("path|file|where|name|folder|plan|source|text|key", word, re.I)
                   for kind, word in arguments):
                found.add(text)
    return found


def placeholder(run):
    """What is filled in by this piece of code; None: nothing is."""
    words = [text for kind, text in run if kind == "word"]
    names = [word for word in words if word not in NOT_NAMES]
    if "error" in words and "message" in words or "errno" in words or "errorString" in words or "lastReason" in words:
        return "<reason>"
    name = names[-1] if names else next((word for word in words if word in PLAIN_NAMES), None)
    if name is None:
        return "<value>" if any(kind == "number" for kind, _ in run) else None
    name = re.sub(r"^(m_|k(?=[A-Z]))", "", name)
    return "<" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name).lower() + ">"


def without_arguments(tokens):
    """Takes `.arg(...)` and `.join(...)` out; the pieces of code that were in the former."""
    kept, filled, at = [], [], 0
    while at < len(tokens):
        if tokens[at:at + 3] == [("other", "."), ("word", "arg"), ("other", "(")]:
            end = closing(tokens, at + 2)
            for part in separate(tokens[at + 3:end]):
                filled.append(placeholder(part) or (part[0][1] if part else "<value>"))
            at = end + 1
            continue
        if tokens[at:at + 3] == [("other", "."), ("word", "join"), ("other", "(")]:  # what is between the names is none of them
            at = closing(tokens, at + 2) + 1
            continue
        kept.append(tokens[at])
        at += 1
    return kept, filled


def sentence_of(expression):
    """The text that an expression makes, with <names> for what is filled in."""
    expression, filled = without_arguments(expression)
    pieces, run, compared = [], [], False
    for token in expression + [("end", "")]:
        if token[0] not in ("text", "end"):
            run.append(token)
            continue
        symbols = [text for _, text in run]
        if compared and "?" in symbols:  # `name == "x" ? "a" : "b"`: the condition says nothing
            pieces = []
        compared = "==" in "".join(symbols)
        if pieces and ":" in symbols[:3 if "+" not in symbols else symbols.index("+")]:
            pieces.append(" | ")  # the second form of a condition
            run = run[symbols.index(":") + 1:]
            symbols = symbols[symbols.index(":") + 1:]
        if "?" in symbols and ":" not in symbols[symbols.index("?"):]:
            # What stands before the condition: `+ name + (known ? "a" : "b")`.
            condition = max((place for place in range(1, len(symbols)) if symbols[place] == "(" and symbols[place - 1] == "+"), default=0)
            if shown := placeholder(run[:condition]):
                pieces.append(shown)
        elif shown := placeholder(run):
            pieces.append(shown)
        run = []
        if token[0] == "text":
            pieces.append(token[1])
    text = "".join(pieces)
    text = re.sub(r"%(?:-?\d*\.?\d*)(?:ll|z)?[sduxg]", "<value>", text) if re.search(r"%(?:ll|z)?[sdu]", text) and not filled else text
    text = re.sub(r"%(?:L)?([1-9])", lambda number: filled[int(number[1]) - 1] if int(number[1]) <= len(filled) else "<value>", text)
    return re.sub(r"\s+", " ", text).strip()


def is_sentence(text, words=2):
    """Whether something is said, beyond what is filled in."""
    said = re.sub(r"<[^>]*>", " ", text)
    return len(re.findall(r"[A-Za-z]{2,}", said)) >= words and " " in said.strip()


def separate(arguments):
    """The arguments of a call, one by one."""
    parts, depth = [[]], 0
    for token in arguments:
        depth += (token[1] in "([{") - (token[1] in ")]}") if token[0] == "other" else 0
        if token == ("other", ",") and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def messages_of(path):
    tokens = tokens_of(path.read_text(encoding="utf-8"))
    sayers = set(SAYERS)
    for _ in range(3):
        sayers |= wrappers(tokens, sayers)
    found = []
    for at, arguments in calls(tokens, sayers):
        # What a wrapper says itself stands where it is defined; here is what it is handed.
        words = 2 if tokens[at][1] in SAYERS else 3
        found += [(at, text) for text in map(sentence_of, separate(arguments)) if is_sentence(text, words)]
    examiner = path.parent.name == "examine"  # its answer goes to standard output
    if examiner:
        found += [(at, sentence_of(separate(arguments)[0])) for at, arguments in calls(tokens, {"printf"})]
    for at, arguments in calls(tokens, {"fprintf", "fputs"}):
        if ("word", "stderr") in arguments:
            found.append((at, sentence_of(separate(arguments)[0 if tokens[at][1] == "fputs" else 1])))
    for at, (kind, text) in enumerate(tokens):
        if kind == "word" and (text.lower().endswith("complaint") or examiner and text == "sentence") and tokens[at + 1] == ("other", "="):
            end = next(place for place in range(at, len(tokens)) if tokens[place] == ("other", ";"))
            found.append((at, sentence_of(tokens[at + 2:end])))
    # What checks options hands its complaint back as text.
    for at, token in enumerate(tokens):
        if token[0] == "text" and token[1].startswith("expected ") and tokens[at - 1][1] in (":", "return"):
            end = next(place for place in range(at, len(tokens)) if tokens[place] == ("other", ";"))
            found.append((at, sentence_of(tokens[at:end])))
    # What is left out of a workspace is said in a notice; what goes on a sentence begins with a semicolon.
    for at, token in enumerate(tokens):
        if token == ("word", "leftOut") and tokens[at + 1] == ("other", "<<"):
            found.append((at, sentence_of(tokens[at + 2:next(place for place in range(at, len(tokens)) if tokens[place] == ("other", ";"))])))
        if "app" in path.parts and token[0] == "text" and token[1].startswith("; ") and tokens[at - 2:at] == [("word", "QStringLiteral"), ("other", "(")]:
            found.append((at, token[1]))
    said = []
    for _, text in sorted(found):
        if is_sentence(text) and "<return>" not in text and text not in said:
            said.append(text)
    return said


def rooms():
    """[(room, [(file, [sentence])])]"""
    folders = {folder.relative_to(ROOT).as_posix() for part in ("core", "app") for folder in (ROOT / part).iterdir() if folder.is_dir()}
    if folders - set(ROOMS):
        sys.exit(f"ROOMS lacks {', '.join(sorted(folders - set(ROOMS)))}")
    listed = []
    for room in ROOMS:
        folder = ROOT / room
        everything = folder.rglob("*") if room not in ("widgets",) else folder.glob("*")
        files = [(file.relative_to(ROOT).as_posix(), messages_of(file)) for file in sorted(everything) if file.suffix in (".h", ".cpp")]
        files = [(name, said) for name, said in files if said]
        if files:
            listed.append((room, files))
    return listed


def page():
    listed = rooms()
    count = len(PARSERS) + sum(len(said) for _, files in listed for _, said in files)
    lines = ["# What can go wrong, in the programs' own words", "",
             "Written by `docs/list_messages.py` from the sources, and checked by a test: every error that `spikeglass`, `spikeglass-cli` and",
             f"`spikeglass-figure` can print, {count} in all. Errors of a file begin with its name, those of an option with the option; a sentence that is",
             "put together from parts is listed as its parts. `<words>` stand for what is filled in, ` | ` between two forms of which one is said.",
             "Bad input ends `spikeglass-cli` with 1 and one sentence on standard error; in the window it is shown in the banner, with details to copy.",
             "The window's are translated; here they are in English.", ""]
    lines += ["## Command lines", "", "What CLI11 and Qt say of options and arguments, beside our own sentences below.", ""]
    lines += [f"- `` {text} ``" for text in PARSERS] + [""]
    for room, files in listed:
        lines += [f"## {room}", ""]
        for name, said in files:
            lines += [f"**{name.removeprefix(room + '/')}**", ""]
            lines += [f"- `` {text} ``" for text in said]
            lines.append("")
    return "\n".join(lines)


def main():
    wanted = page()
    if "--check" in sys.argv[1:]:
        there = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        sys.exit("docs/messages.md lists other errors than the sources have: run docs/list_messages.py" if there != wanted else 0)
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
