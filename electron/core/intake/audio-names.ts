/** What a recorder, a phone or a person may have written as audio. Content decides later whether it is. */
const audioExtensions = new Set([
  ...'wav wave bwf bw64 rf64 w64 flac mp3 ogg oga opus spx aif aiff aifc au snd caf m4a aac wma amr wac w4v'.split(' '),
  ...'sud 3gp 3gpp qta mka wv ape tta'.split(' '),
]);

/** True where the name claims to be audio, in any case of letters and with blanks or dots behind it, as a renaming may leave them. */
export function hasAudioName(fileName: string): boolean {
  const name = fileName.replace(/[\s.]+$/, '');
  const dot = name.lastIndexOf('.');
  return dot > 0 && audioExtensions.has(name.slice(dot + 1).toLowerCase());
}
