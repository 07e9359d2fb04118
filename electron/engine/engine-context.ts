import type { Queries } from '../../db/queries/index.ts';
import type { ScorerPort } from '../contract/processes.ts';
import type { Log } from '../rpc/log.ts';
import type { EventHub } from './event-hub.ts';
import type { WaitedFor } from './jobs/score-order.ts';
import type { StandbyScorer } from './standby-scorer.ts';

/** What every service of the engine is given; nothing is looked up globally. */
export interface EngineContext {
  readonly libraryFolder: string;
  readonly queries: Queries;
  readonly events: EventHub;
  readonly scorers: ScorerPort;
  /** For what a person waits for; the jobs' scorers are their own. */
  readonly standby: StandbyScorer;
  readonly waitedFor: WaitedFor;
  /** Given at the start; null: the library's setting, or what fits the machine. */
  readonly scorerCount: number | null;
  readonly log: Log;
  readonly applicationVersion: string;
  /** ISO time; injected because tests need a clock of their own. */
  readonly now: () => string;
}
