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
