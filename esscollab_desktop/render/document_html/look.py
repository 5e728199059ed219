"""How the page looks: the same rail, faces and colours as window and paper; no width is taken for granted."""

_LIGHT = """--desk:#EBEFED;--paper:#FDFDFB;--line:#CDD5D2;--edge:#76827E;--ink:#1A2321;--ink2:#45514E;
--accent:#0B5A50;--say:#FFF3C4;--ask:#DFEAF8;--heard:#F0E8FA;--do:#FDE9DC;
--say-u:#8A6A00;--ask-u:#2460BD;--heard-u:#7A41B3;--do-u:#AF480E"""
_DARK = """--desk:#121917;--paper:#1B2421;--line:#37433F;--edge:#818F8A;--ink:#E7ECE9;--ink2:#BAC5C1;
--accent:#86D5C3;--say:#4B4010;--ask:#1A3A63;--heard:#3E2A5A;--do:#56301A;
--say-u:#E7C94F;--ask-u:#8FBCFF;--heard-u:#CFABF4;--do-u:#FFB58E"""

_PAGE = """
*{box-sizing:border-box}
html{background:var(--desk);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{--serif:"Source Serif 4","Source Serif Pro",Charter,Georgia,"Times New Roman",serif;
--sans:"Source Sans 3","Source Sans Pro","Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--reading:var(--serif);--rail:5.25rem;--gap:1.25rem;
font:1.0625rem/1.55 var(--reading);color:var(--ink);background:var(--paper);max-width:52rem;margin:0 auto;
padding:2.5rem 2rem 2rem;overflow-wrap:anywhere}
body.sans{--reading:var(--sans)}
body.large{font-size:1.5rem;line-height:1.5;max-width:66rem}
header,main,nav,footer{padding-inline-start:calc(var(--rail) + var(--gap))}
main nav{padding-inline-start:0}
p,ul,ol,figure{margin:0 0 .7em}
h1,h2,h3,h4,h5,h6{font-family:var(--reading);font-weight:600;line-height:1.22;margin:1.7em 0 .45em;
text-wrap:balance;break-after:avoid}
h1{font-size:1.9em;margin-top:0}h2{font-size:1.65em}h3{font-size:1.28em}h4{font-size:1.1em}
h5,h6{font-size:1em}
strong{font-weight:600}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
:target{outline:2px solid var(--accent);outline-offset:4px}
figure{margin:1.2em 0}
img{max-width:100%;height:auto;vertical-align:middle}
figure.wide{margin-inline-start:calc(-1*(var(--rail) + var(--gap)))}
figure.wide img{width:100%}
.guidance{font-size:1.2em;line-height:1.45}
.small,.trail,.agency,.source,.edition,footer{font:.9em/1.5 var(--sans);color:var(--ink2)}
.prompt{font:600 1.05em/1.45 var(--sans)}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
"""

_HEAD = """
header{border-bottom:1px solid var(--line);padding-bottom:1.2em;margin-bottom:2em}
header h1{margin:.1em 0 .2em}
header p{margin:0 0 .15em}
.organization,.meeting,.subtitle{font-family:var(--sans)}
.organization{font-weight:600}.subtitle{font-size:1.15em}.edition{margin-top:.6em}
.logo{margin:0 0 .8em}.logo img{max-height:4.5rem;width:auto}
nav{margin-bottom:3em}
nav h2{font-size:1.28em;margin-top:0}
nav ul{list-style:none;padding:0}
nav li{padding:.15em 0}
nav li.inner{padding-inline-start:1.5em}
nav a{display:inline-block;padding:.15em 0}
nav .number{font:600 .9em var(--sans)}
footer{border-top:1px solid var(--line);margin-top:3em;padding-top:1em}
.key{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2em 1.5em}
"""

