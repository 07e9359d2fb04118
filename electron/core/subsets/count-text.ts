/** `1,401`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 file`, `1,401 files`. */
export function filesText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'file' : 'files'}`;
}
