/** What the playground adds to the style that it shares with the report. */
export const STYLE = `
a { color: var(--link); }
body { max-width: 88rem; padding: 1.25rem; }
header h1 { margin: 0; } header .place { margin: 0 0 1rem; }
section, details#load { margin-bottom: 1rem; } .columns > section { padding: 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); margin: 0; }
.columns { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) minmax(0, 27rem); grid-template-rows: repeat(4, auto) 1fr; align-items: start; }
.columns > section { grid-column: 1; min-width: 0; } .columns > .panel { grid-column: 2; grid-row: 1 / span 5; }
.choices { display: grid; gap: .6rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); margin-bottom: .6rem; }
label { display: block; color: var(--faint); font-size: .87rem; }
select, textarea, input[type=number] { display: block; width: 100%; margin-top: .15rem; padding: .35rem .4rem; min-height: 2.2rem; border: 1px solid var(--line); border-radius: 5px; background: var(--paper); color: var(--ink); font: inherit; font-size: .95rem; }
textarea { font-family: ui-monospace, 'DejaVu Sans Mono', monospace; font-size: .87rem; }
summary { cursor: pointer; } #load form { padding: .6rem 0 0; } label.file { display: inline-flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
#complaint { color: var(--bad); font-weight: 600; } #complaint:empty { display: none; } .note { color: var(--faint); margin: .4rem 0; }
.time { margin-top: 0; } .time button { min-width: 2.6rem; min-height: 2.2rem; }
#said { min-height: 6.2em; } #said p { margin: .2rem 0; } .said { font-weight: 700; } .said.broken { color: var(--bad); } .said.held { color: var(--good); } .verdict { color: var(--faint); }
#said, dd { overflow-wrap: anywhere; } dl { margin: .4rem 0; }
fieldset { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: 0 0 .7rem; padding: 0; border: 0; } fieldset label { color: var(--ink); } legend { float: left; margin-right: .5rem; padding: 0; color: var(--faint); font-size: .87rem; }
@media (max-width: 30rem) { legend { width: 100%; } fieldset label { flex-basis: 100%; } }
#chosen { margin: 0 0 .6rem; font-weight: 600; min-height: 2.2em; } #chosen button { display: none; font-weight: 400; } #page-title:focus { outline: none; }
#grid { overflow-x: auto; padding: 4px; } #grid .zone { background: var(--paper); } #grid .page { cursor: pointer; height: 1.9rem; line-height: 1.75rem; } #grid .at { line-height: 1.9rem; } #grid .page.protected { line-height: 1.6rem; } #grid .page.exempt { line-height: 1.65rem; }
.legend .page, .machine .page, .groups .page { display: inline-block; width: 1.3rem; } .legend { font-size: .87rem; }
#kinds, #fields { display: contents; } #submit { margin: .7rem 0 0; } .fields { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; } .fields label { flex: 0 1 8rem; max-width: 100%; } .fields label[for=field-of], .fields label[for=field-with], .fields label[for=field-class] { flex: 1 1 15rem; } #submit button { min-height: 2.2rem; padding-inline: 1.2rem; border-color: var(--link); color: var(--link); font-weight: 600; } #submit small { color: var(--faint); }
:is(button:disabled, button[aria-disabled=true]) { color: var(--faint); border-style: dashed; cursor: default; }
ul, ol.steps { margin: 0; padding: 0; list-style: none; }
.steps li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .1rem .6rem; align-items: center; padding: .4rem .5rem; border-bottom: 1px solid var(--line); } .steps li[aria-current] { background: color-mix(in srgb, var(--link) 16%, transparent); } .steps code { overflow-wrap: anywhere; } .steps small { color: var(--faint); }
.steps .says { grid-column: 2 / -1; overflow-wrap: anywhere; font-size: .87rem; } .steps .says b { display: inline-block; width: 3.4rem; color: var(--faint); font-weight: 400; } .steps .broken :is(code, .says) { color: var(--bad); } .steps .unasked code { color: var(--faint); }
button.step { min-width: 2.4rem; min-height: 1.75rem; } button.drop { min-width: 1.75rem; min-height: 1.75rem; padding: 0; border-color: transparent; background: none; color: var(--faint); }
.panel { font-size: .93rem; } .panel dl { grid-template-columns: 6.6rem minmax(0, 1fr); }
.machine { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); } .machine .top { padding: .4rem .5rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); } .machine .top > b { color: var(--faint); font-weight: 600; }
.machine li li { padding: .1rem .25rem; border-radius: 4px; } .machine i { font-style: normal; font-size: .75rem; padding: 0 .35em; border-radius: 8px; border: 1px solid currentcolor; } .machine .now { outline: 2px solid var(--link); background: color-mix(in srgb, var(--link) 16%, transparent); font-weight: 700; } .machine .next { outline: 1px dashed var(--faint); } .machine li li:not(.now, .next) { color: var(--faint); }
.groups > li { margin-bottom: .5rem; } .events { margin-left: 1.7rem; } .groups > li > details .events { margin-left: 1rem; } .groups summary { min-height: 1.5rem; padding: .1rem 0; overflow-wrap: anywhere; } .groups details p { margin: .2rem 0 .2rem 1rem; } .groups details[open] { margin-bottom: .4rem; } .groups b { white-space: nowrap; } .groups small, .source { color: var(--faint); }
a.button { padding: .25rem .7rem; border: 1px solid var(--line); border-radius: 5px; background: var(--paper); color: var(--ink); text-decoration: none; } .copied { min-height: 1.5em; margin: .4rem 0 0; } pre { margin: 0 0 .6rem; }
@media (max-width: 60rem) { #chosen button { display: inline-block; } .columns { display: flex; flex-direction: column; align-items: stretch; } }
@media (max-width: 30rem) { body { padding: .75rem; } .columns > section { padding: .75rem; } #grid { padding: 3px 0; } .zone { padding-inline: .3rem; } .pages { grid-template-columns: 3.2rem repeat(var(--columns), minmax(0, 1fr)); } .at i { display: block; margin: -.5rem 0 0; line-height: 1; } #grid .page { height: 2.1rem; line-height: 1.95rem; } }
@media (prefers-reduced-motion: no-preference) { .steps li, .machine li li { transition: background .15s; } }
`;
