import { useEffect } from 'react';

/** Something the person can do by key, or by name in the palette. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** Key combinations, for example `a`, `mod+z`, `ArrowRight`, `?`; the first one is shown. */
  readonly keys: readonly string[];
  run(): void;
  /** Listed with the keys only, because it makes no sense in the palette. */
  readonly keyOnly?: boolean;
}

/** What can be done now. Screens add their commands while they are shown. */
export class CommandRegistry {
  private readonly owners = new Map<string, readonly Command[]>();

  register(owner: string, commands: readonly Command[]): () => void {
    this.owners.set(owner, commands);
    return () => {
      if (this.owners.get(owner) === commands) {
        this.owners.delete(owner);
      }
    };
  }

  all(): readonly Command[] {
    return [...this.owners.values()].flat();
  }

  find(combination: string): Command | undefined {
    return this.all().find(({ keys }) => keys.includes(combination));
  }
}

export const commandRegistry = new CommandRegistry();

/** Registers commands for as long as the component is shown. */
export function useCommands(owner: string, commands: readonly Command[]): void {
  useEffect(() => commandRegistry.register(owner, commands), [owner, commands]);
}
