/** Where a program part reports what a person is not told. The engine's and the hosts' loggers have this shape. */
export type Log = (
  level: 'info' | 'warning' | 'error',
  message: string,
  details?: Readonly<Record<string, unknown>>,
) => void;
