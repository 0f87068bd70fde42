import { BASE_STYLE } from '../../../properties/picture/baseStyle.ts';
import { GRID_STYLE } from '../../../properties/picture/gridStyle.ts';

/** How the report looks. */
export const STYLE = `
${BASE_STYLE}
.side h3 { margin-top: 0; }
.said, td.call { font-family: ui-monospace, 'DejaVu Sans Mono', monospace; font-size: .87rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .25rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; }
.scroll { overflow-x: auto; }
.inconclusive { font-weight: 700; }
.failure { margin: 1.5rem 0; padding: 1.2rem; border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 6px; background: var(--card); }
.said { min-height: 1.5em; margin: 0 0 .8rem; font-weight: 600; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem; }
.side { padding: .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); overflow-x: auto; }
${GRID_STYLE}
td.number { white-space: nowrap; } td.call { min-width: 14rem; } table.steps td:nth-child(n+3) { min-width: 9rem; }
h2 .violation, .id { white-space: nowrap; }
a { color: var(--link); }
.story { max-width: 62rem; font-size: 1.05rem; } .key { color: var(--faint); font-size: .87rem; margin: .4rem 0; }
.argument { cursor: help; } .argument.matters { text-decoration: underline; text-underline-offset: .2em; } .argument.idle { color: var(--faint); }
details { margin: .6rem 0; } summary { cursor: pointer; }
tr[aria-current] { background: color-mix(in srgb, var(--link) 16%, transparent); } tr.broken td { color: var(--bad); }
@media (prefers-reduced-motion: no-preference) { tr { transition: background .15s; } }
`;
