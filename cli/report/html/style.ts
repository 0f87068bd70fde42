import { GRID_STYLE } from '../../../properties/picture/gridStyle.ts';

/** How the page looks. Both schemes have a contrast of at least 4.5 to 1. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --faint: #595959; --line: #c4c4c4; --card: #f5f5f3; --bad: #a8320a; --good: #00614a; --link: #0b5394; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #e8e8e6; --faint: #a9aaad; --line: #45484d; --card: #1f2226; --bad: #ff9166; --good: #4fd1ab; --link: #8ec5ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 0; } h3 { font-size: 1rem; margin: 1rem 0 .4rem; } .side h3 { margin-top: 0; }
code, pre, .said, td.call { font-family: ui-monospace, 'DejaVu Sans Mono', monospace; font-size: .87rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .25rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--faint); font-weight: 600; }
.scroll { overflow-x: auto; }
.violation { color: var(--bad); font-weight: 700; } .pass { color: var(--good); font-weight: 700; } .inconclusive { font-weight: 700; }
.failure { margin: 1.5rem 0; padding: 1.2rem; border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 6px; background: var(--card); }
.place { color: var(--faint); margin: 0 0 1rem; }
.time { display: flex; gap: .6rem; align-items: center; margin: 1rem 0 .4rem; } .time input { flex: 1; min-width: 6rem; }
.said { min-height: 1.5em; margin: 0 0 .8rem; font-weight: 600; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem; }
.side { padding: .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); overflow-x: auto; }
${GRID_STYLE}
tr[aria-current] { background: color-mix(in srgb, var(--link) 16%, transparent); } tr.broken td { color: var(--bad); }
button { font: inherit; padding: .25rem .7rem; border: 1px solid var(--line); border-radius: 5px; background: var(--paper); color: var(--ink); cursor: pointer; }
button.step { padding: 0 .5rem; } button:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: .8rem 0; color: var(--faint); } .legend span { display: inline-flex; gap: .35rem; align-items: center; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { color: var(--faint); } dd { margin: 0; }
.copies { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; } .copied { color: var(--good); }
pre { overflow-x: auto; padding: .8rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); }
@media (prefers-reduced-motion: no-preference) { tr { transition: background .15s; } }
`;
