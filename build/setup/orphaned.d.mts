/** What the TypeScript programs behind setup use of orphaned.mjs. */
export function whenSetupGone(stop: () => void): void;
