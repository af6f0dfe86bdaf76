/** One record of a chat corpus: a line of JSON. Only these keys are read; what is missing is not there. */
export type ChatRecord = {
  readonly src: string;
  readonly room: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly ts: number;
  readonly sender: string;
  readonly sender_id: string;
  readonly body?: string;
  readonly html?: string;
  /** Default: a message. */
  readonly type?: "notice" | "emote" | "join" | "leave" | "topic" | "delete";
  /** Ids of records: the root of its thread, what it answers, what it deletes. */
  readonly thread?: string;
  readonly reply_to?: string;
  readonly target?: string;
  readonly media?: readonly {
    readonly name?: string;
    readonly mime?: string;
    readonly w?: number;
    readonly h?: number;
  }[];
  /** How often each key was given. */
  readonly reactions?: Readonly<Record<string, number>>;
  /** Earlier wordings, oldest first. */
  readonly edits?: readonly { readonly ts: number; readonly body: string }[];
};

/** Reads JSON lines, cut at line feeds alone: bodies may hold other signs that end lines. Throws with the line's number. */
export function parseRecords(text: string): readonly ChatRecord[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [JSON.parse(line) as ChatRecord];
    } catch (error) {
      throw new Error(`Line ${index + 1} is not JSON: give a file with one JSON object a line`, { cause: error });
    }
  });
}
