/**
 * A picture of an element as it looks now. Its styles are written into a copy, so that nothing has to be loaded to draw
 * it. Rejects where the browser cannot.
 */
export async function toPng(element: HTMLElement): Promise<Blob> {
  const { width, height } = element.getBoundingClientRect();
  const copy = element.cloneNode(true) as HTMLElement;
  copyStyles(element, copy);
  const background = getComputedStyle(element.closest(".surface") ?? document.body).backgroundColor;
  const markup = new XMLSerializer().serializeToString(copy);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${markup}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, 8_000 / Math.max(width, height, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("There is no canvas.");
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No picture came of it."))), "image/png"),
  );
}

function copyStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  const written = [...style].map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
  to.setAttribute("style", written);
  for (const [index, child] of [...from.children].entries()) {
    const other = to.children[index];
    if (other) copyStyles(child, other);
  }
}
