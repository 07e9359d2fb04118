/**
 * Nine stops of cividis, which reads the same with and without red-green deficiency and gets evenly lighter
 * (Nuñez, Anderton & Renslow 2018, PLoS ONE 13(7): e0199239).
 */
export const scaleColours = [
  '#00224e',
  '#123570',
  '#3b496c',
  '#575d6d',
  '#707173',
  '#8a8678',
  '#a59c74',
  '#c3b369',
  '#fee838',
] as const;

const darkInk = '#10161a';
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
