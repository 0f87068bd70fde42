/** What the pages of zoneproof have in common. Both schemes have a contrast of at least 4.5 to 1. */
export const BASE_STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --faint: #595959; --line: #c4c4c4; --card: #f5f5f3; --bad: #a8320a; --good: #00614a; --link: #0b5394; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #e8e8e6; --faint: #a9aaad; --line: #45484d; --card: #1f2226; --bad: #ff9166; --good: #4fd1ab; --link: #8ec5ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 0; } h3 { font-size: 1rem; margin: 1rem 0 .4rem; }
code, pre { font-family: ui-monospace, 'DejaVu Sans Mono', monospace; font-size: .87rem; }
.violation { color: var(--bad); font-weight: 700; } .pass { color: var(--good); font-weight: 700; }
.place { color: var(--faint); margin: 0 0 1rem; }
.time { display: flex; gap: .6rem; align-items: center; margin: 1rem 0 .4rem; } .time input { flex: 1; min-width: 6rem; }
button { font: inherit; padding: .25rem .7rem; border: 1px solid var(--line); border-radius: 5px; background: var(--paper); color: var(--ink); cursor: pointer; }
button.step { padding: 0 .5rem; } :is(button, input, select, textarea, summary, a):focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: .8rem 0; color: var(--faint); } .legend span { display: inline-flex; gap: .35rem; align-items: center; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { color: var(--faint); } dd { margin: 0; }
.copies { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; } .copied { color: var(--good); }
pre { overflow-x: auto; padding: .8rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); }
`;
