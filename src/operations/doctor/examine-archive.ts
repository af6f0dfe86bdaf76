import type { Config } from "#config/config.ts";
import type { Store } from "#store/store.ts";
import { hostFitsFor } from "../host-limits.ts";
import { readStatus } from "../read-status.ts";
import type { RoomStatus } from "../status-report.ts";
import { findFileFaults } from "./find-file-faults.ts";
import { findLinkFaults } from "./find-link-faults.ts";
import { named, type DoctorReport, type Finding } from "./finding.ts";

export type Examination = {
  readonly config: Config;
  /** May be open for reading only; its database is sound. */
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** Looks over rooms, files and links. Reads every file of the site; writes nothing and asks no server. */
export async function examineArchive({ config, store, now }: Examination): Promise<DoctorReport> {
  const { rooms, warnings } = await readStatus({ config, store, now });
  const output = await store.readOutput(config.output);
  const all = output === undefined ? [] : await store.readArtifacts(output.key);
  const files = all.filter(({ kind }) => kind !== "search-shard");
  const links = await findLinkFaults(config.output, config.site.url, new Set(files.map(({ path }) => path)));
  return {
    looked: { files: files.length, links: links.links },
    findings: [
      ...rooms.flatMap(roomFindings),
      ...warnings.map((says): Finding => ({
        about: "rooms",
        severity: "warn",
        says,
        fix: "daybook status tells more of each room",
      })),
      ...(files.length === 0 ? [] : await findFileFaults(store, config.output, files)),
      ...links.findings,
      ...hostFindings(files.map(({ sizeBytes }) => sizeBytes)),
    ],
  };
}

function roomFindings({ slug, problem, holes, missing }: RoomStatus): readonly Finding[] {
  const finding = (severity: Finding["severity"], says: string, fix: string): Finding => ({
    about: "rooms",
    severity,
    says: `${slug}: ${says}`,
    fix,
  });
  return [
    ...(problem === undefined ? [] : [finding("bad", problem, `daybook crawl --room ${slug} tries again`)]),
    ...(holes.length === 0
      ? []
      : [
          finding(
            "warn",
            `its history has ${holes.length === 1 ? "a hole" : `${holes.length} holes`}: ${named(holes.map(({ older, newer }) => `${older ?? "its beginning"} to ${newer}`))}`,
            `daybook crawl --room ${slug} --full looks there once more`,
          ),
        ]),
    ...(missing === 0
      ? []
      : [
          finding(
            "warn",
            `the server has ${missing} stored events no more`,
            `daybook crawl --room ${slug} --confirm-deletions lets them go, if they are meant to be gone`,
          ),
        ]),
  ];
}

function hostFindings(sizes: readonly number[]): readonly Finding[] {
  const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
  const largestFileBytes = sizes.reduce((most, size) => Math.max(most, size), 0);
  return hostFitsFor({ files: sizes.length, sizeBytes, largestFileBytes })
    .filter(({ fits }) => !fits)
    .map(({ host, over }) => ({
      about: "hosts",
      severity: "warn",
      says: `the site is too large for ${host}: ${over.join(", ")}`,
      fix: "if that is where it goes: an object store or a server has no such limit, site.mediaUrl puts files elsewhere, rooms[].since leaves old days out",
    }));
}
