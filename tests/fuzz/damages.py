# SPDX-License-Identifier: Apache-2.0
"""Ways to damage a file: each takes its bytes (a bytearray, changed in place), a random.Random, and where that helps the places of
the file's structure, which structure_of() finds."""
import struct

INTERESTING = (0, 1, 2, 3, 7, 8, 0x7F, 0xFF, 0xFFFF, 1 << 20, 0x7FFFFFFF, 0xFFFFFFFF, 1 << 40, (1 << 62), (1 << 63) - 1, (1 << 64) - 1)
REALS = (0.0, -1.0, 1e-30, 1e30, float("inf"), float("-inf"), float("nan"))
DATASPACE, LAYOUT, FILTERS, ATTRIBUTE, CONTINUATION, SYMBOL_TABLE = 0x01, 0x08, 0x0B, 0x0C, 0x10, 0x11


class Structure:
    """Where an HDF5 file keeps what: messages of object headers, nodes of trees, texts."""

    def __init__(self, data):
        self.data, self.objects, self.messages, self.nodes = data, [], {}, []  # messages: type -> [(address, bytes)]
        root = struct.unpack_from("<Q", data, 64 if data[8] == 0 else 36)[0]  # by the superblock's version: 0, or 2 and 3
        if data[root:root + 4] != b"OHDR":
            self._object(root)
        for at in self._all(b"OHDR"):  # of libver "latest"; its groups need not be walked to find them
            self._new_object(at)
        self.heaps = self._all(b"GCOL")
        self.nodes += [at for at in self._all(b"TREE") if at not in self.nodes]

    def _all(self, signature):
        places, at = [], self.data.find(signature)
        while at >= 0:
            places.append(at)
            at = self.data.find(signature, at + 1)
        return places

    def _object(self, address):
        if address in self.objects:
            return
        self.objects.append(address)
        blocks, length = [], struct.unpack_from("<I", self.data, address + 8)[0]
        blocks.append((address + 16, length))
        for begin, length in blocks:  # grows with each continuation
            at = begin
            while at + 8 <= begin + length:
                kind, size = struct.unpack_from("<HH", self.data, at)
                self.messages.setdefault(kind, []).append((at + 8, size))
                if kind == CONTINUATION:
                    blocks.append(struct.unpack_from("<QQ", self.data, at + 8))
                if kind == SYMBOL_TABLE:
                    self._tree(struct.unpack_from("<Q", self.data, at + 8)[0])
                at += 8 + size

    def _new_object(self, address):
        self.objects.append(address)
        flags = self.data[address + 5]
        at = address + 6 + (16 if flags & 0x20 else 0) + (4 if flags & 0x10 else 0)
        width = 1 << (flags & 3)
        blocks = [(at + width, int.from_bytes(self.data[at:at + width], "little"))]
        head = 6 if flags & 4 else 4
        for begin, length in blocks:
            at = begin
            while at + head <= begin + length:
                kind, size = struct.unpack_from("<BH", self.data, at)
                self.messages.setdefault(kind, []).append((at + head, size))
                if kind == CONTINUATION:
                    start, length_there = struct.unpack_from("<QQ", self.data, at + head)
                    blocks.append((start + 4, length_there - 8))  # between signature and checksum
                at += head + size

    def _tree(self, address):
        self.nodes.append(address)
        level, count = struct.unpack_from("<BH", self.data, address + 5)
        for i in range(count):
            child = struct.unpack_from("<Q", self.data, address + 32 + 16 * i)[0]
            if level > 0:
                self._tree(child)
                continue
            self.nodes.append(child)
            for k in range(struct.unpack_from("<H", self.data, child + 6)[0]):
                self._object(struct.unpack_from("<Q", self.data, child + 8 + 40 * k + 8)[0])


def put(data, at, size, number):
    data[at:at + size] = (number & ((1 << 8 * size) - 1)).to_bytes(size, "little")


def some_number(data, chance):
    near = (len(data) - 1, len(data), len(data) + 1, 8 * len(data))
    return chance.choice(INTERESTING + near) if chance.random() < 0.8 else chance.getrandbits(chance.choice((8, 16, 32, 64)))


def flip_bits(data, chance, _):
    for _ in range(chance.choice((1, 1, 1, 8, 64))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data, chance, _):
    del data[chance.randrange(len(data)):]


def cut_early(data, chance, structure):
    del data[min(len(data), 8 + chance.choice((chance.randrange(4096), *structure.nodes, *structure.objects))):]


def cut_out(data, chance, _):
    at = chance.randrange(len(data))
    del data[at:at + chance.choice((1, 7, 64, 4096))]


def put_in(data, chance, _):
    at = chance.randrange(len(data))
    data[at:at] = bytes([chance.getrandbits(8)]) * chance.choice((1, 7, 64, 4096))


def swap_blocks(data, chance, _):
    size = chance.choice((8, 64, 512, 4096))
    a, b = (chance.randrange(max(1, len(data) - size)) for _ in range(2))
    if abs(a - b) >= size:
        data[a:a + size], data[b:b + size] = data[b:b + size], data[a:a + size]


def fill(data, chance, _):
    at, size = chance.randrange(len(data)), chance.choice((8, 256, 65536))
    data[at:at + size] = bytes([chance.choice((0, 0xFF))]) * len(data[at:at + size])