_RAIL = """
.rail{margin-block:1.6em;margin-inline-start:calc(-1*var(--gap));
padding-inline-start:calc(var(--gap) - 2px);border-inline-start:2px solid var(--edge)}
h1+.rail,h2+.rail,h3+.rail,h4+.rail,h5+.rail,h6+.rail{margin-block-start:.4em}
.rail.related{border-inline-start-style:dashed}.rail.own{border-inline-start-style:dotted}
.rail>:first-child,.rail>:first-child>:first-child,main>:first-child{margin-top:0}
.rail>:first-child .opening:first-child{margin-top:0}
.rail:has(.opening){margin-block-start:3em}main>.rail:first-child{margin-block-start:0}
.rail>:last-child{margin-bottom:0}
.rail.own>p,.rail.own>ul,.rail.own>ol{font-family:var(--sans)}
.opening{margin:3em 0 1.2em}
.opening p.trail{margin:0;font-weight:600}
.title{margin:.05em 0 .2em}
.mark-line{font-family:var(--sans);font-size:.95em}.mark-line .agency{margin-inline-start:1em;font-size:1em}
.code{font:600 .8rem/1.5 var(--sans);font-variant-numeric:tabular-nums;border:1.5px solid var(--ink);
border-radius:2px;padding:0 .4em;white-space:nowrap}
.large .code{font-size:1.5rem;line-height:1.25;white-space:normal}
.large .coded>li{margin-block-end:.4em}
.code.related{border-style:dashed}.code.own{border-style:dotted}
.part{font:.9rem var(--sans);color:var(--ink2)}
.kind::before{font-family:var(--sans);font-weight:400;margin-inline-end:.35em}
.kind.published::before{content:"\\25CF";content:"\\25CF" / ""}
.kind.related::before{content:"\\25CB";content:"\\25CB" / ""}
.kind.own::before{content:"\\25B2";content:"\\25B2" / ""}
.letter{font-family:var(--sans);font-weight:600;color:var(--accent)}
.coded{list-style:none;padding:0}
.coded .name{font-weight:600}
.coded.full>li{margin:0 0 1em;margin-inline-start:calc(-1*var(--gap));
padding-inline-start:calc(var(--gap) - 2px);border-inline-start:2px solid var(--edge)}
.coded.full>li.related{border-inline-start-style:dashed}.coded.full>li.own{border-inline-start-style:dotted}
.coded.full .name{display:block}
.typed{list-style:none}
.figures{font:600 .72em/1 var(--sans);vertical-align:super;margin-inline-start:.15em}
.large .figures{font-size:1em;vertical-align:baseline}
.large .figures a::before{content:"["}.large .figures a::after{content:"]"}
.sources{font:.9em/1.5 var(--sans);color:var(--ink2);padding-inline-start:1.6em}
.large .sources,.large .small,.large .trail,.large .agency,.large .source,.large .edition,.large footer,
.large .part{font-size:1em}
.sources ::marker{font-weight:600;color:var(--accent)}
.back{position:relative;padding:0 .4em}
.back::before{content:"\\2191";content:"\\2191" / ""}
"""

_NOTES = """
mark{color:inherit;background:var(--say);text-decoration:underline 2px var(--say-u);
text-underline-offset:.18em;text-decoration-skip-ink:none}
mark.ask{background:var(--ask);text-decoration:underline dashed 2px var(--ask-u)}
mark.heard{background:var(--heard);text-decoration:underline dotted 2px var(--heard-u)}
mark.do{background:var(--do);text-decoration:underline double 1px var(--do-u)}
.chip{font:700 .75rem/1 var(--sans);color:var(--paper);background:var(--say-u);border:1px solid transparent;
border-radius:1em;padding:.15em .5em;text-decoration:none;white-space:nowrap}
.large .chip{font-size:1.5rem}
.chip.ask{background:var(--ask-u)}.chip.heard{background:var(--heard-u)}.chip.do{background:var(--do-u)}
.note{font-family:var(--sans);margin:0 0 1.1em}
.note p{margin:0 0 .25em}
.quote{font-family:var(--serif)}
.sans .quote{font-family:var(--sans)}
.beside .margin{border-top:1px solid var(--line);padding-top:.7em;margin:.2em 0 1.2em;font-size:.92em}
.large .beside .margin{font-size:1em}
.lines{margin:.4em 0 1.6em}
.lines div{height:2.25rem;border-bottom:1px solid var(--edge)}
.fields{display:flex;flex-wrap:wrap;gap:.6em 2em;font-family:var(--sans);margin:0 0 1.5em}
main>*+.fields{margin-block-start:3em}
.fields p{flex:1 1 12em;border-bottom:1px solid var(--edge);margin:0;padding-bottom:.2em}
"""

