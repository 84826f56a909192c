<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>全选(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>增大(&amp;S)</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>减小(&amp;D)</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>spikeglass::Application</name>
    <message>
        <source>There is not enough memory for this; everything else goes on. Save the workspace, then close what is large.</source>
        <translation>内存不足，无法完成此操作；其余一切照常。请保存工作区，然后关闭占用较大的内容。</translation>
    </message>
    <message>
        <source>Something went wrong inside the program (%1); save the workspace, then restart it.</source>
        <translation>程序内部出错（%1）；请保存工作区，然后重新启动。</translation>
    </message>
</context>
<context>
    <name>spikeglass::BlockBoard</name>
    <message>
        <source>Blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Block choice</source>
        <translation>模块选择</translation>
    </message>
    <message>
        <source>own choice</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Take back the last switch</source>
        <translation>撤销上一次切换</translation>
    </message>
    <message>
        <source>Take back the last switch (Ctrl+Z)</source>
        <translation>撤销上一次切换 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 is spiking. Click for its analog form, from the next token on.</source>
        <translation>%1 为脉冲形式。单击后从下一个词元起改用非脉冲形式。</translation>
    </message>
    <message>
        <source>%1 is analog. Click for its spiking form, from the next token on.</source>
        <translation>%1 为非脉冲形式。单击后从下一个词元起改用脉冲形式。</translation>
    </message>
    <message>
        <source>all of %1: %2</source>
        <translation>%1 全部：%2</translation>
    </message>
    <message>
        <source>Switches all of %1</source>
        <translation>切换 %1 的全部模块</translation>
    </message>
    <message>
        <source>This checkpoint holds one form only of all of %1.</source>
        <translation>此检查点中 %1 的所有模块都只有一种形式。</translation>
    </message>
    <message>
        <source>Sets every switch at once</source>
        <translation>一次设置所有开关</translation>
    </message>
    <message>
        <source>all ANN</source>
        <translation>全 ANN</translation>
    </message>
    <message>
        <source>all SNN</source>
        <translation>全 SNN</translation>
    </message>
    <message>
        <source>invert</source>
        <translation>反转</translation>
    </message>
    <message>
        <source>Every block analog, where the checkpoint holds that form</source>
        <translation>所有模块用非脉冲形式（检查点含有该形式时）</translation>
    </message>
    <message>
        <source>Every block spiking, where the checkpoint holds that form</source>
        <translation>所有模块用脉冲形式（检查点含有该形式时）</translation>
    </message>
    <message>
        <source>Every switch to its other form</source>
        <translation>每个开关切换到另一种形式</translation>
    </message>
</context>
<context>
    <name>spikeglass::BlockBoardModel</name>
    <message>
        <source>block %1</source>
        <translation>模块 %1</translation>
    </message>
    <message>
        <source>All spiking</source>
        <translation>全部脉冲</translation>
    </message>
    <message>
        <source>All analog</source>
        <translation>全部非脉冲</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 及另外 %2 个</translation>
    </message>
    <message>
        <source>This checkpoint was trained with the spiking form of %1 only.</source>
        <translation>此检查点仅以 %1 的脉冲形式训练。</translation>
    </message>
    <message>
        <source>This checkpoint was trained with the analog form of %1 only.</source>
        <translation>此检查点仅以 %1 的非脉冲形式训练。</translation>
    </message>
    <message>
        <source>analog</source>
        <translation>非脉冲</translation>
    </message>
    <message>
        <source>spiking</source>
        <translation>脉冲</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>analog: no spikes to count</source>
        <translation>非脉冲：没有可计数的脉冲</translation>
    </message>
    <message>
        <source>fires at %1 (spikes per neuron and timestep)</source>
        <translation>发放率 %1（每神经元每时间步的脉冲数）</translation>
    </message>
    <message>
        <source>%1 of the energy, %2 per token (%3)</source>
        <translation>占能耗的 %1，每词元 %2（%3）</translation>
    </message>
    <message numerus="yes">
        <source>Over the last %n tokens: </source>
        <translation>
            <numerusform>最近 %n 个词元：</numerusform>
        </translation>
    </message>
    <message>
        <source>Degree %1</source>
        <translation>脉冲度 %1</translation>
    </message>
    <message>
        <source>This checkpoint holds no spiking form of %1.</source>
        <translation>此检查点不含 %1 的脉冲形式。</translation>
    </message>
    <message>
        <source>This checkpoint holds no analog form of %1.</source>
        <translation>此检查点不含 %1 的非脉冲形式。</translation>
    </message>
    <message>
        <source>This checkpoint holds no spiking form of %1 and no analog form of %2.</source>
        <translation>此检查点不含 %1 的脉冲形式，也不含 %2 的非脉冲形式。</translation>
    </message>
</context>
<context>
    <name>spikeglass::BlockLegend</name>
    <message>
        <source>Upper bar: firing rate; lower bar: %1</source>
        <translation>上条：发放率；下条：%1</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>energy, longest: %1</source>
        <translation>能耗，最长为 %1</translation>
    </message>
    <message>
        <source>firing rate</source>
        <translation>发放率</translation>
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
        <translation>文本</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>分支</translation>
    </message>
</context>
<context>
    <name>spikeglass::BranchesView</name>
    <message>
        <source>Texts and their branches</source>
        <translation>文本及其分支</translation>
    </message>
    <message>
        <source>A double click opens a text, F2 renames it, Delete removes it; right click for more</source>
        <translation>双击打开文本，F2 重命名，Delete 删除；右键单击查看更多</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>branches off “%1” after token %2
%3</source>
        <translation>在词元 %2 之后从“%1”分出
%3</translation>
    </message>
    <message>
        <source>in the window
%1</source>
        <translation>在窗口中
%1</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Compare with the text in the window</source>
        <translation>与窗口中的文本比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Res&amp;tore the last deleted</source>
        <translation>恢复上一个删除项(&amp;T)</translation>
    </message>
</context>
<context>
    <name>spikeglass::CandidatesView</name>
    <message>
        <source>Likeliest next tokens</source>
        <translation>最可能的下一个词元</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>下一个词元</translation>
    </message>
    <message>
        <source>The ten likeliest tokens after the marked one, before temperature and top-p; the pointer marks the one that was written</source>
        <translation>标记词元之后最可能的十个词元（未计温度与 top-p）；箭头标出实际写出的词元</translation>
    </message>
    <message>
        <source>after “%1”</source>
        <translation>“%1”之后</translation>
    </message>
    <message>
        <source> · written: “%1”, %2</source>
        <translation> · 写出：“%1”，%2</translation>
    </message>
    <message>
        <source> · A | B</source>
        <translation> · A | B</translation>
    </message>
    <message>
        <source>%1 %2 (written)</source>
        <translation>%1 %2（写出）</translation>
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
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>A click opens</source>
        <translation>单击打开</translation>
    </message>
    <message>
        <source>A checkpoint or a recording (Ctrl+O); dropping one on the window does the same</source>
        <translation>检查点或记录 (Ctrl+O)；拖放到窗口上亦可</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>随程序附带</translation>
    </message>
    <message>
        <source>opened before</source>
        <translation>曾打开过</translation>
    </message>
</context>
<context>
    <name>spikeglass::ChoiceSummary</name>
    <message>
        <source>This choice against all analog</source>
        <translation>当前选择与全非脉冲对比</translation>
    </message>
    <message>
        <source>this</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>all analog</source>
        <translation>全非脉冲</translation>
    </message>
    <message>
        <source>bits per character</source>
        <translation>每字符比特</translation>
    </message>
    <message>
        <source>AC / token</source>
        <translation>AC / 词元</translation>
    </message>
    <message>
        <source>Accumulates per token: products whose input is 0 or 1, zeros skipped</source>
        <translation>每词元累加次数：输入为 0 或 1 的乘积，跳过零</translation>
    </message>
    <message>
        <source>MAC / token</source>
        <translation>MAC / 词元</translation>
    </message>
    <message>
        <source>Multiply-accumulates per token: products whose input is a real number, zeros skipped</source>
        <translation>每词元乘加次数：输入为实数的乘积，跳过零</translation>
    </message>
    <message>
        <source>energy / token</source>
        <translation>能耗 / 词元</translation>
    </message>
    <message>
        <source>Counted operations times the constants of the pricing model named below</source>
        <translation>运算次数乘以下方计价模型的常数</translation>
    </message>
    <message>
        <source>%1, this choice</source>
        <translation>%1，当前选择</translation>
    </message>
    <message>
        <source>%1, all analog</source>
        <translation>%1，全非脉冲</translation>
    </message>
    <message>
        <source>No token was computed with this choice yet.</source>
        <translation>尚未用此选择计算过词元。</translation>
    </message>
    <message>
        <source>How badly the network guessed the text, with this choice: −log2 of the probability of each token, divided by its characters. What it wrote itself it drew from its own guesses, so compare on a text of yours: the ladder does. The all-analog network guesses nothing here, it is only counted: a dash, unless it is your choice itself.</source>
        <translation>在此选择下网络猜测文本的误差：每个词元概率的 −log2 除以其字符数。网络自己写出的内容取自它自己的猜测，因此应当用您自己的文本比较，阶梯正是如此。全非脉冲网络在此不作猜测，只计数：显示为横线，除非它就是当前选择。</translation>
    </message>
    <message>
        <source>%1 characters, the prompt&apos;s too</source>
        <translation>%1 个字符，含提示词</translation>
    </message>
    <message>
        <source>all analog, counted and not run, takes %1 of it</source>
        <translation>全非脉冲（只计数，未运行）为其 %1</translation>
    </message>
</context>
<context>
    <name>spikeglass::CommandPalette</name>
    <message>
        <source>not now</source>
        <translation>暂不可用</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>命令面板(&amp;C)…</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Finds everything that can be done by its name</source>
        <translation>按名称查找所有可执行的操作</translation>
    </message>
    <message>
        <source>What to do? A few letters of it will do</source>
        <translation>要做什么？输入几个字即可</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Arrows choose, Enter does it, Escape closes</source>
        <translation>方向键选择，Enter 执行，Esc 关闭</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>找到的命令</translation>
    </message>
    <message>
        <source> (on)</source>
        <translation>（已开启）</translation>
    </message>
    <message>
        <source>Nothing is called that. Fewer letters find more.</source>
        <translation>没有这样的名称。少输入几个字可找到更多。</translation>
    </message>
    <message numerus="yes">
        <source>↑ ↓ choose   ·   Enter does it   ·   Esc closes   ·   %n found</source>
        <translation>
            <numerusform>↑ ↓ 选择   ·   Enter 执行   ·   Esc 关闭   ·   找到 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::CompareView</name>
    <message>
        <source>Both lanes, token by token</source>
        <translation>两条轨道，逐词元</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 比特</translation>
    </message>
    <message>
        <source>KL(A || B) of the next token</source>
        <translation>下一词元的 KL(A || B)</translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation>惊异度</translation>
    </message>
    <message>
        <source>firing rate</source>
        <translation>发放率</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>%1, 0–%2</source>
        <translation>%1，0–%2</translation>
    </message>
    <message>
        <source>A %1 · B %2</source>
        <translation>A %1 · B %2</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Network of lane B</source>
        <translation>轨道 B 的网络</translation>
    </message>
    <message>
        <source>The network of lane B</source>
        <translation>轨道 B 使用的网络</translation>
    </message>
    <message>
        <source>Block choice of lane B</source>
        <translation>轨道 B 的模块选择</translation>
    </message>
    <message>
        <source>Which of lane B&apos;s blocks spike</source>
        <translation>轨道 B 中哪些模块为脉冲形式</translation>
    </message>
    <message>
        <source>Interventions in lane B</source>
        <translation>轨道 B 的干预</translation>
    </message>
    <message>
        <source>What is done to lane B&apos;s neurons</source>
        <translation>对轨道 B 的神经元施加的干预</translation>
    </message>
    <message>
        <source>those of A</source>
        <translation>同 A</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Text of lane B</source>
        <translation>轨道 B 的文本</translation>
    </message>
    <message>
        <source>B reads A&apos;s tokens (teacher-forced), so that every token compares, or writes its own text</source>
        <translation>B 读取 A 的词元（教师强制），使每个词元可比，或自行写作</translation>
    </message>
    <message>
        <source>reads A&apos;s text</source>
        <translation>读 A 的文本</translation>
    </message>
    <message>
        <source>writes its own</source>
        <translation>自行写作</translation>
    </message>
    <message>
        <source>Where the comparison begins</source>
        <translation>比较从何处开始</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>Reads the text again in both lanes, in lockstep</source>
        <translation>在两条轨道中同步重读文本</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Back to one lane</source>
        <translation>回到单轨道</translation>
    </message>
    <message>
        <source>lane B</source>
        <translation>轨道 B</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>interventions</source>
        <translation>干预</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>from</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>this network</source>
        <translation>此网络</translation>
    </message>
    <message>
        <source>another file…</source>
        <translation>其他文件…</translation>
    </message>
    <message>
        <source>as the board</source>
        <translation>同面板</translation>
    </message>
    <message>
        <source>Two lanes side by side: choose what lane B is, another block choice, another network, no interventions, and compare on this text.</source>
        <translation>两条轨道并排：为轨道 B 选择另一种模块组合、另一个网络或不加干预，然后在此文本上比较。</translation>
    </message>
    <message>
        <source>Compare anew</source>
        <translation>重新比较</translation>
    </message>
    <message>
        <source>bits per character</source>
        <translation>每字符比特</translation>
    </message>
    <message>
        <source>energy per token</source>
        <translation>每词元能耗</translation>
    </message>
    <message>
        <source>B takes %1 times the energy of A</source>
        <translation>B 的能耗是 A 的 %1 倍</translation>
    </message>
    <message>
        <source>mean KL %1 bits</source>
        <translation>平均 KL %1 比特</translation>
    </message>
    <message>
        <source>the texts part at token %1</source>
        <translation>文本在词元 %1 处分开</translation>
    </message>
    <message>
        <source>the same text</source>
        <translation>文本相同</translation>
    </message>
    <message>
        <source>From the beginning of the text, or from the marked token (the newest where none is) with the same past</source>
        <translation>从文本开头，或从标记的词元（未标记时为最新词元）起，共享之前的内容</translation>
    </message>
    <message>
        <source>the marked token, else the newest</source>
        <translation>标记的词元，否则最新词元</translation>
    </message>
    <message>
        <source>from token %1 on</source>
        <translation>从词元 %1 起</translation>
    </message>
</context>
<context>
    <name>spikeglass::EffectsView</name>
    <message>
        <source>What matters</source>
        <translation>影响排名</translation>
    </message>
    <message>
        <source>Rank sites</source>
        <translation>位点排名</translation>
    </message>
    <message>
        <source>Rank neurons</source>
        <translation>神经元排名</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Silences every site in turn on the text so far, and ranks them by how much that changes what the network predicts</source>
        <translation>在现有文本上依次沉默每个位点，并按其对网络预测的影响排序</translation>
    </message>
    <message>
        <source>The same for every neuron of the selected site</source>
        <translation>对所选位点的每个神经元同样处理</translation>
    </message>
    <message>
        <source>Ends the ranking; what was measured stays</source>
        <translation>结束排名；已测结果保留</translation>
    </message>
    <message>
        <source>Progress of the ranking</source>
        <translation>排名进度</translation>
    </message>
    <message>
        <source>Silencings measured so far</source>
        <translation>目前已测的沉默次数</translation>
    </message>
    <message>
        <source>silenced</source>
        <translation>沉默</translation>
    </message>
    <message>
        <source>KL, bits</source>
        <translation>KL，比特</translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation>惊异度</translation>
    </message>
    <message>
        <source>then</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence of the next-token distribution without and with the silencing, mean over the text</source>
        <translation>沉默前后下一词元分布的 KL 散度，在文本上取平均</translation>
    </message>
    <message>
        <source>How many bits more or less a token of the text takes to predict</source>
        <translation>预测文本中一个词元所需比特的增减</translation>
    </message>
    <message>
        <source>The likeliest token after the text, with the silencing</source>
        <translation>沉默后文本之后最可能的词元</translation>
    </message>
    <message>
        <source>Effects of silencing, ranked</source>
        <translation>沉默效应排名</translation>
    </message>
    <message>
        <source>A click selects the neurons in every view</source>
        <translation>单击可在所有视图中选择这些神经元</translation>
    </message>
    <message>
        <source>Which site does the text hang on? Each is silenced in turn and ranked by what that changes.</source>
        <translation>文本取决于哪个位点？依次沉默每个位点，并按影响大小排序。</translation>
    </message>
    <message>
        <source>There is no text yet: write some, then rank.</source>
        <translation>还没有文本：请先写一些再排名。</translation>
    </message>
    <message>
        <source>No site spikes under this block choice: there is nothing to silence.</source>
        <translation>此模块选择下没有脉冲位点：没有可沉默的对象。</translation>
    </message>
    <message numerus="yes">
        <source>On the last %Ln token(s) of the text.</source>
        <translation>
            <numerusform>基于文本最后 %Ln 个词元。</numerusform>
        </translation>
    </message>
    <message>
        <source> Cancelled after %1 of %2.</source>
        <translation>已在第 %1 项（共 %2 项）后取消。</translation>
    </message>
    <message>
        <source> The first %1 of %2 are listed.</source>
        <translation>列出 %2 项中的前 %1 项。</translation>
    </message>
</context>
<context>
    <name>spikeglass::EnergyChart</name>
    <message>
        <source>Energy per token, chart</source>
        <translation>每词元能耗图</translation>
    </message>
    <message>
        <source>%1 per token</source>
        <translation>每词元 %1</translation>
    </message>
    <message>
        <source>analog twin</source>
        <translation>非脉冲对照</translation>
    </message>
    <message>
        <source>this</source>
        <translation>当前</translation>
    </message>
</context>
<context>
    <name>spikeglass::EnergyShares</name>
    <message>
        <source>Energy per component</source>
        <translation>各部件能耗</translation>
    </message>
    <message>
        <source>%1: %2 per token, %3 of all (%4)
%5 accumulates and %6 multiply-accumulates per token</source>
        <translation>%1：每词元 %2，占总量 %3（%4）
每词元 %5 次累加、%6 次乘加</translation>
    </message>
    <message>
        <source>fires at %1 (spikes per neuron and timestep)</source>
        <translation>发放率 %1（每神经元每时间步的脉冲数）</translation>
    </message>
    <message>
        <source>Energy per component, %1 tokens, %2</source>
        <translation>各部件能耗，%1 个词元，%2</translation>
    </message>
    <message>
        <source>component</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>firing rate (spikes per neuron and timestep)</source>
        <translation>发放率（每神经元每时间步的脉冲数）</translation>
    </message>
    <message>
        <source>AC / token</source>
        <translation>AC / 词元</translation>
    </message>
    <message>
        <source>MAC / token</source>
        <translation>MAC / 词元</translation>
    </message>
    <message>
        <source>energy (J / token)</source>
        <translation>能耗 (J / 词元)</translation>
    </message>
    <message>
        <source>share of the energy (0 to 1)</source>
        <translation>能耗占比（0 到 1）</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>No token was read yet.</source>
        <translation>尚未读取词元。</translation>
    </message>
    <message>
        <source>Share of the energy: %1</source>
        <translation>能耗占比：%1</translation>
    </message>
</context>
<context>
    <name>spikeglass::EnergyView</name>
    <message>
        <source>Energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>Pricing model</source>
        <translation>计价模型</translation>
    </message>
    <message>
        <source>The pricing model: the constants that turn counted operations into joules</source>
        <translation>计价模型：将运算次数换算为焦耳的常数</translation>
    </message>
    <message>
        <source>Analog twin divided by this: the same architecture with every spiking site analog, on the same tokens.
Counted strictly, SpikeGPT saves next to nothing: its matrix products read real numbers, and spikes enter only the residual sum, so its products stay multiply-accumulates. The published figure prices every product as firing rate × accumulates instead, and is several times larger: choose “as published” above to see it.</source>
        <translation>非脉冲对照除以当前网络：架构相同、词元相同，但所有脉冲位点改为非脉冲。
严格计数时，SpikeGPT 几乎不节省能量：其矩阵乘积读取实数，脉冲只进入残差求和，因此乘积仍是乘加运算。已发表的数值则把每个乘积按“发放率 × 累加”计价，结果大数倍：可在上方选择“按发表”查看。</translation>
    </message>
    <message>
        <source>this</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>analog twin</source>
        <translation>非脉冲对照</translation>
    </message>
    <message>
        <source>twin / this</source>
        <translation>对照 / 当前</translation>
    </message>
    <message>
        <source>marked token</source>
        <translation>标记的词元</translation>
    </message>
    <message>
        <source>mean per token</source>
        <translation>每词元平均</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>全程</translation>
    </message>
    <message>
        <source>%1, this</source>
        <translation>%1，当前</translation>
    </message>
    <message>
        <source>%1, analog twin</source>
        <translation>%1，非脉冲对照</translation>
    </message>
    <message>
        <source>%1, twin divided by this</source>
        <translation>%1，对照除以当前</translation>
    </message>
    <message>
        <source>operations</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Counted at the marked token, as NeuroBench defines them</source>
        <translation>在标记词元处计数，定义同 NeuroBench</translation>
    </message>
    <message>
        <source>twin</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>AC</source>
        <translation>AC</translation>
    </message>
    <message>
        <source>Accumulates: products whose input is 0 or 1, zeros skipped</source>
        <translation>累加：输入为 0 或 1 的乘积，跳过零</translation>
    </message>
    <message>
        <source>MAC</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>Multiply-accumulates: products whose input is a real number, zeros skipped</source>
        <translation>乘加：输入为实数的乘积，跳过零</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>稠密</translation>
    </message>
    <message>
        <source>Multiply-accumulates if nothing were skipped</source>
        <translation>若不跳过任何项的乘加次数</translation>
    </message>
    <message>
        <source>neuron</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>Updates of LIF neurons: a multiply-add and a compare each</source>
        <translation>LIF 神经元更新：各含一次乘加和一次比较</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Elementwise work: normalisation, mixing, exponentials, residual sums; not priced</source>
        <translation>逐元素运算：归一化、混合、指数、残差和；不计价</translation>
    </message>
    <message>
        <source>%1 operations, this</source>
        <translation>%1 运算，当前</translation>
    </message>
    <message>
        <source>%1 operations, analog twin</source>
        <translation>%1 运算，非脉冲对照</translation>
    </message>
    <message>
        <source>Source: %1. Elementwise work is not priced.</source>
        <translation>来源：%1。逐元素运算不计价。</translation>
    </message>
    <message>
        <source>table…</source>
        <translation>表格…</translation>
    </message>
    <message>
        <source>Energy per component as a table</source>
        <translation>以表格显示各部件能耗</translation>
    </message>
    <message>
        <source>The figures behind the bars, to sort, copy and save</source>
        <translation>条形背后的数值，可排序、复制和保存</translation>
    </message>
    <message>
        <source>energy per component and token</source>
        <translation>各部件每词元能耗</translation>
    </message>
    <message>
        <source>energy per component and token, %1 tokens in view</source>
        <translation>各部件每词元能耗，可见 %1 个词元</translation>
    </message>
</context>
<context>
    <name>spikeglass::Engine</name>
    <message>
        <source>; %1, before it, never fires</source>
        <translation>；其前的 %1 从不发放</translation>
    </message>
    <message>
        <source>; %1, before it, always fires</source>
        <translation>；其前的 %1 始终发放</translation>
    </message>
    <message>
        <source>; %1, before it, passes nothing on either</source>
        <translation>；其前的 %1 同样不传递信息</translation>
    </message>
    <message>
        <source>%1 never fires</source>
        <translation>%1 从不发放</translation>
    </message>
    <message>
        <source>%1 always fires</source>
        <translation>%1 始终发放</translation>
    </message>
    <message>
        <source>%1 passes nothing on</source>
        <translation>%1 不传递信息</translation>
    </message>
    <message>
        <source>%1 gives several positions one code</source>
        <translation>%1 给多个位置相同的编码</translation>
    </message>
    <message>
        <source> share one code</source>
        <translation> 编码相同</translation>
    </message>
    <message>
        <source>not once in %1 tokens</source>
        <translation>在 %1 个词元中一次也没有</translation>
    </message>
    <message>
        <source>; its largest potential was %1 of threshold %2</source>
        <translation>；最大电位为 %1，阈值 %2</translation>
    </message>
    <message>
        <source>every neuron at every timestep of %1 tokens</source>
        <translation>%1 个词元中每个神经元在每个时间步均发放</translation>
    </message>
    <message>
        <source>; its smallest potential was %1 of threshold %2</source>
        <translation>；最小电位为 %1，阈值 %2</translation>
    </message>
    <message>
        <source>the same %1 of %2 possible spikes for each of %3 tokens</source>
        <translation>%3 个词元中的每一个都有相同的 %1 个脉冲（可能共 %2 个）</translation>
    </message>
    <message>
        <source>its input is the binary embedding, the same at each timestep, so its potential reaches at most %1 after %2 timesteps of tau %3, below the threshold %4</source>
        <translation>其输入为二值嵌入，各时间步相同，因此电位在 %2 个时间步（tau %3）后至多达到 %1，低于阈值 %4</translation>
    </message>
    <message>
        <source>; with residual degree 2 nothing of the text passes it</source>
        <translation>；残差度为 2 时，文本信息完全无法通过</translation>
    </message>
    <message>
        <source>the binary code cannot tell them apart</source>
        <translation>二进制编码无法区分它们</translation>
    </message>
    <message>
        <source>, because the bits of its numbers are padded with zeros on the right, as published</source>
        <translation>，因为按已发表的做法，其数字的比特在右侧补零</translation>
    </message>
    <message>
        <source>their rows of the embedding have the same signs</source>
        <translation>它们在嵌入中的行符号相同</translation>
    </message>
    <message>
        <source>; and %1 more groups</source>
        <translation>；及另外 %1 组</translation>
    </message>
    <message>
        <source>positions %1</source>
        <translation>位置 %1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 及另外 %2 个</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 和 %2</translation>
    </message>
    <message>
        <source>compute only, fp32, 45 nm</source>
        <translation>仅计算，fp32，45 nm</translation>
    </message>
    <message>
        <source>compute only, fp16, 45 nm</source>
        <translation>仅计算，fp16，45 nm</translation>
    </message>
    <message>
        <source>compute only, int8, 45 nm</source>
        <translation>仅计算，int8，45 nm</translation>
    </message>
    <message>
        <source>compute + memory, fp32, weights in 1 MB SRAM</source>
        <translation>计算 + 存储，fp32，权重在 1 MB SRAM</translation>
    </message>
    <message>
        <source>compute + memory, fp32, weights in DRAM</source>
        <translation>计算 + 存储，fp32，权重在 DRAM</translation>
    </message>
    <message>
        <source>Loihi, per synaptic operation</source>
        <translation>Loihi，按突触操作</translation>
    </message>
    <message>
        <source>SpiNNaker, per synaptic operation</source>
        <translation>SpiNNaker，按突触操作</translation>
    </message>
    <message>
        <source>SpiNNaker 2, per synaptic operation</source>
        <translation>SpiNNaker 2，按突触操作</translation>
    </message>
    <message>
        <source>CPU, per synaptic operation</source>
        <translation>CPU，按突触操作</translation>
    </message>
    <message>
        <source>GPU, per synaptic operation</source>
        <translation>GPU，按突触操作</translation>
    </message>
    <message>
        <source>as published: SpikeDecoder (its script and its slips)</source>
        <translation>按发表：SpikeDecoder（其脚本及疏漏）</translation>
    </message>
    <message>
        <source>as published: SpikeGPT (rate × MACs as accumulates)</source>
        <translation>按发表：SpikeGPT（发放率 × MAC 计作累加）</translation>
    </message>
    <message>
        <source>*: the checkpoint has no analog weights to run its twin with, so the twin&apos;s products are counted in full, and the ratio is up to 1.3 times too good</source>
        <translation>*：该检查点没有可供其模拟孪生运行的模拟权重，因此孪生的乘积全部计入，该比值最多偏好 1.3 倍</translation>
    </message>
</context>
<context>
    <name>spikeglass::EngineBridge</name>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>the model is still being loaded</source>
        <translation>模型仍在加载</translation>
    </message>
    <message>
        <source>no model is open: open a checkpoint first (Ctrl+O)</source>
        <translation>尚未打开模型：请先打开检查点 (Ctrl+O)</translation>
    </message>
    <message>
        <source>the prompt has %1 %2, but this network&apos;s window holds %3: shorten it, or choose “restart at end” below</source>
        <translation>提示词有 %1 个%2，而此网络的窗口只能容纳 %3 个：请缩短，或在下方选择“到末尾重启”</translation>
    </message>
    <message>
        <source>no model is open: there is nothing to record</source>
        <translation>尚未打开模型：没有可记录的内容</translation>
    </message>
</context>
<context>
    <name>spikeglass::ErrorBanner</name>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Copies the sentence, the time and the program&apos;s version</source>
        <translation>复制此消息、时间和程序版本</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>spikeglass::ExperimentDesk</name>
    <message>
        <source>blocks: %1</source>
        <translation>模块：%1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>temperature %1</source>
        <translation>温度 %1</translation>
    </message>
    <message>
        <source>top-p %1</source>
        <translation>top-p %1</translation>
    </message>
    <message>
        <source>A recording shows what was chosen then: to choose, open its checkpoint.</source>
        <translation>记录显示当时的选择：如需切换，请打开其检查点。</translation>
    </message>
</context>
<context>
    <name>spikeglass::FigureDesk</name>
    <message>
        <source>Export as a figure…</source>
        <translation>导出为图…</translation>
    </message>
    <message>
        <source>There is no text to make a figure of yet: run one first.</source>
        <translation>还没有可以作图的文本：请先运行一段。</translation>
    </message>
    <message>
        <source>The ladder has no finished row yet.</source>
        <translation>阶梯还没有完成的行。</translation>
    </message>
    <message>
        <source>There is no lane B that reads the same tokens: compare first (Ctrl+D).</source>
        <translation>没有读取相同词元的轨道 B：请先比较 (Ctrl+D)。</translation>
    </message>
    <message>
        <source>The text in the window has no figure “%1”.</source>
        <translation>窗口中的文本没有“%1”这种图。</translation>
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
        <translation>绘制中…</translation>
    </message>
    <message>
        <source>Saved in %1: %2</source>
        <translation>已保存到 %1：%2</translation>
    </message>
    <message>
        <source>Copied as SVG, PDF and bitmap</source>
        <translation>已复制为 SVG、PDF 和位图</translation>
    </message>
    <message>
        <source>%1, copy</source>
        <translation>%1，副本</translation>
    </message>
    <message>
        <source>Panel %1</source>
        <translation>子图 %1</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>图</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <translation>%1 × %2 mm</translation>
    </message>
    <message>
        <source>Save the figure</source>
        <translation>保存图</translation>
    </message>
    <message>
        <source>Figures (*.%1)</source>
        <translation>图 (*.%1)</translation>
    </message>
    <message>
        <source>The journal, conference or room that the figure is for</source>
        <translation>图所用于的期刊、会议或场合</translation>
    </message>
    <message>
        <source>Presets of one&apos;s own</source>
        <translation>自己的预设</translation>
    </message>
    <message>
        <source>&amp;New preset from this one…</source>
        <translation>以此新建预设(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Change or rename…</source>
        <translation>更改或重命名(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>For</source>
        <translation>用于</translation>
    </message>
    <message>
        <source>+ Panel</source>
        <translation>+ 子图</translation>
    </message>
    <message>
        <source>One more panel of the same figure</source>
        <translation>在同一张图中再加一个子图</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Takes the selected panel out of the figure (Delete)</source>
        <translation>将选中的子图移出 (Delete)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Takes back the last change of the figure (Ctrl+Z)</source>
        <translation>撤销对图的上一次更改 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>What was taken back (Ctrl+Shift+Z)</source>
        <translation>恢复撤销的更改 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Columns of panels</source>
        <translation>子图的列数</translation>
    </message>
    <message>
        <source>columns: </source>
        <translation>列：</translation>
    </message>
    <message>
        <source>shared axes</source>
        <translation>共用坐标轴</translation>
    </message>
    <message>
        <source>How large; 100 % is as large as on paper</source>
        <translation>大小；100% 与纸上相同</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100%</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200%</translation>
    </message>
    <message>
        <source>As who sees it</source>
        <translation>以谁的眼光看</translation>
    </message>
    <message>
        <source>as printed</source>
        <translation>如印刷</translation>
    </message>
    <message>
        <source>deuteranopia</source>
        <translation>绿色盲</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy caption</source>
        <translation>复制图注</translation>
    </message>
    <message>
        <source>A sentence for the paper, in English like the figure</source>
        <translation>可用于论文的一句话，与图一样为英文</translation>
    </message>
    <message>
        <source>Copy BibTeX</source>
        <translation>复制 BibTeX</translation>
    </message>
    <message>
        <source>The papers to cite</source>
        <translation>应引用的论文</translation>
    </message>
    <message>
        <source>Format of the file</source>
        <translation>文件格式</translation>
    </message>
    <message>
        <source>Dots per inch of bitmaps</source>
        <translation>位图每英寸点数</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>dpi of the preset</source>
        <translation>预设的 dpi</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>For other programs, as SVG, PDF and bitmap at once</source>
        <translation>供其他程序使用，同时为 SVG、PDF 和位图</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Saves nothing</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>The figure, and beside it its recipe and its data</source>
        <translation>图，以及旁边的配方和数据</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Panels of one column that show the same tokens stand in line, the last says which tokens they are; panels of a row are equally high</source>
        <translation>同一列中显示相同词元的子图左右对齐，由最下面的一个标出词元；同一行的子图等高</translation>
    </message>
</context>
<context>
    <name>spikeglass::FigureMaker</name>
    <message>
        <source>not enough memory for this figure; show fewer tokens</source>
        <translation>内存不足以绘制此图；请减少词元</translation>
    </message>
</context>
<context>
    <name>spikeglass::FigureOptions</name>
    <message>
        <source>Raster</source>
        <translation>栅格图</translation>
    </message>
    <message>
        <source>Membrane potentials</source>
        <translation>膜电位</translation>
    </message>
    <message>
        <source>Firing rates</source>
        <translation>发放率</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Two lanes</source>
        <translation>两条轨道</translation>
    </message>
    <message>
        <source>Next tokens</source>
        <translation>下一个词元</translation>
    </message>
    <message>
        <source>Coloured text</source>
        <translation>着色文本</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>What the panel shows</source>
        <translation>子图显示的内容</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Which part of the run</source>
        <translation>运行的哪一部分</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>计价</translation>
    </message>
    <message>
        <source>The constants that turn counted operations into joules</source>
        <translation>把计得的运算换算为焦耳的常数</translation>
    </message>
    <message>
        <source>Coloured by</source>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>What the ground of each token says</source>
        <translation>每个词元底色的含义</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Both are even in lightness and safe for colour-blind readers</source>
        <translation>两者明度均匀，色盲读者也能分辨</translation>
    </message>
    <message>
        <source>Spikes</source>
        <translation>脉冲</translation>
    </message>
    <message>
        <source>Vector marks can be edited; pixels within vector axes keep large figures small</source>
        <translation>矢量标记可以编辑；矢量坐标轴内的像素让大图保持小巧</translation>
    </message>
    <message>
        <source>From token</source>
        <translation>起始词元</translation>
    </message>
    <message>
        <source>To token</source>
        <translation>结束词元</translation>
    </message>
    <message>
        <source>The last token that is shown</source>
        <translation>显示的最后一个词元</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>位点</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>the liveliest</source>
        <translation>最活跃的</translation>
    </message>
    <message>
        <source>Such as blocks.0.time_mix/12, separated by commas; empty: the liveliest of four sites</source>
        <translation>例如 blocks.0.time_mix/12，用逗号分隔；留空：四个位点中最活跃的</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>as it needs</source>
        <translation>按需</translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation>惊异度</translation>
    </message>
    <message>
        <source>spikes</source>
        <translation>脉冲</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>pixels where they are many</source>
        <translation>多时用像素</translation>
    </message>
    <message>
        <source>vector marks</source>
        <translation>矢量标记</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>all %L1</source>
        <translation>全部 %L1</translation>
    </message>
    <message>
        <source>in sight</source>
        <translation>可见的</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>选中的</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>从…到…</translation>
    </message>
</context>
<context>
    <name>spikeglass::FigurePage</name>
    <message>
        <source>The figure as it will print</source>
        <translation>图印刷后的样子</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <translation>%1 × %2 mm</translation>
    </message>
    <message>
        <source>No figure yet</source>
        <translation>还没有图</translation>
    </message>
    <message>
        <source>%1 by %2 millimetres. %3</source>
        <translation>%1 × %2 毫米。%3</translation>
    </message>
</context>
<context>
    <name>spikeglass::HealthList</name>
    <message>
        <source>Health of the sites</source>
        <translation>位点健康状况</translation>
    </message>
    <message>
        <source>Select these neurons</source>
        <translation>选择这些神经元</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>%1 more …</source>
        <translation>另有 %1 项 …</translation>
    </message>
</context>
<context>
    <name>spikeglass::Help</name>
    <message>
        <source>Elsewhere</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>About Spikeglass</source>
        <translation>关于 Spikeglass</translation>
    </message>
    <message>
        <source>Spikeglass %1</source>
        <translation>Spikeglass %1</translation>
    </message>
    <message>
        <source>A desktop laboratory for spiking language models</source>
        <translation>脉冲语言模型的桌面实验室</translation>
    </message>
    <message>
        <source>The source of Spikeglass is licensed under the Apache License 2.0.</source>
        <translation>Spikeglass 的源代码采用 Apache 许可证 2.0。</translation>
    </message>
    <message>
        <source>This build is linked with Qt Charts, which is licensed under GPL-3.0 only: the program as a whole is distributed under the GNU General Public License, version 3.</source>
        <translation>本程序链接了仅以 GPL-3.0 授权的 Qt Charts：因此整个程序按 GNU 通用公共许可证第 3 版分发。</translation>
    </message>
    <message>
        <source>Fonts: Inter, and Spikeglass Figures made from it; JetBrains Mono. SIL Open Font License 1.1.</source>
        <translation>字体：Inter 及由其制成的 Spikeglass Figures；JetBrains Mono。SIL 开放字体许可证 1.1。</translation>
    </message>
    <message>
        <source>Models keep the licence that their card states.</source>
        <translation>模型保留其卡片上注明的许可证。</translation>
    </message>
</context>
<context>
    <name>spikeglass::Import</name>
    <message>
        <source>Trained as</source>
        <translation>训练形式</translation>
    </message>
    <message>
        <source>Forms that can be switched on later; the published networks spike</source>
        <translation>之后可切换的形式；已发布的网络为脉冲形式</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>The released inference script computes something else than training did</source>
        <translation>已发布的推理脚本与训练时的计算不同</translation>
    </message>
    <message>
        <source>Halve every</source>
        <translation>减半间隔</translation>
    </message>
    <message>
        <source>Blocks after which the residual stream is halved; the released script: 6; 0: never</source>
        <translation>每隔多少个模块将残差流减半；已发布的脚本为 6；0 表示从不</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Whether the embedding stays as it is or becomes binary</source>
        <translation>嵌入保持原样还是二值化</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Both forms have the same weights</source>
        <translation>两种形式的权重相同</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>输出头</translation>
    </message>
    <message>
        <source>Attention heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>Attention has the same weights however many share them</source>
        <translation>无论多少个头共用，权重都相同</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>How a token becomes spikes (encodingType); the width allows these</source>
        <translation>词元如何变成脉冲（encodingType）；宽度允许这些</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>How a position becomes spikes (position_encoding_strategy)</source>
        <translation>位置如何变成脉冲（position_encoding_strategy）</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Tokens that the network was trained to look back on (max_len)</source>
        <translation>网络训练时可回看的词元数（max_len）</translation>
    </message>
    <message>
        <source>Timesteps</source>
        <translation>时间步</translation>
    </message>
    <message>
        <source>Steps of the neurons within one token</source>
        <translation>一个词元内神经元的步数</translation>
    </message>
    <message>
        <source>Reading out</source>
        <translation>读出</translation>
    </message>
    <message>
        <source>What the head makes of the timesteps (spike_mode)</source>
        <translation>输出头如何处理各时间步（spike_mode）</translation>
    </message>
    <message>
        <source>Residual degree</source>
        <translation>残差级别</translation>
    </message>
    <message>
        <source>Where the residual stream passes neurons (spiking_residuals)</source>
        <translation>残差流在何处经过神经元（spiking_residuals）</translation>
    </message>
    <message>
        <source>First residual</source>
        <translation>首个残差</translation>
    </message>
    <message>
        <source>Whether the first block&apos;s residual passes neurons of its own</source>
        <translation>首个模块的残差是否经过自己的神经元</translation>
    </message>
    <message>
        <source>Reunited as</source>
        <translation>合并为</translation>
    </message>
    <message>
        <source>Whether timesteps are reunited before the head as numbers (float_reunite)</source>
        <translation>各时间步在输出头之前是否作为数值合并（float_reunite）</translation>
    </message>
    <message>
        <source>Token shift</source>
        <translation>词元移位</translation>
    </message>
    <message>
        <source>1: half of the channels come from the token before; not in published networks</source>
        <translation>1：一半通道来自前一个词元；已发布的网络中没有</translation>
    </message>
    <message>
        <source>Attention scale</source>
        <translation>注意力系数</translation>
    </message>
    <message>
        <source>Factor of the attention&apos;s sums; published: 0.125</source>
        <translation>注意力求和的系数；已发布的为 0.125</translation>
    </message>
    <message>
        <source>Position bias</source>
        <translation>位置偏移</translation>
    </message>
    <message>
        <source>Taken from a static position before its threshold (pos_bias)</source>
        <translation>静态位置在阈值之前减去的值（pos_bias）</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>二值</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>spikes</source>
        <translation>脉冲</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>spiking (SNN)</source>
        <translation>脉冲（SNN）</translation>
    </message>
    <message>
        <source>analog (ANN)</source>
        <translation>非脉冲（ANN）</translation>
    </message>
    <message>
        <source>both, switchable</source>
        <translation>两者，可切换</translation>
    </message>
    <message>
        <source>as it was trained</source>
        <translation>与训练时相同</translation>
    </message>
    <message>
        <source>as the released script runs it</source>
        <translation>与已发布的脚本相同</translation>
    </message>
    <message>
        <source>otherwise</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>learned, binary</source>
        <translation>学习得到，二值</translation>
    </message>
    <message>
        <source>learned, numbers</source>
        <translation>学习得到，数值</translation>
    </message>
    <message>
        <source>their mean</source>
        <translation>取平均</translation>
    </message>
    <message>
        <source>their sum</source>
        <translation>取和</translation>
    </message>
    <message>
        <source>the last one</source>
        <translation>取最后一步</translation>
    </message>
    <message>
        <source>within the tokens</source>
        <translation>包含在词元中</translation>
    </message>
    <message>
        <source>0: sums of numbers</source>
        <translation>0：数值之和</translation>
    </message>
    <message>
        <source>1: spikes around the MLP</source>
        <translation>1：MLP 处为脉冲</translation>
    </message>
    <message>
        <source>2: spikes around attention too</source>
        <translation>2：注意力处也为脉冲</translation>
    </message>
    <message>
        <source>as the configuration says</source>
        <translation>按配置文件</translation>
    </message>
    <message>
        <source>the published alphabet of %1</source>
        <translation>已发布的 %1 字符字母表</translation>
    </message>
    <message>
        <source>the characters in its card</source>
        <translation>模型卡中的字符</translation>
    </message>
    <message>
        <source>a tokenizer or list of characters</source>
        <translation>分词器或字符列表</translation>
    </message>
    <message>
        <source>the characters of a text</source>
        <translation>一段文本的字符</translation>
    </message>
    <message>
        <source>none: token ids only</source>
        <translation>无：仅词元编号</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>token embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>thresholds</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学习得到</translation>
    </message>
    <message>
        <source>stored as</source>
        <translation>存储为</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>spikeglass::ImportDesk</name>
    <message>
        <source>%1 is still being imported: wait for it, or cancel it</source>
        <translation>%1 仍在导入：请等待或取消</translation>
    </message>
</context>
<context>
    <name>spikeglass::ImportDialog</name>
    <message>
        <source>Import weights</source>
        <translation>导入权重</translation>
    </message>
    <message>
        <source>Weights for PyTorch become a checkpoint that can be opened. Nothing in the file is run, and the file stays as it is.</source>
        <translation>PyTorch 权重将转换为可打开的检查点。文件中的任何内容都不会被执行，文件本身保持不变。</translation>
    </message>
    <message>
        <source>The file says</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>The checkpoint to write</source>
        <translation>要写入的检查点</translation>
    </message>
    <message>
        <source>Checkpoints (*.h5)</source>
        <translation>检查点 (*.h5)</translation>
    </message>
    <message>
        <source>as &amp;float16</source>
        <translation>以 &amp;float16 存储</translation>
    </message>
    <message>
        <source>Half the size on disk; weights are rounded to 11 bits</source>
        <translation>磁盘占用减半；权重舍入到 11 位</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>What is missing or wrong</source>
        <translation>缺少或有误之处</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>导入进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Import and open</source>
        <translation>导入并打开(&amp;I)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Replace it and open</source>
        <translation>替换并打开(&amp;R)</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>正在写入 %1…</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>已取消；未写入任何内容。</translation>
    </message>
</context>
<context>
    <name>spikeglass::ImportForm</name>
    <message>
        <source>Hardly ever otherwise</source>
        <translation>极少更改</translation>
    </message>
    <message>
        <source>answer here</source>
        <translation>在此回答</translation>
    </message>
    <message>
        <source>a configuration file</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Weights of a SpikeDecoder do not say all of how it was made</source>
        <translation>SpikeDecoder 的权重并未说明其全部构造</translation>
    </message>
    <message>
        <source>Configuration file</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>Configurations (*.json);;All files (*)</source>
        <translation>配置 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Which text each token stands for; a file of weights never says it</source>
        <translation>每个词元代表的文本；权重文件从不说明</translation>
    </message>
    <message>
        <source>Tokenizer file</source>
        <translation>分词器文件</translation>
    </message>
    <message>
        <source>Tokenizers and texts (*.json *.txt);;All files (*)</source>
        <translation>分词器和文本 (*.json *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What the window calls it; else the file&apos;s name</source>
        <translation>窗口中的名称；否则用文件名</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>As its authors state it, such as Apache-2.0</source>
        <translation>按作者声明，例如 Apache-2.0</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练文本</translation>
    </message>
    <message>
        <source>Card file</source>
        <translation>模型卡文件</translation>
    </message>
    <message>
        <source>Cards (*.json);;All files (*)</source>
        <translation>模型卡 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>What a training of one&apos;s own wrote beside the weights, if there is one</source>
        <translation>自己训练时写在权重旁边的文件（如有）</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
</context>
<context>
    <name>spikeglass::ImportModel</name>
    <message>
        <source>Choose the configuration file, or answer the questions instead.</source>
        <translation>选择配置文件，或改为回答问题。</translation>
    </message>
    <message>
        <source>Choose the tokenizer that the network was trained with, or none: then it runs on token ids only.</source>
        <translation>选择网络训练时使用的分词器；也可选“无”，则仅以词元编号运行。</translation>
    </message>
    <message>
        <source>Choose the text whose characters are the vocabulary.</source>
        <translation>选择其字符构成词表的文本。</translation>
    </message>
    <message>
        <source>Choose where the checkpoint is to be written.</source>
        <translation>选择检查点的写入位置。</translation>
    </message>
</context>
<context>
    <name>spikeglass::Interventions</name>
    <message>
        <source>silence</source>
        <translation>沉默</translation>
    </message>
    <message>
        <source>force to fire</source>
        <translation>强制发放</translation>
    </message>
    <message>
        <source>clamp potential</source>
        <translation>钳位电位</translation>
    </message>
    <message>
        <source>potential</source>
        <translation>电位</translation>
    </message>
    <message>
        <source>shift threshold</source>
        <translation>移动阈值</translation>
    </message>
    <message>
        <source>threshold higher by</source>
        <translation>阈值提高</translation>
    </message>
    <message>
        <source>change tau</source>
        <translation>改变 tau</translation>
    </message>
    <message>
        <source>tau, timesteps</source>
        <translation>tau，时间步</translation>
    </message>
    <message>
        <source>add noise</source>
        <translation>加噪声</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>%1 neurons of %2</source>
        <translation>%2 的 %1 个神经元</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, %3 %4</source>
        <translation>%1：%2，%3 %4</translation>
    </message>
</context>
<context>
    <name>spikeglass::InterventionsView</name>
    <message>
        <source>Interventions</source>
        <translation>干预</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Continue from here without them</source>
        <translation>从此处起不加干预续写</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>效应</translation>
    </message>
    <message>
        <source>What is done to the selected neurons, from the next token on</source>
        <translation>从下一个词元起对所选神经元施加的效应</translation>
    </message>
    <message>
        <source>Value of the effect</source>
        <translation>效应的数值</translation>
    </message>
    <message>
        <source>Potentials, thresholds and noise are dimensionless; tau is in timesteps</source>
        <translation>电位、阈值和噪声无量纲；tau 以时间步计</translation>
    </message>
    <message>
        <source>Does it to the selected neurons, from the next token on; Ctrl+Z takes it back</source>
        <translation>从下一个词元起应用到所选神经元；Ctrl+Z 可撤销</translation>
    </message>
    <message>
        <source>Removes the intervention that is selected in the list (Delete)</source>
        <translation>移除列表中选中的干预 (Delete)</translation>
    </message>
    <message>
        <source>Switches all interventions off, or on again</source>
        <translation>关闭所有干预，或重新开启</translation>
    </message>
    <message>
        <source>Writes on twice from this moment, with the interventions and without, side by side</source>
        <translation>从此刻起并排续写两份：有干预与无干预</translation>
    </message>
    <message>
        <source>Interventions in force</source>
        <translation>生效的干预</translation>
    </message>
    <message>
        <source>Each can be switched off and on; Delete removes it</source>
        <translation>每项均可开关；Delete 移除</translation>
    </message>
    <message>
        <source>Selected: %1</source>
        <translation>已选：%1</translation>
    </message>
    <message>
        <source>Nothing is selected. Drag with Shift over neurons in the raster, or click the name of a site; then silence them, and see what the network writes.</source>
        <translation>未选择任何对象。在栅格图中按住 Shift 拖过神经元，或单击位点名称；然后令其沉默，看看网络会写出什么。</translation>
    </message>
    <message>
        <source>The selected neurons have no membrane: they can be silenced or forced only.</source>
        <translation>所选神经元没有膜：只能沉默或强制发放。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>remove “%1”</source>
        <translation>移除“%1”</translation>
    </message>
    <message>
        <source>all interventions on</source>
        <translation>开启所有干预</translation>
    </message>
    <message>
        <source>all interventions off</source>
        <translation>关闭所有干预</translation>
    </message>
    <message>
        <source>on: %1</source>
        <translation>开启：%1</translation>
    </message>
    <message>
        <source>off: %1</source>
        <translation>关闭：%1</translation>
    </message>
    <message>
        <source>No interventions: every neuron does what it was trained to do.</source>
        <translation>没有干预：每个神经元都按训练所得工作。</translation>
    </message>
    <message>
        <source>In force from the next token on; marked on the time axis.</source>
        <translation>从下一个词元起生效；在时间轴上标记。</translation>
    </message>
    <message>
        <source>All off</source>
        <translation>全部关闭</translation>
    </message>
    <message>
        <source>All on</source>
        <translation>全部开启</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderCatalog</name>
    <message>
        <source>as on the block board</source>
        <translation>同模块面板</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderChart</name>
    <message>
        <source>Bits per character against energy per token, chart</source>
        <translation>每字符比特对每词元能耗图</translation>
    </message>
    <message>
        <source>The table below holds the same figures.</source>
        <translation>下表含有相同的数值。</translation>
    </message>
    <message>
        <source>energy per token</source>
        <translation>每词元能耗</translation>
    </message>
    <message>
        <source>energy per token, %1 (%2)</source>
        <translation>每词元能耗，%1（%2）</translation>
    </message>
    <message>
        <source>bits per character (less is better)</source>
        <translation>每字符比特（越小越好）</translation>
    </message>
    <message>
        <source>%1, %2
%3 bits per character, %4 per token</source>
        <translation>%1，%2
每字符 %3 比特，每词元 %4</translation>
    </message>
    <message>
        <source>Tick rows at the left and run the ladder:
each becomes a point here.</source>
        <translation>在左侧勾选行并运行阶梯：
每行成为此处的一个点。</translation>
    </message>
    <message>
        <source>energy per token (%1)</source>
        <translation>每词元能耗（%1）</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderModel</name>
    <message>
        <source>energy (J / token)</source>
        <translation>能耗 (J / 词元)</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>%1 characters</source>
        <translation>%1 个字符</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>bits / character</source>
        <translation>比特 / 字符</translation>
    </message>
    <message>
        <source>top-1</source>
        <translation>top-1</translation>
    </message>
    <message>
        <source>firing</source>
        <translation>发放率</translation>
    </message>
    <message>
        <source>AC / token</source>
        <translation>AC / 词元</translation>
    </message>
    <message>
        <source>MAC / token</source>
        <translation>MAC / 词元</translation>
    </message>
    <message>
        <source>energy / token</source>
        <translation>能耗 / 词元</translation>
    </message>
    <message>
        <source>twin / this</source>
        <translation>对照 / 当前</translation>
    </message>
    <message>
        <source>tokens / s</source>
        <translation>词元 / s</translation>
    </message>
    <message>
        <source>progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>The checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Which blocks are spiking: a preset&apos;s name, or the slots that are analog</source>
        <translation>哪些模块为脉冲形式：预设名称，或列出非脉冲的模块</translation>
    </message>
    <message>
        <source>How badly it guesses the text: −log2 of the probability of each token, per character. Less is better.</source>
        <translation>猜测文本的优劣：每个词元概率的 −log2，按字符平均。越小越好。</translation>
    </message>
    <message>
        <source>Share of the tokens that it held likeliest</source>
        <translation>其判为最可能且正确的词元所占比例</translation>
    </message>
    <message>
        <source>Spikes per LIF neuron and timestep</source>
        <translation>每个 LIF 神经元每时间步的脉冲数</translation>
    </message>
    <message>
        <source>Accumulates per token: products whose input is 0 or 1, zeros skipped</source>
        <translation>每词元累加次数：输入为 0 或 1 的乘积，跳过零</translation>
    </message>
    <message>
        <source>Multiply-accumulates per token: products whose input is a real number, zeros skipped</source>
        <translation>每词元乘加次数：输入为实数的乘积，跳过零</translation>
    </message>
    <message>
        <source>Joules per token under the pricing model chosen above</source>
        <translation>按上方所选计价模型的每词元焦耳数</translation>
    </message>
    <message>
        <source>Energy of the same network all analog, on the same tokens, divided by this energy</source>
        <translation>同一网络全非脉冲、相同词元时的能耗，除以此能耗</translation>
    </message>
    <message>
        <source>Measured here and now, without the twin</source>
        <translation>此时此机实测，不含对照</translation>
    </message>
    <message>
        <source>What became of the row</source>
        <translation>该行的结果</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderSetup</name>
    <message>
        <source>&amp;Add checkpoint…</source>
        <translation>添加检查点(&amp;A)…</translation>
    </message>
    <message>
        <source>Choose &amp;text file…</source>
        <translation>选择文本文件(&amp;T)…</translation>
    </message>
    <message>
        <source>Checkpoints and their choices</source>
        <translation>检查点及其选择</translation>
    </message>
    <message>
        <source>Each tick is a row of the ladder</source>
        <translation>每个勾选是阶梯的一行</translation>
    </message>
    <message>
        <source>One more checkpoint (HDF5)</source>
        <translation>再添加一个检查点 (HDF5)</translation>
    </message>
    <message>
        <source>this run&apos;s text</source>
        <translation>本次运行的文本</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>文本文件</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The text that every row is scored on</source>
        <translation>对每一行评分所用的文本</translation>
    </message>
    <message>
        <source>A text that the models were not trained on (UTF-8)</source>
        <translation>模型训练时未见过的文本 (UTF-8)</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Last part of the text</source>
        <translation>文本的末尾部分</translation>
    </message>
    <message>
        <source>Only the last part of the text is read: what a model was trained on says little about it</source>
        <translation>只读取文本的末尾部分：用训练过的内容评分说明不了问题</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>At most so many characters</source>
        <translation>最多字符数</translation>
    </message>
    <message>
        <source>At most so many characters of that part; 0: all of it</source>
        <translation>该部分最多取这么多字符；0 表示全部</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>last part</source>
        <translation>末尾部分</translation>
    </message>
    <message>
        <source>characters, at most</source>
        <translation>字符上限</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>Add checkpoints</source>
        <translation>添加检查点</translation>
    </message>
    <message>
        <source>Checkpoints (*.h5 *.hdf5);;All files (*)</source>
        <translation>检查点 (*.h5 *.hdf5);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a text</source>
        <translation>选择文本</translation>
    </message>
    <message>
        <source>Texts (*.txt);;All files (*)</source>
        <translation>文本 (*.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a text file first: every row is scored on it.</source>
        <translation>请先选择文本文件：每一行都以它评分。</translation>
    </message>
    <message>
        <source>This run has written %1 characters, and a ladder needs at least %2: let it write on, or choose a text file.</source>
        <translation>本次运行写了 %1 个字符，而阶梯至少需要 %2 个：请让它继续写，或选择文本文件。</translation>
    </message>
    <message>
        <source>%1: %2 characters</source>
        <translation>%1：%2 个字符</translation>
    </message>
    <message>
        <source>%1: cannot be read: %2</source>
        <translation>%1：无法读取：%2</translation>
    </message>
    <message>
        <source>%1: is larger than 256 MB, take a part of it</source>
        <translation>%1：超过 256 MB，请截取一部分</translation>
    </message>
    <message>
        <source>%1: has %2 characters, a ladder needs at least %3</source>
        <translation>%1：有 %2 个字符，阶梯至少需要 %3 个</translation>
    </message>
    <message>
        <source>%1 characters, all of the prompt</source>
        <translation>%1 个字符，全部来自提示词</translation>
    </message>
    <message>
        <source>%1 characters: %2 of the prompt, %3 drawn by %4 from its own guesses, which favours it. A text of people&apos;s is fairer.</source>
        <translation>%1 个字符：%2 个来自提示词，%3 个由 %4 取自它自己的猜测，这对它有利。人写的文本更公平。</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderView</name>
    <message>
        <source>Rows of the ladder</source>
        <translation>阶梯的各行</translation>
    </message>
</context>
<context>
    <name>spikeglass::LadderWindow</name>
    <message>
        <source>&amp;Load in the window</source>
        <translation>载入窗口(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>保存为 CSV(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Ladder: bits against joules</source>
        <translation>阶梯：比特与焦耳</translation>
    </message>
    <message>
        <source>Pricing model</source>
        <translation>计价模型</translation>
    </message>
    <message>
        <source>The constants that turn counted operations into joules</source>
        <translation>将运算次数换算为焦耳的常数</translation>
    </message>
    <message>
        <source>%1 rows copied</source>
        <translation>已复制 %1 行</translation>
    </message>
    <message>
        <source>%1 of %2 rows finished</source>
        <translation>%2 行中已完成 %1 行</translation>
    </message>
    <message>
        <source>Opens the selected row&apos;s model with its choice in the main window (double click)</source>
        <translation>在主窗口中以所选行的选择打开其模型（双击）</translation>
    </message>
    <message>
        <source>All figures of the finished rows, the columns of `spikeglass-cli compare --csv`</source>
        <translation>已完成各行的全部数值，列同 `spikeglass-cli compare --csv`</translation>
    </message>
    <message>
        <source>The finished rows, tab-separated, for a spreadsheet</source>
        <translation>已完成的各行，以制表符分隔，可粘贴到电子表格</translation>
    </message>
    <message>
        <source>Progress of the ladder</source>
        <translation>阶梯进度</translation>
    </message>
    <message>
        <source>Tick at least one row at the left.</source>
        <translation>请在左侧至少勾选一行。</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>取消(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Run %1 rows</source>
        <translation>运行 %1 行(&amp;R)</translation>
    </message>
    <message>
        <source>Stops; finished rows stay</source>
        <translation>停止；已完成的行保留</translation>
    </message>
    <message>
        <source>Scores every ticked row on the text, one after the other</source>
        <translation>依次在文本上为每个勾选的行评分</translation>
    </message>
    <message>
        <source>Save the ladder</source>
        <translation>保存阶梯</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>%1: cannot be written: %2</source>
        <translation>%1：无法写入：%2</translation>
    </message>
    <message>
        <source>&amp;Figure…</source>
        <translation>图(&amp;F)…</translation>
    </message>
    <message>
        <source>The finished rows as a figure for a paper</source>
        <translation>把完成的行作为论文用图</translation>
    </message>
</context>
<context>
    <name>spikeglass::LaneDesk</name>
    <message>
        <source>no model is open: open a checkpoint first (Ctrl+O)</source>
        <translation>尚未打开模型：请先打开检查点 (Ctrl+O)</translation>
    </message>
    <message>
        <source>lane B&apos;s network is still being loaded</source>
        <translation>轨道 B 的网络仍在加载</translation>
    </message>
    <message>
        <source>Loading %1…</source>
        <translation>正在加载 %1…</translation>
    </message>
    <message>
        <source>there is no text yet: run the prompt first, then compare</source>
        <translation>还没有文本：请先运行提示词，再比较</translation>
    </message>
    <message>
        <source>only the same network can go on from the same past: compare from the beginning</source>
        <translation>只有同一网络才能从相同的前文继续：请从开头比较</translation>
    </message>
    <message>
        <source>B: “%1”, as it was written</source>
        <translation>B：“%1”，照原文</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B：%1</translation>
    </message>
    <message>
        <source>blocks %1</source>
        <translation>模块 %1</translation>
    </message>
    <message>
        <source>no interventions</source>
        <translation>无干预</translation>
    </message>
    <message numerus="yes">
        <source>%Ln intervention(s)</source>
        <translation>
            <numerusform>%Ln 项干预</numerusform>
        </translation>
    </message>
    <message>
        <source>reads A&apos;s text</source>
        <translation>读 A 的文本</translation>
    </message>
    <message>
        <source>writes its own text</source>
        <translation>自行写作</translation>
    </message>
    <message>
        <source>from token %1 on</source>
        <translation>自词元 %1 起</translation>
    </message>
    <message>
        <source>Lane B</source>
        <translation>轨道 B</translation>
    </message>
    <message>
        <source>Checkpoints and recordings (*.h5 *.hdf5);;All files (*)</source>
        <translation>检查点和记录 (*.h5 *.hdf5);;所有文件 (*)</translation>
    </message>
    <message>
        <source>lane A is a recording, which nothing can be computed beside: compare it with another recording</source>
        <translation>轨道 A 是记录，无法在其旁进行计算：请与另一记录比较</translation>
    </message>
    <message>
        <source>there is nothing to compare it with: open a checkpoint or a recording first</source>
        <translation>没有可比较的对象：请先打开检查点或记录</translation>
    </message>
    <message>
        <source>B: the recording %1</source>
        <translation>B：记录 %1</translation>
    </message>
    <message>
        <source>%1 is no recording</source>
        <translation>%1 不是记录</translation>
    </message>
    <message>
        <source>nothing differs from A: choose other blocks, another network or other interventions for B</source>
        <translation>与 A 毫无差别：请为 B 选择其他模块、其他网络或其他干预</translation>
    </message>
</context>
<context>
    <name>spikeglass::LoadingBar</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>How much of it is read</source>
        <translation>已读取的部分</translation>
    </message>
    <message>
        <source>What was open before stays open (Esc)</source>
        <translation>之前打开的内容保持打开 (Esc)</translation>
    </message>
    <message>
        <source>Opening %1: %2</source>
        <translation>正在打开 %1：%2</translation>
    </message>
    <message>
        <source>Opening %1: examining the file</source>
        <translation>正在打开 %1：检查文件</translation>
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
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>转到 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln neuron(s)</source>
        <translation>
            <numerusform>%Ln 个神经元</numerusform>
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
        <translation>打开</translation>
    </message>
    <message>
        <source>Save the workspace</source>
        <translation>保存工作区</translation>
    </message>
    <message>
        <source>Workspaces (*.spikeglass)</source>
        <translation>工作区 (*.spikeglass)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Opened, but for this: %1</source>
        <translation>已打开，但以下除外：%1</translation>
    </message>
    <message>
        <source>The last session ended without being closed. What it had is saved.</source>
        <translation>上次会话未正常关闭。其内容已保存。</translation>
    </message>
    <message>
        <source>Reopen it</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Membrane</source>
        <translation>膜电位</translation>
    </message>
    <message>
        <source>Membrane potentials, with rates and next tokens at a glance</source>
        <translation>膜电位，并一览发放率与下一词元</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>稀疏度</translation>
    </message>
    <message>
        <source>Who fires how often, and who does not do its work</source>
        <translation>哪些神经元发放多频繁，哪些没有起作用</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>What the text costs, beside its analog twin</source>
        <translation>文本的能耗，与非脉冲对照并列</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一词元</translation>
    </message>
    <message>
        <source>What the network might have written instead</source>
        <translation>网络本可能写出的内容</translation>
    </message>
    <message>
        <source>Interventions</source>
        <translation>干预</translation>
    </message>
    <message>
        <source>Silence neurons, force them, clamp and shift them</source>
        <translation>使神经元沉默、强制发放、钳位与移动阈值</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Two lanes: another choice, another network, other interventions</source>
        <translation>两条轨道：另一选择、另一网络或另一组干预</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Texts and branches</source>
        <translation>文本与分支</translation>
    </message>
    <message>
        <source>Text of lane B</source>
        <translation>轨道 B 的文本</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>What is under the mouse</source>
        <translation>指针所指内容</translation>
    </message>
    <message>
        <source>Raster of lane B</source>
        <translation>轨道 B 的栅格图</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>One raster that shows which spikes only A fired, and which only B; where both networks have the same sites</source>
        <translation>一张栅格图，显示仅 A 与仅 B 的脉冲；要求两个网络位点相同</translation>
    </message>
    <message>
        <source>orange: only A fired · blue: only B · grey: both   %1</source>
        <translation>橙：仅 A 发放 · 蓝：仅 B · 灰：两者   %1</translation>
    </message>
    <message>
        <source>blocks of the ladder&apos;s row</source>
        <translation>阶梯行的模块</translation>
    </message>
    <message>
        <source>a recording is open, and a recording writes nothing new: open its checkpoint, or go on writing from it</source>
        <translation>当前打开的是记录，记录不会写出新内容：请打开其检查点，或从它继续写</translation>
    </message>
    <message>
        <source>Record this text</source>
        <translation>记录此文本</translation>
    </message>
    <message>
        <source>Recordings (*.h5)</source>
        <translation>记录 (*.h5)</translation>
    </message>
    <message>
        <source>Recording every spike and membrane of this text into %1</source>
        <translation>正在将此文本的所有脉冲与膜电位记录到 %1</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Recorded: %1</source>
        <translation>已记录：%1</translation>
    </message>
    <message>
        <source>%1 · recording</source>
        <translation>%1 · 记录</translation>
    </message>
    <message>
        <source>A recording: play, scrub, select and compare. To write on, open %1 first, then the recording again.</source>
        <translation>这是记录：可播放、拖动、选择和比较。如需续写，请先打开 %1，再重新打开此记录。</translation>
    </message>
    <message>
        <source>A recording of the checkpoint that was open: play, scrub, select and compare.</source>
        <translation>这是当前检查点的记录：可播放、拖动、选择和比较。</translation>
    </message>
    <message>
        <source>Write on from its end</source>
        <translation>从其末尾续写</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>已记录</translation>
    </message>
    <message>
        <source>token %1, timestep %2 of %3</source>
        <translation>词元 %1，时间步 %2 / %3</translation>
    </message>
    <message>
        <source>Click a spike to trace its neuron · Shift and drag selects · wheel zooms · ? lists the keys</source>
        <translation>点击脉冲以跟踪其神经元 · 按住 Shift 拖动可选择 · 滚轮缩放 · ? 列出按键</translation>
    </message>
    <message>
        <source>Imported as %1</source>
        <translation>已导入为 %1</translation>
    </message>
    <message>
        <source>Imported as %1, but for this: %2</source>
        <translation>已导入为 %1，但除此之外：%2</translation>
    </message>
    <message>
        <source>No neurons are selected: Shift and drag over some in the raster, or click a site in the Sparsity tab, then do it again.</source>
        <translation>没有选中神经元：请在栅格图中按住 Shift 拖选，或在稀疏度页单击一个位点，然后重试。</translation>
    </message>
    <message>
        <source>There is no text yet: run the prompt first.</source>
        <translation>还没有文本：请先运行提示词。</translation>
    </message>
    <message>
        <source>No intervention is in force that could be left out: select neurons and silence them (X) first.</source>
        <translation>没有可去除的干预：请先选中神经元并使其静默 (X)。</translation>
    </message>
    <message>
        <source>A recording is played, and what was recorded cannot be changed: open its checkpoint, or go on writing from it.</source>
        <translation>正在播放录制，已录制的内容不能更改：请打开其检查点，或从录制处继续书写。</translation>
    </message>
    <message>
        <source>Nothing was recorded: the text ended before its first token.</source>
        <translation>没有录制任何内容：文本在第一个词元之前就结束了。</translation>
    </message>
    <message>
        <source>Checkpoints, recordings, weights, workspaces and figures (*.h5 *.hdf5 *.partial *.pth *.pt *.safetensors *.spikeglass *.recipe.json);;All files (*)</source>
        <translation>检查点、记录、权重、工作区和图 (*.h5 *.hdf5 *.partial *.pth *.pt *.safetensors *.spikeglass *.recipe.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>What it recorded until then can be opened: %1</source>
        <translation>截至当时的录制可以打开：%1</translation>
    </message>
</context>
<context>
    <name>spikeglass::MembraneView</name>
    <message>
        <source>Membrane traces</source>
        <translation>膜电位曲线</translation>
    </message>
    <message>
        <source>Three neurons are chosen once %1 tokens were read.</source>
        <translation>读取 %1 个词元后将自动选择三个神经元。</translation>
    </message>
    <message>
        <source>No neuron is traced.</source>
        <translation>未追踪神经元。</translation>
    </message>
    <message>
        <source>a plain threshold: it has no membrane</source>
        <translation>仅为阈值：没有膜</translation>
    </message>
    <message>
        <source>analog here: no membrane</source>
        <translation>此处为非脉冲：没有膜</translation>
    </message>
    <message>
        <source>potentials this old are no longer kept</source>
        <translation>如此早的电位已不再保留</translation>
    </message>
    <message>
        <source>%1 of %2 timesteps</source>
        <translation>%2 个时间步中的 %1 个</translation>
    </message>
    <message>
        <source>spike</source>
        <translation>脉冲</translation>
    </message>
    <message>
        <source>spike at %1</source>
        <translation>脉冲于 %1</translation>
    </message>
    <message>
        <source>Click to stop tracing this neuron</source>
        <translation>单击停止追踪该神经元</translation>
    </message>
    <message>
        <source>Membrane potential</source>
        <translation>膜电位</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>Trace three neurons of moderate firing rate, from different depths</source>
        <translation>追踪三个不同深度、发放率适中的神经元</translation>
    </message>
    <message>
        <source>Choose neurons to trace automatically</source>
        <translation>自动选择要追踪的神经元</translation>
    </message>
    <message>
        <source>chosen automatically</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>dashed: threshold · bars above: spikes, then it falls to 0</source>
        <translation>虚线：阈值 · 上方竖线：脉冲，随后归零</translation>
    </message>
    <message>
        <source>Click a neuron in the raster to trace it.</source>
        <translation>单击栅格图中的神经元即可追踪。</translation>
    </message>
    <message>
        <source>Membrane potential before reset, and spikes, of the traced neurons</source>
        <translation>所追踪神经元复位前的膜电位与脉冲</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Timestep</source>
        <translation>时间步</translation>
    </message>
    <message>
        <source>%1 fires</source>
        <translation>%1 发放</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>dashed: threshold · bars above: spikes · as recorded, after reset: no crossing is seen</source>
        <translation>虚线：阈值 · 上方竖线：脉冲 · 所记录的是重置后的电位：看不到越过阈值</translation>
    </message>
</context>
<context>
    <name>spikeglass::ModelCardView</name>
    <message>
        <source>Held out, bits per character</source>
        <translation>留出集，每字符比特</translation>
    </message>
    <message>
        <source>This text</source>
        <translation>当前文本</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型卡</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>无模型</translation>
    </message>
    <message>
        <source>Open a checkpoint (Ctrl+O), or drop one here.</source>
        <translation>打开检查点 (Ctrl+O)，或拖放到此处。</translation>
    </message>
    <message>
        <source>%1
SHA-256 %2</source>
        <translation>%1
SHA-256 %2</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>%L1 weights</source>
        <translation>%L1 个权重</translation>
    </message>
    <message>
        <source>blocks × width</source>
        <translation>模块 × 宽度</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>tokens seen</source>
        <translation>已见词元</translation>
    </message>
    <message>
        <source>in training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>training text</source>
        <translation>训练文本</translation>
    </message>
    <message>
        <source>all spiking</source>
        <translation>全脉冲</translation>
    </message>
    <message>
        <source>every site spiking</source>
        <translation>所有位点为脉冲形式</translation>
    </message>
    <message>
        <source>all analog</source>
        <translation>全非脉冲</translation>
    </message>
    <message>
        <source>every site analog</source>
        <translation>所有位点为非脉冲形式</translation>
    </message>
    <message>
        <source>random choices</source>
        <translation>随机选择</translation>
    </message>
    <message>
        <source>mean of ten random choices of spiking and analog sites</source>
        <translation>十次随机选择脉冲与非脉冲位点的平均</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>及另外 %1 项</translation>
    </message>
    <message>
        <source>see the signs in the raster</source>
        <translation>见栅格图中的标记</translation>
    </message>
    <message>
        <source>%1 of %2 spiking</source>
        <translation>%2 个中 %1 个为脉冲</translation>
    </message>
    <message>
        <source>form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>T %1 · p %2</source>
        <translation>T %1 · p %2</translation>
    </message>
    <message>
        <source>temperature and top-p at the start of this text</source>
        <translation>此文本开始时的温度与 top-p</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>%L1 tokens</source>
        <translation>%L1 个词元</translation>
    </message>
    <message>
        <source>written</source>
        <translation>已写</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 比特</translation>
    </message>
    <message>
        <source>of the written tokens, each as the network rated it before temperature and top-p</source>
        <translation>所写词元的平均值，按网络在温度与 top-p 之前的评分</translation>
    </message>
    <message>
        <source>in memory</source>
        <translation>内存中</translation>
    </message>
    <message>
        <source>spikes and potentials of the whole text</source>
        <translation>整个文本的脉冲与电位</translation>
    </message>
    <message>
        <source>spikes of tokens %L1 to %L2; older ones come back from disk as you scroll to them</source>
        <translation>词元 %L1 至 %L2 的脉冲；更早的在滚动时从磁盘读回</translation>
    </message>
    <message>
        <source>%1, held as %2</source>
        <translation>%1，以 %2 保存</translation>
    </message>
    <message>
        <source>as the file holds them, and as products do where they are rounded</source>
        <translation>文件中的类型；若已舍入，还有乘积所用的类型</translation>
    </message>
    <message>
        <source>surprisal, written</source>
        <translation>惊异度（生成部分）</translation>
    </message>
</context>
<context>
    <name>spikeglass::NeuronSearch</name>
    <message>
        <source>No model is open: there are no neurons to find.</source>
        <translation>尚未打开模型：没有可查找的神经元。</translation>
    </message>
    <message>
        <source>Type a site and a neuron, such as %1/12.</source>
        <translation>请输入位点和神经元，例如 %1/12。</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 及另外 %2 个</translation>
    </message>
    <message>
        <source>There is no site called “%1”; there are %2.</source>
        <translation>没有名为“%1”的位点；现有：%2。</translation>
    </message>
    <message>
        <source>“%1” is no neuron: write a number, several (1,5) or a range (12-20).</source>
        <translation>“%1”不是神经元：请写一个编号、多个编号 (1,5) 或一个范围 (12-20)。</translation>
    </message>
    <message>
        <source>There is no neuron %1 in %2: its neurons are 0 to %3.</source>
        <translation>%2 中没有神经元 %1：其神经元编号为 0 到 %3。</translation>
    </message>
    <message>
        <source>No block of this network spikes: there are no neurons to find.</source>
        <translation>该网络没有脉冲模块：没有可查找的神经元。</translation>
    </message>
</context>
<context>
    <name>spikeglass::NeuronSearchField</name>
    <message>
        <source>Find neurons: 3.time_mix/41, mlp/12-20</source>
        <translation>查找神经元：3.time_mix/41, mlp/12-20</translation>
    </message>
    <message>
        <source>Find neurons</source>
        <translation>查找神经元</translation>
    </message>
    <message>
        <source>1 neuron: Return goes there</source>
        <translation>1 个神经元：按 Enter 前往</translation>
    </message>
    <message>
        <source>%1 neurons: Return selects them</source>
        <translation>%1 个神经元：按 Enter 选择</translation>
    </message>
    <message>
        <source>A site, or a part of its name; then / and a neuron, several or a range</source>
        <translation>位点或其名称的一部分；然后 / 及一个神经元、多个或一个范围</translation>
    </message>
</context>
<context>
    <name>spikeglass::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Does it</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>spikeglass::OverviewStrip</name>
    <message>
        <source>Mean firing rate, whole run</source>
        <translation>平均发放率，全程</translation>
    </message>
    <message>
        <source>Empty.</source>
        <translation>空。</translation>
    </message>
    <message>
        <source>mean firing rate,</source>
        <translation>平均发放率，</translation>
    </message>
    <message>
        <source>whole run</source>
        <translation>全程</translation>
    </message>
    <message>
        <source>0–%1%</source>
        <translation>0–%1%</translation>
    </message>
    <message>
        <source>%1 tokens. Firing rate per token from %L2% to %L3%, mean %L4%.</source>
        <translation>%1 个词元。每词元发放率 %L2% 至 %L3%，平均 %L4%。</translation>
    </message>
    <message>
        <source>token %1 · mean firing rate %L2%</source>
        <translation>词元 %1 · 平均发放率 %L2%</translation>
    </message>
</context>
<context>
    <name>spikeglass::PathField</name>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Chooses a file</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>spikeglass::PresetEditor</name>
    <message>
        <source>A preset of one&apos;s own</source>
        <translation>自己的预设</translation>
    </message>
    <message>
        <source>Change the preset</source>
        <translation>更改预设</translation>
    </message>
    <message>
        <source>%1, my own</source>
        <translation>%1，自定</translation>
    </message>
    <message>
        <source>The first that is installed</source>
        <translation>使用第一个已安装的字体</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Greatest height</source>
        <translation>最大高度</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Smallest text</source>
        <translation>最小文字</translation>
    </message>
    <message>
        <source>Panel letters</source>
        <translation>子图字母</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>spikeglass::PresetStore</name>
    <message>
        <source>A preset needs a name.</source>
        <translation>预设需要名称。</translation>
    </message>
    <message>
        <source>There is a preset of the name “%1” already.</source>
        <translation>已有名为“%1”的预设。</translation>
    </message>
    <message>
        <source>%1: the folder cannot be made</source>
        <translation>%1：无法创建文件夹</translation>
    </message>
    <message>
        <source>%1: cannot be removed: %2</source>
        <translation>%1：无法删除：%2</translation>
    </message>
</context>
<context>
    <name>spikeglass::PromptBar</name>
    <message>
        <source>What the network reads</source>
        <translation>网络所读内容</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Type the beginning of a text</source>
        <translation>输入文本的开头</translation>
    </message>
    <message>
        <source>The network reads this and writes on. Enter runs, Shift+Enter begins a new line</source>
        <translation>网络读取此处内容并续写。Enter 运行，Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Example prompts</source>
        <translation>示例提示词</translation>
    </message>
    <message>
        <source>Prompts to begin with</source>
        <translation>可用来开始的提示词</translation>
    </message>
    <message>
        <source>read as: %1</source>
        <translation>读作：%1</translation>
    </message>
    <message>
        <source>The network knows fewer signs than you typed; this is what it reads:
%1</source>
        <translation>网络认识的符号少于您输入的；它实际读到的是：
%1</translation>
    </message>
</context>
<context>
    <name>spikeglass::RasterTools</name>
    <message>
        <source>Scroll</source>
        <translation>滚动</translation>
    </message>
    <message>
        <source>Drag to scroll (S switches; Shift and drag selects)</source>
        <translation>拖动滚动（S 切换；Shift+拖动选择）</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Drag to select neurons and moments (S switches)</source>
        <translation>拖动选择神经元与时刻（S 切换）</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Sort neurons, collapse sites, scale of shades</source>
        <translation>神经元排序、折叠位点、灰度标度</translation>
    </message>
</context>
<context>
    <name>spikeglass::RasterView</name>
    <message>
        <source>Spikes per site, tokens %1 to %2</source>
        <translation>各位点脉冲数，词元 %1 至 %2</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>位点</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>Timesteps per token</source>
        <translation>每词元时间步</translation>
    </message>
    <message>
        <source>Spikes</source>
        <translation>脉冲数</translation>
    </message>
    <message>
        <source>Firing rate</source>
        <translation>发放率</translation>
    </message>
    <message>
        <source>Silent neurons</source>
        <translation>沉默神经元</translation>
    </message>
    <message>
        <source>Selected neurons</source>
        <translation>所选神经元</translation>
    </message>
    <message>
        <source>analog</source>
        <translation>非脉冲</translation>
    </message>
    <message>
        <source>%1 neurons</source>
        <translation>%1 个神经元</translation>
    </message>
    <message>
        <source>neurons</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>Silence %1</source>
        <translation>使 %1 沉默</translation>
    </message>
    <message>
        <source>Force %1 to fire</source>
        <translation>强制 %1 发放</translation>
    </message>
    <message>
        <source>Clamp the potential of %1 …</source>
        <translation>钳位 %1 的电位 …</translation>
    </message>
    <message>
        <source>Shift the threshold of %1 …</source>
        <translation>移动 %1 的阈值 …</translation>
    </message>
    <message>
        <source>Change the time constant of %1 …</source>
        <translation>改变 %1 的时间常数 …</translation>
    </message>
    <message>
        <source>Add noise to %1 …</source>
        <translation>为 %1 加噪声 …</translation>
    </message>
    <message>
        <source>Neurons by index</source>
        <translation>按编号排列神经元</translation>
    </message>
    <message>
        <source>Neurons by firing rate</source>
        <translation>按发放率排列神经元</translation>
    </message>
    <message>
        <source>Neurons by first spike</source>
        <translation>按首个脉冲排列神经元</translation>
    </message>
    <message>
        <source>Neurons by similarity</source>
        <translation>按相似性排列神经元</translation>
    </message>
    <message>
        <source>Logarithmic rates and shades</source>
        <translation>发放率与灰度取对数</translation>
    </message>
    <message>
        <source>Collapse all sites</source>
        <translation>折叠所有位点</translation>
    </message>
    <message>
        <source>Open all sites</source>
        <translation>展开所有位点</translation>
    </message>
    <message>
        <source>Stop tracing %1</source>
        <translation>停止追踪 %1</translation>
    </message>
    <message>
        <source>Trace %1</source>
        <translation>追踪 %1</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>选择 %1</translation>
    </message>
    <message>
        <source>Select all of %1</source>
        <translation>选择 %1 的全部</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>展开 %1</translation>
    </message>
    <message>
        <source>Collapse %1</source>
        <translation>折叠 %1</translation>
    </message>
    <message>
        <source>Collapse all but %1</source>
        <translation>折叠除 %1 外的所有位点</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Spike raster</source>
        <translation>脉冲栅格图</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>%1 silent in view</source>
        <translation>可见范围内 %1 个沉默</translation>
    </message>
    <message>
        <source>Go to the newest token and stay there (F)</source>
        <translation>转到最新词元并保持跟随 (F)</translation>
    </message>
    <message>
        <source> · %1 neurons</source>
        <translation> · %1 个神经元</translation>
    </message>
    <message>
        <source> · %1 timesteps per token</source>
        <translation> · 每词元 %1 个时间步</translation>
    </message>
    <message>
        <source> · analog: no spikes here</source>
        <translation> · 非脉冲：此处无脉冲</translation>
    </message>
    <message>
        <source> · %1 silent in view</source>
        <translation> · 可见范围内 %1 个沉默</translation>
    </message>
    <message>
        <source>Empty: no model is open.</source>
        <translation>空：尚未打开模型。</translation>
    </message>
    <message>
        <source>Empty. Type a prompt and press Run.</source>
        <translation>空。请输入提示词并按“运行”。</translation>
    </message>
    <message>
        <source>Tokens %1 to %2 of %3, %4.</source>
        <translation>词元 %1 至 %2，共 %3，%4。</translation>
    </message>
    <message>
        <source>following the newest</source>
        <translation>跟随最新</translation>
    </message>
    <message>
        <source>not following</source>
        <translation>未跟随</translation>
    </message>
    <message>
        <source> %1: analog.</source>
        <translation> %1：非脉冲。</translation>
    </message>
    <message>
        <source>, %1 silent</source>
        <translation>，%1 个沉默</translation>
    </message>
    <message>
        <source> Text: %1</source>
        <translation> 文本：%1</translation>
    </message>
    <message>
        <source>Type a prompt and press Run</source>
        <translation>请输入提示词并按“运行”</translation>
    </message>
    <message>
        <source>Open a model to begin</source>
        <translation>打开模型以开始</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>模块 %1</translation>
    </message>
    <message>
        <source>analog: no spikes here</source>
        <translation>非脉冲：此处无脉冲</translation>
    </message>
    <message>
        <source>%1 neurons × %2 tokens</source>
        <translation>%1 个神经元 × %2 个词元</translation>
    </message>
    <message>
        <source>selected: %1</source>
        <translation>已选：%1</translation>
    </message>
    <message>
        <source>%1 · token %2 · analog: no spikes here</source>
        <translation>%1 · 词元 %2 · 非脉冲：此处无脉冲</translation>
    </message>
    <message>
        <source>%1 · collapsed, the triangle opens it · token %2 · %3 of its neurons fire</source>
        <translation>%1 · 已折叠，单击三角展开 · 词元 %2 · %3 的神经元发放</translation>
    </message>
    <message>
        <source> · firing rate in view %L1%</source>
        <translation> · 可见范围发放率 %L1%</translation>
    </message>
    <message>
        <source> %1: firing rate %L2%</source>
        <translation> %1：发放率 %L2%</translation>
    </message>
</context>
<context>
    <name>spikeglass::RatesView</name>
    <message>
        <source>Firing rate per site, tokens %1 to %2</source>
        <translation>各位点发放率，词元 %1 至 %2</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>位点</translation>
    </message>
    <message>
        <source>Firing rate per neuron and timestep</source>
        <translation>每神经元每时间步发放率</translation>
    </message>
    <message>
        <source>Spiking tokens</source>
        <translation>脉冲词元数</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>analog</source>
        <translation>非脉冲</translation>
    </message>
    <message>
        <source>Firing rates</source>
        <translation>发放率</translation>
    </message>
    <message>
        <source>analog: no spikes</source>
        <translation>非脉冲：无脉冲</translation>
    </message>
    <message>
        <source>%1 of its neurons fire per timestep, of which a token has %2</source>
        <translation>每时间步有 %1 的神经元发放，每词元 %2 个时间步</translation>
    </message>
    <message>
        <source>%1 of its neurons fire per token</source>
        <translation>每词元有 %1 的神经元发放</translation>
    </message>
    <message>
        <source>%1: %2 neurons. %3 (tokens %4 to %5)</source>
        <translation>%1：%2 个神经元。%3（词元 %4 至 %5）</translation>
    </message>
    <message>
        <source>Firing rate per site</source>
        <translation>各位点发放率</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic scale, 0.01% to 100%, also of the raster&apos;s shades</source>
        <translation>对数标度，0.01% 至 100%，也用于栅格图的灰度</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>对数标度</translation>
    </message>
    <message>
        <source>Spikes per neuron and timestep, over the tokens that the raster shows</source>
        <translation>栅格图所示词元上每神经元每时间步的脉冲数</translation>
    </message>
    <message>
        <source>tokens %1–%2</source>
        <translation>词元 %1–%2</translation>
    </message>
    <message>
        <source>nothing read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>no spiking neurons: every site is analog</source>
        <translation>没有脉冲神经元：所有位点均为非脉冲</translation>
    </message>
    <message>
        <source>%1 of %2 neurons of %3 are silent in view</source>
        <translation>%3 的 %2 个神经元中有 %1 个在可见范围内沉默</translation>
    </message>
    <message>
        <source>%1 neurons of %2 sites are silent in view</source>
        <translation>%2 个位点的 %1 个神经元在可见范围内沉默</translation>
    </message>
    <message>
        <source>no LIF neurons: only the embedding spikes · sparsity %1</source>
        <translation>没有 LIF 神经元：只有嵌入发放脉冲 · 稀疏度 %1</translation>
    </message>
    <message>
        <source>LIF neurons fire at %1 on average · sparsity with the embedding %2</source>
        <translation>LIF 神经元平均发放率 %1 · 含嵌入的稀疏度 %2</translation>
    </message>
    <message>
        <source>Sparsity: zeros among the outputs of all spiking sites, the embedding&apos;s threshold included. The mean counts leaky integrate-and-fire neurons only, so the two do not add up to 100%.</source>
        <translation>稀疏度：所有脉冲位点输出中零的比例，含嵌入的阈值单元。平均值只计漏积分发放神经元，因此两者之和不是 100%。</translation>
    </message>
</context>
<context>
    <name>spikeglass::RunViewModel</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 及另外 %2 个</translation>
    </message>
    <message>
        <source>%1 spiking</source>
        <translation>%1 为脉冲</translation>
    </message>
    <message>
        <source>%1 analog</source>
        <translation>%1 为非脉冲</translation>
    </message>
    <message>
        <source>from here: %1</source>
        <translation>自此：%1</translation>
    </message>
    <message>
        <source>%1 neurons of %2</source>
        <translation>%2 的 %1 个神经元</translation>
    </message>
    <message>
        <source>%1 neurons of %2 sites</source>
        <translation>%2 个位点的 %1 个神经元</translation>
    </message>
    <message>
        <source>, token %1</source>
        <translation>，词元 %1</translation>
    </message>
    <message>
        <source>, tokens %1–%2</source>
        <translation>，词元 %1–%2</translation>
    </message>
    <message>
        <source>token %1</source>
        <translation>词元 %1</translation>
    </message>
    <message>
        <source>not drawn: the window was too slow for it</source>
        <translation>未绘制：窗口来不及显示</translation>
    </message>
    <message>
        <source>analog: no spikes here</source>
        <translation>非脉冲：此处无脉冲</translation>
    </message>
    <message>
        <source>timestep %1 of %2</source>
        <translation>时间步 %1 / %2</translation>
    </message>
    <message>
        <source>spike</source>
        <translation>脉冲</translation>
    </message>
    <message>
        <source>no spike</source>
        <translation>无脉冲</translation>
    </message>
    <message>
        <source>fires in %1 of %2 timesteps</source>
        <translation>%2 个时间步中有 %1 个发放</translation>
    </message>
    <message>
        <source>potential %1</source>
        <translation>电位 %1</translation>
    </message>
    <message>
        <source>fires at %L1% so far</source>
        <translation>目前发放率 %L1%</translation>
    </message>
    <message>
        <source>no interventions</source>
        <translation>无干预</translation>
    </message>
    <message numerus="yes">
        <source>%Ln intervention(s)</source>
        <translation>
            <numerusform>%Ln 项干预</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::Section</name>
    <message>
        <source>Shows or folds away this part</source>
        <translation>显示或折叠此部分</translation>
    </message>
    <message>
        <source>open; press to fold away</source>
        <translation>已展开；按下折叠</translation>
    </message>
    <message>
        <source>folded away; press to open</source>
        <translation>已折叠；按下展开</translation>
    </message>
</context>
<context>
    <name>spikeglass::ShortcutList</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Find a key or what it does</source>
        <translation>查找按键或其作用</translation>
    </message>
    <message>
        <source>Find a shortcut</source>
        <translation>查找快捷键</translation>
    </message>
    <message>
        <source>Shows the keys in which these words occur</source>
        <translation>显示含有这些文字的按键</translation>
    </message>
    <message>
        <source>Keys without Ctrl belong to the text while you type in a field.</source>
        <translation>在输入框中键入时，不带 Ctrl 的按键属于文本。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Runs it</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Shift+Enter</translation>
    </message>
    <message>
        <source>A new line</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Block board</source>
        <translation>模块面板</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Walk from switch to switch</source>
        <translation>在开关之间移动</translation>
    </message>
    <message>
        <source>Space, Enter</source>
        <translation>空格、Enter</translation>
    </message>
    <message>
        <source>Switches; on a header its whole row or column</source>
        <translation>切换；在标题上则切换整行或整列</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>栅格图</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>左、右</translation>
    </message>
    <message>
        <source>Move in time</source>
        <translation>沿时间移动</translation>
    </message>
    <message>
        <source>Ctrl+Left, Ctrl+Right</source>
        <translation>Ctrl+左、Ctrl+右</translation>
    </message>
    <message>
        <source>Mark the token before or after</source>
        <translation>标记前一个或后一个词元</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>上、下</translation>
    </message>
    <message>
        <source>Walk from neuron to neuron</source>
        <translation>在神经元之间移动</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Page Up、Page Down</translation>
    </message>
    <message>
        <source>Walk from site to site</source>
        <translation>在位点之间移动</translation>
    </message>
    <message>
        <source>Enter, Space</source>
        <translation>Enter、空格</translation>
    </message>
    <message>
        <source>Traces the neuron&apos;s membrane, or no longer</source>
        <translation>追踪或不再追踪该神经元的膜电位</translation>
    </message>
    <message>
        <source>Ctrl+Enter, Shift+Enter</source>
        <translation>Ctrl+Enter、Shift+Enter</translation>
    </message>
    <message>
        <source>Selects the neuron, or no longer</source>
        <translation>选择或取消选择该神经元</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Dragging selects neurons and moments, or moves again</source>
        <translation>拖动改为选择神经元与时刻，或改回移动</translation>
    </message>
    <message>
        <source>+, −</source>
        <translation>+、−</translation>
    </message>
    <message>
        <source>Zoom in time; with Ctrl: neurons</source>
        <translation>缩放时间；按住 Ctrl：缩放神经元</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>The usual zoom (also by a double click)</source>
        <translation>默认缩放（双击亦可）</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>The oldest token that is kept</source>
        <translation>保留的最早词元</translation>
    </message>
    <message>
        <source>End, F</source>
        <translation>End、F</translation>
    </message>
    <message>
        <source>Follows the newest token</source>
        <translation>跟随最新词元</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Lets go: the selection, then the mark</source>
        <translation>取消：先取消选择，再取消标记</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Zooms in time; with Ctrl: neurons; with Shift: moves in time</source>
        <translation>缩放时间；按住 Ctrl：缩放神经元；按住 Shift：沿时间移动</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>单击</translation>
    </message>
    <message>
        <source>Marks the moment and traces the neuron; on a site&apos;s name: selects it</source>
        <translation>标记该时刻并追踪神经元；在位点名称上：选择该位点</translation>
    </message>
    <message>
        <source>Shift+Drag</source>
        <translation>Shift+拖动</translation>
    </message>
    <message>
        <source>Selects the neurons and moments in the frame</source>
        <translation>选择框内的神经元与时刻</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Shift+Left, Shift+Right</source>
        <translation>Shift+左、Shift+右</translation>
    </message>
    <message>
        <source>Select characters, from the marked one</source>
        <translation>从标记处开始选择字符</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Home、End</translation>
    </message>
    <message>
        <source>The beginning and the end of the text</source>
        <translation>文本的开头与结尾</translation>
    </message>
    <message>
        <source>Ctrl+A, Ctrl+C</source>
        <translation>Ctrl+A、Ctrl+C</translation>
    </message>
    <message>
        <source>Select all, copy</source>
        <translation>全选、复制</translation>
    </message>
    <message>
        <source>Keeps a character marked in every view; again: lets it go</source>
        <translation>在所有视图中保持标记该字符；再次单击则取消</translation>
    </message>
    <message>
        <source>Overview of the run</source>
        <translation>运行概览</translation>
    </message>
    <message>
        <source>Move the visible part by a quarter of it</source>
        <translation>将可见部分移动其四分之一</translation>
    </message>
    <message>
        <source>The beginning of the run; follows the newest token</source>
        <translation>运行的开头；跟随最新词元</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copies the selected rows, or all</source>
        <translation>复制所选行，未选则复制全部</translation>
    </message>
    <message>
        <source>Panels of a figure</source>
        <translation>图的子图</translation>
    </message>
    <message>
        <source>Move the selected panel</source>
        <translation>移动选中的子图</translation>
    </message>
    <message>
        <source>Select the panel before or after</source>
        <translation>选中前一个或后一个子图</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Takes the selected panel out</source>
        <translation>移出选中的子图</translation>
    </message>
    <message>
        <source>Ctrl+Z, Ctrl+Shift+Z</source>
        <translation>Ctrl+Z, Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Undo, redo</source>
        <translation>撤销、重做</translation>
    </message>
</context>
<context>
    <name>spikeglass::SidePanels</name>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>spikeglass::TableDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>The selected rows, or all: tab-separated, for a spreadsheet</source>
        <translation>所选行或全部：以制表符分隔，可粘贴到电子表格</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>保存为 CSV(&amp;S)…</translation>
    </message>
    <message>
        <source>All rows in this order, numbers with a decimal point</source>
        <translation>按此顺序的所有行，数字使用小数点</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Closes the table</source>
        <translation>关闭表格</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>%1 rows copied</source>
        <translation>已复制 %1 行</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
</context>
<context>
    <name>spikeglass::TableModel</name>
    <message>
        <source>%1: cannot be written: %2</source>
        <translation>%1：无法写入：%2</translation>
    </message>
</context>
<context>
    <name>spikeglass::TextDesk</name>
    <message>
        <source>seed %1 for the branch</source>
        <translation>分支的种子 %1</translation>
    </message>
    <message>
        <source>what “%1” was written with</source>
        <translation>写出“%1”时的设置</translation>
    </message>
</context>
<context>
    <name>spikeglass::TextMeasure</name>
    <message>
        <source>neuron: select or trace one</source>
        <translation>神经元：请选择或追踪一个</translation>
    </message>
    <message>
        <source>%1 neurons of %2</source>
        <translation>%2 的 %1 个神经元</translation>
    </message>
    <message>
        <source>%1 neurons</source>
        <translation>%1 个神经元</translation>
    </message>
    <message>
        <source>surprisal</source>
        <translation>惊异度</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>比特</translation>
    </message>
    <message>
        <source>spikes per token</source>
        <translation>每词元脉冲数</translation>
    </message>
    <message>
        <source>µJ</source>
        <translation>µJ</translation>
    </message>
    <message>
        <source>spikes per timestep</source>
        <translation>每时间步脉冲数</translation>
    </message>
    <message>
        <source>divergence of lanes A and B</source>
        <translation>轨道 A 与 B 的散度</translation>
    </message>
    <message>
        <source>energy per token (%1)</source>
        <translation>每词元能耗（%1）</translation>
    </message>
</context>
<context>
    <name>spikeglass::TextView</name>
    <message>
        <source>Tokens and their %1</source>
        <translation>词元及其%1</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Surprisal, bits</source>
        <translation>惊异度，比特</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>not drawn</source>
        <translation>未绘制</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The text appears here as it is written, each character on a background that tells how much it surprised the network.</source>
        <translation>文本写出时显示于此，每个字符的背景表示它令网络惊异的程度。</translation>
    </message>
    <message>
        <source>token %1 · not drawn: the window was too slow for it</source>
        <translation>词元 %1 · 未绘制：窗口来不及显示</translation>
    </message>
    <message>
        <source>token %1 “%2”</source>
        <translation>词元 %1“%2”</translation>
    </message>
    <message>
        <source> · prompt</source>
        <translation> · 提示词</translation>
    </message>
    <message>
        <source> · %1: %2</source>
        <translation> · %1：%2</translation>
    </message>
    <message>
        <source> · another text branches off here</source>
        <translation> · 另一文本从此处分出</translation>
    </message>
    <message>
        <source>Empty. Type a prompt and press Run.</source>
        <translation>空。请输入提示词并按“运行”。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Continue from here, after “%1” …</source>
        <translation>从“%1”之后续写 …</translation>
    </message>
    <message>
        <source>What the background of the text shows</source>
        <translation>文本背景显示的内容</translation>
    </message>
    <message>
        <source>What the background of each character shows</source>
        <translation>每个字符的背景所显示的内容</translation>
    </message>
    <message>
        <source> · surprisal %L1 bits · probability %L2%</source>
        <translation> · 惊异度 %L1 比特 · 概率 %L2%</translation>
    </message>
</context>
<context>
    <name>spikeglass::TransportBar</name>
    <message>
        <source>Engine status</source>
        <translation>引擎状态</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Run, pause or resume (Space)</source>
        <translation>运行、暂停或继续（空格）</translation>
    </message>
    <message>
        <source>Write one token, then pause (.)</source>
        <translation>写一个词元后暂停 (.)</translation>
    </message>
    <message>
        <source>End this text; what was written stays (Esc)</source>
        <translation>结束此文本；已写内容保留 (Esc)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Tokens per second, slow enough to watch; at the right end as fast as the engine can</source>
        <translation>每秒词元数，慢到足以观看；最右端为引擎最快速度</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Temperature: 0 always writes the likeliest token, 1 follows the network&apos;s probabilities</source>
        <translation>温度：0 总是写最可能的词元，1 按网络的概率</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Top-p: draw from the fewest likeliest tokens that together hold this probability</source>
        <translation>Top-p：从合计达到此概率的最少几个最可能词元中抽取</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Seed: the same seed gives the same text, on every machine</source>
        <translation>种子：相同种子在任何机器上给出相同文本</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>A random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>endless</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Tokens to write</source>
        <translation>要写的词元数</translation>
    </message>
    <message>
        <source>Tokens to write after the prompt; 0 writes without end. Counts from the next text on</source>
        <translation>提示词之后要写的词元数；0 表示不限。从下一个文本起生效</translation>
    </message>
    <message>
        <source>temp.</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>top-p</source>
        <translation>top-p</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>stop at end</source>
        <translation>到末尾停止</translation>
    </message>
    <message>
        <source>restart at end</source>
        <translation>到末尾重启</translation>
    </message>
    <message>
        <source>At the end of the window</source>
        <translation>在窗口末尾</translation>
    </message>
    <message>
        <source>What happens when the network&apos;s window is full</source>
        <translation>网络窗口写满时的处理</translation>
    </message>
    <message>
        <source>This network reads at most %1 %2. At the end of this window the text stops, or the window restarts: its last half is read again, and what was before is forgotten</source>
        <translation>此网络最多读取 %1 个%2。到窗口末尾时文本停止，或窗口重启：重读其后半部分，更早的内容被遗忘</translation>
    </message>
    <message>
        <source>full</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>%1 tok/s</source>
        <translation>%1 词元/s</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Restart the window from its last half and write on (Space)</source>
        <translation>从后半部分重启窗口并续写（空格）</translation>
    </message>
    <message>
        <source>window full: %1 of %2 %3</source>
        <translation>窗口已满：%1 / %2 %3</translation>
    </message>
    <message>
        <source>%1 / %2 %3</source>
        <translation>%1 / %2 %3</translation>
    </message>
    <message>
        <source>%L1 tokens</source>
        <translation>%L1 个词元</translation>
    </message>
    <message>
        <source>%L1 dropped</source>
        <translation>丢弃 %L1 帧</translation>
    </message>
    <message>
        <source>2,000 tokens · 1,840 tok/s</source>
        <translation>2,000 个词元 · 1,840 词元/s</translation>
    </message>
    <message>
        <source>window full: 128 of 128 %1</source>
        <translation>窗口已满：128 / 128 %1</translation>
    </message>
    <message>
        <source>t+1</source>
        <translation>t+1</translation>
    </message>
    <message>
        <source>Step timestep</source>
        <translation>单步时间步</translation>
    </message>
    <message>
        <source>Step to the next timestep within the token, then to the next token (,)</source>
        <translation>前进到词元内的下一个时间步，然后到下一个词元 (,)</translation>
    </message>
    <message>
        <source>Tokens read · what the engine can reach</source>
        <translation>已读词元 · 引擎所能达到的速度</translation>
    </message>
    <message>
        <source>Now writing %1 tokens per second</source>
        <translation>现在每秒写 %1 个词元</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s) were dropped: the window was too slow to draw them (the text itself never loses any)</source>
        <translation>
            <numerusform>丢弃了 %Ln 帧：窗口来不及绘制（文本本身不会丢失）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>spikeglass::WindowActions</name>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save the workspace</source>
        <translation>保存工作区(&amp;S)</translation>
    </message>
    <message>
        <source>Keeps the texts, the settings and the layout</source>
        <translation>保存文本、设置与布局</translation>
    </message>
    <message>
        <source>Save the workspace &amp;as…</source>
        <translation>工作区另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>The same, under another name</source>
        <translation>同上，使用另一名称</translation>
    </message>
    <message>
        <source>Open the last sess&amp;ion</source>
        <translation>打开上次会话(&amp;I)</translation>
    </message>
    <message>
        <source>What the session before this one had, saved by itself</source>
        <translation>上一会话的内容，已自动保存</translation>
    </message>
    <message>
        <source>Columns and sections as at the first start</source>
        <translation>恢复首次启动时的栏与分区</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Ends the program</source>
        <translation>结束程序</translation>
    </message>
    <message>
        <source>&amp;Run or pause</source>
        <translation>运行或暂停(&amp;R)</translation>
    </message>
    <message>
        <source>Starts, pauses or resumes the text</source>
        <translation>开始、暂停或继续文本</translation>
    </message>
    <message>
        <source>S&amp;tep token</source>
        <translation>单步一个词元(&amp;T)</translation>
    </message>
    <message>
        <source>Writes one token, then pauses</source>
        <translation>写一个词元后暂停</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Ends the text; what was written stays</source>
        <translation>结束文本；已写内容保留</translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation>提示词(&amp;P)</translation>
    </message>
    <message>
        <source>Goes to the prompt</source>
        <translation>转到提示词</translation>
    </message>
    <message>
        <source>&amp;Analog twin beside</source>
        <translation>并行非脉冲对照(&amp;A)</translation>
    </message>
    <message>
        <source>Runs the analog twin on the same tokens, for its energy; from the next text on</source>
        <translation>在相同词元上运行非脉冲对照以比较能耗；从下一个文本起</translation>
    </message>
    <message>
        <source>&amp;Follow the newest token</source>
        <translation>跟随最新词元(&amp;F)</translation>
    </message>
    <message>
        <source>Keeps the newest token in view</source>
        <translation>使最新词元保持可见</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Shows fewer tokens</source>
        <translation>显示更少词元</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Shows more tokens</source>
        <translation>显示更多词元</translation>
    </message>
    <message>
        <source>&amp;Reset zoom</source>
        <translation>重置缩放(&amp;R)</translation>
    </message>
    <message>
        <source>The usual span of tokens</source>
        <translation>默认的词元范围</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation>默认文字大小(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Model card</source>
        <translation>模型卡(&amp;M)</translation>
    </message>
    <message>
        <source>Shows or hides the left side</source>
        <translation>显示或隐藏左侧</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Takes back the last change of the experiment, from the next token on</source>
        <translation>从下一个词元起撤销对实验的上一次更改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>What was taken back</source>
        <translation>恢复被撤销的更改</translation>
    </message>
    <message>
        <source>&amp;Continue from the marked token</source>
        <translation>从标记词元续写(&amp;C)</translation>
    </message>
    <message>
        <source>Writes on from there on a branch of its own; the text as it is stays</source>
        <translation>在新分支上从该处续写；原文本保持不变</translation>
    </message>
    <message>
        <source>&amp;Edit the text up to the marked token</source>
        <translation>编辑到标记词元为止的文本(&amp;E)</translation>
    </message>
    <message>
        <source>Puts it into the prompt, to change it and run it as a new text</source>
        <translation>将其放入提示词，可修改后作为新文本运行</translation>
    </message>
    <message>
        <source>&amp;Find neurons…</source>
        <translation>查找神经元(&amp;F)…</translation>
    </message>
    <message>
        <source>By name: 3.time_mix/41, or a whole site</source>
        <translation>按名称：3.time_mix/41，或整个位点</translation>
    </message>
    <message>
        <source>&amp;Compare in two lanes</source>
        <translation>双轨道比较(&amp;C)</translation>
    </message>
    <message>
        <source>Reads the text again in lockstep with lane B, as its tab is set</source>
        <translation>按标签页设置，与轨道 B 同步重读文本</translation>
    </message>
    <message>
        <source>Continue with and &amp;without the interventions</source>
        <translation>有干预与无干预分别续写(&amp;W)</translation>
    </message>
    <message>
        <source>Writes on twice from the newest token, side by side</source>
        <translation>从最新词元起并排续写两份</translation>
    </message>
    <message>
        <source>&amp;End the comparison</source>
        <translation>结束比较(&amp;E)</translation>
    </message>
    <message>
        <source>Back to one lane</source>
        <translation>回到单轨道</translation>
    </message>
    <message>
        <source>Does it to the selected neurons, from the next token on</source>
        <translation>从下一个词元起应用到所选神经元</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Spikeglass</source>
        <translation>关于 Spikeglass(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Open &amp;bundled model</source>
        <translation>打开自带模型(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Selected neurons</source>
        <translation>所选神经元(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Blocks</source>
        <translation>模块(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>清空(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>撤销(&amp;U)：%1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>重做(&amp;R)：%1</translation>
    </message>
    <message>
        <source>Every spike and membrane from the first token on, into an HDF5 file</source>
        <translation>从第一个词元起的所有脉冲与膜电位，写入 HDF5 文件</translation>
    </message>
    <message>
        <source>&amp;Ladder…</source>
        <translation>阶梯(&amp;L)…</translation>
    </message>
    <message>
        <source>Models and block choices on a text: bits per character against energy</source>
        <translation>在一个文本上比较模型与模块选择：每字符比特对能耗</translation>
    </message>
    <message>
        <source>High contrast, l&amp;ight</source>
        <translation>高对比度，浅色(&amp;I)</translation>
    </message>
    <message>
        <source>High contrast, d&amp;ark</source>
        <translation>高对比度，深色(&amp;A)</translation>
    </message>
    <message>
        <source>Ta&amp;bles behind the plots</source>
        <translation>图后的表格(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;%1</source>
        <translation>%1(&amp;S)</translation>
    </message>
    <message>
        <source>No installed font has its characters; install one, such as the package fonts-noto-cjk</source>
        <translation>没有已安装的字体含有其字符；请安装一个，例如软件包 fonts-noto-cjk</translation>
    </message>
    <message>
        <source>R&amp;ecord this text…</source>
        <translation>记录此文本(&amp;E)…</translation>
    </message>
    <message>
        <source>Reset the la&amp;yout</source>
        <translation>重置布局(&amp;Y)</translation>
    </message>
    <message>
        <source>Step ti&amp;mestep</source>
        <translation>单步一个时间步(&amp;M)</translation>
    </message>
    <message>
        <source>The next timestep within the token, then the next token</source>
        <translation>词元内的下一个时间步，然后下一个词元</translation>
    </message>
    <message>
        <source>Shows or hides the panels at the right</source>
        <translation>显示或隐藏右侧面板</translation>
    </message>
    <message>
        <source>Ri&amp;ght side</source>
        <translation>右侧(&amp;G)</translation>
    </message>
    <message>
        <source>With its texts and settings, as they were when another was opened</source>
        <translation>连同其文本与设置，保持打开另一模型时的状态</translation>
    </message>
    <message>
        <source>Back to the &amp;model before</source>
        <translation>返回之前的模型(&amp;M)</translation>
    </message>
    <message>
        <source>Export a &amp;figure…</source>
        <translation>导出图(&amp;F)…</translation>
    </message>
    <message>
        <source>For a paper: as it will print, with its recipe and its data</source>
        <translation>用于论文：如印刷所见，附配方和数据</translation>
    </message>
    <message>
        <source>&amp;Weights in memory</source>
        <translation>内存中的权重(&amp;W)</translation>
    </message>
    <message>
        <source>As float32: nothing is rounded</source>
        <translation>float32：不舍入</translation>
    </message>
    <message>
        <source>As bfloat16: half the memory, faster, rounded to 8 bits of precision</source>
        <translation>bfloat16：内存减半，更快，舍入到 8 位精度</translation>
    </message>
    <message>
        <source>As int8: a quarter of the memory, fastest, rounded to 255 steps for each output</source>
        <translation>int8：内存为四分之一，最快，每个输出舍入到 255 级</translation>
    </message>
    <message>
        <source>Opens a checkpoint, a recording, weights of PyTorch, a workspace or a figure&apos;s recipe</source>
        <translation>打开检查点、记录、PyTorch 权重、工作区或图的配方</translation>
    </message>
    <message>
        <source>Stop r&amp;ecording</source>
        <translation>停止记录(&amp;E)</translation>
    </message>
    <message>
        <source>Ends the text and closes the file; what was written stays</source>
        <translation>结束文本并关闭文件；已写内容保留</translation>
    </message>
</context>
<context>
    <name>spikeglass::Workspace</name>
    <message>
        <source>a text with damaged tokens</source>
        <translation>含有损坏词元的文本</translation>
    </message>
    <message>
        <source>%1: cannot read the workspace: %2</source>
        <translation>%1：无法读取工作区：%2</translation>
    </message>
    <message>
        <source>%1: expected a workspace of at most 256 MiB, found %2 MiB</source>
        <translation>%1：工作区应不超过 256 MiB，实为 %2 MiB</translation>
    </message>
    <message>
        <source>%1: expected a workspace (JSON), found none: %2</source>
        <translation>%1：应为工作区 (JSON)，但不是：%2</translation>
    </message>
    <message>
        <source>%1: expected a Spikeglass workspace, found other JSON</source>
        <translation>%1：应为 Spikeglass 工作区，实为其他 JSON</translation>
    </message>
    <message>
        <source>%1: expected a workspace of version 1, found version %2: a newer Spikeglass wrote it</source>
        <translation>%1：应为版本 1 的工作区，实为版本 %2：由更新的 Spikeglass 写出</translation>
    </message>
</context>
<context>
    <name>spikeglass::WorkspaceDesk</name>
    <message>
        <source>%1 is not the file that the workspace was written with: texts may go another way</source>
        <translation>%1 不是写入该工作区时的文件：文本可能走向不同</translation>
    </message>
    <message>
        <source>%1: cannot save the workspace: %2</source>
        <translation>%1：无法保存工作区：%2</translation>
    </message>
    <message>
        <source>no model is open: there is no workspace to save yet</source>
        <translation>尚未打开模型：还没有可保存的工作区</translation>
    </message>
</context>
</TS>
