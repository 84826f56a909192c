<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>&amp;Erhöhen</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>&amp;Verringern</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>spikeglass::Application</name>
    <message>
        <source>There is not enough memory for this; everything else goes on. Save the workspace, then close what is large.</source>
        <translation>Dafür reicht der Speicher nicht; alles andere geht weiter. Den Arbeitsbereich speichern, dann schließen, was groß ist.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program (%1); save the workspace, then restart it.</source>
        <translation>Im Programm ist etwas schiefgegangen (%1); den Arbeitsbereich speichern, dann neu starten.</translation>
    </message>
</context>
<context>
    <name>spikeglass::BlockBoard</name>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Block choice</source>
        <translation>Wahl der Blöcke</translation>
    </message>
    <message>
        <source>own choice</source>
        <translation>eigene Wahl</translation>
    </message>
    <message>
        <source>Take back the last switch</source>
        <translation>Letzte Umschaltung zurücknehmen</translation>
    </message>
    <message>
        <source>Take back the last switch (Ctrl+Z)</source>
        <translation>Letzte Umschaltung zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is spiking. Click for its analog form, from the next token on.</source>
        <translation>%1 ist spikend. Ein Klick nimmt ab dem nächsten Token die analoge Form.</translation>
    </message>
    <message>
        <source>%1 is analog. Click for its spiking form, from the next token on.</source>
        <translation>%1 ist analog. Ein Klick nimmt ab dem nächsten Token die spikende Form.</translation>
    </message>
    <message>
        <source>all of %1: %2</source>
        <translation>alle von %1: %2</translation>
    </message>
    <message>
        <source>Switches all of %1</source>
        <translation>Schaltet alle von %1 um</translation>
    </message>
    <message>
        <source>This checkpoint holds one form only of all of %1.</source>
        <translation>Dieser Checkpoint enthält von allen in %1 nur eine Form.</translation>
    </message>
    <message>
        <source>Sets every switch at once</source>
        <translation>Stellt alle Schalter auf einmal</translation>
    </message>
    <message>
        <source>all ANN</source>
        <translation>alle ANN</translation>
    </message>
    <message>
        <source>all SNN</source>
        <translation>alle SNN</translation>
    </message>
    <message>
        <source>invert</source>
        <translation>umkehren</translation>
    </message>
    <message>
        <source>Every block analog, where the checkpoint holds that form</source>
        <translation>Jeder Block analog, wo der Checkpoint diese Form enthält</translation>
    </message>
    <message>
        <source>Every block spiking, where the checkpoint holds that form</source>
        <translation>Jeder Block spikend, wo der Checkpoint diese Form enthält</translation>
    </message>
    <message>
        <source>Every switch to its other form</source>
        <translation>Jeder Schalter auf seine andere Form</translation>
    </message>
</context>
<context>
    <name>spikeglass::BlockBoardModel</name>
    <message>
        <source>block %1</source>
        <translation>Block %1</translation>
    </message>
    <message>
        <source>All spiking</source>
        <translation>Alles spikend</translation>
    </message>
    <message>
        <source>All analog</source>
        <translation>Alles analog</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>This checkpoint was trained with the spiking form of %1 only.</source>
        <translation>Dieser Checkpoint wurde nur mit der spikenden Form von %1 trainiert.</translation>
    </message>
    <message>
        <source>This checkpoint was trained with the analog form of %1 only.</source>
        <translation>Dieser Checkpoint wurde nur mit der analogen Form von %1 trainiert.</translation>
    </message>
    <message>
        <source>analog</source>
        <translation>analog</translation>
    </message>
    <message>
        <source>spiking</source>
        <translation>spikend</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>analog: no spikes to count</source>
        <translation>analog: keine Spikes zu zählen</translation>
    </message>
    <message>
        <source>fires at %1 (spikes per neuron and timestep)</source>
        <translation>feuert mit %1 (Spikes pro Neuron und Zeitschritt)</translation>
    </message>
    <message>
        <source>%1 of the energy, %2 per token (%3)</source>
        <translation>%1 der Energie, %2 pro Token (%3)</translation>
    </message>
    <message numerus="yes">
        <source>Over the last %n tokens: </source>
        <translation>
            <numerusform>Im letzten Token: </numerusform>
            <numerusform>In den letzten %n Token: </numerusform>
        </translation>
    </message>
    <message>
        <source>Degree %1</source>
        <translation>Grad %1</translation>
    </message>
    <message>
        <source>This checkpoint holds no spiking form of %1.</source>
        <translation>Dieser Checkpoint enthält keine spikende Form von %1.</translation>
    </message>
    <message>
        <source>This checkpoint holds no analog form of %1.</source>
        <translation>Dieser Checkpoint enthält keine analoge Form von %1.</translation>
    </message>
    <message>
        <source>This checkpoint holds no spiking form of %1 and no analog form of %2.</source>
        <translation>Dieser Checkpoint enthält keine spikende Form von %1 und keine analoge von %2.</translation>
    </message>
</context>
<context>
    <name>spikeglass::BlockLegend</name>
    <message>
        <source>Upper bar: firing rate; lower bar: %1</source>
        <translation>Oberer Balken: Feuerrate; unterer: %1</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>energy, longest: %1</source>
        <translation>Energie, längster: %1</translation>
    </message>
    <message>
        <source>firing rate</source>
        <translation>Feuerrate</translation>
    </message>
</context>
<context>
    <name>spikeglass::BlockSwitch</name>
    <message>
        <source>SNN</source>
        <translation>SNN</translation>
    </message>
    <message>
        <source>ANN</source>
        <translation>ANN</translation>
    </message>
</context>
<context>
    <name>spikeglass::BranchTree</name>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>Zweig</translation>
    </message>
</context>
<context>
    <name>spikeglass::BranchesView</name>
    <message>
        <source>Texts and their branches</source>
        <translation>Texte und ihre Zweige</translation>
    </message>
    <message>
        <source>A double click opens a text, F2 renames it, Delete removes it; right click for more</source>
        <translation>Doppelklick öffnet einen Text, F2 benennt ihn um, Entf löscht ihn; mehr mit Rechtsklick</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln Token</numerusform>
            <numerusform>%Ln Token</numerusform>
        </translation>
    </message>
    <message>
        <source>branches off “%1” after token %2
%3</source>
        <translation>zweigt von „%1“ nach Token %2 ab
%3</translation>
    </message>
    <message>
        <source>in the window
%1</source>
        <translation>im Fenster
%1</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Compare with the text in the window</source>
        <translation>Mit dem Text im Fenster &amp;vergleichen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Res&amp;tore the last deleted</source>
        <translation>Zuletzt Gelöschtes &amp;wiederherstellen</translation>
    </message>
</context>
<context>
    <name>spikeglass::CandidatesView</name>
    <message>
        <source>Likeliest next tokens</source>
        <translation>Wahrscheinlichste nächste Token</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>Nächstes Token</translation>
    </message>
    <message>
        <source>The ten likeliest tokens after the marked one, before temperature and top-p; the pointer marks the one that was written</source>
        <translation>Die zehn wahrscheinlichsten Token nach dem markierten, vor Temperatur und Top-p; der Zeiger zeigt das geschriebene</translation>
    </message>
    <message>
        <source>after “%1”</source>
        <translation>nach „%1“</translation>
    </message>
    <message>
        <source> · written: “%1”, %2</source>
        <translation> · geschrieben: „%1“, %2</translation>
    </message>
    <message>
        <source> · A | B</source>
        <translation> · A | B</translation>
    </message>
    <message>
        <source>%1 %2 (written)</source>
        <translation>%1 %2 (geschrieben)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>spikeglass::CheckpointList</name>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>A click opens</source>
        <translation>Ein Klick öffnet</translation>
    </message>
    <message>
        <source>A checkpoint or a recording (Ctrl+O); dropping one on the window does the same</source>
        <translation>Einen Checkpoint oder eine Aufzeichnung (Strg+O); auch durch Ablegen auf dem Fenster</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>mit dem Programm geliefert</translation>
    </message>
    <message>
        <source>opened before</source>
        <translation>früher geöffnet</translation>
    </message>
</context>
<context>
    <name>spikeglass::ChoiceSummary</name>
    <message>
        <source>This choice against all analog</source>
        <translation>Diese Wahl gegen alles analog</translation>
    </message>
    <message>
        <source>this</source>
        <translation>diese</translation>
    </message>
    <message>
        <source>all analog</source>
        <translation>alles analog</translation>
    </message>
    <message>
        <source>bits per character</source>
        <translation>Bits pro Zeichen</translation>
    </message>
    <message>
        <source>AC / token</source>
        <translation>AC / Token</translation>
    </message>
    <message>
        <source>Accumulates per token: products whose input is 0 or 1, zeros skipped</source>
        <translation>Akkumulationen pro Token: Produkte mit Eingang 0 oder 1, Nullen übersprungen</translation>
    </message>
    <message>
        <source>MAC / token</source>
        <translation>MAC / Token</translation>
    </message>
    <message>
        <source>Multiply-accumulates per token: products whose input is a real number, zeros skipped</source>
        <translation>Multiply-Accumulates pro Token: Produkte mit reellem Eingang, Nullen übersprungen</translation>
    </message>
    <message>
        <source>energy / token</source>
        <translation>Energie / Token</translation>
    </message>
    <message>
        <source>Counted operations times the constants of the pricing model named below</source>
        <translation>Gezählte Operationen mal die Konstanten des unten genannten Preismodells</translation>
    </message>
    <message>
        <source>%1, this choice</source>
        <translation>%1, diese Wahl</translation>
    </message>
    <message>
        <source>%1, all analog</source>
        <translation>%1, alles analog</translation>
    </message>
    <message>
        <source>No token was computed with this choice yet.</source>
        <translation>Mit dieser Wahl wurde noch kein Token berechnet.</translation>
    </message>
    <message>
        <source>How badly the network guessed the text, with this choice: −log2 of the probability of each token, divided by its characters. What it wrote itself it drew from its own guesses, so compare on a text of yours: the ladder does. The all-analog network guesses nothing here, it is only counted: a dash, unless it is your choice itself.</source>
        <translation>Wie schlecht das Netz den Text mit dieser Wahl erraten hat: −log2 der Wahrscheinlichkeit jedes Tokens, geteilt durch seine Zeichen. Was es selbst schrieb, zog es aus den eigenen Vermutungen; verglichen wird besser an einem eigenen Text, wie in der Leiter. Das ganz analoge Netz rät hier nichts, es wird nur gezählt: ein Strich, außer es ist selbst die Wahl.</translation>
    </message>
    <message>
        <source>%1 characters, the prompt&apos;s too</source>
        <translation>%1 Zeichen mit dem Prompt</translation>
    </message>
    <message>
        <source>all analog, counted and not run, takes %1 of it</source>
        <translation>alles analog (gezählt, nicht gerechnet): %1 davon</translation>
    </message>
</context>
<context>
    <name>spikeglass::CommandPalette</name>
    <message>
        <source>not now</source>
        <translation>jetzt nicht</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;Befehlspalette…</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Finds everything that can be done by its name</source>
        <translation>Findet alles, was man tun kann, am Namen</translation>
    </message>
    <message>
        <source>What to do? A few letters of it will do</source>
        <translation>Was tun? Ein paar Buchstaben genügen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Arrows choose, Enter does it, Escape closes</source>
        <translation>Pfeile wählen, Eingabe führt aus, Esc schließt</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
    <message>
        <source> (on)</source>
        <translation> (an)</translation>
    </message>
    <message>
        <source>Nothing is called that. Fewer letters find more.</source>
        <translation>Nichts heißt so. Weniger Buchstaben finden mehr.</translation>
    </message>
    <message numerus="yes">
        <source>↑ ↓ choose   ·   Enter does it   ·   Esc closes   ·   %n found</source>
        <translation>
            <numerusform>↑ ↓ wählen   ·   Eingabe führt aus   ·   Esc schließt   ·   %n gefunden</numerusform>
            <numerusform>↑ ↓ wählen   ·   Eingabe führt aus   ·   Esc schließt   ·   %n gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::CompareView</name>
    <message>
        <source>Both lanes, token by token</source>
        <translation>Beide Spuren, Token für Token</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>KL(A || B) of the next token</source>
        <translation>KL(A || B) des nächsten Tokens</translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation>Surprisal</translation>
    </message>
    <message>
        <source>firing rate</source>
        <translation>Feuerrate</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>%1, 0–%2</source>
        <translation>%1, 0–%2</translation>
    </message>
    <message>
        <source>A %1 · B %2</source>
        <translation>A %1 · B %2</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Network of lane B</source>
        <translation>Netz der Spur B</translation>
    </message>
    <message>
        <source>The network of lane B</source>
        <translation>Das Netz der Spur B</translation>
    </message>
    <message>
        <source>Block choice of lane B</source>
        <translation>Blöcke der Spur B</translation>
    </message>
    <message>
        <source>Which of lane B&apos;s blocks spike</source>
        <translation>Welche Blöcke der Spur B spiken</translation>
    </message>
    <message>
        <source>Interventions in lane B</source>
        <translation>Eingriffe in Spur B</translation>
    </message>
    <message>
        <source>What is done to lane B&apos;s neurons</source>
        <translation>Was mit den Neuronen der Spur B geschieht</translation>
    </message>
    <message>
        <source>those of A</source>
        <translation>die von A</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Text of lane B</source>
        <translation>Text der Spur B</translation>
    </message>
    <message>
        <source>B reads A&apos;s tokens (teacher-forced), so that every token compares, or writes its own text</source>
        <translation>B liest die Token von A (Teacher Forcing), sodass jedes Token vergleichbar ist, oder schreibt selbst</translation>
    </message>
    <message>
        <source>reads A&apos;s text</source>
        <translation>liest A</translation>
    </message>
    <message>
        <source>writes its own</source>
        <translation>schreibt selbst</translation>
    </message>
    <message>
        <source>Where the comparison begins</source>
        <translation>Wo der Vergleich beginnt</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>vom Anfang</translation>
    </message>
    <message>
        <source>Reads the text again in both lanes, in lockstep</source>
        <translation>Liest den Text in beiden Spuren noch einmal, im Gleichschritt</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Back to one lane</source>
        <translation>Zurück zu einer Spur</translation>
    </message>
    <message>
        <source>lane B</source>
        <translation>Spur B</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>interventions</source>
        <translation>Eingriffe</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>from</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>this network</source>
        <translation>dieses Netz</translation>
    </message>
    <message>
        <source>another file…</source>
        <translation>andere Datei…</translation>
    </message>
    <message>
        <source>as the board</source>
        <translation>wie auf der Blocktafel</translation>
    </message>
    <message>
        <source>Two lanes side by side: choose what lane B is, another block choice, another network, no interventions, and compare on this text.</source>
        <translation>Zwei Spuren nebeneinander: Für Spur B eine andere Wahl der Blöcke, ein anderes Netz oder keine Eingriffe wählen und an diesem Text vergleichen.</translation>
    </message>
    <message>
        <source>Compare anew</source>
        <translation>Neu vergleichen</translation>
    </message>
    <message>
        <source>bits per character</source>
        <translation>Bits pro Zeichen</translation>
    </message>
    <message>
        <source>energy per token</source>
        <translation>Energie pro Token</translation>
    </message>
    <message>
        <source>B takes %1 times the energy of A</source>
        <translation>B braucht das %1-Fache der Energie von A</translation>
    </message>
    <message>
        <source>mean KL %1 bits</source>
        <translation>mittlere KL %1 Bit</translation>
    </message>
    <message>
        <source>the texts part at token %1</source>
        <translation>die Texte trennen sich bei Token %1</translation>
    </message>
    <message>
        <source>the same text</source>
        <translation>derselbe Text</translation>
    </message>
    <message>
        <source>From the beginning of the text, or from the marked token (the newest where none is) with the same past</source>
        <translation>Vom Anfang des Textes, oder vom markierten Token an (sonst vom neuesten) mit derselben Vergangenheit</translation>
    </message>
    <message>
        <source>the marked token, else the newest</source>
        <translation>markiertes Token, sonst neuestes</translation>
    </message>
    <message>
        <source>from token %1 on</source>
        <translation>ab Token %1</translation>
    </message>
