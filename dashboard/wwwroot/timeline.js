// Moves the bars of a timeline by whole days: by pointer, and by the arrow keys (with Shift by a week).
export function follow(drawing, page) {
  let held = null;

  const days = event => {
    const scale = drawing.viewBox.baseVal.width / drawing.getBoundingClientRect().width;
    return Math.round((event.clientX - held.x) * scale / Number(drawing.dataset.day));
  };

  const drop = () => {
    held.bar.removeAttribute('transform');
    held.bar.classList.remove('held');
    held = null;
  };

  // Bars that pass each other change places in the drawing, and would lose the keyboard.
  const move = async (key, moved) => {
    await page.invokeMethodAsync('MoveAsync', key, moved);
    drawing.querySelector(`[data-move="${CSS.escape(key)}"]`)?.focus();
  };

  drawing.addEventListener('pointerdown', event => {
    const bar = event.target.closest('[data-move]');
    if (!bar || event.button !== 0 || matchMedia('(max-width: 720px)').matches) return;
    event.preventDefault();
    bar.focus();
    drawing.setPointerCapture(event.pointerId);
    held = { bar, x: event.clientX };
    bar.classList.add('held');
  });

  drawing.addEventListener('pointermove', event => {
    if (held) held.bar.setAttribute('transform', `translate(${days(event) * Number(drawing.dataset.day)} 0)`);
  });

  drawing.addEventListener('pointerup', event => {
    if (!held) return;
    const moved = days(event), key = held.bar.dataset.move;
    drop();
    if (moved !== 0) move(key, moved);
  });

  drawing.addEventListener('pointercancel', () => { if (held) drop(); });

  drawing.addEventListener('keydown', event => {
    const bar = event.target.closest('[data-move]');
    if (!bar) return;
    if (event.key === 'Escape' && held) drop();
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    move(bar.dataset.move, event.shiftKey ? 7 * step : step);
  });
}
