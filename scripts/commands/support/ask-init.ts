import { cancel, intro, isCancel, text } from "@clack/prompts";
import type { InitAnswers } from "./config-template.ts";
import { initProblems } from "./init-problem.ts";
import { InterruptedError } from "./interruption.ts";

type Question = { readonly message: string; readonly placeholder: string };

const questions = {
  url: { message: "Where will the site be published?", placeholder: "https://chat.example.org/" },
  title: { message: "What is the site called?", placeholder: "Example chat" },
  contact: {
    message: "Whom can people write to, for questions and removal requests?",
    placeholder: "mailto:archive@example.org",
  },
  homeserver: { message: "Which homeserver is read? Its name or address.", placeholder: "example.org" },
} as const satisfies Partial<Record<keyof InitAnswers, Question>>;

const roomQuestion: Question = {
  message: "Which room shall be published? Its alias or id.",
  placeholder: "#general:example.org",
};
const moreRoomsQuestion: Question = { message: "One more room? Leave empty to finish.", placeholder: "" };

/** Asks for what the flags did not say, until `signal` aborts. Throws `InterruptedError` when the operator gives up. */
export async function askInit(given: Partial<InitAnswers>, signal: AbortSignal): Promise<InitAnswers> {
  intro("A configuration for Daybook");
  const ask = (key: keyof typeof questions) =>
    given[key] ?? askText(questions[key], signal, (answer) => problemWith({ [key]: answer }));
  return {
    url: await ask("url"),
    title: await ask("title"),
    contact: await ask("contact"),
    homeserver: await ask("homeserver"),
    rooms: given.rooms ?? (await askRooms(signal)),
    language: given.language ?? "en",
  };
}

async function askRooms(signal: AbortSignal): Promise<readonly string[]> {
  const rooms: string[] = [];
  for (;;) {
    const isFirst = rooms.length === 0;
    const answer = await askText(isFirst ? roomQuestion : moreRoomsQuestion, signal, (room) => {
      if (rooms.includes(room)) return "Write another room: this one is listed already";
      return room === "" && !isFirst ? undefined : problemWith({ rooms: [...rooms, room] });
    });
    if (answer === "") return rooms;
    rooms.push(answer);
  }
}

async function askText(
  { message, placeholder }: Question,
  signal: AbortSignal,
  check: (answer: string) => string | undefined,
): Promise<string> {
  const answer = await text({ message, placeholder, signal, validate: (value) => check((value ?? "").trim()) });
  if (isCancel(answer)) {
    cancel("Nothing was written.");
    throw new InterruptedError("The questions were not answered");
  }
  return (answer ?? "").trim();
}

function problemWith(answers: Partial<InitAnswers>): string | undefined {
  const [problem] = initProblems(answers);
  return problem === undefined ? undefined : `Write ${problem.instead}`;
}
