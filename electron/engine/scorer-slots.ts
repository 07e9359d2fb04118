let nextSlot = 0;

/** A slot number that was never used before, so that a late message of a dead scorer can reach nobody else's work. */
export function takeScorerSlot(): number {
  nextSlot += 1;
  return nextSlot;
}
