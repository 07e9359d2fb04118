import type Database from 'better-sqlite3';

/** Small facts about the library itself: the reviewer's name, remembered folders. */
export function prepareSettingQueries(database: Database.Database) {
  const read = database.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const write = database.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    read: (key: string): string | null => read.get(key)?.value ?? null,
    write: (key: string, value: string): void => {
      write.run(key, value);
    },
  };
}
