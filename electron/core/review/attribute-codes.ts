/** Roles as they are kept in memory, a byte a recording; 0 where none is known. */
export const roleCode = { positive: 1, negative: 2, unlabelled: 3 } as const;

/** Qualities likewise. */
export const qualityCode = { none: 0, high: 1, medium: 2, low: 3 } as const;
