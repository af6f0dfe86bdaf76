import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A broken rule by its bare name (`no-restricted-imports`) and where. */
export type LintFinding = { readonly line: number; readonly rule: string };

type Diagnostic = {
  readonly filename: string;
  readonly code?: string;
  readonly message: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
};

const project = fileURLToPath(new URL("../../", import.meta.url));

/**
 * What the project's lint configuration says about files that exist in no checkout: path from the project's root → text in,
 * path → findings in the order of lines out; files that pass have an empty list. One run for all of them, since starting
 * the linter costs most.
 */
export async function lintFiles(
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly LintFinding[]>> {
  const folder = await mkdtemp(join(tmpdir(), "daybook-lint-"));
  try {
    const config = JSON.stringify(join(project, "oxlint.config.ts"));
    await writeFile(join(folder, "oxlint.config.ts"), `export { default } from ${config};\n`);
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const broken = new Map<string, LintFinding[]>([...files.keys()].map((path) => [path, []]));
    for (const { filename, code, message, labels } of await lint(folder)) {
      const rule = /\(([\w-]+)\)/.exec(code ?? "")?.[1];
      const findings = broken.get(filename);
      if (rule === undefined || findings === undefined) throw new Error(`oxlint on ${filename}: ${message}`);
      findings.push({ line: labels[0]?.span.line ?? 0, rule });
    }
    for (const findings of broken.values()) findings.sort((a, b) => a.line - b.line);
    return broken;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function lint(folder: string): Promise<readonly Diagnostic[]> {
  const oxlint = join(project, "node_modules/oxlint/bin/oxlint");
  const output = await new Promise<string>((resolve, reject) => {
    const done = (error: Error | null, stdout: string, stderr: string) =>
      stdout.startsWith("{")
        ? resolve(stdout)
        : reject(new Error(`oxlint failed: ${stdout}${stderr}`, { cause: error }));
    execFile(process.execPath, [oxlint, "--format=json", "."], { cwd: folder, maxBuffer: 2 ** 28 }, done);
  });
  return (JSON.parse(output) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
}
