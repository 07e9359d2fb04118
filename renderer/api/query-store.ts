import type { OperationInput, OperationName, OperationOutput } from '../../electron/contract/operations.ts';
import type { Fault, Outcome } from '../../electron/contract/outcome.ts';

export type CallOperation = <Name extends OperationName>(
  operation: Name,
  input: OperationInput<Name>,
) => Promise<Outcome<OperationOutput<Name>>>;

export interface QueryState<Name extends OperationName> {
  readonly data: OperationOutput<Name> | undefined;
  readonly fault: Fault | null;
  /** A first answer or a newer one is under way. */
  readonly loading: boolean;
}

interface Entry {
  readonly operation: OperationName;
  readonly input: unknown;
  state: QueryState<OperationName>;
  readonly listeners: Set<() => void>;
  /** Something changed since the last answer was asked for. */
  stale: boolean;
  asking: boolean;
  lastAsked: number;
  timer: ReturnType<typeof setTimeout> | null;
}

const NOTHING: QueryState<OperationName> = { data: undefined, fault: null, loading: true };
const MOST_IDLE_ENTRIES = 150;

/** Nobody announces what changes on a disk: a folder is looked at anew by whoever comes to see it. */
const LOOKS_AT_DISK: ReadonlySet<OperationName> = new Set<OperationName>([
  'source/inspect',
  'source/relink-preview',
  'shell/list-folder',
]);

/**
 * Answers of read operations, kept by operation and input. What is on screen is asked again when it is invalidated,
 * at most once every `restMilliseconds`; the old answer stays visible until the new one is here.
 */
export class QueryStore {
  private readonly entries = new Map<string, Entry>();
  private readonly call: CallOperation;
  private readonly restMilliseconds: number;

  constructor(call: CallOperation, restMilliseconds = 400) {
    this.call = call;
    this.restMilliseconds = restMilliseconds;
  }

  static key(operation: OperationName, input: unknown): string {
    return `${operation} ${JSON.stringify(input)}`;
  }

  read<Name extends OperationName>(operation: Name, input: OperationInput<Name>): QueryState<Name> {
    const state = this.entries.get(QueryStore.key(operation, input))?.state ?? NOTHING;
    return state;
  }

  /** Keeps the answer fresh until the returned function is called. */
  watch<Name extends OperationName>(operation: Name, input: OperationInput<Name>, listener: () => void): () => void {
    const entry = this.entry(operation, input);
    entry.listeners.add(listener);
    if (entry.stale) {
      this.refresh(entry);
    }
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0 && entry.timer !== null) {
        clearTimeout(entry.timer);
        entry.timer = null;
      }
      if (entry.listeners.size === 0 && LOOKS_AT_DISK.has(operation)) {
        this.entries.delete(QueryStore.key(operation, input));
      }
      this.forgetIdle();
    };
  }

  /** Marks the answers that the test names as out of date, and asks again for those on screen. */
  invalidate(test: (operation: OperationName, input: unknown) => boolean): void {
    for (const entry of this.entries.values()) {
      if (test(entry.operation, entry.input)) {
        entry.stale = true;
        this.refresh(entry);
      }
    }
  }

  /** Changes known answers in place, ahead of the engine's own word. */
  patch<Name extends OperationName>(
    operation: Name,
    change: (data: OperationOutput<Name>, input: OperationInput<Name>) => OperationOutput<Name>,
  ): void {
    for (const entry of this.entries.values()) {
      if (entry.operation === operation && entry.state.data !== undefined) {
        const data = change(entry.state.data as OperationOutput<Name>, entry.input as OperationInput<Name>);
        if (data !== entry.state.data) {
          this.set(entry, { ...entry.state, data });
        }
      }
    }
  }

  private entry(operation: OperationName, input: unknown): Entry {
    const key = QueryStore.key(operation, input);
    const known = this.entries.get(key);
    if (known !== undefined) {
      return known;
    }
    const fresh: Entry = {
      operation,
      input,
      state: NOTHING,
      listeners: new Set(),
      stale: true,
      asking: false,
      lastAsked: -Infinity,
      timer: null,
    };
    this.entries.set(key, fresh);
    return fresh;
  }

  private refresh(entry: Entry): void {
    if (entry.listeners.size === 0 || entry.asking || entry.timer !== null) {
      return;
    }
    const wait = entry.lastAsked + this.restMilliseconds - performance.now();
    if (wait <= 0) {
      void this.ask(entry);
      return;
    }
    entry.timer = setTimeout(() => {
      entry.timer = null;
      void this.ask(entry);
    }, wait);
  }

  private async ask(entry: Entry): Promise<void> {
    entry.asking = true;
    entry.stale = false;
    entry.lastAsked = performance.now();
    this.set(entry, { ...entry.state, loading: true });
    const outcome = await this.call(entry.operation, entry.input as OperationInput<OperationName>);
    entry.asking = false;
    this.set(
      entry,
      outcome.ok
        ? { data: outcome.value, fault: null, loading: false }
        : { data: entry.state.data, fault: outcome.fault, loading: false },
    );
    if (entry.stale) {
      this.refresh(entry);
    }
  }

  private set(entry: Entry, state: QueryState<OperationName>): void {
    entry.state = state;
    for (const listener of [...entry.listeners]) {
      listener();
    }
  }

  private forgetIdle(): void {
    for (const [key, entry] of this.entries) {
      if (this.entries.size <= MOST_IDLE_ENTRIES) {
        return;
      }
      if (entry.listeners.size === 0 && !entry.asking) {
        this.entries.delete(key);
      }
    }
  }
}
