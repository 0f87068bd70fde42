/** What the page does, as it stands in it: draws the moment that the slider points at, and copies. It asks nothing of any network. */
export const SCRIPT = `
'use strict';
const failures = JSON.parse(document.getElementById('data').textContent);
const LONGEST = 64; // Longer runs of pages are one box with a number.
const hex = (pfn) => '0x' + pfn.toString(16);

function make(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

// What the other side says of each frame, to see where the two differ.
function looksOf(runs) {
  return (start, end) => runs.filter((run) => run.start < end && start < run.end).map((run) => run.glyph);
}

function box(run, start, end, other) {
  const pages = end - start;
  const node = make('span', 'page ' + run.look, pages > 1 ? run.glyph + '\\u00d7' + pages : run.glyph);
  const says = hex(start) + (pages > 1 ? ' to ' + hex(end - 1) : '') + ': ' + run.says;
  const differs = other(start, end).some((glyph) => glyph !== run.glyph);
  node.title = says + (differs ? '; the sides differ' : '') + (run.culprit ? '; shows the violation' : '');
  node.classList.toggle('differs', differs);
  node.classList.toggle('culprit', run.culprit);
  return node;
}

function draw(side, runs, others) {
  const other = looksOf(others);
  const parts = [];
  let label;
  let end;
  let glyphs;
  let sixteen;
  for (const run of runs) {
    if (run.label !== label || run.start !== end) {
      const strip = make('div', 'strip');
      strip.append(make('small', '', run.label + ', from ' + hex(run.start)));
      glyphs = make('div', 'glyphs');
      sixteen = undefined;
      strip.append(glyphs);
      parts.push(strip);
    }
    ({ label, end } = run);
    if (run.end - run.start > LONGEST) {
      glyphs.append(box(run, run.start, run.end, other));
      sixteen = undefined;
    } else
      for (let pfn = run.start; pfn < run.end; pfn++) {
        if (sixteen === undefined || pfn % 16 === 0) glyphs.append((sixteen = make('span', 'sixteen')));
        sixteen.append(box(run, pfn, pfn + 1, other));
      }
  }
  const counts = {};
  for (const run of runs) counts[run.says] = (counts[run.says] || 0) + run.end - run.start;
  const map = side.querySelector('.map');
  map.setAttribute('aria-label', Object.entries(counts).map(([says, pages]) => pages + ' ' + says).join('; '));
  map.replaceChildren(...parts);
}

function setUp(section, { moments }) {
  const slider = section.querySelector('input');
  const rows = [...section.querySelectorAll('tbody tr')];
  const show = () => {
    const moment = moments[Number(slider.value)];
    section.querySelector('.said').textContent = moment.title;
    slider.setAttribute('aria-valuetext', moment.title);
    draw(section.querySelector('.side.model'), moment.model, moment.target);
    draw(section.querySelector('.side.target'), moment.target, moment.model);
    for (const [place, row] of rows.entries()) {
      if (place === moment.row) row.setAttribute('aria-current', 'step');
      else row.removeAttribute('aria-current');
    }
  };
  const go = (value) => {
    slider.value = String(value);
    show();
  };
  slider.addEventListener('input', show);
  section.querySelector('.earlier').addEventListener('click', () => go(Number(slider.value) - 1));
  section.querySelector('.later').addEventListener('click', () => go(Number(slider.value) + 1));
  for (const [place, row] of rows.entries()) {
    const moment = moments.findIndex((each) => each.row === place);
    const button = row.querySelector('button');
    if (moment >= 0) button.addEventListener('click', () => go(moment));
    else button.disabled = true;
  }
  show();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make('textarea', '');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

for (const section of document.querySelectorAll('.failure')) {
  const failure = failures[Number(section.dataset.place)];
  if (failure.moments.length > 0) setUp(section, failure);
  const told = section.querySelector('.copied');
  for (const button of section.querySelectorAll('button[data-copies]'))
    button.addEventListener('click', async () => {
      await copy(failure[button.dataset.copies]);
      told.textContent = 'copied: ' + button.textContent;
    });
}
`;
