/** How far a long piece of work is. The command draws it; the work only reports it. */
export type Progress = (step: {
  /** What is being done: "#general: history". */
  readonly subject: string;
  readonly done: number;
  /** undefined: not known. */
  readonly total: number | undefined;
  /** What is counted: "events", "pages". */
  readonly unit: string;
}) => void;

/** Lines for operators: subject, verb, number. Never message text, never a token. */
export type Log = {
  readonly info: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly debug: (line: string) => void;
};
