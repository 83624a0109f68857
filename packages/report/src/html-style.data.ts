/** The look of the report. One file without any request: system fonts, no images. Contrast of text is at least 4.5:1. */
export const STYLE = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--sunk:#f3f4f6;--line:#dfe3e8;--text:#1b2128;--soft:#57606a;--link:#0b5cad;
--good:#176f2c;--good-bg:#e3f4e7;--warn:#8a5300;--warn-bg:#fdf1d8;--bad:#b3261e;--bad-bg:#fdeae8;--calm-bg:#eceff3;
--add:#e6f6ea;--add-num:#cdebd4;--del:#fdeceb;--del-num:#f8d4d1;--hunk:#eef3fb}
@media (prefers-color-scheme:dark){:root{--page:#0e1216;--card:#161b21;--sunk:#1c2229;--line:#2b333c;--text:#e4e9ee;--soft:#9aa5b1;--link:#7db7f5;
--good:#6fd08a;--good-bg:#14301d;--warn:#e5b454;--warn-bg:#33270f;--bad:#ff8f86;--bad-bg:#3a1917;--calm-bg:#232a32;
--add:#12291a;--add-num:#183a24;--del:#331817;--del-num:#472120;--hunk:#17222f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,header>div{max-width:1080px;margin:0 auto;padding:0 24px}
header{background:var(--card);border-bottom:1px solid var(--line);padding:32px 0 28px}
.brand{color:var(--soft);font-size:13px;font-weight:600;letter-spacing:.02em;margin:0 0 14px}
h1{font-size:26px;line-height:1.25;letter-spacing:-.015em;margin:10px 0 8px;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:17px;letter-spacing:-.005em;margin:40px 0 12px}
h2 small,summary small{color:var(--soft);font-weight:400;font-size:13px;margin-left:6px}
p{margin:0 0 10px;overflow-wrap:anywhere}
.meta{color:var(--soft);font-size:13px}
.badge{display:inline-block;border-radius:999px;padding:1px 10px;font-size:12px;font-weight:600;line-height:20px;white-space:nowrap;background:var(--calm-bg);color:var(--soft)}
.good{background:var(--good-bg);color:var(--good)}.warn{background:var(--warn-bg);color:var(--warn)}.bad{background:var(--bad-bg);color:var(--bad)}
.figures{display:flex;flex-wrap:wrap;gap:8px 36px;margin:22px 0 0;padding:0;list-style:none}
.figures b{display:block;font-size:22px;line-height:1.2;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.figures span{color:var(--soft);font-size:13px}
.note{border-left:3px solid var(--warn);background:var(--warn-bg);padding:10px 14px;border-radius:0 6px 6px 0;margin:18px 0 0}
.note p:last-child{margin:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:0 0 12px;overflow:hidden}
.empty{color:var(--soft)}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:12.5px}
code{overflow-wrap:anywhere}
summary{cursor:pointer;padding:10px 16px 10px 36px;font-weight:600;list-style:none;position:relative}
summary::-webkit-details-marker{display:none}
summary::before{content:"";position:absolute;left:18px;top:18px;width:6px;height:6px;border:solid var(--soft);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
details[open]>summary::before{top:16px;transform:rotate(45deg)}
summary code{font-weight:600}
summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:-2px}
details[open]>summary{border-bottom:1px solid var(--line)}
.findings{list-style:none;margin:0;padding:0}
.findings li{padding:11px 16px;display:grid;grid-template-columns:88px 1fr;gap:2px 12px}
.findings li+li{border-top:1px solid var(--line)}
.findings p{margin:0}.findings .meta{margin-top:2px;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th{font-size:12px;font-weight:600;color:var(--soft);text-align:left;white-space:nowrap}
th,td{padding:9px 16px;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child>td{border-bottom:0}
td.num,th.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td .why{color:var(--soft);font-size:13px;margin:3px 0 0}
.diff table{font-size:12.5px;line-height:1.6}
.diff td{border:0;padding:0 10px;white-space:pre;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;tab-size:4}
.diff td.n{width:1%;min-width:44px;text-align:right;color:var(--soft);user-select:none;background:var(--sunk)}
.diff .added td{background:var(--add)}.diff .added td.n{background:var(--add-num);color:var(--good)}
.diff .removed td{background:var(--del)}.diff .removed td.n{background:var(--del-num);color:var(--bad)}
.diff .hunk td,.diff .note-line td{background:var(--hunk);color:var(--soft)}
.plus{color:var(--good)}.minus{color:var(--bad)}
pre{margin:0;padding:14px 16px;overflow-x:auto}
dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 20px;margin:0;padding:14px 16px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
footer{color:var(--soft);font-size:13px;margin:40px 0 48px}
@media (max-width:640px){
main,header>div{padding:0 16px}header{padding:22px 0 20px}h1{font-size:21px}h2{margin-top:32px}
.figures{display:grid;grid-template-columns:1fr 1fr;gap:14px}
.findings li{grid-template-columns:1fr}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tr{display:block;padding:12px 16px;border-bottom:1px solid var(--line)}.cards tr:last-child{border-bottom:0}
.cards td,.cards td.num{display:flex;justify-content:space-between;gap:16px;padding:2px 0;border:0;text-align:right}
.cards td::before{content:attr(data-label);color:var(--soft);font-size:13px;text-align:left;white-space:nowrap}
.cards td.lead{display:block;text-align:left;padding-bottom:6px}.cards td.lead::before{content:none}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}}
@media print{body{background:#fff}.card{break-inside:avoid}}
`
