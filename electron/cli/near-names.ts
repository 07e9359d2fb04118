/** Letters and digits alone: how a name is written otherwise is what people get wrong. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Names that may have been meant, nearest first: written otherwise, holding or held by what was typed, or a few letters off. */
export function nearNames(typed: string, names: readonly string[]): string[] {
  const wanted = bare(typed);
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, bare(name)) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(wanted.length / 4)))
    .sort((left, right) => left.distance - right.distance)
    .map(({ name }) => name);
}

function distanceOf(wanted: string, name: string): number {
  if (wanted === name) {
    return 0;
  }
  const isPart = wanted !== '' && name !== '' && (name.includes(wanted) || wanted.includes(name));
  return isPart ? 1 : lettersOff(wanted, name);
}

/** Levenshtein distance: letters to put in, take out or change. */
function lettersOff(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at += 1) {
      const changed = (row[at - 1] ?? 0) + (other[at - 1] === letter ? 0 : 1);
      next.push(Math.min(changed, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