def flip_structure(data, chance, structure):
    start = chance.choice((0, *structure.objects, *structure.nodes, *structure.heaps))
    for _ in range(chance.choice((1, 2, 8))):
        at = min(len(data) - 1, start + chance.randrange(512))
        data[at] = chance.choice((0, 1, 0x7F, 0xFF, data[at] ^ 1 << chance.randrange(8)))


def forge_superblock(data, chance, _):
    at, size = chance.choice(((8, 1), (9, 1), (13, 1), (14, 1), (16, 2), (18, 2), (24, 8), (32, 8), (40, 8), (48, 8), (56, 8), (64, 8), (80, 8), (88, 8)))
    put(data, at, size, some_number(data, chance))


def forge_message(data, chance, structure):
    """Any message of any object, its declaration (type, size, flags) included."""
    at, size = chance.choice(structure.messages[chance.choice(sorted(structure.messages))])
    width = chance.choice((1, 2, 4, 8))
    put(data, at - 8 + 2 * chance.randrange((size + 8) // 2), width, some_number(data, chance))


def forge_object(data, chance, structure):
    at, size = chance.choice(((0, 1), (2, 2), (4, 4), (8, 4)))
    put(data, chance.choice(structure.objects) + at, size, some_number(data, chance))


def forge_extent(data, chance, structure):
    """How large a dataset or an attribute says that it is."""
    at, size = chance.choice(structure.messages[DATASPACE])
    if size < 16 or chance.random() < 0.1:
        put(data, at + 1, 1, chance.choice((0, 1, 2, 3, 8, 9, 32, 255)))  # rank
    else:
        put(data, at + 8 * chance.randrange(1, size // 8), 8, some_number(data, chance))


def forge_layout(data, chance, structure):
    at, size = chance.choice(structure.messages[LAYOUT] + structure.messages.get(FILTERS, []))
    put(data, at + chance.randrange(max(1, min(size, 40))), chance.choice((1, 4, 8)), some_number(data, chance))


def forge_attribute(data, chance, structure):
    """The value of an attribute: a number, or the reference to a text."""
    at, size = chance.choice(structure.messages[ATTRIBUTE])
    if chance.random() < 0.5:
        put(data, at + size - 8 * chance.choice((1, 2)), 8, some_number(data, chance))
    elif chance.random() < 0.5:
        data[at + size - 8:at + size] = struct.pack("<d", chance.choice(REALS))
    else:
        put(data, at + 8 + chance.randrange(size - 8), 1, chance.choice((0, 0x2F, 0x7F, 0xFF, chance.getrandbits(8))))


def forge_index(data, chance, structure):
    """An entry of a tree: of a group's members, or of a dataset's chunks (bytes, filters left out, place, address)."""
    start = chance.choice(structure.nodes)
    put(data, start + 4 * chance.randrange(1, 64), chance.choice((4, 8)), some_number(data, chance))


def forge_text(data, chance, structure):
    """Texts of attributes, JSON among them, without a change of their length."""
    start = chance.choice(structure.heaps) if structure.heaps else 0
    places = [i for i in range(start, min(len(data), start + 4096)) if 0x20 <= data[i] < 0x7F] or [start]
    for _ in range(chance.choice((1, 1, 4))):
        at = chance.choice(places)
        data[at] = ord("9") if chr(data[at]).isdigit() and chance.random() < 0.7 else chance.choice(b'{}[]",:09-e \\\0\x80\xff')


def forge_number(data, chance, _):
    """8 bytes at a multiple of 8 in the first kilobytes."""
    put(data, 8 * chance.randrange(1, 512), 8, some_number(data, chance))


def forge_json(data, chance, _):
    """A number, a mark or a word of a JSON text."""
    marks = [i for i, c in enumerate(data) if c in b'{}[]",:'] or [0]
    digits = [i for i, c in enumerate(data) if c in b"0123456789"] or [0]
    at = chance.choice(chance.choice((marks, digits)))
    word = chance.choice((b"", b"null", b"-1", b"1e999", b"9" * 30, b'"x"', b"[]", b"{}", b"[" * 300, b'"' + b"x" * 5000 + b'"', b'"\\u202e"', b"1,"))
    data[at:at + chance.choice((0, 1))] = word


ANY = (flip_bits, cut, cut_out, put_in, swap_blocks, fill)
HDF5 = (cut_early, flip_structure, forge_superblock, forge_message, forge_object, forge_extent, forge_layout, forge_attribute, forge_index, forge_text, forge_number)


def damaged(whole, structure, chance):
    """A copy of `whole` with a damage or two, and their names. structure: of `whole`, or None for what is no HDF5 file."""
    if structure is None:
        kinds = ANY + 4 * (forge_json,)
    else:
        kinds = ANY + (HDF5 if structure.messages else (flip_structure, forge_text, forge_number))
    data, names = bytearray(whole), []
    for _ in range(chance.choice((1, 1, 1, 2))):
        damage = chance.choice(kinds)
        try:
            damage(data, chance, structure)
        except (IndexError, KeyError, ValueError):  # nothing is left where it wanted to change something
            pass
        data = data or bytearray(b"\0")
        names.append(damage.__name__)
    return data, " and ".join(names)
