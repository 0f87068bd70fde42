/**
 * How a grid of pages looks. The colours are those of Okabe and Ito, which people with any kind of colour vision tell apart; a
 * character says the same. A page of the mirror has a double line below it. Needs the variables `--ink`, `--faint`, `--line` and `--bad`.
 */
export const GRID_STYLE = `
.zone { margin-bottom: .7rem; padding: .35rem .5rem .5rem; border: 1px solid var(--line); border-radius: 6px; }
.zone .title { font-weight: 600; font-size: .87rem; } .zone .title small { color: var(--faint); font-weight: 400; }
.pages { display: grid; grid-template-columns: var(--at, 5.2rem) repeat(var(--columns), minmax(1.05rem, 2.4rem)); gap: 2px; margin-top: 2px; padding-top: 2px; }
.pages.begins { border-top: 2px solid var(--ink); }
.at { color: var(--faint); font: .74rem/1.5rem ui-monospace, 'DejaVu Sans Mono', monospace; white-space: nowrap; } .at i { margin-left: .35em; font-style: normal; font-size: .62rem; }
.page { position: relative; min-width: 1rem; height: 1.5rem; padding: 0 1px; border-radius: 2px; color: #000; background: #fff; box-shadow: inset 0 0 0 1px #8c8c8c; font: .87rem/1.4rem ui-monospace, 'DejaVu Sans Mono', monospace; text-align: center; }
.page.many { text-align: left; padding-left: .5em; }
.page.movable { background: #56b4e9; } .page.pinned { background: #e69f00; } .page.mirrored { background: #35b88f; }
.page.offline { background: repeating-linear-gradient(45deg, #c9c9c9 0 3px, #f0f0f0 3px 6px); } .page.undecided { background: #f0e442; }
.page.pageblock::before { content: ''; position: absolute; inset: -2px auto -2px -2px; width: 2px; background: var(--ink); } .page.memoryblock::before { width: 3px; left: -3px; }
.page.protected { border-bottom: 3px double #000; line-height: 1.25rem; } .page.exempt { border-bottom: 2px dotted #000; line-height: 1.3rem; }
@media (prefers-color-scheme: dark) { .page.free { background: #c9ccd1; } }
.page.differs { box-shadow: inset 0 0 0 2px #000; text-decoration: underline; }
.page.changed::after { content: ''; position: absolute; inset: 1px 1px auto auto; border: .28rem solid #000; border-color: #000 #000 transparent transparent; }
.page.culprit { outline: 3px solid var(--bad); outline-offset: 0; z-index: 1; font-weight: 700; }
.page[aria-selected=true] { box-shadow: 0 0 0 2px var(--paper), 0 0 0 5px var(--link); z-index: 2; } .page.culprit[aria-selected=true] { box-shadow: 0 0 0 3px var(--bad), 0 0 0 6px var(--link); outline: 0; }
.page:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; z-index: 3; }
`;
