#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Converts published PyTorch checkpoints to Spikeglass checkpoints (docs/checkpoint-format.md).

The input is read with PyTorch's weights-only loader: an ordinary .pth is a pickle, which may run any code of its author
when loaded; the weights-only loader knows tensors and containers and refuses everything else.
"""
import argparse
import os
import re
import sys

from convert_common import (FORMAT_VERSION, BadInput, Card, Checkpoint, characters_tokenizer, check_floats, check_shapes,
                            check_text, read_card, read_state, read_tokenizer, to_numpy, write_checkpoint)
from convert_spikedecoder import spikedecoder

VERSION = "0.1.0"
MOST_RESCALING = 4096  # blocks that a checkpoint may have


# --- SpikeGPT ---------------------------------------------------------------------------------------------------------


def spikegpt_shapes(vocabulary, width, blocks, hidden, ffn_pre):
    """Published name -> shape. With ffn_pre, block 0 has a second channel mix in place of its time mix."""

    def channel_mix(prefix):
        return {f"{prefix}.time_mix_k": (1, 1, width), f"{prefix}.time_mix_r": (1, 1, width),
                f"{prefix}.key.weight": (hidden, width), f"{prefix}.value.weight": (width, hidden),
                f"{prefix}.receptance.weight": (width, width)}

    shapes = {"emb.weight": (vocabulary, width)}
    for i in range(blocks):
        for norm in (["ln0"] if i == 0 else []) + ["ln1", "ln2"]:
            shapes[f"blocks.{i}.{norm}.weight"] = shapes[f"blocks.{i}.{norm}.bias"] = (width,)
        if i == 0 and ffn_pre:
            shapes.update(channel_mix("blocks.0.ffnPre"))
        else:
            att = f"blocks.{i}.att"
            shapes[f"{att}.time_decay"] = shapes[f"{att}.time_first"] = (width,)
            shapes.update({f"{att}.time_mix_{c}": (1, 1, width) for c in "kvr"})
            shapes.update({f"{att}.{p}.weight": (width, width) for p in ("key", "value", "receptance", "output")})
        shapes.update(channel_mix(f"blocks.{i}.ffn"))
    shapes["ln_out.weight"] = shapes["ln_out.bias"] = (width,)
    shapes["head.weight"] = (vocabulary, width)
    return shapes


def spikegpt(state, options, forms):
    path = options.input
    check_floats(state, path)
    for name in ("emb.weight", "blocks.0.ffn.key.weight"):
        if name not in state:
            raise BadInput(f"{path}: {name} is missing; expected a SpikeGPT state dict with the published names")
        if state[name].dim() != 2 or 0 in state[name].shape:
            raise BadInput(f"{path}: {name} has shape {list(state[name].shape)}; expected two dimensions")
    vocabulary, width = state["emb.weight"].shape
    hidden = state["blocks.0.ffn.key.weight"].shape[0]
    indices = {int(m[1]) for m in (re.match(r"blocks\.([0-9]{1,9})\.", name) for name in state) if m}
    blocks = len(indices)
    if indices != set(range(blocks)):
        missing = next(i for i in range(blocks) if i not in indices)
        raise BadInput(f"{path}: block {missing} is missing, but there is a block {max(indices)}")
    ffn_pre = any(name.startswith("blocks.0.ffnPre.") for name in state)
    check_shapes(state, spikegpt_shapes(vocabulary, width, blocks, hidden, ffn_pre), path, "SpikeGPT")
    slots = {"embedding": "ann" if options.float_embedding else forms}
    for i in range(blocks):
        slots[f"blocks.{i}.time_mix"] = slots[f"blocks.{i}.channel_mix"] = forms
    configuration = {"vocabulary": vocabulary, "width": width, "blocks": blocks, "hidden": hidden, "ffn_pre": ffn_pre,
                     "rescale_every": options.rescale_every, "spiking_embedding": not options.float_embedding}
    return Checkpoint("spikegpt", configuration, slots, to_numpy(state, path, options.stored))


# --- command line -----------------------------------------------------------------------------------------------------


def add_common_options(parser):
    parser.add_argument("input", metavar="IN.pth", help="a PyTorch state dict with the published names")
    parser.add_argument("output", metavar="OUT.h5", help="the Spikeglass checkpoint to write")
    parser.add_argument("--tokenizer", metavar="FILE",
                        help="a JSON list of characters, a Hugging Face tokenizer.json, or a vocab.json (id to character)")
    stored = parser.add_mutually_exclusive_group()
    stored.add_argument("--float16", dest="stored", action="store_const", const="float16", help="store the weights as float16")
    stored.add_argument("--bfloat16", dest="stored", action="store_const", const="bfloat16", help="store the weights as bfloat16")
    parser.add_argument("--card", metavar="CARD.json", help="the card that models/training writes")
    parser.add_argument("--name", help="the model's name")
    parser.add_argument("--licence", help="its licence, preferably an SPDX identifier")
    parser.add_argument("--training-text", help="what it was trained on")
    parser.add_argument("--notes", help="anything else that its user should know")
    parser.add_argument("--tokens-seen", type=natural, metavar="N", help="tokens that it was trained on")


def natural(text):
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0")
    return int(text)


def rescaling(text):
    blocks = natural(text)
    if blocks > MOST_RESCALING:
        raise argparse.ArgumentTypeError(f"{text!r} is not from 0 to {MOST_RESCALING}")
    return blocks


def make_parser():
    parser = argparse.ArgumentParser(prog="convert.py", description=__doc__.splitlines()[0])
    parser.add_argument("--version", action="version",
                        version=f"Spikeglass convert.py {VERSION}, checkpoint format {FORMAT_VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="ARCHITECTURE", required=True)
    gpt = commands.add_parser("spikegpt", help="SpikeGPT (spiking RWKV)", description="Converts a SpikeGPT checkpoint.")
    add_common_options(gpt)
    gpt.add_argument("--forms", choices=("snn", "ann", "both"),
                     help="which forms the sites were trained with (default: the card's, or snn)")
    gpt.add_argument("--rescale-every", type=rescaling, default=0, metavar="N",
                     help="as the released inference script: halve the residual stream after every N blocks (it uses 6); "
                          "0, the default, is the network as trained")
    gpt.add_argument("--float-embedding", action="store_true",
                     help="as the released inference script: use the embedding without making it binary")
    gpt.set_defaults(convert=spikegpt)
    decoder = commands.add_parser("spikedecoder", help="SpikeDecoder, spiking, partial or analog",
                                  description="Converts a SpikeDecoder checkpoint and its configuration.")
    add_common_options(decoder)
    decoder.add_argument("--config", metavar="CONFIG.json", required=True,
                         help="the configuration that it was made with, as JSON, its kind and its alphabet "
                              "(docs/checkpoint-format.md)")
    decoder.set_defaults(convert=spikedecoder)
    return parser


def convert(options):
    for source in (options.input, options.tokenizer, options.card, getattr(options, "config", None)):
        if source and os.path.exists(options.output) and os.path.exists(source) and os.path.samefile(source, options.output):
            raise BadInput(f"{options.output}: is the input; expected another name for the output")
    given = read_card(options.card) if options.card else Card()
    checkpoint = options.convert(read_state(options.input), options, getattr(options, "forms", None) or given.forms or "snn")
    card = given if options.card else checkpoint.card or Card()
    for name in ("name", "licence", "training_text", "notes"):
        if getattr(options, name) is not None:
            check_text(getattr(options, name), f"--{name.replace('_', '-')}")
            card.texts[name] = getattr(options, name)
    if options.tokens_seen is not None:
        card.tokens_seen = options.tokens_seen
    tokenizer, source = checkpoint.tokenizer, getattr(options, "config", None)
    if options.tokenizer:
        tokenizer, source = read_tokenizer(options.tokenizer), options.tokenizer
    elif tokenizer is None and card.characters is not None:
        tokenizer, source = characters_tokenizer(card.characters, options.card), options.card
    vocabulary = checkpoint.configuration["vocabulary"]
    if tokenizer is not None and (tokenizer.size > vocabulary or
                                  tokenizer.kind != "bpe" and tokenizer.size != vocabulary):
        raise BadInput(f"{source}: has {tokenizer.size} tokens; "
                       f"{options.input} has a vocabulary of {vocabulary}")
    write_checkpoint(options.output, checkpoint, tokenizer, card)


def main():
    options = make_parser().parse_args()
    try:
        convert(options)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