</context>
<context>
    <name>spikeglass::EffectsView</name>
    <message>
        <source>What matters</source>
        <translation>Was zählt</translation>
    </message>
    <message>
        <source>Rank sites</source>
        <translation>Stellen ordnen</translation>
    </message>
    <message>
        <source>Rank neurons</source>
        <translation>Neuronen ordnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Silences every site in turn on the text so far, and ranks them by how much that changes what the network predicts</source>
        <translation>Schaltet am bisherigen Text jede Stelle einmal stumm und ordnet sie danach, wie sehr das die Vorhersage ändert</translation>
    </message>
    <message>
        <source>The same for every neuron of the selected site</source>
        <translation>Dasselbe für jedes Neuron der gewählten Stelle</translation>
    </message>
    <message>
        <source>Ends the ranking; what was measured stays</source>
        <translation>Beendet das Ordnen; was gemessen ist, bleibt</translation>
    </message>
    <message>
        <source>Progress of the ranking</source>
        <translation>Fortschritt des Ordnens</translation>
    </message>
    <message>
        <source>Silencings measured so far</source>
        <translation>Bisher gemessene Stummschaltungen</translation>
    </message>
    <message>
        <source>silenced</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>KL, bits</source>
        <translation>KL, Bit</translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation>Surprisal</translation>
    </message>
    <message>
        <source>then</source>
        <translation>dann</translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence of the next-token distribution without and with the silencing, mean over the text</source>
        <translation>Kullback-Leibler-Divergenz der Verteilung des nächsten Tokens ohne und mit Stummschaltung, Mittel über den Text</translation>
    </message>
    <message>
        <source>How many bits more or less a token of the text takes to predict</source>
        <translation>Wie viele Bits mehr oder weniger ein Token des Textes zur Vorhersage braucht</translation>
    </message>
    <message>
        <source>The likeliest token after the text, with the silencing</source>
        <translation>Das wahrscheinlichste Token nach dem Text, mit Stummschaltung</translation>
    </message>
    <message>
        <source>Effects of silencing, ranked</source>
        <translation>Wirkung der Stummschaltung, geordnet</translation>
    </message>
    <message>
        <source>A click selects the neurons in every view</source>
        <translation>Ein Klick wählt die Neuronen in jeder Ansicht aus</translation>
    </message>
    <message>
        <source>Which site does the text hang on? Each is silenced in turn and ranked by what that changes.</source>
        <translation>An welcher Stelle hängt der Text? Jede wird einmal stummgeschaltet und nach ihrer Wirkung geordnet.</translation>
    </message>
    <message>
        <source>There is no text yet: write some, then rank.</source>
        <translation>Noch gibt es keinen Text: erst schreiben lassen, dann ordnen.</translation>
    </message>
    <message>
        <source>No site spikes under this block choice: there is nothing to silence.</source>
        <translation>Bei dieser Wahl spikt keine Stelle: Es gibt nichts stummzuschalten.</translation>
    </message>
    <message numerus="yes">
        <source>On the last %Ln token(s) of the text.</source>
        <translation>
            <numerusform>Am letzten Token des Textes.</numerusform>
            <numerusform>An den letzten %Ln Token des Textes.</numerusform>
        </translation>
    </message>
    <message>
        <source> Cancelled after %1 of %2.</source>
        <translation> Nach %1 von %2 abgebrochen.</translation>
    </message>
    <message>
        <source> The first %1 of %2 are listed.</source>
        <translation> Die ersten %1 von %2 sind gelistet.</translation>
    </message>
</context>
<context>
    <name>spikeglass::EnergyChart</name>
    <message>
        <source>Energy per token, chart</source>
        <translation>Energie pro Token, Diagramm</translation>
    </message>
    <message>
        <source>%1 per token</source>
        <translation>%1 pro Token</translation>
    </message>
    <message>
        <source>analog twin</source>
        <translation>analoger Zwilling</translation>
    </message>
    <message>
        <source>this</source>
        <translation>dieses</translation>
    </message>
</context>
<context>
    <name>spikeglass::EnergyShares</name>
    <message>
        <source>Energy per component</source>
        <translation>Energie pro Komponente</translation>
    </message>
    <message>
        <source>%1: %2 per token, %3 of all (%4)
%5 accumulates and %6 multiply-accumulates per token</source>
        <translation>%1: %2 pro Token, %3 von allem (%4)
%5 AC und %6 MAC pro Token</translation>
    </message>
    <message>
        <source>fires at %1 (spikes per neuron and timestep)</source>
        <translation>feuert mit %1 (Spikes pro Neuron und Zeitschritt)</translation>
    </message>
    <message>
        <source>Energy per component, %1 tokens, %2</source>
        <translation>Energie pro Komponente, %1 Token, %2</translation>
    </message>
    <message>
        <source>component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>firing rate (spikes per neuron and timestep)</source>
        <translation>Feuerrate (Spikes pro Neuron und Zeitschritt)</translation>
    </message>
    <message>
        <source>AC / token</source>
        <translation>AC / Token</translation>
    </message>
    <message>
        <source>MAC / token</source>
        <translation>MAC / Token</translation>
    </message>
    <message>
        <source>energy (J / token)</source>
        <translation>Energie (J / Token)</translation>
    </message>
    <message>
        <source>share of the energy (0 to 1)</source>
        <translation>Anteil an der Energie (0 bis 1)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>No token was read yet.</source>
        <translation>Noch wurde kein Token gelesen.</translation>
    </message>
    <message>
        <source>Share of the energy: %1</source>
        <translation>Anteil an der Energie: %1</translation>
    </message>
</context>
<context>
    <name>spikeglass::EnergyView</name>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Pricing model</source>
        <translation>Preismodell</translation>
    </message>
    <message>
        <source>The pricing model: the constants that turn counted operations into joules</source>
        <translation>Das Preismodell: die Konstanten, die gezählte Operationen in Joule umrechnen</translation>
    </message>
    <message>
        <source>Analog twin divided by this: the same architecture with every spiking site analog, on the same tokens.
Counted strictly, SpikeGPT saves next to nothing: its matrix products read real numbers, and spikes enter only the residual sum, so its products stay multiply-accumulates. The published figure prices every product as firing rate × accumulates instead, and is several times larger: choose “as published” above to see it.</source>
        <translation>Analoger Zwilling geteilt durch dieses Netz: dieselbe Architektur, jede spikende Stelle analog, auf denselben Token.
Streng gezählt spart SpikeGPT fast nichts: Seine Matrixprodukte lesen reelle Zahlen, Spikes gehen nur in die Residualsumme ein, also bleiben die Produkte Multiply-Accumulates. Der veröffentlichte Wert rechnet stattdessen jedes Produkt als Feuerrate × Akkumulationen und ist um ein Mehrfaches größer: Er erscheint mit der Wahl „wie veröffentlicht“ oben.</translation>
    </message>
    <message>
        <source>this</source>
        <translation>dieses</translation>
    </message>
    <message>
        <source>analog twin</source>
        <translation>analoger Zwilling</translation>
    </message>
    <message>
        <source>twin / this</source>
        <translation>Zwilling / dieses</translation>
    </message>
    <message>
        <source>marked token</source>
        <translation>markiertes Token</translation>
    </message>
    <message>
        <source>mean per token</source>
        <translation>Mittel pro Token</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>ganzer Lauf</translation>
    </message>
    <message>
        <source>%1, this</source>
        <translation>%1, dieses</translation>
    </message>
    <message>
        <source>%1, analog twin</source>
        <translation>%1, analoger Zwilling</translation>
    </message>
    <message>
        <source>%1, twin divided by this</source>
        <translation>%1, Zwilling geteilt durch dieses</translation>
    </message>
    <message>
        <source>operations</source>
        <translation>Operationen</translation>
    </message>
    <message>
        <source>Counted at the marked token, as NeuroBench defines them</source>
        <translation>Am markierten Token gezählt, nach NeuroBench</translation>
    </message>
    <message>
        <source>twin</source>
        <translation>Zwilling</translation>
    </message>
    <message>
        <source>AC</source>
        <translation>AC</translation>
    </message>
    <message>
        <source>Accumulates: products whose input is 0 or 1, zeros skipped</source>
        <translation>Akkumulationen: Produkte mit Eingang 0 oder 1, Nullen übersprungen</translation>
    </message>
    <message>
        <source>MAC</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>Multiply-accumulates: products whose input is a real number, zeros skipped</source>
        <translation>Multiply-Accumulates: Produkte mit reellem Eingang, Nullen übersprungen</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>dicht</translation>
    </message>
    <message>
        <source>Multiply-accumulates if nothing were skipped</source>
        <translation>Multiply-Accumulates, wenn nichts übersprungen würde</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>Neuron</translation>
    </message>
    <message>
        <source>Updates of LIF neurons: a multiply-add and a compare each</source>
        <translation>Schritte der LIF-Neuronen: je ein Multiplizieren-Addieren und ein Vergleich</translation>
    </message>
    <message>
        <source>other</source>
        <translation>sonstige</translation>
    </message>
    <message>
        <source>Elementwise work: normalisation, mixing, exponentials, residual sums; not priced</source>
        <translation>Elementweise Arbeit: Normierung, Mischen, Exponentiale, Residualsummen; nicht bepreist</translation>
    </message>
    <message>
        <source>%1 operations, this</source>
        <translation>%1-Operationen, dieses</translation>
    </message>
    <message>
        <source>%1 operations, analog twin</source>
        <translation>%1-Operationen, analoger Zwilling</translation>
    </message>
    <message>
        <source>Source: %1. Elementwise work is not priced.</source>
        <translation>Quelle: %1. Elementweise Arbeit wird nicht bepreist.</translation>
    </message>
    <message>
        <source>table…</source>
        <translation>Tabelle…</translation>
    </message>
    <message>
        <source>Energy per component as a table</source>
        <translation>Energie pro Komponente als Tabelle</translation>
    </message>
    <message>
        <source>The figures behind the bars, to sort, copy and save</source>
        <translation>Die Zahlen hinter den Balken: sortieren, kopieren, speichern</translation>
    </message>
    <message>
        <source>energy per component and token</source>
        <translation>Energie pro Komponente und Token</translation>
    </message>
    <message>
        <source>energy per component and token, %1 tokens in view</source>
        <translation>Energie pro Komponente und Token, %1 Token sichtbar</translation>
    </message>
</context>
<context>
    <name>spikeglass::Engine</name>
    <message>
        <source>; %1, before it, never fires</source>
        <translation>; davor feuert %1 nie</translation>
    </message>
    <message>
        <source>; %1, before it, always fires</source>
        <translation>; davor feuert %1 immer</translation>
    </message>
    <message>
        <source>; %1, before it, passes nothing on either</source>
        <translation>; auch %1 davor gibt nichts weiter</translation>
    </message>
    <message>
        <source>%1 never fires</source>
        <translation>%1 feuert nie</translation>
    </message>
    <message>
        <source>%1 always fires</source>
        <translation>%1 feuert immer</translation>
    </message>
    <message>
        <source>%1 passes nothing on</source>
        <translation>%1 gibt nichts weiter</translation>
    </message>
    <message>
        <source>%1 gives several positions one code</source>
        <translation>%1 gibt mehreren Positionen denselben Code</translation>
    </message>
    <message>
        <source> share one code</source>
        <translation> haben denselben Code</translation>
    </message>
    <message>
        <source>not once in %1 tokens</source>
        <translation>kein einziges Mal in %1 Token</translation>
    </message>
    <message>
        <source>; its largest potential was %1 of threshold %2</source>
        <translation>; sein größtes Potential war %1 bei Schwelle %2</translation>
    </message>
    <message>
        <source>every neuron at every timestep of %1 tokens</source>
        <translation>jedes Neuron in jedem Zeitschritt von %1 Token</translation>
    </message>
    <message>
        <source>; its smallest potential was %1 of threshold %2</source>
        <translation>; sein kleinstes Potential war %1 bei Schwelle %2</translation>
    </message>
    <message>
        <source>the same %1 of %2 possible spikes for each of %3 tokens</source>
        <translation>dieselben %1 von %2 möglichen Spikes bei jedem von %3 Token</translation>
    </message>
    <message>
        <source>its input is the binary embedding, the same at each timestep, so its potential reaches at most %1 after %2 timesteps of tau %3, below the threshold %4</source>
        <translation>der Eingang ist das binäre Embedding, in jedem Zeitschritt dasselbe, also erreicht das Potential nach %2 Zeitschritten mit Tau %3 höchstens %1, unter der Schwelle %4</translation>
    </message>
    <message>
        <source>; with residual degree 2 nothing of the text passes it</source>
        <translation>; beim Residualgrad 2 kommt nichts vom Text hindurch</translation>
    </message>
    <message>
        <source>the binary code cannot tell them apart</source>
        <translation>der Binärcode kann sie nicht unterscheiden</translation>
    </message>
    <message>
        <source>, because the bits of its numbers are padded with zeros on the right, as published</source>
        <translation>, weil die Bits seiner Zahlen rechts mit Nullen aufgefüllt sind, wie veröffentlicht</translation>
    </message>
    <message>
        <source>their rows of the embedding have the same signs</source>
        <translation>ihre Zeilen des Embeddings haben dieselben Vorzeichen</translation>
    </message>
    <message>
        <source>; and %1 more groups</source>
        <translation>; und %1 weitere Gruppen</translation>
    </message>
    <message>
        <source>positions %1</source>
        <translation>Positionen %1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>compute only, fp32, 45 nm</source>
        <translation>nur Rechnen, fp32, 45 nm</translation>
    </message>
    <message>
        <source>compute only, fp16, 45 nm</source>
        <translation>nur Rechnen, fp16, 45 nm</translation>
    </message>
    <message>
        <source>compute only, int8, 45 nm</source>
        <translation>nur Rechnen, int8, 45 nm</translation>
    </message>
    <message>
        <source>compute + memory, fp32, weights in 1 MB SRAM</source>
        <translation>Rechnen + Speicher, fp32, Gewichte in 1 MB SRAM</translation>
    </message>
    <message>
        <source>compute + memory, fp32, weights in DRAM</source>
        <translation>Rechnen + Speicher, fp32, Gewichte in DRAM</translation>
    </message>
    <message>
        <source>Loihi, per synaptic operation</source>
        <translation>Loihi, pro synaptische Operation</translation>
    </message>
    <message>
        <source>SpiNNaker, per synaptic operation</source>
        <translation>SpiNNaker, pro synaptische Operation</translation>
    </message>
    <message>
        <source>SpiNNaker 2, per synaptic operation</source>
        <translation>SpiNNaker 2, pro synaptische Operation</translation>
    </message>
    <message>
        <source>CPU, per synaptic operation</source>
        <translation>CPU, pro synaptische Operation</translation>
    </message>
    <message>
        <source>GPU, per synaptic operation</source>
        <translation>GPU, pro synaptische Operation</translation>
    </message>
    <message>
        <source>as published: SpikeDecoder (its script and its slips)</source>
        <translation>wie veröffentlicht: SpikeDecoder (Skript samt Fehlern)</translation>
    </message>
    <message>
        <source>as published: SpikeGPT (rate × MACs as accumulates)</source>
        <translation>wie veröffentlicht: SpikeGPT (Rate × MACs als AC)</translation>
    </message>
    <message>
        <source>*: the checkpoint has no analog weights to run its twin with, so the twin&apos;s products are counted in full, and the ratio is up to 1.3 times too good</source>
        <translation>*: Der Checkpoint hat keine analogen Gewichte, mit denen sein Zwilling laufen könnte; dessen Produkte sind deshalb alle gezählt, und das Verhältnis ist bis zu 1,3-mal zu gut</translation>
    </message>
</context>
<context>
    <name>spikeglass::EngineBridge</name>
    <message>
        <source>characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>the model is still being loaded</source>
        <translation>das Modell wird noch geladen</translation>
    </message>
    <message>
        <source>no model is open: open a checkpoint first (Ctrl+O)</source>
        <translation>kein Modell ist offen: zuerst einen Checkpoint öffnen (Strg+O)</translation>
    </message>
    <message>
        <source>the prompt has %1 %2, but this network&apos;s window holds %3: shorten it, or choose “restart at end” below</source>
        <translation>der Prompt hat %1 %2, das Fenster dieses Netzes fasst aber nur %3: kürzen oder unten „Ende: neu“ wählen</translation>
    </message>
    <message>
        <source>no model is open: there is nothing to record</source>
        <translation>kein Modell ist offen: Es gibt nichts aufzuzeichnen</translation>
    </message>
