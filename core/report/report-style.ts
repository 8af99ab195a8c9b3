/** The style of a run report: one A4 in black, grey and one blue; readable in print without colour. */
export const reportStyle = `
@page { size: A4; margin: 11mm 14mm 13mm; @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; color: #555; } }
* { box-sizing: border-box; }
html { font: 8pt/1.3 "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; color: #1a1d21; background: #fff; }
body { max-width: 182mm; margin: 0 auto; }
.banner { border: 1.5pt solid #1a1d21; padding: 1.6mm 3mm; font-weight: 600; margin-bottom: 4mm; }
.banner span { font-weight: 400; }
header { display: flex; justify-content: space-between; align-items: flex-end; border-bottom: 1.5pt solid #1f4e79; padding-bottom: 2mm; }
h1 { font-size: 16pt; line-height: 1.15; margin: 0; color: #1f4e79; font-weight: 600; }
header p { margin: 0; text-align: right; color: #444; }
h2 { font-size: 9pt; margin: 3.4mm 0 1.2mm; color: #1f4e79; font-weight: 600; border-bottom: .5pt solid #c3ccd6; padding-bottom: .6mm; }
h3 { font-size: 8.5pt; margin: 0 0 .8mm; font-weight: 600; color: #444; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 7mm; }
dl { display: grid; grid-template-columns: 21mm 1fr; gap: .5mm 2mm; margin: 0; }
dt { color: #5a626b; } dd { margin: 0; overflow-wrap: anywhere; }
.name { font-size: 10.5pt; font-weight: 600; margin: 0 0 .8mm; overflow-wrap: anywhere; }
.note { margin: 0; }
.use { margin: 1.5mm 0 0; }
code { font: 6.4pt/1.3 Consolas, "DejaVu Sans Mono", monospace; color: #333; overflow-wrap: anywhere; }
.figures { display: flex; align-items: flex-end; gap: 3mm; margin: 2mm 0 1.5mm; }
.figures div { flex: 1; border-left: 2.5pt solid #c3ccd6; padding-left: 2mm; }
.figures .sign { flex: 0; border: 0; padding: 0; font-size: 13pt; color: #5a626b; }
.figures b { display: block; font-size: 15pt; line-height: 1.1; font-weight: 600; font-variant-numeric: tabular-nums; }
.figures .read { border-color: #1a1d21; } .figures .scored { border-color: #1f4e79; } .figures .flagged { border-color: #c98a00; } .figures .refused { border-color: #a32020; }
.lists { columns: 3; column-gap: 6mm; margin-top: 2mm; }
.lists div { margin-bottom: 2mm; } .lists h3 { break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; }
th { text-align: left; font-weight: 600; color: #444; font-size: 7.5pt; vertical-align: bottom; border-bottom: .75pt solid #5a626b; padding: .6mm 1.5mm .6mm 0; line-height: 1.15; }
td { padding: .4mm 1.5mm .55mm 0; border-bottom: .35pt solid #dde3e9; vertical-align: top; }
tr { break-inside: avoid; }
.n { text-align: right; white-space: nowrap; } .zero { color: #9aa3ad; }
.some { font-weight: 600; }
.quiet { color: #5a626b; }
.what { font-weight: 400; margin-right: 1mm; color: #5a626b; font-size: 7pt; line-height: 1.1; }
ul { margin: 0; padding-left: 4mm; }
.warnings li { font-weight: 600; }
footer { margin-top: 4.5mm; border-top: .5pt solid #c3ccd6; padding-top: 1.5mm; }
.digests td { border: 0; padding: .2mm 1.5mm .2mm 0; } .digests th { border: 0; padding-bottom: 0; } .digests { font-size: 7.5pt; margin-bottom: 1mm; }
footer { font-size: 7.5pt; }
@media print { body { zoom: .92; max-width: none; } }
@media screen { body { padding: 10mm; max-width: 210mm; box-shadow: 0 0 4mm #0002; } }
`;
