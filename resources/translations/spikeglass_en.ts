<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>spikeglass::BranchesView</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::CommandPalette</name>
    <message numerus="yes">
        <source>↑ ↓ choose   ·   Enter does it   ·   Esc closes   ·   %n found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::EffectsView</name>
    <message numerus="yes">
        <source>On the last %Ln token(s) of the text.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::LaneDesk</name>
    <message numerus="yes">
        <source>%Ln intervention(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::MainWindow</name>
    <message numerus="yes">
        <source>%Ln neuron(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
