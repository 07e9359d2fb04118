/** What a file name may not hold on Windows, path separators and control characters included. */
const forbiddenCharacters = /[<>:"/\\|?*\u0000-\u001f\u007f]/gu;
const reservedName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

/** Longest exported name in bytes of UTF-8, extension included; leaves room below the 255 of most file systems. */
export const mostNameBytes = 180;

/** The beginning of a text that fits into so many bytes of UTF-8, never cut inside a character. */
export function firstBytes(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) {
    return text;
  }
  let used = 0;
  let result = '';
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) {
      break;
    }
    result += character;
  }
  return result;
}

/** Names of recorders are so; a hundred thousand of them need not go through Unicode. */
const plainText = /^[\w~-](?:[\w~. -]*[\w~-])?$/u;
const asciiText = /^[\x20-\x7e]*$/u;

/** A text as part of a file name that every system accepts: NFC, no forbidden characters, no blanks or dots at its ends. */
export function safeNamePart(text: string): string {
  if (plainText.test(text)) {
    return text;
  }
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(forbiddenCharacters, '_')
    .replace(/^[ .]+|[ .]+$/gu, '');
}

/** A stem that every system accepts as the beginning of a file name; never empty, reserved or hidden. */
export function safeStem(text: string): string {
  const part = safeNamePart(text);
  if (part === '') {
    return 'recording';
  }
  return reservedName.test(part) ? `_${part}` : part;
}

/** Two names with the same key are one file on some system: case-insensitive, and equal under Unicode normalisation. */
export function nameKey(name: string): string {
  if (asciiText.test(name)) {
    return name.toLowerCase();
  }
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
