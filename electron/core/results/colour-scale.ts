/**
 * YlGnBu in nine steps (ColorBrewer 2.0, Harrower & Brewer 2003): evenly darker, so that it reads the same with every
 * kind of colour blindness and in grey.
 */
export const scaleColours = [
  '#ffffd9',
  '#edf8b1',
  '#c7e9b4',
  '#7fcdbb',
  '#41b6c4',
  '#1d91c0',
  '#225ea8',
  '#253494',
  '#081d58',
] as const;

const darkInk = '#000000';
const lightInk = '#ffffff';
const noColour = { colour: '#8d9a95', ink: darkInk };

type Channels = readonly [number, number, number];

function channels(colour: string): Channels {
  const number = Number.parseInt(colour.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/** Colour at a share from 0 to 1 of the scale, and the ink that is read best on it. */
export function colourAt(share: number | null): { readonly colour: string; readonly ink: string } {
  if (share === null) {
    return noColour;
  }
  const at = Math.min(1, Math.max(0, share)) * (scaleColours.length - 1);
  const below = channels(scaleColours[Math.floor(at)] ?? scaleColours[0]);
  const above = channels(scaleColours[Math.ceil(at)] ?? scaleColours[0]);
  const part = at - Math.floor(at);
  const mixed = below.map((value, index) => Math.round(value + part * ((above[index] ?? 0) - value)));
  const colour = `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  const ink = contrast(colour, lightInk) >= contrast(colour, darkInk) ? lightInk : darkInk;
  return { colour, ink };
}

/** Contrast ratio of two colours (WCAG 2.2): 4.5 is enough for small text. */
export function contrast(left: string, right: string): number {
  const [darker, lighter] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
