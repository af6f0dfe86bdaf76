import { examineArchive } from "#operations/doctor/examine-archive.ts";
import type { DoctorReport, Finding } from "#operations/doctor/finding.ts";
import { findStoreDamage } from "#store/back-up-store.ts";
import { connect } from "./support/connect.ts";
import { exitCode, type ExitCode } from "./support/exit-code.ts";
import { formatCount } from "./support/format.ts";
import { loadConfig } from "./support/load-config.ts";
import { detail, type ReportLine } from "./support/report-line.ts";
import { assertStore, withStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** Everything that can be looked over from here, each fault with what to do. */
export async function doctor(world: World, { server = true }: { server?: boolean }): Promise<ExitCode> {
  const { reporter, now } = world;
  const config = loadConfig(world.configFile);
  assertStore(config);
  const asked = server ? await serverFindings(() => connect(config, world).then((to) => to.fetchWhoami())) : [];
  const [damage] = findStoreDamage(config.store);
  const { looked, findings } =
    damage === undefined
      ? await withStore(config, (store) => examineArchive({ config, store, now: now() }), { readOnly: true })
      : { looked: { files: 0, links: 0 }, findings: [damageFinding(config.store, damage)] };
  const report: DoctorReport = { looked, findings: [...asked, ...findings] };
  reporter.print(reportLines(report));
  reporter.printJson(report);
  return report.findings.some(({ severity }) => severity === "bad") ? exitCode.partial : exitCode.done;
}

async function serverFindings(ask: () => Promise<unknown>): Promise<readonly Finding[]> {
  try {
    await ask();
    return [];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "MatrixApiError") throw error;
    const fix = "see what it says; daybook doctor --no-server looks at the rest alone";
    return [{ about: "server", severity: "bad", says: error.message, fix }];
  }
}

function damageFinding(folder: string, damage: string): Finding {
  return {
    about: "store",
    severity: "bad",
    says: `the database in ${folder} is damaged: ${damage}`,
    fix: "daybook restore --from BACKUP --replace; without a backup move daybook.sqlite away, keep decisions.jsonl, and crawl again",
  };
}

function reportLines({ looked, findings }: DoctorReport): readonly ReportLine[] {
  const seen = `${formatCount(looked.files, "file")} and ${formatCount(looked.links, "link")} looked at`;
  if (findings.length === 0) return [{ mark: "good", text: `Nothing found: ${seen}` }];
  return [
    { mark: "title", text: `${formatCount(findings.length, "finding")}; ${seen}` },
    ...findings.flatMap(({ about, severity, says, fix }): readonly ReportLine[] => [
      { mark: severity, text: `  ${about}: ${says}` },
      detail("plain", fix),
    ]),
  ];
}
