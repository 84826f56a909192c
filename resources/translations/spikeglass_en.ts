<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>spikeglass::BlockBoardModel</name>
    <message numerus="yes">
        <source>Over the last %n tokens: </source>
        <translation>
            <numerusform>In the last token: </numerusform>
            <numerusform>Over the last %n tokens: </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::BranchesView</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::CommandPalette</name>
    <message numerus="yes">
        <source>↑ ↓ choose   ·   Enter does it   ·   Esc closes   ·   %n found</source>
        <translation>
            <numerusform>↑ ↓ choose   ·   Enter does it   ·   Esc closes   ·   %n found</numerusform>
            <numerusform>↑ ↓ choose   ·   Enter does it   ·   Esc closes   ·   %n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::EffectsView</name>
    <message numerus="yes">
        <source>On the last %Ln token(s) of the text.</source>
        <translation>
            <numerusform>On the last token of the text.</numerusform>
            <numerusform>On the last %Ln tokens of the text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::LaneDesk</name>
    <message numerus="yes">
        <source>%Ln intervention(s)</source>
        <translation>
            <numerusform>%Ln intervention</numerusform>
            <numerusform>%Ln interventions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::MainWindow</name>
    <message numerus="yes">
        <source>%Ln neuron(s)</source>
        <translation>
            <numerusform>%Ln neuron</numerusform>
            <numerusform>%Ln neurons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::RunViewModel</name>
    <message numerus="yes">
        <source>%Ln intervention(s)</source>
        <translation>
            <numerusform>%Ln intervention</numerusform>
            <numerusform>%Ln interventions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::TransportBar</name>
    <message numerus="yes">
        <source>%Ln frame(s) were dropped: the window was too slow to draw them (the text itself never loses any)</source>
        <translation>
            <numerusform>%Ln frame was dropped: the window was too slow to draw it (the text itself never loses any)</numerusform>
            <numerusform>%Ln frames were dropped: the window was too slow to draw them (the text itself never loses any)</numerusform>
        </translation>
    </message>
</context>
</TS>
