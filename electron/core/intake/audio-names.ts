/** What a recorder, a phone or a person may have written as audio. Content decides later whether it is. */
const audioExtensions = new Set(
  'wav wave bwf bw64 rf64 w64 flac mp3 ogg oga opus aif aiff aifc au snd caf m4a mka aac wma amr spx wv wac w4v'.split(
    ' ',
  ),
);

/** True where the name claims to be audio, in any case of letters and with blanks behind it, as a renaming may leave them. */
export function hasAudioName(fileName: string): boolean {
  const dot = fileName.lastIndexOf('.');
  return (
    dot > 0 &&
    audioExtensions.has(
      fileName
        .slice(dot + 1)
        .trimEnd()
        .toLowerCase(),
    )
  );
}
