import type { Channel } from '../contract/channels.ts';
import { FaultError } from '../contract/outcome.ts';
import { stop } from './lookup.ts';

/** `mix`, or a channel counted from 1. Throws a FaultError: invalid-input. */
export function readChannel(text: string): Channel {
  if (text === 'mix') {
    return null;
  }
  return /^[1-9]\d{0,3}$/u.test(text)
    ? Number(text)
    : stop('invalid-input', `“${text}” is no channel. Write mix, or a number: 1 is left, 2 is right.`);
}

export function channelWords(channel: Channel): string {
  return channel === null ? 'mix of all channels' : `channel ${channel} alone`;
}

/** A refusal to drop scores, with the option by which a person confirms it here. */
export async function namingRescore<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof FaultError && error.fault.code === 'confirmation-needed') {
      stop('confirmation-needed', `${error.fault.message} To confirm it here, add --rescore.`);
    }
    throw error;
  }
}
