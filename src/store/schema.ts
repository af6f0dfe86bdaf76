import type { Generated } from "kysely";
import type { MediaFileTable, MediaTable, MediaUseTable } from "./media-schema.ts";
import type { ThreadDayTable, ThreadTable } from "./thread-schema.ts";
import type { UnpublishedTable } from "./unpublished-tables.ts";

/**
 * The tables. Times are milliseconds since 1970, days `YYYY-MM-DD`, flags 0 or 1, JSON is text. Only `store/` reads or
 * writes them; queries keep to what SQLite and PostgreSQL share.
 */
export type Database = {
  /** Version of the schema, identity of the store, the change counter, the seed. */
  readonly meta: { key: string; value: string };
  readonly rooms: RoomTable;
  readonly grants: GrantTable;
  readonly events: EventTable;
  /** One row for each way an event points at another. The target may not be stored, or not yet. */
  readonly relations: { room: number; target: string; kind: string; source: number };
  /** Redactions by target, also of events that have not arrived. */
  readonly redactions: { target: string; room: number; redacted_at: number | null };
  /** Current names of senders without a public member event of their own. */
  readonly profiles: { room: number; user_id: string; display_name: string | null; avatar: string | null };
  /** Everyone who is in a room's events by id: senders, members, whoever is mentioned. */
  readonly people: { user_id: string; room: number };
  /** The names that stand for people of rooms that hide theirs. */
  readonly aliases: { user_id: string; alias: string };
  /** Whom the content of an event mentions by id. */
  readonly mentions: { user_id: string; room: number; source: number };
  /** Names of people whom the rules keep out, to take them out of what others say to them. */
  readonly withheld_names: { user_id: string; name: string };
  /** Subscribed policy lists as they were last read; `rules` is JSON. */
  readonly policy_lists: { list: string; room_id: string; rules: string; read_at: number };
  /** Marks of moderators that hide an event or show it again (MSC3531), also of events that have not arrived. */
  readonly visibility_marks: { room: number; target: string; mark: string; visible: number };
  /** Whose edits keep which event off the record, also of events that have not arrived. */
  /** Ends of polls by somebody who may redact. */
  readonly moderator_ends: { room: number; end: string };
  readonly off_record_edits: { room: number; target: string; sender: string };
  /** Publication ledger: the open stretches of rooms. */
  readonly stretches: StretchTable;
  /** Senders with ids of a bridge's form, as salted hashes: their ids may hold phone numbers. `network` is its label. */
  readonly ghosts: { room: number; ghost: string; network: string };
  readonly spans: SpanTable;
  readonly holes: HoleTable;
  /** When a room was last walked from end to end, and how many events were missing then and kept all the same. */
  readonly sweeps: { room: number; finished_at: number; held: number };
  /** The number of the last change that touched a day. */
  readonly days: { room: number; day: string; change: number };
  /** Derived from the events, the configuration and the cutoff; rebuilt at will. */
  readonly day_summaries: DaySummaryTable;
  readonly threads: ThreadTable;
  readonly thread_days: ThreadDayTable;
  readonly outputs: { id: Generated<number>; path: string; stamp: string; reached_change: number; input_key: string };
  readonly artifacts: ArtifactTable;
  readonly artifact_sources: ArtifactSourceTable;
  /** Which artifact shows which files; an empty page marks a file that one has ceased to show. */
  readonly shown_files: { output: number; page: string; file: string };
  readonly unpublished: UnpublishedTable;
  /** Every address ever published. */
  readonly addresses: { path: string; first_published: string };
  /** Merged from `decisions.jsonl`: a published room's slug and title, and the parts of long days. */
  readonly decided_slugs: { room_id: string; slug: string; title: string };
  readonly decided_parts: { event_id: string; part: number };
  readonly decided_thread_parts: { event_id: string; part: number };
  /** Merged from `decisions.jsonl`: what the operator removed; `change` is the one at which it was. */
  readonly removals: { kind: string; target: string; reason: string | null; removed_at: number; change: number };
  /** Files that events name, what names each, and what of them lies in the store's folder. */
  readonly media: MediaTable;
  readonly media_uses: MediaUseTable;
  readonly media_files: MediaFileTable;
  /** Files that nothing needs any more and that may still be there. */
  readonly media_trash: { path: string };
  readonly runs: { id: Generated<number>; kind: string; started_at: number; report: string };
};

