/** How large the drawing is, in its own units. */
const waveformBox = { width: 100, height: 24 };

/** A voice message's loudness (0 to 1) as one SVG path of upright lines; one path for all keeps the page small. */
export function waveformPath(waveform: readonly number[]): string {
  const step = waveformBox.width / waveform.length;
  return waveform
    .map((loudness, index) => {
      // Silence is a dot, so that the length can be seen.
      const half = Math.max(1, Math.round((loudness * waveformBox.height) / 2));
      const x = Math.round((index + 0.5) * step);
      return `M${x} ${waveformBox.height / 2 - half}v${half * 2}`;
    })
    .join("");
}
