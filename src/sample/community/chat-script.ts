/** One line of a script: somebody says or does something. */
export type ScriptLine = {
  readonly who: string;
  /** Minutes since the line before; undefined: a short while. */
  readonly gapMinutes: number | undefined;
  /** What stands in brackets: `[id=a re=b emote]`. A mark without a value has the empty text. */
  readonly marks: ReadonlyMap<string, string>;
  readonly text: string;
};

export type Scene = {
  readonly room: string;
  /** undefined: an everyday scene, which may be played on any day. */
  readonly startMs: number | undefined;
  readonly lines: readonly ScriptLine[];
};

const lineForm = /^(?:\+(\d+) )?([a-z{}-]+)(?: \[([^\]]*)\])?:(?: (.*))?$/;
const headForm = /^== ([a-z-]+)(?: (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}))?$/;

/**
 * Reads conversations from a text of scenes. A scene opens with `== room 2026-03-09 18:20` (UTC; without a time it is an everyday
 * scene), then `who: text`, `+5 who [marks]: text` five minutes later; indented lines go on with the text above; `#` comments.
 * Throws on anything else, with the line.
 */
export function parseChatScript(text: string): readonly Scene[] {
  const scenes: { room: string; startMs: number | undefined; lines: ScriptLine[] }[] = [];
  let blankLines = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const scene = scenes.at(-1);
    const head = headForm.exec(line);
    if (line === "") blankLines += 1;
    else if (line.startsWith("#")) blankLines = 0;
    else if (head !== null) {
      scenes.push({ room: head[1] ?? "", startMs: timeOf(head[2], head[3]), lines: [] });
      blankLines = 0;
    } else {
      if (scene === undefined) throw new Error(`Line ${index + 1} stands before the first scene: ${line}`);
      addLine(scene.lines, line, { number: index + 1, blankLines });
      blankLines = 0;
    }
  }
  return scenes;
}

function timeOf(day: string | undefined, time: string | undefined): number | undefined {
  return day === undefined || time === undefined ? undefined : Date.parse(`${day}T${time}:00Z`);
}

function addLine(
  lines: ScriptLine[],
  line: string,
  { number, blankLines }: { number: number; blankLines: number },
): void {
  const last = lines.at(-1);
  if (line.startsWith("  ") && last !== undefined) {
    lines[lines.length - 1] = { ...last, text: `${last.text}${"\n".repeat(blankLines + 1)}${line.slice(2)}` };
    return;
  }
  const match = lineForm.exec(line);
  if (match === null) throw new Error(`Line ${number} is neither a scene nor a line of one: ${line}`);
  const [, gap, who = "", marks = "", text = ""] = match;
  lines.push({ who, gapMinutes: gap === undefined ? undefined : Number(gap), marks: parseMarks(marks), text });
}

function parseMarks(text: string): ReadonlyMap<string, string> {
  const words = text.split(" ").filter((word) => word !== "");
  return new Map(
    words.map((word) => {
      const [name = "", ...value] = word.split("=");
      return [name, value.join("=")] as const;
    }),
  );
}