export type RoomTable = {
  id: Generated<number>;
  room_id: string;
  slug: string;
  /** As configured, to find the room again when its alias cannot be resolved. */
  configured: string;
  title: string | null;
  state: string;
  /** "open" or the reason why not; null: never judged. */
  verdict: string | null;
  grant_id: number | null;
  checked_at: number | null;
  cutoff: number | null;
  last_success_at: number | null;
  first_complete_at: number | null;
  archived_since: number;
  /** Of what room pages show: name, topic, verdict, holes. */
  change: number;
  /** 1: aliases stand for its people, and its short ids are salted. */
  hides_names: Generated<number>;
  /** The room that it was upgraded from and is shown with; null: it is shown on its own. */
  follows: Generated<number | null>;
};

export type GrantTable = {
  id: Generated<number>;
  room: number;
  event_id: string;
  visibility: string | null;
  sender: string;
  ts: number;
};

export type EventTable = {
  id: Generated<number>;
  room: number;
  event_id: string;
  short_id: string;
  type: string;
  sender: string;
  state_key: string | null;
  ts: number;
  ts_trusted: number;
  day: string;
  part: number | null;
  /** Part of its thread's page; null: none given yet. */
  thread_part: Generated<number | null>;
  position: number;
  eligible_at: number;
  first_seen: number;
  grant_id: number;
  content: string;
  redacts: string | null;
  /** 1: it replaces another event; remembered, because a redaction takes the relation away. */
  is_edit: number;
  redacted: number;
  redacted_at: number | null;
  gone: number;
  /** 1: its content was taken away by the operator's will; the same crawl that may store it again brings it back. */
  erased: number;
  /** 1: the newest mark of a moderator hides it. */
  hidden: Generated<number>;
};

export type StretchTable = {
  room: number;
  /** The change of visibility that opened it. */
  event_id: string;
  sender: string;
  opened_at: number;
  /** A number or "creator"; null: not readable. */
  power_level: string | null;
  ended_at: number | null;
  ended_by: string | null;
  checked_at: number;
};

export type SpanTable = {
  id: Generated<number>;
  room: number;
  newest_position: number;
  oldest_position: number;
  /** Where the walk goes on; null: the start of readable history was reached. */
  older_token: string | null;
  token_position: number | null;
  /** Visibility in force just below the oldest event; null: not known. */
  grant_id: number | null;
  /** 1: everything that arrived in the room since its first crawl is in this span or was. */
  connected: number;
};

export type HoleTable = {
  id: Generated<number>;
  room: number;
  /** The span above the hole. */
  span: number;
  newer_ts: number;
  older_ts: number | null;
  reason: string;
};

export type DaySummaryTable = {
  room: number;
  day: string;
  /** Change number at which its page last came or went, and at which its searchable text last changed. */
  existence_change: number;
  search_change: number;
  /** 0: the day has no page any more. */
  item_count: number;
  message_count: number;
  part_count: number;
  /** JSON: the first lines, as plain text. */
  opening: string;
  /** Day of the newest change its page shows. */
  last_modified: string;
  /** Hash and word count of the text that search indexes. */
  search_key: string;
  search_words: number;
};

export type ArtifactTable = {
  output: number;
  path: string;
  kind: string;
  input_hash: string;
  content_hash: string;
  size: number;
  /** JSON: what else must be known of the artifact to build others, such as a search shard's line in the list of shards. */
  detail: string | null;
};

/** A row for each artifact and each 256 event rows with neighbouring numbers of which it drew from some. */
export type ArtifactSourceTable = {
  output: number;
  path: string;
  /** 0: the events were not in the store. */
  room: number;
  /** Number of the event's row divided by 256, rounded down; the rests stand in `offsets`, a byte each, in order. */
  block: number;
  offsets: Uint8Array;
};
