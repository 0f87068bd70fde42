import { BASE_STYLE } from '../../properties/picture/baseStyle.ts';
import { GRID_STYLE } from '../../properties/picture/gridStyle.ts';
import { jsonSchemaOf } from '../../properties/schemas/jsonSchema.ts';
import { STYLE } from './style.ts';

/** Nothing is loaded from anywhere, whatever a link says. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/**
 * The whole page, which opens from disk.
 *
 * @param script what it does, bundled
 * @param hasSite the site of the documentation lies beside it
 */
export const playgroundPage = (script: string, hasSite: boolean): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>zoneproof playground</title>
<link rel="icon" href="data:,">
<style>${BASE_STYLE}${GRID_STYLE}${STYLE}</style>
</head>
<body>
<header>
<h1>zoneproof playground</h1>
<p class="place">A page-frame allocator and the model that judges it, page by page. All of it runs here; nothing leaves this page.${hasSite ? ' <a href="index.html">Documentation</a>' : ''}</p>
</header>
<main>
<section aria-label="machine, design and target"><div class="choices" id="setup"></div>
<p class="place" id="about"></p></section>
<details id="load"><summary>Load a counterexample</summary>
<form><label for="pasted">a token, a link, a <code>zoneproof replay</code> command, or the JSON of a scenario
<textarea id="pasted" rows="3" spellcheck="false" autocomplete="off"></textarea></label>
<p class="copies"><button type="submit">load</button> <label class="file">or a file <input id="file" type="file" accept=".json,.txt,application/json,text/plain"></label></p></form>
</details>
<p id="complaint" role="alert"></p>
<noscript><p>The allocator and its model are a script in this file; without scripts there is nothing to see.</p></noscript>
<div class="columns">
<section class="run" aria-labelledby="run-title">
<h2 id="run-title">The run</h2>
<div class="time"><button type="button" id="earlier" aria-label="one step earlier">◀</button>
<input id="moment" type="range" min="0" max="0" value="0" step="1" aria-label="moment of the run">
<button type="button" id="later" aria-label="one step later">▶</button></div>
<div id="said" role="status"></div>
</section>
<section class="map" aria-labelledby="map-title">
<h2 id="map-title">The pages</h2>
<fieldset id="side"><legend>as</legend>
<label><input type="radio" name="side" value="model" checked> the model knows them</label>
<label><input type="radio" name="side" value="target"> the target reports them</label></fieldset>
<p id="chosen"></p>
<div id="grid" role="grid" aria-label="pages" aria-describedby="keys"></div>
<p class="legend" id="legend"></p>
<p class="place" id="keys">In the grid, arrow keys choose a page, and comma and full stop go a step earlier and later. Elsewhere, left and right do.</p>
</section>
<section class="ask" aria-labelledby="ask-title">
<h2 id="ask-title">Ask the target</h2>
<form id="ask"><div class="fields"><span id="kinds"></span><span id="fields"></span></div>
<p class="note" id="allowed"></p>
<p id="submit"></p></form>
</section>
<section aria-labelledby="steps-title">
<h2 id="steps-title">Step by step</h2>
<div id="steps"></div>
<p class="copies"><button type="button" id="clear">begin anew</button></p>
</section>
<section id="page" class="panel" aria-labelledby="page-title"></section>
<section class="share" aria-labelledby="share-title">
<h2 id="share-title">See it again</h2>
<div id="share"></div>
<p class="copied" role="status" id="copied"></p>
</section>
</div>
</main>
<script type="application/json" id="schema">${scriptText(JSON.stringify(jsonSchemaOf('scenario')))}</script>
<script>${scriptText(script)}</script>
</body>
</html>
`;

/** A script that nothing inside it ends early: within a string, `<\/` is `</`. */
const scriptText = (script: string): string => script.replace(/<\/(?=script)/gi, '<\\/');
