/** The labels with the highest maximum over a recording's windows, best first; ties in label order. */
export interface TopLabels {
  /** Into the model's label list. */
  readonly indexes: Int32Array<ArrayBuffer>;
  readonly raw: Float32Array<ArrayBuffer>;
}

export interface TopLabelKeeper {
  /** Takes the scores of some windows, window by window, label by label. */
  hear(output: Float32Array): void;
  best(): TopLabels;
}

/** Keeps every label's maximum over one recording: one array of `labelCount` a recording, nothing a window. */
export function createTopLabelKeeper(labelCount: number, keep: number): TopLabelKeeper {
  const maxima = new Float32Array(labelCount).fill(Number.NEGATIVE_INFINITY);
  return {
    hear: (output) => {
      for (let first = 0; first < output.length; first += labelCount) {
        for (let label = 0; label < labelCount; label += 1) {
          const value = output[first + label] ?? Number.NaN;
          // NaN is never higher.
          if (value > (maxima[label] ?? 0)) {
            maxima[label] = value;
          }
        }
      }
    },
    best: () => highest(maxima, keep),
  };
}

/** One walk, `keep` places: a label enters at its place among those kept so far. */
function highest(maxima: Float32Array, keep: number): TopLabels {
  const indexes: number[] = [];
  for (let label = 0; label < maxima.length; label += 1) {
    const value = maxima[label] ?? Number.NEGATIVE_INFINITY;
    let place = indexes.length;
    while (place > 0 && (maxima[indexes[place - 1] ?? 0] ?? 0) < value) {
      place -= 1;
    }
    if (place < keep && value !== Number.NEGATIVE_INFINITY) {
      indexes.splice(place, 0, label);
      indexes.length = Math.min(keep, indexes.length);
    }
  }
  return { indexes: Int32Array.from(indexes), raw: Float32Array.from(indexes, (label) => maxima[label] ?? 0) };
}

const entryBytes = 8;

/** As stored: for every label its index (uint32 LE) and its raw score (float32 LE). */
export function encodeTopLabels({ indexes, raw }: TopLabels): Buffer {
  const blob = Buffer.alloc(indexes.length * entryBytes);
  indexes.forEach((label, entry) => {
    blob.writeUInt32LE(label, entry * entryBytes);
    blob.writeFloatLE(raw[entry] ?? 0, entry * entryBytes + 4);
  });
  return blob;
}

export function decodeTopLabels(blob: Buffer): TopLabels {
  const entries = Array.from({ length: Math.floor(blob.length / entryBytes) }, (_, entry) => entry * entryBytes);
  return {
    indexes: Int32Array.from(entries, (offset) => blob.readUInt32LE(offset)),
    raw: Float32Array.from(entries, (offset) => blob.readFloatLE(offset + 4)),
  };
}
