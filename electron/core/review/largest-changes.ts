/**
 * Positions of the `most` largest positive values of `changeAt`, largest first; equal ones in order of position.
 * One walk, no more than `most` kept.
 */
export function largestChanges(count: number, most: number, changeAt: (position: number) => number): number[] {
  const positions: number[] = [];
  const changes: number[] = [];
  for (let position = 0; position < count; position += 1) {
    const change = changeAt(position);
    const isFull = positions.length === most;
    if (change <= 0 || (isFull && change <= (changes[most - 1] ?? 0))) {
      continue;
    }
    let place = positions.length;
    while (place > 0 && (changes[place - 1] ?? 0) < change) {
      place -= 1;
    }
    positions.splice(place, 0, position);
    changes.splice(place, 0, change);
    positions.length = Math.min(most, positions.length);
    changes.length = positions.length;
  }
  return positions;
}
