import { parentPort, type MessagePort } from 'node:worker_threads';
import type { CrewReply, CrewRequest } from './file-task.ts';
import { FileWork } from './file-work.ts';

/** A thread of the crew: blocking calls, one file after the other, because for many small files waiting costs the most. */
function serve(port: MessagePort): void {
  const work = new FileWork();
  port.on('message', ({ batch, tasks, stop }: CrewRequest) => {
    const cell = new Int32Array(stop);
    const isStopped = (): boolean => Atomics.load(cell, 0) !== 0;
    const reply: CrewReply = { batch, results: tasks.map((task) => work.do(task, isStopped)) };
    port.postMessage(reply);
  });
}

if (parentPort !== null) {
  serve(parentPort);
}
