/** Pixels of the picture for each pixel of the screen. */
const sharpness = 2;
const margin = 16;

/**
 * What is drawn in an element as a PNG in base64: its lines, shapes and texts, each where it stands and as it looks, on the colour
 * of the surface. `title` is written above it: the model, and that it is a what-if. No style sheet, font or picture is fetched.
 */
export async function drawPicture(element: HTMLElement, title: string): Promise<string> {
  const box = toBox(element);
  const top = margin + 28;
  const canvas = document.createElement('canvas');
  canvas.width = (box.width + 2 * margin) * sharpness;
  canvas.height = (box.height + top + margin) * sharpness;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('a canvas has a context');
  const look = getComputedStyle(element);
  context.scale(sharpness, sharpness);
  context.fillStyle = getComputedStyle(document.body).getPropertyValue('--surface');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = look.color;
  context.font = `600 14px ${look.fontFamily}`;
  context.fillText(title, margin, margin + 12);
  context.translate(margin - box.left, top - box.top);
  for (const svg of element.querySelectorAll('svg')) {
    if (svg.parentElement?.closest('svg') === null && isDrawn(svg)) await drawSvg(context, svg);
  }
  drawTexts(context, element);
  return canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
}

/** Around what is drawn: the element may be far higher than that. */
function toBox(element: HTMLElement): DOMRect {
  const own = element.getBoundingClientRect();
  const bottoms = [...element.children]
    .filter((child) => child instanceof HTMLElement && isDrawn(child))
    .map((child) => child.getBoundingClientRect().bottom);
  return new DOMRect(own.left, own.top, own.width, Math.max(...bottoms, own.top + 1) - own.top);
}

function isDrawn(element: Element): boolean {
  return element.closest('[data-picture="leave-out"]') === null;
}

const drawn = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
];

/** An SVG with its computed look written into it, as a picture of its own. */
async function drawSvg(context: CanvasRenderingContext2D, svg: SVGSVGElement): Promise<void> {
  const { left, top, width, height } = svg.getBoundingClientRect();
  if (width === 0 || height === 0) return;
  const copy = svg.cloneNode(true) as SVGSVGElement; // a clone is of the same kind
  const [from, to] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')];
  from.forEach((one, at) => {
    const look = getComputedStyle(one);
    for (const name of drawn) to[at]?.setAttribute(name, look.getPropertyValue(name));
    to[at]?.removeAttribute('class');
    to[at]?.removeAttribute('style');
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.removeAttribute('style');
  const picture = new Image();
  const text = new XMLSerializer().serializeToString(copy);
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await picture.decode();
  context.drawImage(picture, left, top, width, height);
}

/** Every text outside pictures, word for word where it stands. */
function drawTexts(context: CanvasRenderingContext2D, element: HTMLElement): void {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || parent.closest('svg, .visually-hidden') !== null || !isDrawn(parent)) continue;
    const look = getComputedStyle(parent);
    context.fillStyle = look.color;
    context.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
    context.textBaseline = 'middle';
    for (const word of (node.textContent ?? '').matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const { left, top, height } = range.getBoundingClientRect();
      context.fillText(word[0], left, top + height / 2);
    }
  }
}