</context>
<context>
    <name>spikeglass::ErrorBanner</name>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Copies the sentence, the time and the program&apos;s version</source>
        <translation>Kopiert den Satz, die Zeit und die Programmversion</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>spikeglass::ExperimentDesk</name>
    <message>
        <source>blocks: %1</source>
        <translation>Blöcke: %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>temperature %1</source>
        <translation>Temperatur %1</translation>
    </message>
    <message>
        <source>top-p %1</source>
        <translation>Top-p %1</translation>
    </message>
    <message>
        <source>A recording shows what was chosen then: to choose, open its checkpoint.</source>
        <translation>Eine Aufzeichnung zeigt, was damals gewählt war: zum Umschalten ihren Checkpoint öffnen.</translation>
    </message>
</context>
<context>
    <name>spikeglass::FigureDesk</name>
    <message>
        <source>Export as a figure…</source>
        <translation>Als Abbildung exportieren…</translation>
    </message>
    <message>
        <source>There is no text to make a figure of yet: run one first.</source>
        <translation>Noch gibt es keinen Text, von dem eine Abbildung zu machen wäre: zuerst einen laufen lassen.</translation>
    </message>
    <message>
        <source>The ladder has no finished row yet.</source>
        <translation>Die Leiter hat noch keine fertige Zeile.</translation>
    </message>
    <message>
        <source>There is no lane B that reads the same tokens: compare first (Ctrl+D).</source>
        <translation>Es gibt keine Spur B, die dieselben Token liest: zuerst vergleichen (Strg+D).</translation>
    </message>
    <message>
        <source>The text in the window has no figure “%1”.</source>
        <translation>Vom Text im Fenster gibt es keine Abbildung „%1“.</translation>
    </message>
