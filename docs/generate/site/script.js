// In a picture without names at its arrows, a state that is pointed at keeps its own arrows.
for (const svg of document.querySelectorAll('.diagram svg')) {
  const arrows = [...svg.querySelectorAll('.arrow')];
  const point = (state) => {
    svg.classList.toggle('pointed', state !== null);
    for (const arrow of arrows)
      arrow.classList.toggle(
        'near',
        state !== null && (arrow.dataset.from === state || arrow.dataset.to === state),
      );
  };
  for (const link of svg.querySelectorAll('.state')) {
    const { state } = link.dataset;
    for (const event of ['mouseenter', 'focus']) link.addEventListener(event, () => point(state));
    for (const event of ['mouseleave', 'blur']) link.addEventListener(event, () => point(null));
  }
}

// TypeDoc puts the link of a branch into the control that opens it, where a screen reader does not find it: they stand side by side here.
const navigation = document.getElementById('tsd-nav-container');
function untangle() {
  for (const link of navigation.querySelectorAll('summary > a')) {
    const summary = link.parentElement;
    const branch = summary.closest('li');
    summary.setAttribute('aria-label', `pages below ${link.textContent}`);
    branch.classList.add('branch');
    branch.prepend(link);
  }
}
if (navigation !== null) {
  untangle();
  new MutationObserver(untangle).observe(navigation, { childList: true, subtree: true });
}
