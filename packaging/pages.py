#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes man pages, shell completions, changelogs and the copyright file from what the programs themselves say.

usage: packaging/pages.py SHARE --bin FOLDER --version V --maintainer "NAME <ADDRESS>" --zsh FOLDER

SHARE: the share/ folder to write into. Man pages and completions are made from each program's --help, so they cannot say
something else; programs that are not in the bin folder are left out. The same programs give the same bytes: dates are
those of SOURCE_DATE_EPOCH, the first day of 1970 without it.
"""
import argparse
import gzip
import os
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXIT_STATUS = [("0", "Success."), ("1", "Bad input; one sentence on standard error says what was expected and what was found."),
               ("2", "Wrong usage.")]
EXAMINER_STATUS = [("0", "The answer on standard output is \"ok\" and what the file is."), ("1", "It is a sentence that says what is wrong."),
                   ("2", "Wrong usage.")]
CHOICES = re.compile(r"[\w.-]+(?:\|[\w.-]+)+(?==|$)")


def told(program, *arguments):
    return subprocess.run([program, *arguments, "--help"], check=True, capture_output=True, text=True,
                          env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}).stdout


class Help:
    """What --help says: a description, and options and commands in groups of (title, [(left, text)])."""

    def __init__(self, program, arguments=()):
        text = told(program, *arguments)
        self.description, self.usage, self.groups = [], "", []
        lines = text.splitlines()
        column = next(line.index(re.search(r"-h, ?--help +(\S)", line)[1], line.index("--help") + 6) for line in lines
                      if re.match(r" *-h, ?--help ", line))
        for line in lines:
            indent = len(line) - len(line.lstrip())
            title = re.fullmatch(r"\[?(?:Option Group: )?(\w[\w ]*)\]?:?", line.strip())
            if line.startswith("Usage:"):
                self.usage = line.removeprefix("Usage:").strip()
            elif title and (indent == 0 or line.strip() == "Options:") and re.search(r"[:\]]$", line):
                if indent == 0:
                    self.groups.append((title[1], []))
            elif self.groups and indent >= 20 and self.groups[-1][1]:
                left, text_before = self.groups[-1][1][-1]
                self.groups[-1][1][-1] = (left, f"{text_before} {line.strip()}".strip())
            elif self.groups and indent in (2, 4) and not line.strip().startswith("["):
                at = column + indent - 2
                left, right = (line[:at], line[at:]) if line[at - 1:at] == " " else (line, "")
                self.groups[-1][1].append((re.sub(r",(?=--)", ", ", left.strip()), right.strip()))
            elif indent == 0 and line.strip() and not self.groups:
                self.description.append(line.strip())
        if not self.usage or not self.groups:
            sys.exit(f"{program} {' '.join(arguments)}: its --help was not understood")

    def options(self):
        return [(left, text) for _, entries in self.groups for left, text in entries if left.startswith("-")]

    def commands(self):
        return [entry for title, entries in self.groups if title == "Subcommands" for entry in entries]


def roff(text):
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e").replace("-", "\\-"))


def tagged(left, text):
    """An entry of a man page; names of options in bold."""
    if left.endswith(" REQUIRED"):
        left, text = re.sub(r"( TEXT)? REQUIRED$", "", left), f"{text}. Required."
    left, _, others = left.partition(" Excludes: ")
    if others:
        text = f"{text}. Not together with {others.replace(' ', ', ')}."
    shown = re.sub(r"(?<![\w|=])(--?[\w-]+)", lambda name: rf"\fB{name[1]}\fR", left)
    shown = roff(shown).replace("\\efB", "\\fB").replace("\\efR", "\\fR")
    shown = shown if left.startswith("-") else rf"\fB{roff(left)}\fR"
    return f".TP\n{shown}\n{roff(text)}\n"


def man_page(name, program, version, date):
    top = Help(program)
    described = " ".join(top.description) or "A laboratory for spiking language models."
    whatis = re.sub(r"^(The|A) ", "", described.split(". ")[0].split(";")[0].rstrip("."))
    usage = re.sub(rf"^\S*{name}", "", top.usage).strip()
    page = [f'.\\" Written by packaging/pages.py from {name} \\-\\-help.\n',
            f'.TH {name.upper()} 1 "{date}" "Spikeglass {version}" "User Commands"\n',
            f".SH NAME\n{roff(name)} \\- {roff(whatis[0].lower() + whatis[1:])}\n",
            f".SH SYNOPSIS\n.B {roff(name)}\n{roff(usage)}\n", f".SH DESCRIPTION\n{roff(described)}\n"]
    for title, entries in top.groups:
        if title != "Subcommands":
            page += [f".SH {title.upper()}\n"] + [tagged(*entry) for entry in entries]
    if top.commands():
        page.append(".SH COMMANDS\n")
    for command, text in top.commands():
        part = Help(program, [command])
        synopsis = re.sub(rf"^\S*{name}", name, part.usage)
        page.append(f".SS {roff(command)}\n{roff(text)}.\n.PP\n.B {roff(synopsis)}\n")
        page += [tagged(*entry) for _, entries in part.groups for entry in entries if not re.match(r"-[hv], ", entry[0])]
    page.append(".SH EXIT STATUS\n")
    page += [tagged(*entry) for entry in EXIT_STATUS]
    if name == "spikeglass":
        page.append(".SH ENVIRONMENT\n")
        page.append(tagged("SPIKEGLASS_MODELS", "Folder of the bundled models and their index.json, in place of the one that was installed."))
    others = [other for other in ("spikeglass", "spikeglass-cli", "spikeglass-figure") if other != name]
    page.append(".SH SEE ALSO\n" + ", ".join(rf"\fB{roff(other)}\fR(1)" for other in others) + "\n")
    return "".join(page)


def examiner_page(program, version, date):
    """Of spikeglass-examine, which has no options."""
    usage, described = told(program).splitlines()[:2]
    name, rest = usage.removeprefix("Usage: ").split(" ", 1)
    return (f'.TH {name.upper()} 1 "{date}" "Spikeglass {version}" "User Commands"\n'
            f".SH NAME\n{roff(name)} \\- {roff(described[0].lower() + described[1:].rstrip('.'))}\n"
            f".SH SYNOPSIS\n.B {roff(name)}\n{roff(rest)}\n.SH DESCRIPTION\n{roff(described)}\n"
            "The other programs of Spikeglass start it before they open a file from outside. It confines itself before it reads: no network, no\n"
            "other file, limits on memory and time. NAME is what its answer calls the file.\n"
            ".SH EXIT STATUS\n" + "".join(tagged(*entry) for entry in EXAMINER_STATUS) + ".SH SEE ALSO\n\\fBspikeglass\\fR(1), \\fBspikeglass\\-cli\\fR(1)\n")


def takes(option):
    """What follows an option: None, a list of choices, or "file"."""
    words = option.split(" ", 1)
    rest = re.sub(r"^(-\w, )?--[\w-]+ ?", "", option)
    if len(words) == 1 or not rest:
        return None
    kind = rest.split(" ")[0]
    choices = CHOICES.match(kind)
    if choices and "=" not in choices[0] and not kind.startswith("SLOT"):
        return choices[0].split("|")
    return "file" if re.search(r"FILE|DIR|FOLDER|\.\w+$", kind) else "value"


def names_of(option):
    return re.findall(r"(?<![\w-])--?[\w-]+", option.split(" ", 2)[0] + " " + option.split(" ", 2)[1] if ", " in option else option.split(" ")[0])


def bash_completion(name, commands):
    lines = [f"# Written by packaging/pages.py from {name} --help.", "_spikeglass_cli() {",
             "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} options=", "    compopt -o default 2>/dev/null",
             "    COMPREPLY=()", "    if ((COMP_CWORD == 1)); then",
             f"        COMPREPLY=($(compgen -W '{' '.join(c for c, _, _ in commands)} --help --version' -- \"$current\"))", "        return", "    fi",
             "    case ${COMP_WORDS[1]},$previous in"]
    for command, _, options in commands:
        for option, _ in options:
            wanted = takes(option)
            if isinstance(wanted, list):
                lines.append(f"        {command},{names_of(option)[-1]}) COMPREPLY=($(compgen -W '{' '.join(wanted)}' -- \"$current\")); return ;;")
            elif wanted:
                lines.append(f"        {command},{names_of(option)[-1]}) return ;;")
    lines += ["    esac", "    case ${COMP_WORDS[1]} in"]
    for command, _, options in commands:
        lines.append(f"        {command}) options='{' '.join(n for o, _ in options for n in names_of(o))}' ;;")
    lines += ["    esac", "    if [[ $current == -* ]]; then COMPREPLY=($(compgen -W \"$options\" -- \"$current\")); fi", "}",
              f"complete -F _spikeglass_cli {name}", ""]
    return "\n".join(lines)


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def zsh_completion(name, commands):
    lines = [f"#compdef {name}", f"# Written by packaging/pages.py from {name} --help.", "local -a commands",
             "commands=(" + " ".join(quoted(f"{c}:{t}") for c, t, _ in commands) + ")",
             "if ((CURRENT == 2)); then", "    _describe command commands", "    return", "fi",
             "local command=$words[2]", "shift words", "((CURRENT--))", "case $command in"]
    for command, _, options in commands:
        lines.append(f"    {command})\n        _arguments \\")
        for option, text in options:
            wanted = takes(option)
            action = "" if wanted is None else f":value:({' '.join(wanted)})" if isinstance(wanted, list) else \
                ":file:_files" if wanted == "file" else ":value:"
            shown = re.sub(r"([\[\]:\\])", r"\\\1", text)
            lines += [f"            {quoted(f'*{n}[{shown}]{action}')} \\" for n in names_of(option)]
        lines.append("            '*:file:_files'\n        ;;")
    return "\n".join(lines + ["esac", ""])


def fish_completion(name, commands):
    lines = [f"# Written by packaging/pages.py from {name} --help."]
    for command, text, _ in commands:
        lines.append(f"complete -c {name} -n __fish_use_subcommand -f -a {command} -d {quoted(text)}")
    for command, _, options in commands:
        for option, text in options:
            wanted = takes(option)
            value = "" if wanted is None else f" -x -a '{' '.join(wanted)}'" if isinstance(wanted, list) else " -r"
            short = "".join(f" -{'l' if n.startswith('--') else 's'} {n.lstrip('-')}" for n in names_of(option))
            lines.append(f"complete -c {name} -n '__fish_seen_subcommand_from {command}'{short}{value} -d {quoted(text.split('; ')[0])}")
    return "\n".join(lines + [""])


def packed(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def written(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("share", type=Path)
    for option in ("--bin", "--version", "--maintainer", "--zsh"):
        parser.add_argument(option, required=True)
    options = parser.parse_args()
    when = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), timezone.utc)
    share = options.share
    for name in ("spikeglass", "spikeglass-cli", "spikeglass-figure"):
        program = Path(options.bin) / name
        if program.exists():
            packed(share / "man/man1" / f"{name}.1.gz", man_page(name, program, options.version, when.strftime("%Y-%m-%d")))
    examiner = Path(options.bin) / "spikeglass-examine"
    packed(share / "man/man1/spikeglass-examine.1.gz", examiner_page(examiner, options.version, when.strftime("%Y-%m-%d")))
    program = Path(options.bin) / "spikeglass-cli"
    commands = [(command, text, Help(program, [command]).options()) for command, text in Help(program).commands()]
    written(share / "bash-completion/completions/spikeglass-cli", bash_completion("spikeglass-cli", commands))
    written(share / options.zsh / "_spikeglass-cli", zsh_completion("spikeglass-cli", commands))
    written(share / "fish/vendor_completions.d/spikeglass-cli.fish", fish_completion("spikeglass-cli", commands))

    documents = share / "doc/spikeglass"
    packed(documents / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    packed(documents / "changelog.Debian.gz",
           f"spikeglass ({options.version}-1) unstable; urgency=medium\n\n  * Spikeglass {options.version}; changelog.gz says what changed.\n\n"
           f" -- {options.maintainer}  {when.strftime('%a, %d %b %Y %H:%M:%S +0000')}\n")
    licence = (ROOT / "resources/fonts/OFL.txt").read_text(encoding="utf-8").rstrip()
    indented = "\n".join(" " + (line or ".") for line in licence.splitlines())
    written(documents / "copyright", (ROOT / "packaging/linux/copyright").read_text(encoding="utf-8").replace("@OFL@", indented))


if __name__ == "__main__":
    main()
