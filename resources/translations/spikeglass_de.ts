<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>NeuronSearch</name>
    <message>
        <source>No model is open: there are no neurons to find.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a site and a neuron, such as %1/12.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no site called “%1”; there are %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no neuron: write a number, several (1,5) or a range (12-20).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no neuron %1 in %2: its neurons are 0 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextMeasure</name>
    <message>
        <source>neuron: select or trace one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 neurons of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spikes per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energy per token (compute, fp32)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>µJ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spikes per timestep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>divergence of lanes A and B</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass</name>
    <message>
        <source>silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>force to fire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clamp potential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>potential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shift threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threshold higher by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change tau</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tau, timesteps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 neurons of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3 %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run, in the prompt (Shift+Enter: new line)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys without Ctrl belong to the text while you type in a field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Spikeglass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spikeglass %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A desktop laboratory for spiking language models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source of Spikeglass is licensed under the Apache License 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This build is linked with Qt Charts, which is licensed under GPL-3.0 only: the program as a whole is distributed under the GNU General Public License, version 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fonts: Inter, and Spikeglass Figures made from it; JetBrains Mono. SIL Open Font License 1.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models keep the licence that their card states.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::BlockBoard</name>
    <message>
        <source>SNN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ANN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last switch (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is spiking. Click for its analog form, from the next token on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is analog. Click for its spiking form, from the next token on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all of %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switches all of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This checkpoint holds one form only of all of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets every switch at once</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::BlockBoardModel</name>
    <message>
        <source>block %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All spiking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All analog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no spiking form of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no analog form of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This checkpoint holds %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This checkpoint was trained with the spiking form of %1 only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This checkpoint was trained with the analog form of %1 only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spiking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mixed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::BranchTree</name>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>branch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::BranchesView</name>
    <message>
        <source>Texts and their branches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A double click opens a text, F2 renames it, Delete removes it; right click for more</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>branches off “%1” after token %2
%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the window
%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare with the text in the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restore the last deleted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::CandidatesView</name>
    <message>
        <source>Likeliest next tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ten likeliest tokens after the marked one, before temperature and top-p; the pointer marks the one that was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · written: “%1”, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · A | B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (written)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::CheckpointList</name>
    <message>
        <source>Open file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A click opens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A checkpoint or a recording (Ctrl+O); dropping one on the window does the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opened before</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::CommandPalette</name>
    <message>
        <source>not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds everything that can be done by its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do? A few letters of it will do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows choose, Enter does it, Escape closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (on)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called that. Fewer letters find more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>↑ ↓ choose   ·   Enter does it   ·   Esc closes   ·   %n found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::CompareView</name>
    <message>
        <source>Both lanes, token by token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KL(A‖B) of the next token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>firing rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, 0–%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A %1 · B %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network of lane B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network of lane B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block choice of lane B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of lane B&apos;s blocks spike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interventions in lane B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done to lane B&apos;s neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>those of A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of lane B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B reads A&apos;s tokens (teacher-forced), so that every token compares, or writes its own text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads A&apos;s text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writes its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the comparison begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the beginning of the text, or from the marked token with the same past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the marked token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads the text again in both lanes, in lockstep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to one lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lane B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interventions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two lanes side by side: choose what lane B is, another block choice, another network, no interventions, and compare on this text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bits per character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>energy per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B takes %1 times the energy of A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean KL %1 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the texts part at token %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::EffectsView</name>
    <message>
        <source>What matters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silences every site in turn on the text so far, and ranks them by how much that changes what the network predicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same for every neuron of the selected site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the ranking; what was measured stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the ranking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silencings measured so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silenced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KL, bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence of the next-token distribution without and with the silencing, mean over the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many bits more or less a token of the text takes to predict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The likeliest token after the text, with the silencing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effects of silencing, ranked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A click selects the neurons in every view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which site does the text hang on? Each is silenced in turn and ranked by what that changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no text yet: write some, then rank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No site spikes under this block choice: there is nothing to silence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>On the last %Ln token(s) of the text.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source> Cancelled after %1 of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The first %1 of %2 are listed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::EnergyChart</name>
    <message>
        <source>Energy per token, chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analog twin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::EnergyView</name>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pricing model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pricing model: the constants that turn counted operations into joules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analog twin divided by this: the same architecture with every spiking site analog, on the same tokens.
Counted strictly, SpikeGPT saves next to nothing: its matrix products read real numbers, and spikes enter only the residual sum, so its products stay multiply-accumulates. The published figure prices every product as firing rate × accumulates instead, and is several times larger: choose “as published” above to see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analog twin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>twin / this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, analog twin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, twin divided by this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted at the marked token, as NeuroBench defines them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>twin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accumulates: products whose input is 0 or 1, zeros skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiply-accumulates: products whose input is a real number, zeros skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiply-accumulates if nothing were skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates of LIF neurons: a multiply-add and a compare each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elementwise work: normalisation, mixing, exponentials, residual sums; not priced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 operations, this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 operations, analog twin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: %1. Elementwise work is not priced.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::EngineBridge</name>
    <message>
        <source>characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::ErrorBanner</name>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the sentence, the time and the program&apos;s version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::ExperimentDesk</name>
    <message>
        <source>blocks: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>top-p %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::Fitter</name>
    <message>
        <source>a text with damaged tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::HealthList</name>
    <message>
        <source>Health of the sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select these neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 more …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::InterventionsView</name>
    <message>
        <source>Interventions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue from here without them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done to the selected neurons, from the next token on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Potentials, thresholds and noise are dimensionless; tau is in timesteps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does it to the selected neurons, from the next token on; Ctrl+Z takes it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes the intervention that is selected in the list (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switches all interventions off, or on again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes on twice from this moment, with the interventions and without, side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interventions in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each can be switched off and on; Delete removes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is selected. Drag with Shift over neurons in the raster, or click the name of a site; then silence them, and see what the network writes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected neurons have no membrane: they can be silenced or forced only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all interventions on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all interventions off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interventions: every neuron does what it was trained to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force from the next token on; marked on the time axis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::LaneDesk</name>
    <message>
        <source>no model is open: open a checkpoint first (Ctrl+O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lane B&apos;s network is still being loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no text yet: run the prompt first, then compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only the same network can go on from the same past: compare from the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B: “%1”, as it was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocks %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no interventions</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln intervention(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>reads A&apos;s text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writes its own text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from token %1 on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::MainWindow</name>
    <message>
        <source>Spikeglass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln neuron(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 – Spikeglass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a neuron to trace its membrane, a character to keep it marked · drag to move in time · wheel to zoom · F follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints, recordings and workspaces (*.h5 *.hdf5 *.spikeglass);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspaces (*.spikeglass)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened, but for this: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last session ended without being closed. What it had is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membrane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membrane potentials, with rates and next tokens at a glance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who fires how often, and who does not do its work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the text costs, beside its analog twin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network might have written instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interventions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence neurons, force them, clamp and shift them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two lanes: another choice, another network, other interventions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts and branches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of lane B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is under the mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of lane B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One raster that shows which spikes only A fired, and which only B; where both networks have the same sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orange: only A fired · blue: only B · grey: both   %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::MembraneView</name>
    <message>
        <source>Membrane traces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three neurons are chosen once %1 tokens were read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No neuron is traced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a plain threshold: it has no membrane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analog here: no membrane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>potentials this old are no longer kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 timesteps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spike at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to stop tracing this neuron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membrane potential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace three neurons of moderate firing rate, from different depths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose neurons to trace automatically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen automatically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dashed: threshold · bars above: spikes, then it falls to 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a neuron in the raster to trace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membrane potential before reset, and spikes, of the traced neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timestep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::ModelCardView</name>
    <message>
        <source>Held out, bits per character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a checkpoint (Ctrl+O), or drop one here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
SHA-256 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocks × width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all spiking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every site spiking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all analog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every site analog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of ten random choices of spiking and analog sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see the signs in the raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 spiking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T %1 · p %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature and top-p at the start of this text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean surprisal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the written tokens, each as the network rated it before temperature and top-p</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::NeuronSearchField</name>
    <message>
        <source>Find neurons: 3.time_mix/41, mlp/12-20</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 neuron: Return goes there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 neurons: Return selects them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A site, or a part of its name; then / and a neuron, several or a range</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::OverviewStrip</name>
    <message>
        <source>Mean firing rate, whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens. Firing rate per token from %2% to %3%, mean %4%.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean firing rate,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0–%1%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token %1 · mean firing rate %2%</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::PromptBar</name>
    <message>
        <source>What the network reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the beginning of a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network reads this and writes on. Enter runs, Shift+Enter begins a new line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts to begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read as: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network knows fewer signs than you typed; this is what it reads:
%1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::RasterTools</name>
    <message>
        <source>Scroll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to scroll (S switches; Shift and drag selects)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to select neurons and moments (S switches)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort neurons, collapse sites, scale of shades</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::RasterView</name>
    <message>
        <source>Spikes per site, tokens %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timesteps per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spikes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firing rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silent neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Force %1 to fire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clamp the potential of %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift the threshold of %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the time constant of %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add noise to %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons by index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons by firing rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons by first spike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neurons by similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic rates and shades</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse all sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open all sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop tracing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse all but %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spike raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 silent in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the newest token and stay there (F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1 neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1 timesteps per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · firing rate in view %1%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · analog: no spikes here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1 silent in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: no model is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty. Type a prompt and press Run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens %1 to %2 of %3, %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>following the newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not following</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %1: analog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %1: firing rate %2%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Text: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a prompt and press Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model to begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>block %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analog: no spikes here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 neurons × %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selected: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · token %2 · analog: no spikes here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · collapsed, the triangle opens it · token %2 · %3 of its neurons fire</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::RatesView</name>
    <message>
        <source>Firing rate per site, tokens %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firing rate per neuron and timestep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spiking tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firing rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analog: no spikes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of its neurons fire per timestep, of which a token has %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of its neurons fire per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 neurons. %3 (tokens %4 to %5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firing rate per site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic scale, 0.01% to 100%, also of the raster&apos;s shades</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spikes per neuron and timestep, over the tokens that the raster shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens %1–%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no spiking neurons: every site is analog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LIF neurons fire at %1 on average · sparsity %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity: zeros among the outputs of all spiking sites, the embedding&apos;s threshold included. The mean counts leaky integrate-and-fire neurons only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3 neurons silent in view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::RunViewModel</name>
    <message>
        <source>%1 and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 spiking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 analog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from here: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 neurons of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 neurons of %2 sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, token %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, tokens %1–%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not drawn: the window was too slow for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analog: no spikes here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timestep %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no spike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fires in %1 of %2 timesteps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>potential %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fires at %1% so far</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::Section</name>
    <message>
        <source>Shows or folds away this part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open; press to fold away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folded away; press to open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::SidePanels</name>
    <message>
        <source>Panels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::TextDesk</name>
    <message>
        <source>seed %1 for the branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what “%1” was written with</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::TextView</name>
    <message>
        <source>Tokens and their %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surprisal, bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text appears here as it is written, each character on a background that tells how much it surprised the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token %1 · not drawn: the window was too slow for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token %1 “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · surprisal %1 bits · probability %2%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · another text branches off here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty. Type a prompt and press Run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue from here, after “%1” …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the background of the text shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the background of each character shows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::TransportBar</name>
    <message>
        <source>Engine status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run, pause or resume (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write one token, then pause (.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End this text; what was written stays (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens per second, slow enough to watch; at the right end as fast as the engine can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature: 0 always writes the likeliest token, 1 follows the network&apos;s probabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-p: draw from the fewest likeliest tokens that together hold this probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed: the same seed gives the same text, on every machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A random seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>endless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens to write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens to write after the prompt; 0 writes without end. Counts from the next text on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>top-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop at end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restart at end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the end of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens when the network&apos;s window is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network reads at most %1 %2. At the end of this window the text stops, or the window restarts: its last half is read again, and what was before is forgotten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart the window from its last half and write on (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens read · what the engine can reach
Now writing %1 tokens per second
%2 frames were dropped: the window was too slow to draw them (the text itself never loses any)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window full: %1 of %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%L1 dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2,000 tokens · 1,840 tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window full: 128 of 128 %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::WindowActions</name>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens a checkpoint, a recording or a workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the texts, the settings and the layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the workspace &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, under another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the last sess&amp;ion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the session before this one had, saved by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the &amp;layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns and sections as at the first start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts, pauses or resumes the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;tep token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes one token, then pauses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the text; what was written stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Analog twin beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs the analog twin on the same tokens, for its energy; from the next text on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Follow the newest token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the newest token in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows fewer tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows more tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual span of tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Model card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows or hides the left side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes back the last change of the experiment, from the next token on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Continue from the marked token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes on from there on a branch of its own; the text as it is stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit the text up to the marked token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts it into the prompt, to change it and run it as a new text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find neurons…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By name: 3.time_mix/41, or a whole site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare in two lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads the text again in lockstep with lane B, as its tab is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue with and &amp;without the interventions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes on twice from the newest token, side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;End the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to one lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does it to the selected neurons, from the next token on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Spikeglass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;bundled model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Selected neurons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spikeglass::WorkspaceDesk</name>
    <message>
        <source>%1 is not the file that the workspace was written with: texts may go another way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