_TABLES = """
div.wide{overflow-x:auto;margin:1.2em 0 1.6em;margin-inline-start:calc(-1*(var(--rail) + var(--gap)))}
table{border-collapse:collapse;width:100%;font:.95em/1.45 var(--sans);font-variant-numeric:tabular-nums;
border-block:1.5px solid var(--edge)}
table.small{font-size:.9em;color:inherit}table.small td{overflow-wrap:break-word}
.large table,.large table.small{font-size:1em}
td,th{text-align:start;vertical-align:top;padding:.5em .75em;border-bottom:1px solid var(--line);
min-width:5em}
th{font-weight:600;overflow-wrap:break-word}
thead th,thead td{border-bottom:1.5px solid var(--edge);vertical-align:bottom}
.compared thead th{vertical-align:top}
.compared td,.compared thead .name{font-family:var(--reading)}
.compared td,.compared thead th{min-width:10.5em}
.compared tbody th{min-width:6em}
.compared thead p{font-weight:400}
.compared thead .name{font-size:1.15em;font-weight:600;line-height:1.3}
td:first-child,th:first-child{padding-inline-start:0}
td>:last-child,th>:last-child{margin-bottom:0}
td p,th p{margin:0 0 .35em}
td ul,td ol{padding-inline-start:1.2em}
.cards{display:grid;gap:0;margin-inline-start:calc(-1*(var(--rail) + var(--gap)));margin-bottom:2em}
.cards.four{grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr))}
.card{border:1px dashed var(--edge);padding:1.2em 1.4em;margin:0 -1px -1px 0;break-inside:avoid}
.card .opening{margin:0 0 .6em}
.card .title{font-size:1.35em;line-height:1.3}
.card .source{margin:.8em 0 0}
"""

# Room for the rail: letters and codes stand in it, at the height of their text.
_WIDE = """@media (min-width:48rem),print{
.lettered,.coded>li,.title{position:relative}
.lettered>.letter{position:absolute;inset-inline-start:calc(-1*var(--gap) - 1.4rem)}
main .opening .title>.code,.coded>li>.code{position:absolute;width:max-content;max-width:5rem;
inset-inline-end:calc(100% + var(--gap) + .65rem);top:.15em;white-space:normal}
.coded.full>li>.code{inset-inline-end:calc(100% + .65rem)}
main .opening .title>.code{font-size:.95rem;top:.35em}
main .card .title>.code{position:static;font-size:.8rem;display:inline-block;margin-bottom:.4em}
.card .title>.code::after{content:none}
.large .title>.code,.large .coded>li>.code,.large .lettered>.letter{position:static!important;
font-size:1.5rem!important;max-width:none;display:inline-block}
td .lettered>.letter,.card .lettered>.letter{position:static}
.card .title{position:static}
}
@media screen and (max-width:47.99rem){body{--rail:0rem;--gap:.9rem;padding:1.25rem 1rem}
header,main,nav,footer{padding-inline-start:0}.rail,.coded.full>li{margin-inline-start:0}
div.wide,figure.wide,.cards{margin-inline-start:0}}
@media (min-width:80rem){body:has(.beside){max-width:73rem;padding-inline-end:calc(2rem + 20rem)}
.beside{display:grid;grid-template-columns:minmax(0,1fr) 18rem;column-gap:2rem;margin-inline-end:-20rem}
.beside .margin{border:0;margin:0 0 1em;padding:0}
body:has(.beside) :is(div.wide,figure.wide,.cards){margin-inline-end:-20rem}
body.large:has(.beside){max-width:86rem}}"""

_OTHER = """
@media (prefers-color-scheme:dark){:root{DARK}
figure img{background:#fff;padding:.5rem;border-radius:4px}}
@media (prefers-contrast:more){:root{--edge:currentColor;--line:currentColor;--ink2:var(--ink)}}
@media (forced-colors:active){.chip{border-color:LinkText}mark{outline:1px solid}}
@media print{:root{LIGHT;color-scheme:light}
html,body{background:none}
body{font-size:11pt;line-height:1.36;max-width:none;padding:0}
body.large{font-size:18pt}
figure img{background:none;padding:0}
.sheet,.fresh{break-before:page}.rail .fresh:first-child{break-before:auto}
.back{display:none}
nav li a{text-decoration:none;color:inherit}
p,li{orphans:3;widows:3}
tr,.note,.whole,figure{break-inside:avoid}
thead{display:table-header-group}
div.wide{overflow:visible}
mark,.chip,.code{-webkit-print-color-adjust:exact;print-color-adjust:exact}
@page{margin:1in .9in}}
"""

STYLE = "\n".join(
    (
        f":root{{color-scheme:light dark;{_LIGHT}}}",
        *(part.strip() for part in (_PAGE, _HEAD, _RAIL, _NOTES, _TABLES, _WIDE)),
        _OTHER.strip().replace("DARK", _DARK).replace("LIGHT", _LIGHT),
    )
)
