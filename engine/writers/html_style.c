/* The style sheet of all pages. Print uses the light colours whatever the screen does; every pair of colours has
 * a contrast of 4.5 or more (WCAG 2 AA), which the tests measure in a browser. */
#include "html.h"

const char *const gj_html_style[] = {
    ":root{color-scheme:light dark;--page:#fff;--ink:#1b1b1b;--soft:#575b60;--rule:#8a8f95;--head:#f1f3f5;"
    "--link:#0b57a4;--bad:#98001b;--badpage:#fde9e9;--worst:#ffd2d2;--good:#075a29;--mark:#fff0a8;--void:#e4e6e9}",
    "@media screen and (prefers-color-scheme:dark){:root{--page:#16181b;--ink:#e8e8e8;--soft:#b3b8bd;"
    "--rule:#70767d;--head:#23272c;--link:#8ab8ff;--bad:#ffb9b9;--badpage:#431519;--worst:#651a21;--good:#98e6ae;"
    "--mark:#463c00;--void:#34383d}}",
    "*{box-sizing:border-box}",
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}",
    "body{margin:0;padding:1rem;background:var(--page);color:var(--ink);overflow-wrap:anywhere;"
    "font:15px/1.55 system-ui,-apple-system,\"Segoe UI\",\"PingFang SC\",\"Hiragino Sans GB\",\"Microsoft YaHei\","
    "\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"WenQuanYi Micro Hei\",sans-serif}",
    "main{max-width:100rem;margin:0 auto}",
    "h1{font-size:1.5rem;line-height:1.3;margin:.2rem 0 .6rem}",
    "h2{font-size:1.1rem;margin:1.6rem 0 .5rem}",
    "a{color:var(--link)}",
    "a:focus-visible,[tabindex]:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:1px}",
    ":target{background:var(--mark);scroll-margin:30vh 0}",
    ".bad{color:var(--bad);font-weight:700}",
    ".soft{color:var(--soft)}",
    ".aside{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:"
    "nowrap}",
    "code{font:inherit;font-family:ui-monospace,Consolas,\"DejaVu Sans Mono\",monospace;font-size:.92em}",
    "dl.facts{display:flex;flex-wrap:wrap;gap:.1rem 1.4rem;margin:.4rem 0}",
    ".facts div{display:flex;gap:.5rem;min-width:0}",
    ".facts dt{color:var(--soft);flex:none}",
    ".facts dd{margin:0;min-width:0}",
    "ul.counts{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;margin:.7rem 0;padding:0}",
    ".counts li{border:1px solid var(--rule);border-radius:.4rem;padding:.15rem .6rem}",
    ".counts li.bad{background:var(--badpage);border-color:var(--bad)}",
    "ol.findings{margin:.3rem 0;padding-left:2rem}",
    ".findings li{margin:.5rem 0}",
    ".change{white-space:nowrap;font-weight:700}",
    ".beside{display:grid;grid-template-columns:minmax(0,1fr);gap:0 2rem}",
    ".room{overflow-x:auto;position:relative}",
    "table{border-collapse:collapse;width:100%}",
    "table.form{font-size:.86rem;line-height:1.35;background:var(--page)}",
    ".form caption,.form th,.form td{border:1px solid var(--rule);padding:.2rem .3rem}",
    ".form caption{border-bottom:0;background:var(--head);font-weight:600;text-align:center}",
    ".form caption.aside{padding:0;border:0}",
    ".form thead th{background:var(--head);font-weight:600;text-align:center;vertical-align:middle}",
    ".form tbody th{font-weight:400;text-align:left;vertical-align:middle}",
    ".form td{text-align:center;min-width:2.2em;overflow-wrap:normal}",
    ".form td a{color:inherit;text-decoration-color:var(--rule);text-underline-offset:.2em}",
    ".form .v{background:var(--badpage);color:var(--bad);font-weight:700}",
    ".form .s{background:var(--worst);box-shadow:inset 0 0 0 2px var(--bad)}",
    ".form .u{background:repeating-linear-gradient(135deg,var(--void) 0 5px,var(--page) 5px 10px)}",
    ".form td:target{outline:3px solid var(--link);outline-offset:-1px}",
    ".form td .to{color:var(--good);white-space:nowrap;text-decoration:none;display:block;font-weight:700}",
    ".legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0;font-size:.9rem}",
    ".legend span{display:inline-block;min-width:1.6em;margin-right:.4em;padding:0 .3em;text-align:center;"
    "border:1px solid var(--rule)}",
    ".legend .v{background:var(--badpage);color:var(--bad);font-weight:700}",
    ".legend .s{background:var(--worst);color:var(--good);font-weight:700;box-shadow:inset 0 0 0 2px var(--bad)}",
    ".legend .u{background:repeating-linear-gradient(135deg,var(--void) 0 5px,var(--page) 5px 10px)}",
    "ol.lines{position:relative;font-size:.86rem;line-height:1.45;margin:0;padding:.4rem .5rem;"
    "border:1px solid var(--rule)}",
    ".lines li::marker{color:var(--soft);font-variant-numeric:tabular-nums}",
    ".lines li{margin-left:3.4em;padding-left:.3em;min-height:1.45em;white-space:break-spaces}",
    ".lines .v{background:var(--badpage);color:var(--bad);font-weight:700}",
    ".lines :target,.lines .v:target{background:var(--mark)}",
    ".lines a{color:inherit;text-decoration-color:var(--rule);text-underline-offset:.2em}",
    "footer{margin-top:2rem;color:var(--soft);font-size:.85rem}",
    "article+article{margin-top:3rem;border-top:3px double var(--rule);padding-top:1rem}",
    "table.plain th,table.plain td{border-bottom:1px solid var(--rule);padding:.25rem .5rem;text-align:left;"
    "vertical-align:top}",
    "table.plain .n{text-align:right;font-variant-numeric:tabular-nums}",
    ".figures{display:flex;flex-wrap:wrap;gap:.6rem;list-style:none;margin:1rem 0;padding:0}",
    ".figures li{border:1px solid var(--rule);border-radius:.4rem;padding:.4rem .9rem;min-width:8rem}",
    ".figures b{display:block;font-size:1.6rem;line-height:1.2}",
    "ol.chart{list-style:none;margin:0;padding:0;max-width:60rem}",
    ".chart li{margin:.55rem 0}",
    ".chart .name{display:flex;justify-content:space-between;gap:1rem}",
    ".chart .name b{flex:none}",
    ".chart svg{display:block;width:100%;height:.7rem;background:var(--head);fill:var(--bad)}",
    ".orders input{position:absolute;opacity:0}",
    ".orders label{display:inline-block;margin:.1rem .4rem .1rem 0;padding:.15rem .6rem;border:1px solid var(--rule);"
    "border-radius:.4rem;cursor:pointer}",
    ".orders input:checked+label{background:var(--head);border-color:var(--ink);font-weight:600}",
    ".orders input:checked+label::before{content:\"✓ \"}",
    ".orders input:focus-visible+label{outline:3px solid var(--link);outline-offset:1px}",
    ".orders p{font-weight:600;margin:.3rem 0}",
    ".list{display:block;margin-top:.6rem}.list thead{display:block}",
    ".list tbody{display:flex;flex-direction:column;reading-flow:flex-visual}",
    ".list tr{display:grid;grid-template-columns:minmax(0,5fr) 4rem minmax(0,5fr) minmax(0,2fr) 6.5rem;gap:0 1rem;"
    "padding:.3rem .2rem;border-bottom:1px solid var(--rule)}",
    ".list thead tr{background:var(--head)}",
    ".list.long tbody tr{content-visibility:auto;contain-intrinsic-size:auto 2.2rem}",
    ".list th,.list td{padding:0;text-align:left}.list tbody th{font-weight:400}",
    ".list .n{text-align:right;font-variant-numeric:tabular-nums}",
    "#by-body:checked~.list tr{order:var(--b)}",
    "#by-year:checked~.list tr{order:var(--y)}",
    "#by-file:checked~.list tr{order:var(--f)}",
    "@media (min-width:70rem){.beside{grid-template-columns:minmax(0,13fr) minmax(20rem,7fr)}"
    ".side ol{max-height:calc(100vh - 4.5rem);overflow-y:auto}.side{position:sticky;top:0;align-self:start}}",
    "@media (max-width:44rem){body{padding:.7rem}table.form{font-size:.72rem}"
    ".form caption,.form th,.form td{padding:.15rem .1rem}.form td{min-width:1.5em}"
    ".form.dense thead th.leaf{writing-mode:vertical-rl;white-space:nowrap;padding:.3rem 0}"
    ".list tr{grid-template-columns:minmax(0,1fr) 4rem;gap:0 .6rem}.list .file{grid-column:1/-1;color:var(--soft)}"
    ".list th.file{display:none}.plain th,.plain td{padding:.25rem .2rem}}",
    "@media print{@page{size:A4;margin:12mm}body{padding:0;font-size:10pt}"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    "h2,h3,.legend{break-after:avoid}.room,table.form{break-inside:avoid}table.form{font-size:7.6pt}.findings "
    "li,.chart li,.list tr{break-inside:avoid;content-visibility:visible}"
    ".room{overflow:visible}.side{break-before:page}ol.lines{columns:2;font-size:7.5pt}.orders input,.orders "
    "label,.orders p,nav{display:none}"
    ".form td a,.lines a,.findings a,.list a{color:inherit;text-decoration:none}article+article{break-before:page}}",
    NULL};
