// SPDX-License-Identifier: Apache-2.0
// The ids that Hugging Face's tokenizers give: reference_ids.js TOKENIZER.json TEXTS.json OUT.json
// TEXTS.json is what make_texts.py writes. Needs Node and the npm package tokenizers 0.23.2; the tests need neither.
'use strict';
const fs = require('fs');
const { Tokenizer } = require('tokenizers');

async function main([tokenizerPath, textsPath, outPath]) {
  const tokenizer = Tokenizer.fromFile(tokenizerPath);
  const lines = [];
  for (const { text } of JSON.parse(fs.readFileSync(textsPath, 'utf8'))) {
    const encoding = await tokenizer.encode(text, null, { addSpecialTokens: false });
    const escape = (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0');
    const ascii = JSON.stringify(text).replace(/[\u007f-\uffff]/g, escape);
    lines.push(`{"text": ${ascii}, "ids": ${JSON.stringify(Array.from(encoding.getIds()))}}`);
  }
  fs.writeFileSync(outPath, `[\n${lines.join(',\n')}\n]\n`);
}

main(process.argv.slice(2));
