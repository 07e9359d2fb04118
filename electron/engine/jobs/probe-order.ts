const probes = 16;

/**
 * The same items with a few of every length in front, shortest to longest, and the rest in their order: a card often
 * holds all its short files first, and from those nobody can tell what the long ones will cost.
 */
export function probesFirst<Item>(items: readonly Item[], lengthOf: (item: Item) => number): Item[] {
  if (items.length <= probes) {
    return [...items];
  }
  const byLength = items
    .map((item, index) => ({ index, length: lengthOf(item) }))
    .sort((left, right) => left.length - right.length || left.index - right.index);
  const chosen = new Set(
    Array.from({ length: probes }, (_, probe) => Math.round((probe * (items.length - 1)) / (probes - 1))).map(
      (place) => byLength[place]?.index ?? 0,
    ),
  );
  // The longest is begun first, so that it does not keep one scorer busy alone.
  const front = [...chosen].reverse().flatMap((index) => items.slice(index, index + 1));
  return [...front, ...items.filter((_, index) => !chosen.has(index))];
}
