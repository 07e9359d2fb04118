/** Anchor colours from quiet to loud; viridis, magma and inferno are matplotlib's (CC0), sampled at eleven places. */
const anchors = {
  viridis: '440154 482475 414487 355f8d 2a788e 21918c 22a884 44bf70 7ad151 bddf26 fde725',
  magma: '000004 140e36 3b0f70 641a80 8c2981 b73779 de4968 f7705c fe9f6d fecf92 fcfdbf',
  inferno: '000004 160b39 420a68 6a176e 932667 bc3754 dd513a f37819 fca50a f6d746 fcffa4',
  ink: 'ffffff e6e6e6 cdcdcd b4b4b4 9a9a9a 808080 666666 4d4d4d 333333 1a1a1a 000000',
  chalk: '000000 1a1a1a 333333 4d4d4d 666666 808080 9a9a9a b4b4b4 cdcdcd e6e6e6 ffffff',
} as const;

export type ColourMapName = keyof typeof anchors;

export const colourMaps: readonly { readonly name: ColourMapName; readonly label: string }[] = [
  { name: 'magma', label: 'Magma' },
  { name: 'viridis', label: 'Viridis' },
  { name: 'inferno', label: 'Inferno' },
  { name: 'chalk', label: 'White on black' },
  { name: 'ink', label: 'Black on white' },
];

/** 256 colours, each as one little-endian RGBA word, as ImageData wants them. */
export function colourTable(name: ColourMapName): Uint32Array {
  const colours = anchors[name].split(' ').map((text) => Number.parseInt(text, 16));
  return Uint32Array.from({ length: 256 }, (_, index) => {
    const place = (index / 255) * (colours.length - 1);
    const lower = Math.min(colours.length - 2, Math.floor(place));
    return mix(colours[lower] ?? 0, colours[lower + 1] ?? 0, place - lower);
  });
}

function mix(from: number, to: number, share: number): number {
  const channel = (shift: number): number => {
    const start = (from >> shift) & 0xff;
    return Math.round(start + (((to >> shift) & 0xff) - start) * share);
  };
  return ((0xff << 24) | (channel(0) << 16) | (channel(8) << 8) | channel(16)) >>> 0;
}
