import { randomBytes } from "node:crypto";

/** What differs from run to run, so that a stranger's server on the same port is never taken for ours. */
export type SynapseIdentity = {
  readonly port: number;
  readonly asToken: string;
  /** Further lines of YAML, for instance other limits. */
  readonly extra: string;
};

export const synapseServerName = "hs.test";

/** By which an administrator can be registered. */
export const synapseSharedSecret = "test-shared";

/** The files of a Synapse on SQLite that talks to nobody but loopback, by name. */
export function synapseFiles({ port, asToken, extra }: SynapseIdentity): Readonly<Record<string, string>> {
  return {
    "homeserver.yaml": `
server_name: ${synapseServerName}
public_baseurl: http://127.0.0.1:${port}/
listeners:
  - {port: ${port}, bind_addresses: ['127.0.0.1'], type: http, tls: false, resources: [{names: [client]}]}
database: {name: sqlite3, args: {database: hs.db}}
signing_key_path: hs.key
media_store_path: media
log_config: log.yaml
app_service_config_files: [as.yaml]
registration_shared_secret: ${synapseSharedSecret}
macaroon_secret_key: test-macaroon
form_secret: test-form
report_stats: false
trusted_key_servers: []
suppress_key_server_warning: true
federation_domain_whitelist: []
enable_registration: true
enable_registration_without_verification: true
allow_guest_access: true
allow_public_rooms_without_auth: true
room_list_publication_rules: [{action: allow}]
presence: {enabled: false}
rc_message: &off {per_second: 100000, burst_count: 100000}
rc_registration: *off
rc_login: {address: *off, account: *off, failed_attempts: *off}
rc_joins: {local: *off, remote: *off}
rc_joins_per_room: *off
rc_room_creation: *off
${extra}
`,
    "log.yaml": `
version: 1
handlers: {f: {class: logging.FileHandler, filename: hs.log}}
root: {level: WARNING, handlers: [f]}
disable_existing_loggers: false
`,
    // Made here, for Synapse takes two seconds to do it.
    "hs.key": `ed25519 a_test ${randomBytes(32).toString("base64").replace(/=+$/, "")}\n`,
    "as.yaml": `
id: seeder
url: null
as_token: ${asToken}
hs_token: hs-token-for-tests
sender_localpart: seeder
rate_limited: false
namespaces:
  users: [{exclusive: false, regex: '@.*:hs\\.test'}]
  aliases: [{exclusive: false, regex: '#.*:hs\\.test'}]
  rooms: []
`,
  };
}
