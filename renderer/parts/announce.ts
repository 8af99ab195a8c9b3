let region: HTMLElement | undefined;

/** Says something through a screen reader without moving the focus. The same text twice is said twice. */
export function announce(text: string): void {
  region ??= makeRegion();
  region.textContent = region.textContent === text ? `${text}\u00A0` : text;
}

function makeRegion(): HTMLElement {
  const made = document.createElement('div');
  made.setAttribute('role', 'status');
  made.setAttribute('aria-live', 'polite');
  made.className = 'visually-hidden';
  document.body.append(made);
  return made;
}