</context>
<context>
    <name>spikeglass::FigureDialog</name>
    <message>
        <source>%1 · %2 mm</source>
        <translation>%1 · %2 mm</translation>
    </message>
    <message>
        <source>drawing…</source>
        <translation>zeichnet…</translation>
    </message>
    <message>
        <source>Saved in %1: %2</source>
        <translation>Gespeichert in %1: %2</translation>
    </message>
    <message>
        <source>Copied as SVG, PDF and bitmap</source>
        <translation>Als SVG, PDF und Bitmap kopiert</translation>
    </message>
    <message>
        <source>%1, copy</source>
        <translation>%1, Kopie</translation>
    </message>
    <message>
        <source>Panel %1</source>
        <translation>Teilbild %1</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Abbildung</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <translation>%1 × %2 mm</translation>
    </message>
    <message>
        <source>Save the figure</source>
        <translation>Abbildung speichern</translation>
    </message>
    <message>
        <source>Figures (*.%1)</source>
        <translation>Abbildungen (*.%1)</translation>
    </message>
    <message>
        <source>The journal, conference or room that the figure is for</source>
        <translation>Die Zeitschrift, Konferenz oder Wand, für die die Abbildung ist</translation>
    </message>
    <message>
        <source>Presets of one&apos;s own</source>
        <translation>Eigene Vorgaben</translation>
    </message>
    <message>
        <source>&amp;New preset from this one…</source>
        <translation>&amp;Neue Vorgabe aus dieser…</translation>
    </message>
    <message>
        <source>&amp;Change or rename…</source>
        <translation>Ändern oder &amp;umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>+ Panel</source>
        <translation>+ Teilbild</translation>
    </message>
    <message>
        <source>One more panel of the same figure</source>
        <translation>Ein weiteres Teilbild derselben Abbildung</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Takes the selected panel out of the figure (Delete)</source>
        <translation>Nimmt das gewählte Teilbild heraus (Entf)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Takes back the last change of the figure (Ctrl+Z)</source>
        <translation>Nimmt die letzte Änderung der Abbildung zurück (Strg+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>What was taken back (Ctrl+Shift+Z)</source>
        <translation>Was zurückgenommen wurde (Strg+Umschalt+Z)</translation>
    </message>
    <message>
        <source>Columns of panels</source>
        <translation>Spalten von Teilbildern</translation>
    </message>
    <message>
        <source>columns: </source>
        <translation>Spalten: </translation>
    </message>
    <message>
        <source>shared axes</source>
        <translation>gemeinsame Achsen</translation>
    </message>
    <message>
        <source>How large; 100 % is as large as on paper</source>
        <translation>Wie groß; 100 % ist so groß wie auf Papier</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>einpassen</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>As who sees it</source>
        <translation>Wie wer sie sieht</translation>
    </message>
    <message>
        <source>as printed</source>
        <translation>wie gedruckt</translation>
    </message>
    <message>
        <source>deuteranopia</source>
        <translation>Deuteranopie</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy caption</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>A sentence for the paper, in English like the figure</source>
        <translation>Ein Satz für den Artikel, englisch wie die Abbildung</translation>
    </message>
    <message>
        <source>Copy BibTeX</source>
        <translation>BibTeX kopieren</translation>
    </message>
    <message>
        <source>The papers to cite</source>
        <translation>Die zu zitierenden Arbeiten</translation>
    </message>
    <message>
        <source>Format of the file</source>
        <translation>Format der Datei</translation>
    </message>
    <message>
        <source>Dots per inch of bitmaps</source>
        <translation>Punkte je Zoll von Bitmaps</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>dpi of the preset</source>
        <translation>dpi der Vorgabe</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>For other programs, as SVG, PDF and bitmap at once</source>
        <translation>Für andere Programme, als SVG, PDF und Bitmap zugleich</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Saves nothing</source>
        <translation>Speichert nichts</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>The figure, and beside it its recipe and its data</source>
        <translation>Die Abbildung, daneben ihr Rezept und ihre Daten</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Panels of one column that show the same tokens stand in line, the last says which tokens they are; panels of a row are equally high</source>
        <translation>Teilbilder einer Spalte mit denselben Token fluchten, das letzte sagt, welche es sind; Teilbilder einer Zeile sind gleich hoch</translation>
    </message>
</context>
<context>
    <name>spikeglass::FigureMaker</name>
    <message>
        <source>not enough memory for this figure; show fewer tokens</source>
        <translation>nicht genug Speicher für diese Abbildung; weniger Token zeigen</translation>
    </message>
</context>
<context>
    <name>spikeglass::FigureOptions</name>
    <message>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Membrane potentials</source>
        <translation>Membranpotentiale</translation>
    </message>
    <message>
        <source>Firing rates</source>
        <translation>Feuerraten</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operationen</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>Two lanes</source>
        <translation>Zwei Spuren</translation>
    </message>
    <message>
        <source>Next tokens</source>
        <translation>Nächste Token</translation>
    </message>
    <message>
        <source>Coloured text</source>
        <translation>Gefärbter Text</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>What the panel shows</source>
        <translation>Was das Teilbild zeigt</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Which part of the run</source>
        <translation>Welcher Teil des Laufs</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>The constants that turn counted operations into joules</source>
        <translation>Die Konstanten, die gezählte Operationen in Joule umrechnen</translation>
    </message>
    <message>
        <source>Coloured by</source>
        <translation>Färbung</translation>
    </message>
    <message>
        <source>What the ground of each token says</source>
        <translation>Was der Grund jedes Token sagt</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Both are even in lightness and safe for colour-blind readers</source>
        <translation>Beide sind gleichmäßig in der Helligkeit und für Farbenblinde lesbar</translation>
    </message>
    <message>
        <source>Spikes</source>
        <translation>Spikes</translation>
    </message>
    <message>
        <source>Vector marks can be edited; pixels within vector axes keep large figures small</source>
        <translation>Vektormarken lassen sich bearbeiten; Pixel in Vektorachsen halten große Abbildungen klein</translation>
    </message>
    <message>
        <source>From token</source>
        <translation>Ab Token</translation>
    </message>
    <message>
        <source>To token</source>
        <translation>Bis Token</translation>
    </message>
    <message>
        <source>The last token that is shown</source>
        <translation>Das letzte gezeigte Token</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Stellen</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>Neuronen</translation>
    </message>
    <message>
        <source>the liveliest</source>
        <translation>die lebhaftesten</translation>
    </message>
    <message>
        <source>Such as blocks.0.time_mix/12, separated by commas; empty: the liveliest of four sites</source>
        <translation>Etwa blocks.0.time_mix/12, durch Kommas getrennt; leer: die lebhaftesten von vier Stellen</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>as it needs</source>
        <translation>nach Bedarf</translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation>Surprisal</translation>
    </message>
    <message>
        <source>spikes</source>
        <translation>Spikes</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>pixels where they are many</source>
        <translation>Pixel, wo es viele sind</translation>
    </message>
    <message>
        <source>vector marks</source>
        <translation>Vektormarken</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>all %L1</source>
        <translation>alle %L1</translation>
    </message>
    <message>
        <source>in sight</source>
        <translation>sichtbare</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählte</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>von … bis …</translation>
    </message>
</context>
<context>
    <name>spikeglass::FigurePage</name>
    <message>
        <source>The figure as it will print</source>
        <translation>Die Abbildung, wie sie gedruckt wird</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <translation>%1 × %2 mm</translation>
    </message>
    <message>
        <source>No figure yet</source>
        <translation>Noch keine Abbildung</translation>
    </message>
    <message>
        <source>%1 by %2 millimetres. %3</source>
        <translation>%1 mal %2 Millimeter. %3</translation>
    </message>
</context>
<context>
    <name>spikeglass::HealthList</name>
    <message>
        <source>Health of the sites</source>
        <translation>Zustand der Stellen</translation>
    </message>
    <message>
        <source>Select these neurons</source>
        <translation>Diese Neuronen auswählen</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>%1 more …</source>
        <translation>%1 weitere …</translation>
    </message>
</context>
<context>
    <name>spikeglass::Help</name>
    <message>
        <source>Elsewhere</source>
        <translation>Sonst</translation>
    </message>
    <message>
        <source>About Spikeglass</source>
        <translation>Über Spikeglass</translation>
    </message>
    <message>
        <source>Spikeglass %1</source>
        <translation>Spikeglass %1</translation>
    </message>
    <message>
        <source>A desktop laboratory for spiking language models</source>
        <translation>Ein Labor für spikende Sprachmodelle</translation>
    </message>
    <message>
        <source>The source of Spikeglass is licensed under the Apache License 2.0.</source>
        <translation>Der Quelltext von Spikeglass steht unter der Apache-Lizenz 2.0.</translation>
    </message>
    <message>
        <source>This build is linked with Qt Charts, which is licensed under GPL-3.0 only: the program as a whole is distributed under the GNU General Public License, version 3.</source>
        <translation>Dieses Programm ist mit Qt Charts gebunden, das nur unter der GPL-3.0 steht: Als Ganzes wird es unter der GNU General Public License, Version 3, weitergegeben.</translation>
    </message>
    <message>
        <source>Fonts: Inter, and Spikeglass Figures made from it; JetBrains Mono. SIL Open Font License 1.1.</source>
        <translation>Schriften: Inter und daraus Spikeglass Figures; JetBrains Mono. SIL Open Font License 1.1.</translation>
    </message>
    <message>
        <source>Models keep the licence that their card states.</source>
        <translation>Modelle behalten die Lizenz, die auf ihrer Karte steht.</translation>
    </message>
</context>
<context>
    <name>spikeglass::Import</name>
    <message>
        <source>Trained as</source>
        <translation>Trainiert als</translation>
    </message>
    <message>
        <source>Forms that can be switched on later; the published networks spike</source>
        <translation>Formen, die sich später einschalten lassen; die veröffentlichten Netze spiken</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>The released inference script computes something else than training did</source>
        <translation>Das veröffentlichte Inferenzskript rechnet anders als das Training</translation>
    </message>
    <message>
        <source>Halve every</source>
        <translation>Halbieren alle</translation>
    </message>
    <message>
        <source>Blocks after which the residual stream is halved; the released script: 6; 0: never</source>
        <translation>Blöcke, nach denen der Residualstrom halbiert wird; das veröffentlichte Skript: 6; 0: nie</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>Whether the embedding stays as it is or becomes binary</source>
        <translation>Ob das Embedding bleibt, wie es ist, oder binär wird</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Both forms have the same weights</source>
        <translation>Beide Formen haben dieselben Gewichte</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Attention heads</source>
        <translation>Attention-Köpfe</translation>
    </message>
    <message>
        <source>Attention has the same weights however many share them</source>
        <translation>Die Gewichte sind dieselben, wie viele Köpfe sie auch teilen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>How a token becomes spikes (encodingType); the width allows these</source>
        <translation>Wie ein Token zu Spikes wird (encodingType); die Breite erlaubt diese</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>How a position becomes spikes (position_encoding_strategy)</source>
        <translation>Wie eine Position zu Spikes wird (position_encoding_strategy)</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Tokens that the network was trained to look back on (max_len)</source>
        <translation>Token, auf die das Netz im Training zurückblickte (max_len)</translation>
    </message>
    <message>
        <source>Timesteps</source>
        <translation>Zeitschritte</translation>
    </message>
    <message>
        <source>Steps of the neurons within one token</source>
        <translation>Schritte der Neuronen innerhalb eines Tokens</translation>
    </message>
    <message>
        <source>Reading out</source>
        <translation>Auslesen</translation>
    </message>
    <message>
        <source>What the head makes of the timesteps (spike_mode)</source>
        <translation>Was der Kopf aus den Zeitschritten macht (spike_mode)</translation>
    </message>
    <message>
        <source>Residual degree</source>
        <translation>Residualgrad</translation>
    </message>
    <message>
        <source>Where the residual stream passes neurons (spiking_residuals)</source>
        <translation>Wo der Residualstrom durch Neuronen geht (spiking_residuals)</translation>
    </message>
    <message>
        <source>First residual</source>
        <translation>Erstes Residual</translation>
    </message>
    <message>
        <source>Whether the first block&apos;s residual passes neurons of its own</source>
        <translation>Ob das Residual des ersten Blocks durch eigene Neuronen geht</translation>
    </message>
    <message>
        <source>Reunited as</source>
        <translation>Vereint als</translation>
    </message>
    <message>
        <source>Whether timesteps are reunited before the head as numbers (float_reunite)</source>
        <translation>Ob die Zeitschritte vor dem Kopf als Zahlen vereint werden (float_reunite)</translation>
    </message>
    <message>
        <source>Token shift</source>
        <translation>Token-Verschiebung</translation>
    </message>
    <message>
        <source>1: half of the channels come from the token before; not in published networks</source>
        <translation>1: die Hälfte der Kanäle kommt vom Token davor; nicht in veröffentlichten Netzen</translation>
    </message>
    <message>
        <source>Attention scale</source>
        <translation>Attention-Faktor</translation>
    </message>
    <message>
        <source>Factor of the attention&apos;s sums; published: 0.125</source>
        <translation>Faktor der Summen der Attention; veröffentlicht: 0,125</translation>
    </message>
    <message>
        <source>Position bias</source>
        <translation>Positionsversatz</translation>
    </message>
    <message>
        <source>Taken from a static position before its threshold (pos_bias)</source>
        <translation>Wird von einer statischen Position vor ihrer Schwelle abgezogen (pos_bias)</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>binär</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>spikes</source>
        <translation>Spikes</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>spiking (SNN)</source>
        <translation>spikend (SNN)</translation>
    </message>
    <message>
        <source>analog (ANN)</source>
        <translation>analog (ANN)</translation>
    </message>
    <message>
        <source>both, switchable</source>
        <translation>beides, umschaltbar</translation>
    </message>
    <message>
        <source>as it was trained</source>
        <translation>wie trainiert</translation>
    </message>
    <message>
        <source>as the released script runs it</source>
        <translation>wie im veröffentlichten Skript</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>anders</translation>
    </message>
    <message>
        <source>learned, binary</source>
        <translation>gelernt, binär</translation>
    </message>
    <message>
        <source>learned, numbers</source>
        <translation>gelernt, Zahlen</translation>
    </message>
    <message>
        <source>their mean</source>
        <translation>ihr Mittel</translation>
    </message>
    <message>
        <source>their sum</source>
        <translation>ihre Summe</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>der letzte</translation>
    </message>
    <message>
        <source>within the tokens</source>
        <translation>in den Token enthalten</translation>
    </message>
    <message>
        <source>0: sums of numbers</source>
        <translation>0: Summen von Zahlen</translation>
    </message>
    <message>
        <source>1: spikes around the MLP</source>
        <translation>1: Spikes um das MLP</translation>
    </message>
    <message>
        <source>2: spikes around attention too</source>
        <translation>2: auch um die Attention</translation>
    </message>
    <message>
        <source>as the configuration says</source>
        <translation>wie in der Konfiguration</translation>
    </message>
    <message>
        <source>the published alphabet of %1</source>
        <translation>das veröffentlichte Alphabet aus %1</translation>
    </message>
    <message>
        <source>the characters in its card</source>
        <translation>die Zeichen in seiner Karte</translation>
    </message>
    <message>
        <source>a tokenizer or list of characters</source>
        <translation>ein Tokenizer oder eine Zeichenliste</translation>
    </message>
    <message>
        <source>the characters of a text</source>
        <translation>die Zeichen eines Textes</translation>
    </message>
    <message>
        <source>none: token ids only</source>
        <translation>keiner: nur Token-Nummern</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>token embedding</source>
        <translation>Token-Embedding</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>normalisation</source>
        <translation>Normalisierung</translation>
    </message>
    <message>
        <source>thresholds</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>gelernt</translation>
    </message>
    <message>
        <source>stored as</source>
        <translation>gespeichert als</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>spikeglass::ImportDesk</name>
    <message>
        <source>%1 is still being imported: wait for it, or cancel it</source>
        <translation>%1 wird noch importiert: abwarten oder abbrechen</translation>
    </message>
</context>
<context>
    <name>spikeglass::ImportDialog</name>
    <message>
        <source>Import weights</source>
        <translation>Gewichte importieren</translation>
    </message>
    <message>
        <source>Weights for PyTorch become a checkpoint that can be opened. Nothing in the file is run, and the file stays as it is.</source>
        <translation>Aus Gewichten für PyTorch wird ein Checkpoint. Nichts in der Datei wird ausgeführt; sie bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>The file says</source>
        <translation>Die Datei sagt</translation>
    </message>
    <message>
        <source>The checkpoint to write</source>
        <translation>Der Checkpoint, der geschrieben wird</translation>
    </message>
    <message>
        <source>Checkpoints (*.h5)</source>
        <translation>Checkpoints (*.h5)</translation>
    </message>
    <message>
        <source>as &amp;float16</source>
        <translation>als &amp;float16</translation>
    </message>
    <message>
        <source>Half the size on disk; weights are rounded to 11 bits</source>
        <translation>Halb so groß auf der Platte; Gewichte werden auf 11 Bit gerundet</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Schreiben nach</translation>
    </message>
    <message>
        <source>What is missing or wrong</source>
        <translation>Was fehlt oder nicht stimmt</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Import and open</source>
        <translation>&amp;Importieren und öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Replace it and open</source>
        <translation>E&amp;rsetzen und öffnen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>%1 wird geschrieben…</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon da.</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>spikeglass::ImportForm</name>
    <message>
        <source>Hardly ever otherwise</source>
        <translation>Selten anders</translation>
    </message>
    <message>
        <source>answer here</source>
        <translation>hier beantworten</translation>
    </message>
    <message>
        <source>a configuration file</source>
        <translation>eine Konfigurationsdatei</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Weights of a SpikeDecoder do not say all of how it was made</source>
        <translation>Gewichte eines SpikeDecoders sagen nicht alles über seinen Bau</translation>
    </message>
    <message>
        <source>Configuration file</source>
        <translation>Konfigurationsdatei</translation>
    </message>
    <message>
        <source>Configurations (*.json);;All files (*)</source>
        <translation>Konfigurationen (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>Which text each token stands for; a file of weights never says it</source>
        <translation>Für welchen Text jedes Token steht; eine Datei mit Gewichten sagt es nie</translation>
    </message>
    <message>
        <source>Tokenizer file</source>
        <translation>Tokenizer-Datei</translation>
    </message>
    <message>
        <source>Tokenizers and texts (*.json *.txt);;All files (*)</source>
        <translation>Tokenizer und Texte (*.json *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the window calls it; else the file&apos;s name</source>
        <translation>Wie das Fenster es nennt; sonst der Name der Datei</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>As its authors state it, such as Apache-2.0</source>
        <translation>Wie seine Autoren sie angeben, etwa Apache-2.0</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert mit</translation>
    </message>
    <message>
        <source>Card file</source>
        <translation>Kartendatei</translation>
    </message>
    <message>
        <source>Cards (*.json);;All files (*)</source>
        <translation>Karten (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>What a training of one&apos;s own wrote beside the weights, if there is one</source>
        <translation>Was ein eigenes Training neben die Gewichte schrieb, falls es das gibt</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
</context>
<context>
    <name>spikeglass::ImportModel</name>
    <message>
        <source>Choose the configuration file, or answer the questions instead.</source>
        <translation>Die Konfigurationsdatei wählen oder stattdessen die Fragen beantworten.</translation>
    </message>
    <message>
        <source>Choose the tokenizer that the network was trained with, or none: then it runs on token ids only.</source>
        <translation>Den Tokenizer wählen, mit dem das Netz trainiert wurde, oder keinen: dann läuft es nur mit Token-Nummern.</translation>
    </message>
    <message>
        <source>Choose the text whose characters are the vocabulary.</source>
        <translation>Den Text wählen, dessen Zeichen das Vokabular sind.</translation>
    </message>
    <message>
        <source>Choose where the checkpoint is to be written.</source>
        <translation>Wählen, wohin der Checkpoint geschrieben wird.</translation>
    </message>
</context>
<context>
    <name>spikeglass::Interventions</name>
    <message>
        <source>silence</source>
        <translation>stummschalten</translation>
    </message>
    <message>
        <source>force to fire</source>
        <translation>feuern lassen</translation>
    </message>
    <message>
        <source>clamp potential</source>
        <translation>Potential klemmen</translation>
    </message>
    <message>
        <source>potential</source>
        <translation>Potential</translation>
    </message>
    <message>
        <source>shift threshold</source>
        <translation>Schwelle verschieben</translation>
    </message>
    <message>
        <source>threshold higher by</source>
        <translation>Schwelle höher um</translation>
    </message>
    <message>
        <source>change tau</source>
        <translation>Tau ändern</translation>
    </message>
    <message>
        <source>tau, timesteps</source>
        <translation>Tau, Zeitschritte</translation>
    </message>
    <message>
        <source>add noise</source>
        <translation>rauschen</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>%1 neurons of %2</source>
        <translation>%1 Neuronen von %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2, %3 %4</source>
        <translation>%1: %2, %3 %4</translation>
    </message>
</context>
<context>
    <name>spikeglass::InterventionsView</name>
    <message>
        <source>Interventions</source>
        <translation>Eingriffe</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Continue from here without them</source>
        <translation>Ab hier ohne Eingriffe fortsetzen</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>What is done to the selected neurons, from the next token on</source>
        <translation>Was mit den gewählten Neuronen geschieht, ab dem nächsten Token</translation>
    </message>
    <message>
        <source>Value of the effect</source>
        <translation>Wert der Wirkung</translation>
    </message>
    <message>
        <source>Potentials, thresholds and noise are dimensionless; tau is in timesteps</source>
        <translation>Potentiale, Schwellen und Rauschen sind dimensionslos; Tau zählt Zeitschritte</translation>
    </message>
    <message>
        <source>Does it to the selected neurons, from the next token on; Ctrl+Z takes it back</source>
        <translation>Wendet es auf die gewählten Neuronen an, ab dem nächsten Token; Strg+Z nimmt es zurück</translation>
    </message>
    <message>
        <source>Removes the intervention that is selected in the list (Delete)</source>
        <translation>Entfernt den in der Liste gewählten Eingriff (Entf)</translation>
    </message>
    <message>
        <source>Switches all interventions off, or on again</source>
        <translation>Schaltet alle Eingriffe aus oder wieder ein</translation>
    </message>
    <message>
        <source>Writes on twice from this moment, with the interventions and without, side by side</source>
        <translation>Schreibt von hier zweimal weiter, mit und ohne Eingriffe, nebeneinander</translation>
    </message>
    <message>
        <source>Interventions in force</source>
        <translation>Geltende Eingriffe</translation>
    </message>
    <message>
        <source>Each can be switched off and on; Delete removes it</source>
        <translation>Jeder lässt sich aus- und einschalten; Entf entfernt ihn</translation>
    </message>
    <message>
        <source>Selected: %1</source>
        <translation>Ausgewählt: %1</translation>
    </message>
    <message>
        <source>Nothing is selected. Drag with Shift over neurons in the raster, or click the name of a site; then silence them, and see what the network writes.</source>
        <translation>Nichts ist ausgewählt. Mit Umschalt im Raster über Neuronen ziehen oder den Namen einer Stelle anklicken, dann stummschalten und sehen, was das Netz schreibt.</translation>
    </message>
    <message>
        <source>The selected neurons have no membrane: they can be silenced or forced only.</source>
        <translation>Die gewählten Neuronen haben keine Membran: Sie können nur stumm sein oder feuern.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>all interventions on</source>
        <translation>alle Eingriffe ein</translation>
    </message>
    <message>
        <source>all interventions off</source>
        <translation>alle Eingriffe aus</translation>
    </message>
    <message>
        <source>on: %1</source>
        <translation>ein: %1</translation>
    </message>
    <message>
        <source>off: %1</source>
        <translation>aus: %1</translation>
    </message>
    <message>
        <source>No interventions: every neuron does what it was trained to do.</source>
        <translation>Keine Eingriffe: Jedes Neuron tut, was es gelernt hat.</translation>
    </message>
    <message>
        <source>In force from the next token on; marked on the time axis.</source>
        <translation>Gilt ab dem nächsten Token; auf der Zeitachse markiert.</translation>
    </message>
    <message>
        <source>All off</source>
        <translation>Alle aus</translation>
    </message>
    <message>
        <source>All on</source>
        <translation>Alle ein</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderCatalog</name>
    <message>
        <source>as on the block board</source>
        <translation>wie auf der Blocktafel</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderChart</name>
    <message>
        <source>Bits per character against energy per token, chart</source>
        <translation>Bits pro Zeichen über Energie pro Token, Diagramm</translation>
    </message>
    <message>
        <source>The table below holds the same figures.</source>
        <translation>Die Tabelle darunter enthält dieselben Zahlen.</translation>
    </message>
    <message>
        <source>energy per token</source>
        <translation>Energie pro Token</translation>
    </message>
    <message>
        <source>energy per token, %1 (%2)</source>
        <translation>Energie pro Token, %1 (%2)</translation>
    </message>
    <message>
        <source>bits per character (less is better)</source>
        <translation>Bits pro Zeichen (weniger ist besser)</translation>
    </message>
    <message>
        <source>%1, %2
%3 bits per character, %4 per token</source>
        <translation>%1, %2
%3 Bits pro Zeichen, %4 pro Token</translation>
    </message>
    <message>
        <source>Tick rows at the left and run the ladder:
each becomes a point here.</source>
        <translation>Links Zeilen ankreuzen und die Leiter starten:
Jede wird hier ein Punkt.</translation>
    </message>
    <message>
        <source>energy per token (%1)</source>
        <translation>Energie pro Token (%1)</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderModel</name>
    <message>
        <source>energy (J / token)</source>
        <translation>Energie (J / Token)</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>%1 characters</source>
        <translation>%1 Zeichen</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>nicht gelaufen</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>Wahl</translation>
    </message>
    <message>
        <source>bits / character</source>
        <translation>Bits / Zeichen</translation>
    </message>
    <message>
        <source>top-1</source>
        <translation>Top-1</translation>
    </message>
    <message>
        <source>firing</source>
        <translation>Feuerrate</translation>
    </message>
    <message>
        <source>AC / token</source>
        <translation>AC / Token</translation>
    </message>
    <message>
        <source>MAC / token</source>
        <translation>MAC / Token</translation>
    </message>
    <message>
        <source>energy / token</source>
        <translation>Energie / Token</translation>
    </message>
    <message>
        <source>twin / this</source>
        <translation>Zwilling / dieses</translation>
    </message>
    <message>
        <source>tokens / s</source>
        <translation>Token / s</translation>
    </message>
    <message>
        <source>progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>The checkpoint</source>
        <translation>Der Checkpoint</translation>
    </message>
    <message>
        <source>Which blocks are spiking: a preset&apos;s name, or the slots that are analog</source>
        <translation>Welche Blöcke spiken: der Name einer Vorgabe oder die analogen Blöcke</translation>
    </message>
    <message>
        <source>How badly it guesses the text: −log2 of the probability of each token, per character. Less is better.</source>
        <translation>Wie schlecht es den Text errät: −log2 der Wahrscheinlichkeit jedes Tokens, pro Zeichen. Weniger ist besser.</translation>
    </message>
    <message>
        <source>Share of the tokens that it held likeliest</source>
        <translation>Anteil der Token, die es für die wahrscheinlichsten hielt</translation>
    </message>
    <message>
        <source>Spikes per LIF neuron and timestep</source>
        <translation>Spikes pro LIF-Neuron und Zeitschritt</translation>
    </message>
    <message>
        <source>Accumulates per token: products whose input is 0 or 1, zeros skipped</source>
        <translation>Akkumulationen pro Token: Produkte mit Eingang 0 oder 1, Nullen übersprungen</translation>
    </message>
    <message>
        <source>Multiply-accumulates per token: products whose input is a real number, zeros skipped</source>
        <translation>Multiply-Accumulates pro Token: Produkte mit reellem Eingang, Nullen übersprungen</translation>
    </message>
    <message>
        <source>Joules per token under the pricing model chosen above</source>
        <translation>Joule pro Token nach dem oben gewählten Preismodell</translation>
    </message>
    <message>
        <source>Energy of the same network all analog, on the same tokens, divided by this energy</source>
        <translation>Energie desselben Netzes, alles analog, auf denselben Token, geteilt durch diese Energie</translation>
    </message>
    <message>
        <source>Measured here and now, without the twin</source>
        <translation>Hier und jetzt gemessen, ohne den Zwilling</translation>
    </message>
    <message>
        <source>What became of the row</source>
        <translation>Was aus der Zeile wurde</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderSetup</name>
    <message>
        <source>&amp;Add checkpoint…</source>
        <translation>&amp;Checkpoint dazu…</translation>
    </message>
    <message>
        <source>Choose &amp;text file…</source>
        <translation>&amp;Textdatei wählen…</translation>
    </message>
    <message>
        <source>Checkpoints and their choices</source>
        <translation>Checkpoints und ihre Wahlen</translation>
    </message>
    <message>
        <source>Each tick is a row of the ladder</source>
        <translation>Jedes Kreuz ist eine Zeile der Leiter</translation>
    </message>
    <message>
        <source>One more checkpoint (HDF5)</source>
        <translation>Noch ein Checkpoint (HDF5)</translation>
    </message>
    <message>
        <source>this run&apos;s text</source>
        <translation>Text dieses Laufs</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>eine Textdatei</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The text that every row is scored on</source>
        <translation>Der Text, an dem jede Zeile bewertet wird</translation>
    </message>
    <message>
        <source>A text that the models were not trained on (UTF-8)</source>
        <translation>Ein Text, an dem die Modelle nicht trainiert wurden (UTF-8)</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Last part of the text</source>
        <translation>Letzter Teil des Textes</translation>
    </message>
    <message>
        <source>Only the last part of the text is read: what a model was trained on says little about it</source>
        <translation>Nur der letzte Teil des Textes wird gelesen: Woran ein Modell trainiert wurde, sagt wenig über es</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>At most so many characters</source>
        <translation>Höchstens so viele Zeichen</translation>
    </message>
    <message>
        <source>At most so many characters of that part; 0: all of it</source>
        <translation>Höchstens so viele Zeichen dieses Teils; 0: alle</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>last part</source>
        <translation>letzter Teil</translation>
    </message>
    <message>
        <source>characters, at most</source>
        <translation>Zeichen, höchstens</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>wird gelesen…</translation>
    </message>
    <message>
        <source>Add checkpoints</source>
        <translation>Checkpoints hinzufügen</translation>
    </message>
    <message>
        <source>Checkpoints (*.h5 *.hdf5);;All files (*)</source>
        <translation>Checkpoints (*.h5 *.hdf5);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a text</source>
        <translation>Text wählen</translation>
    </message>
    <message>
        <source>Texts (*.txt);;All files (*)</source>
        <translation>Texte (*.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a text file first: every row is scored on it.</source>
        <translation>Erst eine Textdatei wählen: Jede Zeile wird daran bewertet.</translation>
    </message>
    <message>
        <source>This run has written %1 characters, and a ladder needs at least %2: let it write on, or choose a text file.</source>
        <translation>Dieser Lauf hat %1 Zeichen geschrieben, eine Leiter braucht mindestens %2: weiterschreiben lassen oder eine Textdatei wählen.</translation>
    </message>
    <message>
        <source>%1: %2 characters</source>
        <translation>%1: %2 Zeichen</translation>
    </message>
    <message>
        <source>%1: cannot be read: %2</source>
        <translation>%1: nicht lesbar: %2</translation>
    </message>
    <message>
        <source>%1: is larger than 256 MB, take a part of it</source>
        <translation>%1: ist größer als 256 MB, bitte einen Teil nehmen</translation>
    </message>
    <message>
        <source>%1: has %2 characters, a ladder needs at least %3</source>
        <translation>%1: hat %2 Zeichen, eine Leiter braucht mindestens %3</translation>
    </message>
    <message>
        <source>%1 characters, all of the prompt</source>
        <translation>%1 Zeichen, alle aus dem Prompt</translation>
    </message>
    <message>
        <source>%1 characters: %2 of the prompt, %3 drawn by %4 from its own guesses, which favours it. A text of people&apos;s is fairer.</source>
        <translation>%1 Zeichen: %2 aus dem Prompt, %3 von %4 aus den eigenen Vermutungen gezogen, was es begünstigt. Gerechter ist ein Text von Menschen.</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderView</name>
    <message>
        <source>Rows of the ladder</source>
        <translation>Zeilen der Leiter</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderWindow</name>
    <message>
        <source>&amp;Load in the window</source>
        <translation>Im Fenster &amp;laden</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>Als CSV &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Ladder: bits against joules</source>
        <translation>Leiter: Bits gegen Joule</translation>
    </message>
    <message>
        <source>Pricing model</source>
        <translation>Preismodell</translation>
    </message>
    <message>
        <source>The constants that turn counted operations into joules</source>
        <translation>Die Konstanten, die gezählte Operationen in Joule umrechnen</translation>
    </message>
    <message>
        <source>%1 rows copied</source>
        <translation>%1 Zeilen kopiert</translation>
    </message>
    <message>
        <source>%1 of %2 rows finished</source>
        <translation>%1 von %2 Zeilen fertig</translation>
    </message>
    <message>
        <source>Opens the selected row&apos;s model with its choice in the main window (double click)</source>
        <translation>Öffnet das Modell der gewählten Zeile mit seiner Wahl im Hauptfenster (Doppelklick)</translation>
    </message>
    <message>
        <source>All figures of the finished rows, the columns of `spikeglass-cli compare --csv`</source>
        <translation>Alle Zahlen der fertigen Zeilen, die Spalten von `spikeglass-cli compare --csv`</translation>
    </message>
    <message>
        <source>The finished rows, tab-separated, for a spreadsheet</source>
        <translation>Die fertigen Zeilen, durch Tabulatoren getrennt, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>Progress of the ladder</source>
        <translation>Fortschritt der Leiter</translation>
    </message>
    <message>
        <source>Tick at least one row at the left.</source>
        <translation>Links mindestens eine Zeile ankreuzen.</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Run %1 rows</source>
        <translation>%1 Zeilen &amp;starten</translation>
    </message>
    <message>
        <source>Stops; finished rows stay</source>
        <translation>Hält an; fertige Zeilen bleiben</translation>
    </message>
    <message>
        <source>Scores every ticked row on the text, one after the other</source>
        <translation>Bewertet jede angekreuzte Zeile am Text, eine nach der anderen</translation>
    </message>
    <message>
        <source>Save the ladder</source>
        <translation>Leiter speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>%1: cannot be written: %2</source>
        <translation>%1: nicht schreibbar: %2</translation>
    </message>
    <message>
        <source>&amp;Figure…</source>
        <translation>&amp;Abbildung…</translation>
    </message>
    <message>
        <source>The finished rows as a figure for a paper</source>
        <translation>Die fertigen Zeilen als Abbildung für einen Artikel</translation>
    </message>
</context>
<context>
    <name>spikeglass::LaneDesk</name>
    <message>
        <source>no model is open: open a checkpoint first (Ctrl+O)</source>
        <translation>kein Modell ist offen: zuerst einen Checkpoint öffnen (Strg+O)</translation>
    </message>
    <message>
        <source>lane B&apos;s network is still being loaded</source>
        <translation>das Netz der Spur B wird noch geladen</translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation>%1 wird geladen…</translation>
    </message>
    <message>
        <source>there is no text yet: run the prompt first, then compare</source>
        <translation>noch gibt es keinen Text: erst den Prompt starten, dann vergleichen</translation>
    </message>
    <message>
        <source>only the same network can go on from the same past: compare from the beginning</source>
        <translation>nur dasselbe Netz kann mit gleicher Vorgeschichte weitermachen: vom Anfang an vergleichen</translation>
    </message>
    <message>
        <source>B: “%1”, as it was written</source>
        <translation>B: „%1“, wie geschrieben</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B: %1</translation>
    </message>
    <message>
        <source>blocks %1</source>
        <translation>Blöcke %1</translation>
    </message>
    <message>
        <source>no interventions</source>
        <translation>keine Eingriffe</translation>
    </message>
    <message numerus="yes">
        <source>%Ln intervention(s)</source>
        <translation>
            <numerusform>%Ln Eingriff</numerusform>
            <numerusform>%Ln Eingriffe</numerusform>
        </translation>
    </message>
    <message>
        <source>reads A&apos;s text</source>
        <translation>liest A</translation>
    </message>
    <message>
        <source>writes its own text</source>
        <translation>schreibt selbst</translation>
    </message>
    <message>
        <source>from token %1 on</source>
        <translation>ab Token %1</translation>
    </message>
    <message>
        <source>Lane B</source>
        <translation>Spur B</translation>
    </message>
    <message>
        <source>Checkpoints and recordings (*.h5 *.hdf5);;All files (*)</source>
        <translation>Checkpoints und Aufzeichnungen (*.h5 *.hdf5);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>lane A is a recording, which nothing can be computed beside: compare it with another recording</source>
        <translation>Spur A ist eine Aufzeichnung, neben der nichts berechnet werden kann: mit einer anderen Aufzeichnung vergleichen</translation>
    </message>
    <message>
        <source>there is nothing to compare it with: open a checkpoint or a recording first</source>
        <translation>es gibt nichts zum Vergleichen: erst einen Checkpoint oder eine Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>B: the recording %1</source>
        <translation>B: die Aufzeichnung %1</translation>
    </message>
    <message>
        <source>%1 is no recording</source>
        <translation>%1 ist keine Aufzeichnung</translation>
    </message>
    <message>
        <source>nothing differs from A: choose other blocks, another network or other interventions for B</source>
        <translation>nichts ist anders als in A: für B andere Blöcke, ein anderes Netz oder andere Eingriffe wählen</translation>
    </message>
</context>
<context>
    <name>spikeglass::LoadingBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>How much of it is read</source>
        <translation>Wie viel davon gelesen ist</translation>
    </message>
    <message>
        <source>What was open before stays open (Esc)</source>
        <translation>Was vorher offen war, bleibt offen (Esc)</translation>
    </message>
    <message>
        <source>Opening %1: %2</source>
        <translation>%1 wird geöffnet: %2</translation>
    </message>
    <message>
        <source>Opening %1: examining the file</source>
        <translation>%1 wird geöffnet: die Datei wird geprüft</translation>
    </message>
</context>
<context>
    <name>spikeglass::MainWindow</name>
    <message>
        <source>Spikeglass</source>
        <translation>Spikeglass</translation>
    </message>
    <message>
        <source>opening…</source>
        <translation>wird geöffnet…</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln neuron(s)</source>
        <translation>
            <numerusform>%Ln Neuron</numerusform>
            <numerusform>%Ln Neuronen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 – Spikeglass</source>
        <translation>%1 – Spikeglass</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save the workspace</source>
        <translation>Arbeitsbereich speichern</translation>
    </message>
    <message>
        <source>Workspaces (*.spikeglass)</source>
        <translation>Arbeitsbereiche (*.spikeglass)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Opened, but for this: %1</source>
        <translation>Geöffnet, bis auf dies: %1</translation>
    </message>
    <message>
        <source>The last session ended without being closed. What it had is saved.</source>
        <translation>Die letzte Sitzung endete, ohne geschlossen zu werden. Was sie hatte, ist gesichert.</translation>
    </message>
    <message>
        <source>Reopen it</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Membrane</source>
        <translation>Membran</translation>
    </message>
    <message>
        <source>Membrane potentials, with rates and next tokens at a glance</source>
        <translation>Membranpotentiale, dazu Raten und nächste Token auf einen Blick</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>Sparsität</translation>
    </message>
    <message>
        <source>Who fires how often, and who does not do its work</source>
        <translation>Wer wie oft feuert und wer seine Arbeit nicht tut</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>What the text costs, beside its analog twin</source>
        <translation>Was der Text kostet, neben dem analogen Zwilling</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächstes</translation>
    </message>
    <message>
        <source>What the network might have written instead</source>
        <translation>Was das Netz stattdessen hätte schreiben können</translation>
    </message>
    <message>
        <source>Interventions</source>
        <translation>Eingriffe</translation>
    </message>
    <message>
        <source>Silence neurons, force them, clamp and shift them</source>
        <translation>Neuronen stummschalten, feuern lassen, klemmen und verschieben</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Two lanes: another choice, another network, other interventions</source>
        <translation>Zwei Spuren: andere Wahl, anderes Netz, andere Eingriffe</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Texts and branches</source>
        <translation>Texte und Zweige</translation>
    </message>
    <message>
        <source>Text of lane B</source>
        <translation>Text der Spur B</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>What is under the mouse</source>
        <translation>Was unter dem Zeiger ist</translation>
    </message>
    <message>
        <source>Raster of lane B</source>
        <translation>Raster der Spur B</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>One raster that shows which spikes only A fired, and which only B; where both networks have the same sites</source>
        <translation>Ein Raster, das zeigt, welche Spikes nur A und welche nur B hat; wo beide Netze dieselben Stellen haben</translation>
    </message>
    <message>
        <source>orange: only A fired · blue: only B · grey: both   %1</source>
        <translation>orange: nur A · blau: nur B · grau: beide   %1</translation>
    </message>
    <message>
        <source>blocks of the ladder&apos;s row</source>
        <translation>Blöcke der Leiterzeile</translation>
    </message>
    <message>
        <source>a recording is open, and a recording writes nothing new: open its checkpoint, or go on writing from it</source>
        <translation>eine Aufzeichnung ist offen, und die schreibt nichts Neues: ihren Checkpoint öffnen oder von ihr aus weiterschreiben</translation>
    </message>
    <message>
        <source>Record this text</source>
        <translation>Diesen Text aufzeichnen</translation>
    </message>
    <message>
        <source>Recordings (*.h5)</source>
        <translation>Aufzeichnungen (*.h5)</translation>
    </message>
    <message>
        <source>Recording every spike and membrane of this text into %1</source>
        <translation>Jeder Spike und jede Membran dieses Textes wird in %1 aufgezeichnet</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>Beenden und sichern</translation>
    </message>
    <message>
        <source>Recorded: %1</source>
        <translation>Aufgezeichnet: %1</translation>
    </message>
    <message>
        <source>%1 · recording</source>
        <translation>%1 · Aufzeichnung</translation>
    </message>
    <message>
        <source>A recording: play, scrub, select and compare. To write on, open %1 first, then the recording again.</source>
        <translation>Eine Aufzeichnung: abspielen, durchfahren, auswählen und vergleichen. Zum Weiterschreiben erst %1 öffnen, dann die Aufzeichnung noch einmal.</translation>
    </message>
    <message>
        <source>A recording of the checkpoint that was open: play, scrub, select and compare.</source>
        <translation>Eine Aufzeichnung des offenen Checkpoints: abspielen, durchfahren, auswählen und vergleichen.</translation>
    </message>
    <message>
        <source>Write on from its end</source>
        <translation>Ab ihrem Ende weiterschreiben</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>aufgezeichnet</translation>
    </message>
    <message>
        <source>token %1, timestep %2 of %3</source>
        <translation>Token %1, Zeitschritt %2 von %3</translation>
    </message>
    <message>
        <source>Click a spike to trace its neuron · Shift and drag selects · wheel zooms · ? lists the keys</source>
        <translation>Spike anklicken: Neuron verfolgen · Umschalt+Ziehen wählt aus · Rad zoomt · ? zeigt alle Tasten</translation>
    </message>
    <message>
        <source>Imported as %1</source>
        <translation>Importiert als %1</translation>
    </message>
    <message>
        <source>Imported as %1, but for this: %2</source>
        <translation>Importiert als %1, bis auf dies: %2</translation>
    </message>
    <message>
        <source>No neurons are selected: Shift and drag over some in the raster, or click a site in the Sparsity tab, then do it again.</source>
        <translation>Keine Neuronen ausgewählt: im Raster mit Umschalt über einige ziehen oder im Reiter Sparsität auf eine Stelle klicken, dann noch einmal.</translation>
    </message>
    <message>
        <source>There is no text yet: run the prompt first.</source>
        <translation>Noch kein Text: zuerst den Prompt ausführen.</translation>
    </message>
    <message>
        <source>No intervention is in force that could be left out: select neurons and silence them (X) first.</source>
        <translation>Kein Eingriff ist in Kraft, der wegfallen könnte: zuerst Neuronen auswählen und stummschalten (X).</translation>
    </message>
    <message>
        <source>A recording is played, and what was recorded cannot be changed: open its checkpoint, or go on writing from it.</source>
        <translation>Eine Aufzeichnung wird gespielt, und was aufgezeichnet ist, lässt sich nicht ändern: ihren Checkpoint öffnen oder von ihr aus weiterschreiben.</translation>
    </message>
    <message>
        <source>Nothing was recorded: the text ended before its first token.</source>
        <translation>Nichts wurde aufgezeichnet: Der Text endete vor seinem ersten Token.</translation>
    </message>
    <message>
        <source>Checkpoints, recordings, weights, workspaces and figures (*.h5 *.hdf5 *.partial *.pth *.pt *.safetensors *.spikeglass *.recipe.json);;All files (*)</source>
        <translation>Checkpoints, Aufzeichnungen, Gewichte, Arbeitsbereiche und Abbildungen (*.h5 *.hdf5 *.partial *.pth *.pt *.safetensors *.spikeglass *.recipe.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>What it recorded until then can be opened: %1</source>
        <translation>Was sie bis dahin aufgezeichnet hat, lässt sich öffnen: %1</translation>
    </message>
</context>
<context>
    <name>spikeglass::MembraneView</name>
    <message>
        <source>Membrane traces</source>
        <translation>Membranverläufe</translation>
    </message>
    <message>
        <source>Three neurons are chosen once %1 tokens were read.</source>
        <translation>Drei Neuronen werden gewählt, sobald %1 Token gelesen sind.</translation>
    </message>
    <message>
        <source>No neuron is traced.</source>
        <translation>Kein Neuron wird verfolgt.</translation>
    </message>
    <message>
        <source>a plain threshold: it has no membrane</source>
        <translation>eine bloße Schwelle: keine Membran</translation>
    </message>
    <message>
        <source>analog here: no membrane</source>
        <translation>hier analog: keine Membran</translation>
    </message>
    <message>
        <source>potentials this old are no longer kept</source>
        <translation>so alte Potentiale werden nicht mehr aufbewahrt</translation>
    </message>
    <message>
        <source>%1 of %2 timesteps</source>
        <translation>%1 von %2 Zeitschritten</translation>
    </message>
    <message>
        <source>spike</source>
        <translation>Spike</translation>
    </message>
    <message>
        <source>spike at %1</source>
        <translation>Spike bei %1</translation>
    </message>
    <message>
        <source>Click to stop tracing this neuron</source>
        <translation>Klick beendet das Verfolgen dieses Neurons</translation>
    </message>
    <message>
        <source>Membrane potential</source>
        <translation>Membranpotential</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>Trace three neurons of moderate firing rate, from different depths</source>
        <translation>Drei Neuronen mittlerer Feuerrate aus verschiedenen Tiefen verfolgen</translation>
    </message>
    <message>
        <source>Choose neurons to trace automatically</source>
        <translation>Zu verfolgende Neuronen automatisch wählen</translation>
    </message>
    <message>
        <source>chosen automatically</source>
        <translation>automatisch gewählt</translation>
    </message>
    <message>
        <source>dashed: threshold · bars above: spikes, then it falls to 0</source>
        <translation>gestrichelt: Schwelle · Striche oben: Spikes, dann Rückfall auf 0</translation>
    </message>
    <message>
        <source>Click a neuron in the raster to trace it.</source>
        <translation>Zum Verfolgen im Raster auf ein Neuron klicken.</translation>
    </message>
    <message>
        <source>Membrane potential before reset, and spikes, of the traced neurons</source>
        <translation>Membranpotential vor dem Zurücksetzen und Spikes der verfolgten Neuronen</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Timestep</source>
        <translation>Zeitschritt</translation>
    </message>
    <message>
        <source>%1 fires</source>
        <translation>%1 feuert</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>dashed: threshold · bars above: spikes · as recorded, after reset: no crossing is seen</source>
        <translation>gestrichelt: Schwelle · Striche oben: Spikes · wie aufgezeichnet, nach dem Zurücksetzen: kein Überschreiten zu sehen</translation>
    </message>
</context>
<context>
    <name>spikeglass::ModelCardView</name>
    <message>
        <source>Held out, bits per character</source>
        <translation>Testtext, Bits pro Zeichen</translation>
    </message>
    <message>
        <source>This text</source>
        <translation>Dieser Text</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>Open a checkpoint (Ctrl+O), or drop one here.</source>
        <translation>Einen Checkpoint öffnen (Strg+O) oder hier ablegen.</translation>
    </message>
    <message>
        <source>%1
SHA-256 %2</source>
        <translation>%1
SHA-256 %2</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>%L1 weights</source>
        <translation>%L1 Gewichte</translation>
    </message>
    <message>
        <source>blocks × width</source>
        <translation>Blöcke × Breite</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>tokens seen</source>
        <translation>Token gesehen</translation>
    </message>
    <message>
        <source>in training</source>
        <translation>im Training</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>training text</source>
        <translation>Trainingstext</translation>
    </message>
    <message>
        <source>all spiking</source>
        <translation>alles spikend</translation>
    </message>
    <message>
        <source>every site spiking</source>
        <translation>jede Stelle spikend</translation>
    </message>
    <message>
        <source>all analog</source>
        <translation>alles analog</translation>
    </message>
    <message>
        <source>every site analog</source>
        <translation>jede Stelle analog</translation>
    </message>
    <message>
        <source>random choices</source>
        <translation>Zufallswahlen</translation>
    </message>
    <message>
        <source>mean of ten random choices of spiking and analog sites</source>
        <translation>Mittel aus zehn zufälligen Wahlen spikender und analoger Stellen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>see the signs in the raster</source>
        <translation>siehe die Zeichen im Raster</translation>
    </message>
    <message>
        <source>%1 of %2 spiking</source>
        <translation>%1 von %2 spikend</translation>
    </message>
    <message>
        <source>form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>sampling</source>
        <translation>Sampling</translation>
    </message>
    <message>
        <source>T %1 · p %2</source>
        <translation>T %1 · p %2</translation>
    </message>
    <message>
        <source>temperature and top-p at the start of this text</source>
        <translation>Temperatur und Top-p am Anfang dieses Textes</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>%L1 tokens</source>
        <translation>%L1 Token</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>of the written tokens, each as the network rated it before temperature and top-p</source>
        <translation>der geschriebenen Token, jeweils wie vom Netz vor Temperatur und Top-p bewertet</translation>
    </message>
    <message>
        <source>in memory</source>
        <translation>im Speicher</translation>
    </message>
    <message>
        <source>spikes and potentials of the whole text</source>
        <translation>Spikes und Potentiale des ganzen Textes</translation>
    </message>
    <message>
        <source>spikes of tokens %L1 to %L2; older ones come back from disk as you scroll to them</source>
        <translation>Spikes der Token %L1 bis %L2; ältere kommen beim Rollen von der Platte zurück</translation>
    </message>
    <message>
        <source>%1, held as %2</source>
        <translation>%1, gehalten als %2</translation>
    </message>
    <message>
        <source>as the file holds them, and as products do where they are rounded</source>
        <translation>wie in der Datei, und wie in den Produkten, wo sie gerundet sind</translation>
    </message>
    <message>
        <source>surprisal, written</source>
        <translation>Surprisal, Geschriebenes</translation>
    </message>
</context>
<context>
    <name>spikeglass::NeuronSearch</name>
    <message>
        <source>No model is open: there are no neurons to find.</source>
        <translation>Kein Modell ist offen: Es gibt keine Neuronen zu finden.</translation>
    </message>
    <message>
        <source>Type a site and a neuron, such as %1/12.</source>
        <translation>Eine Stelle und ein Neuron eingeben, etwa %1/12.</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>There is no site called “%1”; there are %2.</source>
        <translation>Eine Stelle „%1“ gibt es nicht; es gibt %2.</translation>
    </message>
    <message>
        <source>“%1” is no neuron: write a number, several (1,5) or a range (12-20).</source>
        <translation>„%1“ ist kein Neuron: eine Zahl, mehrere (1,5) oder einen Bereich (12-20) schreiben.</translation>
    </message>
    <message>
        <source>There is no neuron %1 in %2: its neurons are 0 to %3.</source>
        <translation>In %2 gibt es kein Neuron %1: Die Neuronen dort sind 0 bis %3.</translation>
    </message>
    <message>
        <source>No block of this network spikes: there are no neurons to find.</source>
        <translation>Kein Block dieses Netzes spikt: Es gibt keine Neuronen zu finden.</translation>
    </message>
</context>
<context>
    <name>spikeglass::NeuronSearchField</name>
    <message>
        <source>Find neurons: 3.time_mix/41, mlp/12-20</source>
        <translation>Neuronen suchen: 3.time_mix/41, mlp/12-20</translation>
    </message>
    <message>
        <source>Find neurons</source>
        <translation>Neuronen suchen</translation>
    </message>
    <message>
        <source>1 neuron: Return goes there</source>
        <translation>1 Neuron: Eingabe geht dorthin</translation>
    </message>
    <message>
        <source>%1 neurons: Return selects them</source>
        <translation>%1 Neuronen: Eingabe wählt sie aus</translation>
    </message>
    <message>
        <source>A site, or a part of its name; then / and a neuron, several or a range</source>
        <translation>Eine Stelle oder ein Teil ihres Namens; dann / und ein Neuron, mehrere oder ein Bereich</translation>
    </message>
</context>
<context>
    <name>spikeglass::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Does it</source>
        <translation>Führt es aus</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>spikeglass::OverviewStrip</name>
    <message>
        <source>Mean firing rate, whole run</source>
        <translation>Mittlere Feuerrate, ganzer Lauf</translation>
    </message>
    <message>
        <source>Empty.</source>
        <translation>Leer.</translation>
    </message>
    <message>
        <source>mean firing rate,</source>
        <translation>mittlere Feuerrate,</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>ganzer Lauf</translation>
    </message>
    <message>
        <source>0–%1%</source>
        <translation>0–%1%</translation>
    </message>
    <message>
        <source>%1 tokens. Firing rate per token from %L2% to %L3%, mean %L4%.</source>
        <translation>%1 Token. Feuerrate pro Token von %L2% bis %L3%, Mittel %L4%.</translation>
    </message>
    <message>
        <source>token %1 · mean firing rate %L2%</source>
        <translation>Token %1 · mittlere Feuerrate %L2%</translation>
    </message>
</context>
<context>
    <name>spikeglass::PathField</name>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>Chooses a file</source>
        <translation>Wählt eine Datei</translation>
    </message>
</context>
<context>
    <name>spikeglass::PresetEditor</name>
    <message>
        <source>A preset of one&apos;s own</source>
        <translation>Eine eigene Vorgabe</translation>
    </message>
    <message>
        <source>Change the preset</source>
        <translation>Vorgabe ändern</translation>
    </message>
    <message>
        <source>%1, my own</source>
        <translation>%1, eigene</translation>
    </message>
    <message>
        <source>The first that is installed</source>
        <translation>Die erste, die installiert ist</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>Schriften</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Greatest height</source>
        <translation>Größte Höhe</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Beschriftung</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Smallest text</source>
        <translation>Kleinster Text</translation>
    </message>
    <message>
        <source>Panel letters</source>
        <translation>Buchstaben der Teilbilder</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>Achsen</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>spikeglass::PresetStore</name>
    <message>
        <source>A preset needs a name.</source>
        <translation>Eine Vorgabe braucht einen Namen.</translation>
    </message>
    <message>
        <source>There is a preset of the name “%1” already.</source>
        <translation>Es gibt schon eine Vorgabe namens „%1“.</translation>
    </message>
    <message>
        <source>%1: the folder cannot be made</source>
        <translation>%1: der Ordner kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>%1: cannot be removed: %2</source>
        <translation>%1: kann nicht gelöscht werden: %2</translation>
    </message>
</context>
<context>
    <name>spikeglass::PromptBar</name>
    <message>
        <source>What the network reads</source>
        <translation>Was das Netz liest</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Type the beginning of a text</source>
        <translation>Den Anfang eines Textes eingeben</translation>
    </message>
    <message>
        <source>The network reads this and writes on. Enter runs, Shift+Enter begins a new line</source>
        <translation>Das Netz liest dies und schreibt weiter. Eingabe startet, Umschalt+Eingabe beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Example prompts</source>
        <translation>Beispielprompts</translation>
    </message>
    <message>
        <source>Prompts to begin with</source>
        <translation>Prompts für den Anfang</translation>
    </message>
    <message>
        <source>read as: %1</source>
        <translation>gelesen als: %1</translation>
    </message>
    <message>
        <source>The network knows fewer signs than you typed; this is what it reads:
%1</source>
        <translation>Das Netz kennt weniger Zeichen, als eingegeben wurden; dies liest es:
%1</translation>
    </message>
</context>
<context>
    <name>spikeglass::RasterTools</name>
    <message>
        <source>Scroll</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Drag to scroll (S switches; Shift and drag selects)</source>
        <translation>Ziehen rollt (S wechselt; Umschalt und Ziehen wählt aus)</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Drag to select neurons and moments (S switches)</source>
        <translation>Ziehen wählt Neuronen und Zeiten aus (S wechselt)</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Sort neurons, collapse sites, scale of shades</source>
        <translation>Neuronen sortieren, Stellen einklappen, Graustufen</translation>
    </message>
</context>
<context>
    <name>spikeglass::RasterView</name>
    <message>
        <source>Spikes per site, tokens %1 to %2</source>
        <translation>Spikes pro Stelle, Token %1 bis %2</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>Neuronen</translation>
    </message>
    <message>
        <source>Timesteps per token</source>
        <translation>Zeitschritte pro Token</translation>
    </message>
    <message>
        <source>Spikes</source>
        <translation>Spikes</translation>
    </message>
    <message>
        <source>Firing rate</source>
        <translation>Feuerrate</translation>
    </message>
    <message>
        <source>Silent neurons</source>
        <translation>Stumme Neuronen</translation>
    </message>
    <message>
        <source>Selected neurons</source>
        <translation>Ausgewählte Neuronen</translation>
    </message>
    <message>
        <source>analog</source>
        <translation>analog</translation>
    </message>
    <message>
        <source>%1 neurons</source>
        <translation>%1 Neuronen</translation>
    </message>
    <message>
        <source>neurons</source>
        <translation>Neuronen</translation>
    </message>
    <message>
        <source>Silence %1</source>
        <translation>%1 stummschalten</translation>
    </message>
    <message>
        <source>Force %1 to fire</source>
        <translation>%1 feuern lassen</translation>
    </message>
    <message>
        <source>Clamp the potential of %1 …</source>
        <translation>Potential von %1 klemmen …</translation>
    </message>
    <message>
        <source>Shift the threshold of %1 …</source>
        <translation>Schwelle von %1 verschieben …</translation>
    </message>
    <message>
        <source>Change the time constant of %1 …</source>
        <translation>Zeitkonstante von %1 ändern …</translation>
    </message>
    <message>
        <source>Add noise to %1 …</source>
        <translation>Rauschen zu %1 …</translation>
    </message>
    <message>
        <source>Neurons by index</source>
        <translation>Neuronen nach Nummer</translation>
    </message>
    <message>
        <source>Neurons by firing rate</source>
        <translation>Neuronen nach Feuerrate</translation>
    </message>
    <message>
        <source>Neurons by first spike</source>
        <translation>Neuronen nach erstem Spike</translation>
    </message>
    <message>
        <source>Neurons by similarity</source>
        <translation>Neuronen nach Ähnlichkeit</translation>
    </message>
    <message>
        <source>Logarithmic rates and shades</source>
        <translation>Logarithmische Raten und Graustufen</translation>
    </message>
    <message>
        <source>Collapse all sites</source>
        <translation>Alle Stellen einklappen</translation>
    </message>
    <message>
        <source>Open all sites</source>
        <translation>Alle Stellen aufklappen</translation>
    </message>
    <message>
        <source>Stop tracing %1</source>
        <translation>%1 nicht mehr verfolgen</translation>
    </message>
    <message>
        <source>Trace %1</source>
        <translation>%1 verfolgen</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>%1 auswählen</translation>
    </message>
    <message>
        <source>Select all of %1</source>
        <translation>Alle von %1 auswählen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 aufklappen</translation>
    </message>
    <message>
        <source>Collapse %1</source>
        <translation>%1 einklappen</translation>
    </message>
    <message>
        <source>Collapse all but %1</source>
        <translation>Alle außer %1 einklappen</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Spike raster</source>
        <translation>Spikeraster</translation>
    </message>
    <message>
        <source>token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>%1 silent in view</source>
        <translation>%1 im Bild stumm</translation>
    </message>
    <message>
        <source>Go to the newest token and stay there (F)</source>
        <translation>Zum neuesten Token gehen und dort bleiben (F)</translation>
    </message>
    <message>
        <source> · %1 neurons</source>
        <translation> · %1 Neuronen</translation>
    </message>
    <message>
        <source> · %1 timesteps per token</source>
        <translation> · %1 Zeitschritte pro Token</translation>
    </message>
    <message>
        <source> · analog: no spikes here</source>
        <translation> · analog: hier keine Spikes</translation>
    </message>
    <message>
        <source> · %1 silent in view</source>
        <translation> · %1 im Bild stumm</translation>
    </message>
    <message>
        <source>Empty: no model is open.</source>
        <translation>Leer: Kein Modell ist offen.</translation>
    </message>
    <message>
        <source>Empty. Type a prompt and press Run.</source>
        <translation>Leer. Einen Prompt eingeben und „Start“ drücken.</translation>
    </message>
    <message>
        <source>Tokens %1 to %2 of %3, %4.</source>
        <translation>Token %1 bis %2 von %3, %4.</translation>
    </message>
    <message>
        <source>following the newest</source>
        <translation>folgt dem neuesten</translation>
    </message>
    <message>
        <source>not following</source>
        <translation>folgt nicht</translation>
    </message>
    <message>
        <source> %1: analog.</source>
        <translation> %1: analog.</translation>
    </message>
    <message>
        <source>, %1 silent</source>
        <translation>, %1 stumm</translation>
    </message>
    <message>
        <source> Text: %1</source>
        <translation> Text: %1</translation>
    </message>
    <message>
        <source>Type a prompt and press Run</source>
        <translation>Einen Prompt eingeben und „Start“ drücken</translation>
    </message>
    <message>
        <source>Open a model to begin</source>
        <translation>Zum Anfangen ein Modell öffnen</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>Block %1</translation>
    </message>
    <message>
        <source>analog: no spikes here</source>
        <translation>analog: hier keine Spikes</translation>
    </message>
    <message>
        <source>%1 neurons × %2 tokens</source>
        <translation>%1 Neuronen × %2 Token</translation>
    </message>
    <message>
        <source>selected: %1</source>
        <translation>ausgewählt: %1</translation>
    </message>
    <message>
        <source>%1 · token %2 · analog: no spikes here</source>
        <translation>%1 · Token %2 · analog: hier keine Spikes</translation>
    </message>
    <message>
        <source>%1 · collapsed, the triangle opens it · token %2 · %3 of its neurons fire</source>
        <translation>%1 · eingeklappt, das Dreieck öffnet · Token %2 · %3 der Neuronen feuern</translation>
    </message>
    <message>
        <source> · firing rate in view %L1%</source>
        <translation> · Feuerrate im Bild %L1%</translation>
    </message>
    <message>
        <source> %1: firing rate %L2%</source>
        <translation> %1: Feuerrate %L2%</translation>
    </message>
</context>
<context>
    <name>spikeglass::RatesView</name>
    <message>
        <source>Firing rate per site, tokens %1 to %2</source>
        <translation>Feuerrate pro Stelle, Token %1 bis %2</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Firing rate per neuron and timestep</source>
        <translation>Feuerrate pro Neuron und Zeitschritt</translation>
    </message>
    <message>
        <source>Spiking tokens</source>
        <translation>Spikende Token</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>analog</source>
        <translation>analog</translation>
    </message>
    <message>
        <source>Firing rates</source>
        <translation>Feuerraten</translation>
    </message>
    <message>
        <source>analog: no spikes</source>
        <translation>analog: keine Spikes</translation>
    </message>
    <message>
        <source>%1 of its neurons fire per timestep, of which a token has %2</source>
        <translation>%1 der Neuronen feuern pro Zeitschritt, ein Token hat %2 davon</translation>
    </message>
    <message>
        <source>%1 of its neurons fire per token</source>
        <translation>%1 der Neuronen feuern pro Token</translation>
    </message>
    <message>
        <source>%1: %2 neurons. %3 (tokens %4 to %5)</source>
        <translation>%1: %2 Neuronen. %3 (Token %4 bis %5)</translation>
    </message>
    <message>
        <source>Firing rate per site</source>
        <translation>Feuerrate pro Stelle</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Logarithmic scale, 0.01% to 100%, also of the raster&apos;s shades</source>
        <translation>Logarithmische Skala, 0,01% bis 100%, auch der Graustufen im Raster</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>Logarithmische Skala</translation>
    </message>
    <message>
        <source>Spikes per neuron and timestep, over the tokens that the raster shows</source>
        <translation>Spikes pro Neuron und Zeitschritt über die Token im Raster</translation>
    </message>
    <message>
        <source>tokens %1–%2</source>
        <translation>Token %1–%2</translation>
    </message>
    <message>
        <source>nothing read yet</source>
        <translation>noch nichts gelesen</translation>
    </message>
    <message>
        <source>no spiking neurons: every site is analog</source>
        <translation>keine spikenden Neuronen: Jede Stelle ist analog</translation>
    </message>
    <message>
        <source>%1 of %2 neurons of %3 are silent in view</source>
        <translation>%1 von %2 Neuronen von %3 sind im Bild stumm</translation>
    </message>
    <message>
        <source>%1 neurons of %2 sites are silent in view</source>
        <translation>%1 Neuronen von %2 Stellen sind im Bild stumm</translation>
    </message>
    <message>
        <source>no LIF neurons: only the embedding spikes · sparsity %1</source>
        <translation>keine LIF-Neuronen: nur das Embedding feuert · Sparsität %1</translation>
    </message>
    <message>
        <source>LIF neurons fire at %1 on average · sparsity with the embedding %2</source>
        <translation>LIF-Neuronen feuern im Mittel mit %1 · Sparsität mit Embedding %2</translation>
    </message>
    <message>
        <source>Sparsity: zeros among the outputs of all spiking sites, the embedding&apos;s threshold included. The mean counts leaky integrate-and-fire neurons only, so the two do not add up to 100%.</source>
        <translation>Sparsität: Nullen unter den Ausgaben aller feuernden Stellen, die Schwelle des Embeddings eingeschlossen. Der Mittelwert zählt nur Leaky-Integrate-and-Fire-Neuronen; zusammen ergeben beide deshalb nicht 100%.</translation>
    </message>
</context>
<context>
    <name>spikeglass::RunViewModel</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 spiking</source>
        <translation>%1 spikend</translation>
    </message>
    <message>
        <source>%1 analog</source>
        <translation>%1 analog</translation>
    </message>
    <message>
        <source>from here: %1</source>
        <translation>ab hier: %1</translation>
    </message>
    <message>
        <source>%1 neurons of %2</source>
        <translation>%1 Neuronen von %2</translation>
    </message>
    <message>
        <source>%1 neurons of %2 sites</source>
        <translation>%1 Neuronen von %2 Stellen</translation>
    </message>
    <message>
        <source>, token %1</source>
        <translation>, Token %1</translation>
    </message>
    <message>
        <source>, tokens %1–%2</source>
        <translation>, Token %1–%2</translation>
    </message>
    <message>
        <source>token %1</source>
        <translation>Token %1</translation>
    </message>
    <message>
        <source>not drawn: the window was too slow for it</source>
        <translation>nicht gezeichnet: Das Fenster war zu langsam</translation>
    </message>
    <message>
        <source>analog: no spikes here</source>
        <translation>analog: hier keine Spikes</translation>
    </message>
    <message>
        <source>timestep %1 of %2</source>
        <translation>Zeitschritt %1 von %2</translation>
    </message>
    <message>
        <source>spike</source>
        <translation>Spike</translation>
    </message>
    <message>
        <source>no spike</source>
        <translation>kein Spike</translation>
    </message>
    <message>
        <source>fires in %1 of %2 timesteps</source>
        <translation>feuert in %1 von %2 Zeitschritten</translation>
    </message>
    <message>
        <source>potential %1</source>
        <translation>Potential %1</translation>
    </message>
    <message>
        <source>fires at %L1% so far</source>
        <translation>feuert bisher mit %L1%</translation>
    </message>
    <message>
        <source>no interventions</source>
        <translation>keine Eingriffe</translation>
    </message>
    <message numerus="yes">
        <source>%Ln intervention(s)</source>
        <translation>
            <numerusform>%Ln Eingriff</numerusform>
            <numerusform>%Ln Eingriffe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::Section</name>
    <message>
        <source>Shows or folds away this part</source>
        <translation>Zeigt diesen Teil oder klappt ihn ein</translation>
    </message>
    <message>
        <source>open; press to fold away</source>
        <translation>offen; Drücken klappt ein</translation>
    </message>
    <message>
        <source>folded away; press to open</source>
        <translation>eingeklappt; Drücken klappt auf</translation>
    </message>
</context>
<context>
    <name>spikeglass::ShortcutList</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a key or what it does</source>
        <translation>Taste oder Wirkung suchen</translation>
    </message>
    <message>
        <source>Find a shortcut</source>
        <translation>Kürzel suchen</translation>
    </message>
    <message>
        <source>Shows the keys in which these words occur</source>
        <translation>Zeigt die Tasten, in denen diese Wörter vorkommen</translation>
    </message>
    <message>
        <source>Keys without Ctrl belong to the text while you type in a field.</source>
        <translation>Tasten ohne Strg gehören dem Text, solange in ein Feld geschrieben wird.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Runs it</source>
        <translation>Startet ihn</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Umschalt+Eingabe</translation>
    </message>
    <message>
        <source>A new line</source>
        <translation>Eine neue Zeile</translation>
    </message>
    <message>
        <source>Block board</source>
        <translation>Blocktafel</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>Walk from switch to switch</source>
        <translation>Von Schalter zu Schalter gehen</translation>
    </message>
    <message>
        <source>Space, Enter</source>
        <translation>Leertaste, Eingabe</translation>
    </message>
    <message>
        <source>Switches; on a header its whole row or column</source>
        <translation>Schaltet um; auf einer Überschrift die ganze Zeile oder Spalte</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>Links, Rechts</translation>
    </message>
    <message>
        <source>Move in time</source>
        <translation>In der Zeit bewegen</translation>
    </message>
    <message>
        <source>Ctrl+Left, Ctrl+Right</source>
        <translation>Strg+Links, Strg+Rechts</translation>
    </message>
    <message>
        <source>Mark the token before or after</source>
        <translation>Das Token davor oder danach markieren</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Auf, Ab</translation>
    </message>
    <message>
        <source>Walk from neuron to neuron</source>
        <translation>Von Neuron zu Neuron gehen</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>Walk from site to site</source>
        <translation>Von Stelle zu Stelle gehen</translation>
    </message>
    <message>
        <source>Enter, Space</source>
        <translation>Eingabe, Leertaste</translation>
    </message>
    <message>
        <source>Traces the neuron&apos;s membrane, or no longer</source>
        <translation>Verfolgt die Membran des Neurons oder nicht mehr</translation>
    </message>
    <message>
        <source>Ctrl+Enter, Shift+Enter</source>
        <translation>Strg+Eingabe, Umschalt+Eingabe</translation>
    </message>
    <message>
        <source>Selects the neuron, or no longer</source>
        <translation>Wählt das Neuron aus oder nicht mehr</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Dragging selects neurons and moments, or moves again</source>
        <translation>Ziehen wählt Neuronen und Zeiten aus oder bewegt wieder</translation>
    </message>
    <message>
        <source>+, −</source>
        <translation>+, −</translation>
    </message>
    <message>
        <source>Zoom in time; with Ctrl: neurons</source>
        <translation>Zeit vergrößern oder verkleinern; mit Strg: Neuronen</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>The usual zoom (also by a double click)</source>
        <translation>Übliche Vergrößerung (auch mit Doppelklick)</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>The oldest token that is kept</source>
        <translation>Das älteste aufbewahrte Token</translation>
    </message>
    <message>
        <source>End, F</source>
        <translation>Ende, F</translation>
    </message>
    <message>
        <source>Follows the newest token</source>
        <translation>Folgt dem neuesten Token</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Lets go: the selection, then the mark</source>
        <translation>Lässt los: erst die Auswahl, dann die Markierung</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Zooms in time; with Ctrl: neurons; with Shift: moves in time</source>
        <translation>Zoomt die Zeit; mit Strg: die Neuronen; mit Umschalt: bewegt in der Zeit</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Marks the moment and traces the neuron; on a site&apos;s name: selects it</source>
        <translation>Markiert den Moment und verfolgt das Neuron; auf dem Namen einer Stelle: wählt sie aus</translation>
    </message>
    <message>
        <source>Shift+Drag</source>
        <translation>Umschalt+Ziehen</translation>
    </message>
    <message>
        <source>Selects the neurons and moments in the frame</source>
        <translation>Wählt Neuronen und Zeiten im Rahmen aus</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Shift+Left, Shift+Right</source>
        <translation>Umschalt+Links, Umschalt+Rechts</translation>
    </message>
    <message>
        <source>Select characters, from the marked one</source>
        <translation>Zeichen auswählen, vom markierten an</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Pos1, Ende</translation>
    </message>
    <message>
        <source>The beginning and the end of the text</source>
        <translation>Anfang und Ende des Textes</translation>
    </message>
    <message>
        <source>Ctrl+A, Ctrl+C</source>
        <translation>Strg+A, Strg+C</translation>
    </message>
    <message>
        <source>Select all, copy</source>
        <translation>Alles auswählen, kopieren</translation>
    </message>
    <message>
        <source>Keeps a character marked in every view; again: lets it go</source>
        <translation>Hält ein Zeichen in jeder Ansicht markiert; noch einmal: lässt es los</translation>
    </message>
    <message>
        <source>Overview of the run</source>
        <translation>Überblick des Laufs</translation>
    </message>
    <message>
        <source>Move the visible part by a quarter of it</source>
        <translation>Den sichtbaren Teil um ein Viertel verschieben</translation>
    </message>
    <message>
        <source>The beginning of the run; follows the newest token</source>
        <translation>Der Anfang des Laufs; folgt dem neuesten Token</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Strg+C</translation>
    </message>
    <message>
        <source>Copies the selected rows, or all</source>
        <translation>Kopiert die gewählten Zeilen oder alle</translation>
    </message>
    <message>
        <source>Panels of a figure</source>
        <translation>Teilbilder einer Abbildung</translation>
    </message>
    <message>
        <source>Move the selected panel</source>
        <translation>Verschieben das gewählte Teilbild</translation>
    </message>
    <message>
        <source>Select the panel before or after</source>
        <translation>Wählen das Teilbild davor oder danach</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Takes the selected panel out</source>
        <translation>Nimmt das gewählte Teilbild heraus</translation>
    </message>
    <message>
        <source>Ctrl+Z, Ctrl+Shift+Z</source>
        <translation>Strg+Z, Strg+Umschalt+Z</translation>
    </message>
    <message>
        <source>Undo, redo</source>
        <translation>Rückgängig, wiederholen</translation>
    </message>
</context>
<context>
    <name>spikeglass::SidePanels</name>
    <message>
        <source>Panels</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>spikeglass::TableDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>The selected rows, or all: tab-separated, for a spreadsheet</source>
        <translation>Die gewählten Zeilen oder alle: durch Tabulatoren getrennt, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>Als CSV &amp;speichern…</translation>
    </message>
    <message>
        <source>All rows in this order, numbers with a decimal point</source>
        <translation>Alle Zeilen in dieser Reihenfolge, Zahlen mit Dezimalpunkt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Closes the table</source>
        <translation>Schließt die Tabelle</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1 rows copied</source>
        <translation>%1 Zeilen kopiert</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
</context>
<context>
    <name>spikeglass::TableModel</name>
    <message>
        <source>%1: cannot be written: %2</source>
        <translation>%1: nicht schreibbar: %2</translation>
    </message>
</context>
<context>
    <name>spikeglass::TextDesk</name>
    <message>
        <source>seed %1 for the branch</source>
        <translation>Seed %1 für den Zweig</translation>
    </message>
    <message>
        <source>what “%1” was written with</source>
        <translation>womit „%1“ geschrieben wurde</translation>
    </message>
</context>
<context>
    <name>spikeglass::TextMeasure</name>
    <message>
        <source>neuron: select or trace one</source>
        <translation>Neuron: eines auswählen</translation>
    </message>
    <message>
        <source>%1 neurons of %2</source>
        <translation>%1 Neuronen von %2</translation>
    </message>
    <message>
        <source>%1 neurons</source>
        <translation>%1 Neuronen</translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation>Surprisal</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>Bit</translation>
    </message>
    <message>
        <source>spikes per token</source>
        <translation>Spikes pro Token</translation>
    </message>
    <message>
        <source>µJ</source>
        <translation>µJ</translation>
    </message>
    <message>
        <source>spikes per timestep</source>
        <translation>Spikes pro Zeitschritt</translation>
    </message>
    <message>
        <source>divergence of lanes A and B</source>
        <translation>Divergenz der Spuren A und B</translation>
    </message>
    <message>
        <source>energy per token (%1)</source>
        <translation>Energie pro Token (%1)</translation>
    </message>
</context>
<context>
    <name>spikeglass::TextView</name>
    <message>
        <source>Tokens and their %1</source>
        <translation>Token und ihr Wert: %1</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Surprisal, bits</source>
        <translation>Surprisal, Bit</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>not drawn</source>
        <translation>nicht gezeichnet</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>The text appears here as it is written, each character on a background that tells how much it surprised the network.</source>
        <translation>Der Text erscheint hier, während er geschrieben wird; der Grund hinter jedem Zeichen zeigt, wie sehr es das Netz überraschte.</translation>
    </message>
    <message>
        <source>token %1 · not drawn: the window was too slow for it</source>
        <translation>Token %1 · nicht gezeichnet: Das Fenster war zu langsam</translation>
    </message>
    <message>
        <source>token %1 “%2”</source>
        <translation>Token %1 „%2“</translation>
    </message>
    <message>
        <source> · prompt</source>
        <translation> · Prompt</translation>
    </message>
    <message>
        <source> · %1: %2</source>
        <translation> · %1: %2</translation>
    </message>
    <message>
        <source> · another text branches off here</source>
        <translation> · hier zweigt ein anderer Text ab</translation>
    </message>
    <message>
        <source>Empty. Type a prompt and press Run.</source>
        <translation>Leer. Einen Prompt eingeben und „Start“ drücken.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Continue from here, after “%1” …</source>
        <translation>Von hier weiter, nach „%1“ …</translation>
    </message>
    <message>
        <source>What the background of the text shows</source>
        <translation>Was der Grund des Textes zeigt</translation>
    </message>
    <message>
        <source>What the background of each character shows</source>
        <translation>Was der Grund hinter jedem Zeichen zeigt</translation>
    </message>
    <message>
        <source> · surprisal %L1 bits · probability %L2%</source>
        <translation> · Surprisal %L1 Bit · Wahrscheinlichkeit %L2%</translation>
    </message>
</context>
<context>
    <name>spikeglass::TransportBar</name>
    <message>
        <source>Engine status</source>
        <translation>Stand des Rechenkerns</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Run, pause or resume (Space)</source>
        <translation>Starten, anhalten oder fortsetzen (Leertaste)</translation>
    </message>
    <message>
        <source>Write one token, then pause (.)</source>
        <translation>Ein Token schreiben, dann anhalten (.)</translation>
    </message>
    <message>
        <source>End this text; what was written stays (Esc)</source>
        <translation>Diesen Text beenden; Geschriebenes bleibt (Esc)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Tokens per second, slow enough to watch; at the right end as fast as the engine can</source>
        <translation>Token pro Sekunde, langsam genug zum Zusehen; am rechten Ende so schnell wie möglich</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Temperature: 0 always writes the likeliest token, 1 follows the network&apos;s probabilities</source>
        <translation>Temperatur: 0 schreibt immer das wahrscheinlichste Token, 1 folgt den Wahrscheinlichkeiten des Netzes</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Top-p: draw from the fewest likeliest tokens that together hold this probability</source>
        <translation>Top-p: aus den wenigsten wahrscheinlichsten Token ziehen, die zusammen diese Wahrscheinlichkeit haben</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Seed: the same seed gives the same text, on every machine</source>
        <translation>Seed: derselbe Seed gibt denselben Text, auf jedem Rechner</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>Zufälliger Seed</translation>
    </message>
    <message>
        <source>A random seed</source>
        <translation>Ein zufälliger Seed</translation>
    </message>
    <message>
        <source>endless</source>
        <translation>endlos</translation>
    </message>
    <message>
        <source>Tokens to write</source>
        <translation>Zu schreibende Token</translation>
    </message>
    <message>
        <source>Tokens to write after the prompt; 0 writes without end. Counts from the next text on</source>
        <translation>Nach dem Prompt zu schreibende Token; 0 schreibt ohne Ende. Gilt ab dem nächsten Text</translation>
    </message>
    <message>
        <source>temp.</source>
        <translation>Temp.</translation>
    </message>
    <message>
        <source>top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>stop at end</source>
        <translation>Ende: Stopp</translation>
    </message>
    <message>
        <source>restart at end</source>
        <translation>Ende: neu</translation>
    </message>
    <message>
        <source>At the end of the window</source>
        <translation>Am Ende des Fensters</translation>
    </message>
    <message>
        <source>What happens when the network&apos;s window is full</source>
        <translation>Was geschieht, wenn das Fenster des Netzes voll ist</translation>
    </message>
    <message>
        <source>This network reads at most %1 %2. At the end of this window the text stops, or the window restarts: its last half is read again, and what was before is forgotten</source>
        <translation>Dieses Netz liest höchstens %1 %2. Am Ende dieses Fensters stoppt der Text, oder das Fenster beginnt neu: Seine letzte Hälfte wird noch einmal gelesen, was davor war, ist vergessen</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 Tok/s</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Restart the window from its last half and write on (Space)</source>
        <translation>Das Fenster mit der letzten Hälfte neu beginnen und weiterschreiben (Leertaste)</translation>
    </message>
    <message>
        <source>window full: %1 of %2 %3</source>
        <translation>Fenster voll: %1 von %2 %3</translation>
    </message>
    <message>
        <source>%1 / %2 %3</source>
        <translation>%1 / %2 %3</translation>
    </message>
    <message>
        <source>%L1 tokens</source>
        <translation>%L1 Token</translation>
    </message>
    <message>
        <source>%L1 dropped</source>
        <translation>%L1 ausgelassen</translation>
    </message>
    <message>
        <source>2,000 tokens · 1,840 tok/s</source>
        <translation>2.000 Token · 1.840 Tok/s</translation>
    </message>
    <message>
        <source>window full: 128 of 128 %1</source>
        <translation>Fenster voll: 128 von 128 %1</translation>
    </message>
    <message>
        <source>t+1</source>
        <translation>t+1</translation>
    </message>
    <message>
        <source>Step timestep</source>
        <translation>Zeitschritt</translation>
    </message>
    <message>
        <source>Step to the next timestep within the token, then to the next token (,)</source>
        <translation>Zum nächsten Zeitschritt im Token, dann zum nächsten Token (,)</translation>
    </message>
    <message>
        <source>Tokens read · what the engine can reach</source>
        <translation>Gelesene Token · was der Rechenkern schafft</translation>
    </message>
    <message>
        <source>Now writing %1 tokens per second</source>
        <translation>Schreibt jetzt %1 Token pro Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s) were dropped: the window was too slow to draw them (the text itself never loses any)</source>
        <translation>
            <numerusform>%Ln Bild ging verloren: das Fenster war zu langsam zum Zeichnen (der Text selbst verliert nie etwas)</numerusform>
            <numerusform>%Ln Bilder gingen verloren: das Fenster war zu langsam zum Zeichnen (der Text selbst verliert nie etwas)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::WindowActions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Save the workspace</source>
        <translation>Arbeitsbereich &amp;speichern</translation>
    </message>
    <message>
        <source>Keeps the texts, the settings and the layout</source>
        <translation>Bewahrt Texte, Einstellungen und Anordnung</translation>
    </message>
    <message>
        <source>Save the workspace &amp;as…</source>
        <translation>Arbeitsbereich speichern &amp;unter…</translation>
    </message>
    <message>
        <source>The same, under another name</source>
        <translation>Dasselbe unter anderem Namen</translation>
    </message>
    <message>
        <source>Open the last sess&amp;ion</source>
        <translation>Letzte S&amp;itzung öffnen</translation>
    </message>
    <message>
        <source>What the session before this one had, saved by itself</source>
        <translation>Was die vorige Sitzung hatte, von selbst gesichert</translation>
    </message>
    <message>
        <source>Columns and sections as at the first start</source>
        <translation>Spalten und Abschnitte wie beim ersten Start</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ends the program</source>
        <translation>Beendet das Programm</translation>
    </message>
    <message>
        <source>&amp;Run or pause</source>
        <translation>&amp;Start oder Pause</translation>
    </message>
    <message>
        <source>Starts, pauses or resumes the text</source>
        <translation>Startet den Text, hält ihn an oder setzt ihn fort</translation>
    </message>
    <message>
        <source>S&amp;tep token</source>
        <translation>Ein &amp;Token weiter</translation>
    </message>
    <message>
        <source>Writes one token, then pauses</source>
        <translation>Schreibt ein Token und hält an</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>St&amp;opp</translation>
    </message>
    <message>
        <source>Ends the text; what was written stays</source>
        <translation>Beendet den Text; Geschriebenes bleibt</translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation>&amp;Prompt</translation>
    </message>
    <message>
        <source>Goes to the prompt</source>
        <translation>Geht zum Prompt</translation>
    </message>
    <message>
        <source>&amp;Analog twin beside</source>
        <translation>&amp;Analoger Zwilling daneben</translation>
    </message>
    <message>
        <source>Runs the analog twin on the same tokens, for its energy; from the next text on</source>
        <translation>Rechnet den analogen Zwilling auf denselben Token mit, für dessen Energie; ab dem nächsten Text</translation>
    </message>
    <message>
        <source>&amp;Follow the newest token</source>
        <translation>Neuestem Token folg&amp;en</translation>
    </message>
    <message>
        <source>Keeps the newest token in view</source>
        <translation>Hält das neueste Token im Blick</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Shows fewer tokens</source>
        <translation>Zeigt weniger Token</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Shows more tokens</source>
        <translation>Zeigt mehr Token</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>Zoom &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>The usual span of tokens</source>
        <translation>Die übliche Spanne von Token</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>Schrift g&amp;rößer</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>Schrift k&amp;leiner</translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation>Schrift &amp;normal</translation>
    </message>
    <message>
        <source>&amp;Model card</source>
        <translation>&amp;Modellkarte</translation>
    </message>
    <message>
        <source>Shows or hides the left side</source>
        <translation>Zeigt oder verbirgt die linke Seite</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Takes back the last change of the experiment, from the next token on</source>
        <translation>Nimmt die letzte Änderung am Experiment zurück, ab dem nächsten Token</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>What was taken back</source>
        <translation>Was zurückgenommen wurde</translation>
    </message>
    <message>
        <source>&amp;Continue from the marked token</source>
        <translation>Ab der &amp;Markierung weiter</translation>
    </message>
    <message>
        <source>Writes on from there on a branch of its own; the text as it is stays</source>
        <translation>Schreibt von dort auf einem eigenen Zweig weiter; der Text bleibt, wie er ist</translation>
    </message>
    <message>
        <source>&amp;Edit the text up to the marked token</source>
        <translation>Text bis zur Markierung &amp;bearbeiten</translation>
    </message>
    <message>
        <source>Puts it into the prompt, to change it and run it as a new text</source>
        <translation>Legt ihn in den Prompt, um ihn zu ändern und neu zu starten</translation>
    </message>
    <message>
        <source>&amp;Find neurons…</source>
        <translation>&amp;Neuronen suchen…</translation>
    </message>
    <message>
        <source>By name: 3.time_mix/41, or a whole site</source>
        <translation>Nach Namen: 3.time_mix/41 oder eine ganze Stelle</translation>
    </message>
    <message>
        <source>&amp;Compare in two lanes</source>
        <translation>In zwei Spuren &amp;vergleichen</translation>
    </message>
    <message>
        <source>Reads the text again in lockstep with lane B, as its tab is set</source>
        <translation>Liest den Text im Gleichschritt mit Spur B noch einmal, wie im Reiter eingestellt</translation>
    </message>
    <message>
        <source>Continue with and &amp;without the interventions</source>
        <translation>Mit und &amp;ohne Eingriffe weiter</translation>
    </message>
    <message>
        <source>Writes on twice from the newest token, side by side</source>
        <translation>Schreibt ab dem neuesten Token zweimal weiter, nebeneinander</translation>
    </message>
    <message>
        <source>&amp;End the comparison</source>
        <translation>Vergleich &amp;beenden</translation>
    </message>
    <message>
        <source>Back to one lane</source>
        <translation>Zurück zu einer Spur</translation>
    </message>
    <message>
        <source>Does it to the selected neurons, from the next token on</source>
        <translation>Wendet es auf die gewählten Neuronen an, ab dem nächsten Token</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Spikeglass</source>
        <translation>&amp;Über Spikeglass</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open &amp;bundled model</source>
        <translation>&amp;Mitgeliefertes Modell</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Selected neurons</source>
        <translation>&amp;Ausgewählte Neuronen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Blocks</source>
        <translation>Bl&amp;öcke</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>Every spike and membrane from the first token on, into an HDF5 file</source>
        <translation>Jeder Spike und jede Membran vom ersten Token an, in eine HDF5-Datei</translation>
    </message>
    <message>
        <source>&amp;Ladder…</source>
        <translation>&amp;Leiter…</translation>
    </message>
    <message>
        <source>Models and block choices on a text: bits per character against energy</source>
        <translation>Modelle und Blockwahlen an einem Text: Bits pro Zeichen gegen Energie</translation>
    </message>
    <message>
        <source>High contrast, l&amp;ight</source>
        <translation>Hoher Kontrast, h&amp;ell</translation>
    </message>
    <message>
        <source>High contrast, d&amp;ark</source>
        <translation>Hoher Kontrast, d&amp;unkel</translation>
    </message>
    <message>
        <source>Ta&amp;bles behind the plots</source>
        <translation>&amp;Tabellen der Ansichten</translation>
    </message>
    <message>
        <source>&amp;%1</source>
        <translation>&amp;%1</translation>
    </message>
    <message>
        <source>No installed font has its characters; install one, such as the package fonts-noto-cjk</source>
        <translation>Keine installierte Schrift hat seine Zeichen; eine installieren, etwa das Paket fonts-noto-cjk</translation>
    </message>
    <message>
        <source>R&amp;ecord this text…</source>
        <translation>Text aufzei&amp;chnen…</translation>
    </message>
    <message>
        <source>Reset the la&amp;yout</source>
        <translation>&amp;Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Step ti&amp;mestep</source>
        <translation>Ein &amp;Zeitschritt weiter</translation>
    </message>
    <message>
        <source>The next timestep within the token, then the next token</source>
        <translation>Der nächste Zeitschritt im Token, dann das nächste Token</translation>
    </message>
    <message>
        <source>Shows or hides the panels at the right</source>
        <translation>Zeigt oder verbirgt die Felder rechts</translation>
    </message>
    <message>
        <source>Ri&amp;ght side</source>
        <translation>Re&amp;chte Seite</translation>
    </message>
    <message>
        <source>With its texts and settings, as they were when another was opened</source>
        <translation>Mit seinen Texten und Einstellungen, wie sie waren, als ein anderes geöffnet wurde</translation>
    </message>
    <message>
        <source>Back to the &amp;model before</source>
        <translation>Zurück zum Modell &amp;davor</translation>
    </message>
    <message>
        <source>Export a &amp;figure…</source>
        <translation>Abbildung e&amp;xportieren…</translation>
    </message>
    <message>
        <source>For a paper: as it will print, with its recipe and its data</source>
        <translation>Für einen Artikel: wie sie gedruckt wird, mit Rezept und Daten</translation>
    </message>
    <message>
        <source>&amp;Weights in memory</source>
        <translation>&amp;Gewichte im Speicher</translation>
    </message>
    <message>
        <source>As float32: nothing is rounded</source>
        <translation>Als float32: nichts wird gerundet</translation>
    </message>
    <message>
        <source>As bfloat16: half the memory, faster, rounded to 8 bits of precision</source>
        <translation>Als bfloat16: der halbe Speicher, schneller, auf 8 Bits Genauigkeit gerundet</translation>
    </message>
    <message>
        <source>As int8: a quarter of the memory, fastest, rounded to 255 steps for each output</source>
        <translation>Als int8: ein Viertel des Speichers, am schnellsten, je Ausgang auf 255 Stufen gerundet</translation>
    </message>
    <message>
        <source>Opens a checkpoint, a recording, weights of PyTorch, a workspace or a figure&apos;s recipe</source>
        <translation>Öffnet einen Checkpoint, eine Aufzeichnung, Gewichte von PyTorch, einen Arbeitsbereich oder das Rezept einer Abbildung</translation>
    </message>
    <message>
        <source>Stop r&amp;ecording</source>
        <translation>Aufzei&amp;chnen beenden</translation>
    </message>
    <message>
        <source>Ends the text and closes the file; what was written stays</source>
        <translation>Beendet den Text und schließt die Datei; das Geschriebene bleibt</translation>
    </message>
</context>
<context>
    <name>spikeglass::Workspace</name>
    <message>
        <source>a text with damaged tokens</source>
        <translation>ein Text mit beschädigten Token</translation>
    </message>
    <message>
        <source>%1: cannot read the workspace: %2</source>
        <translation>%1: Arbeitsbereich nicht lesbar: %2</translation>
    </message>
    <message>
        <source>%1: expected a workspace of at most 256 MiB, found %2 MiB</source>
        <translation>%1: Arbeitsbereich von höchstens 256 MiB erwartet, %2 MiB gefunden</translation>
    </message>
    <message>
        <source>%1: expected a workspace (JSON), found none: %2</source>
        <translation>%1: Arbeitsbereich (JSON) erwartet, keiner gefunden: %2</translation>
    </message>
    <message>
        <source>%1: expected a Spikeglass workspace, found other JSON</source>
        <translation>%1: Arbeitsbereich von Spikeglass erwartet, anderes JSON gefunden</translation>
    </message>
    <message>
        <source>%1: expected a workspace of version 1, found version %2: a newer Spikeglass wrote it</source>
        <translation>%1: Arbeitsbereich der Version 1 erwartet, Version %2 gefunden: Ein neueres Spikeglass schrieb ihn</translation>
    </message>
</context>
<context>
    <name>spikeglass::WorkspaceDesk</name>
    <message>
        <source>%1 is not the file that the workspace was written with: texts may go another way</source>
        <translation>%1 ist nicht die Datei, mit der der Arbeitsbereich entstand: Texte können anders weitergehen</translation>
    </message>
    <message>
        <source>%1: cannot save the workspace: %2</source>
        <translation>%1: Arbeitsbereich nicht gespeichert: %2</translation>
    </message>
    <message>
        <source>no model is open: there is no workspace to save yet</source>
        <translation>kein Modell ist offen: Noch gibt es keinen Arbeitsbereich zu speichern</translation>
    </message>
</context>
</TS>
