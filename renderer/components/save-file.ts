import type { ResultsExport } from '../../electron/contract/results.ts';

const KEPT_MILLISECONDS = 60_000;

/** Of the PNG against the SVG: sharp in a slide and in print. */
const PICTURE_SCALE = 3;

/** Hands a file over to the browser's own downloads; in Electron that is the system's dialog for saving. */
export function saveText({ fileName, mediaType, text }: ResultsExport): void {
  save(new Blob([text], { type: `${mediaType};charset=utf-8` }), fileName);
}

/** The same picture as a PNG on white, for slides. Throws where the window cannot draw the SVG. */
export async function savePng({ fileName, mediaType, text }: ResultsExport): Promise<void> {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth * PICTURE_SCALE, image.naturalHeight * PICTURE_SCALE);
    const context = canvas.getContext('2d');
    if (context === null) {
      throw new Error('The window has no canvas to draw on.');
    }
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    save(await canvas.convertToBlob({ type: 'image/png' }), fileName.replace(/\.svg$/u, '.png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download reads the address after this function has returned.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, KEPT_MILLISECONDS);
}
