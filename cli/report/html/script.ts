import { gridHtml } from '../../../properties/picture/gridHtml.ts';

/** What the page does, as it stands in it: draws the moment that the slider points at, and copies. It asks nothing of any network. */
export const SCRIPT = `
'use strict';
const failures = JSON.parse(document.getElementById('data').textContent);
const gridHtml = ${gridHtml.toString()};

function make(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function draw(side, runs, others, earlier, geometry) {
  const map = side.querySelector('.map');
  const counts = {};
  for (const run of runs) counts[run.says] = (counts[run.says] || 0) + run.end - run.start;
  map.setAttribute('aria-label', Object.entries(counts).map(([says, pages]) => pages + ' ' + says).join('; '));
  map.innerHTML = gridHtml({ runs, others, earlier, columns: innerWidth < 600 ? 8 : 16, ...geometry });
}

function setUp(section, { moments, geometry }) {
  const slider = section.querySelector('input');
  const rows = [...section.querySelectorAll('.steps tbody tr')];
  const show = () => {
    const moment = moments[Number(slider.value)];
    const earlier = moments[Number(slider.value) - 1];
    section.querySelector('.said').textContent = moment.title;
    slider.setAttribute('aria-valuetext', moment.title);
    draw(section.querySelector('.side.model'), moment.model, moment.target, earlier?.model, geometry);
    draw(section.querySelector('.side.target'), moment.target, moment.model, earlier?.target, geometry);
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
  section.go = (step) => go(Number(slider.value) + step);
  show();
}

/** The arrow keys go through the failure that is on the screen, wherever the focus is. */
document.addEventListener('keydown', (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest('input, .map, .scroll, pre')) return;
  const shown = [...document.querySelectorAll('.failure')].find((section) => {
    const { top, bottom } = section.getBoundingClientRect();
    return section.go !== undefined && bottom > 0 && top < innerHeight;
  });
  shown?.go(step);
});

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
