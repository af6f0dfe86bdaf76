import { ConfigError, type ConfigProblem } from "#config/config-error.ts";
import { parseConfig } from "#config/parse-config.ts";
import { configText, type InitAnswers } from "./config-template.ts";

/** Answers that are right, to check one of them alone. */
const rightAnswers: InitAnswers = {
  url: "https://chat.example.org/",
  title: "Example chat",
  contact: "mailto:archive@example.org",
  homeserver: "example.org",
  rooms: ["#general:example.org"],
  language: "en",
};

/** What is wrong with some of the answers, as what to write instead; empty when they are right. */
export function initProblems(answers: Partial<InitAnswers>): readonly ConfigProblem[] {
  try {
    parseConfig(configText({ ...rightAnswers, ...answers }), { file: "daybook.yaml", folder: "/", readText: () => "" });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
