import type { Row } from './oracle.ts'

/** A small country of rows, random but for its seed. */
export function seeded(seed: number) {
  let state = seed >>> 0 || 1
  const next = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  return { next, pick, isHit: (chance: number): boolean => next() < chance }
}
export type Random = ReturnType<typeof seeded>

let made = 0
export const uuid = (kind: number): string => `00000000-000${kind}-7000-8000-${String(++made).padStart(12, '0')}`

const TOWNS = ['101', '102', '103']
export const COUNTIES = ['990901', '990902', '990903', '990801', '110101', '99090']
export const CODES: readonly string[] = [
  '0',
  '9',
  '99',
  '9909',
  '9908',
  '11',
  '1101',
  ...COUNTIES,
  ...COUNTIES.flatMap((county) => TOWNS.map((town) => county + town)),
  ...COUNTIES.flatMap((county) =>
    ['990901101', '990901102'].includes(`${county}101`) ? TOWNS.map((town) => `${county}101${town}`) : [`${county}102001`],
  ),
]
export const SCOPES: readonly string[] = [...CODES, '990901101001', '99090110', '9909011', '999999', '990']
export const ACCOUNTS = Array.from({ length: 6 }, () => uuid(1))
export const AGENCIES = Array.from({ length: 3 }, () => uuid(2))
export const STATIONS = Array.from({ length: 5 }, () => uuid(3))
export const ROUNDS = Array.from({ length: 3 }, () => uuid(4))
const ROLES_SEEN = [
  'bureau',
  'auditor',
  'city',
  'province',
  'system-admin',
  'town',
  'worker',
  'agency',
  'evaluator',
  'supervisor',
  'centre',
]
export const roleOf = ({ pick }: Random): string => pick(ROLES_SEEN)

/** A row that could lie anywhere and be anybody's. */
export function randomRow(random: Random): Row {
  const { pick, isHit } = random
  return {
    id: uuid(5),
    code: pick(CODES),
    account: pick(ACCOUNTS),
    role: roleOf(random),
    agency: isHit(0.7) ? pick(AGENCIES) : null,
    station: isHit(0.7) ? pick(STATIONS) : null,
    assigned: isHit(0.6) ? pick(ACCOUNTS) : null,
    rounds: isHit(0.5) ? ROUNDS.filter(() => isHit(0.5)) : null,
    isOpen: isHit(0.2),
    isProposed: isHit(0.7),
    isOfWorker: isHit(0.5),
  }
}

const quote = (value: string | null | undefined): string => (value == null ? 'null' : `'${value}'`)
const uuids = (list: readonly string[] | null | undefined): string => (list == null ? 'null' : `'{${list.join(',')}}'::uuid[]`)
const place = (row: Row): string => `'${row.code}', ${quote(row.agency)}, ${quote(row.station)}`

const recordIn =
  (table: string) =>
  (row: Row): string =>
    `insert into app.${table} (county_id, id, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name, facts)
    values (1, '${row.id}', ${place(row)}, ${quote(row.assigned)}, ${uuids(row.rounds)}, ${String(row.isOpen)}, '', '{}')`

/** The statement that inserts a row into each table. */
export const INSERTS: Readonly<Record<string, (row: Row) => string>> = {
  entity: (
    row,
  ) => `insert into app.entity (county_id, subject, id, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name, facts)
    values (1, 'client', '${row.id}', ${place(row)}, ${quote(row.assigned)}, ${uuids(row.rounds)}, ${String(row.isOpen)}, '', '{}')`,
  unit: recordIn('unit'),
  station: recordIn('station'),
  worker: recordIn('worker'),
  posting: recordIn('posting'),
  record_history: (
    row,
  ) => `insert into app.record_history (county_id, subject, id, version, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name, facts, effective_on, recorded_at, is_removed)
    values (1, 'client', '${row.id}', 1, ${place(row)}, ${quote(row.assigned)}, ${uuids(row.rounds)}, false, '', '{}', '2026-01-01', now(), false)`,
  import_batch: (
    row,
  ) => `insert into app.import_batch (county_id, id, importer, division_code, account_id, file_name, sha256, headings, state, row_count, uploaded_at)
    values (1, '${row.id}', 'x', '${row.code}', ${quote(row.account)}, 'x', 'x', '{}', 'read', 0, now())`,
  import_row: (row) => `insert into app.import_row (county_id, batch_id, line, division_code, account_id, cells)
    values (1, '${row.id}', 1, '${row.code}', ${quote(row.account)}, '{}')`,
  person_secret: (
    row,
  ) => `insert into app.person_secret (county_id, person_id, kind, division_code, agency_id, station_id, assigned_to, round_ids, key_id, ciphertext, blind_index, last4, recorded_at)
    values (1, '${row.id}', 'bank', ${place(row)}, ${quote(row.assigned)}, ${uuids(row.rounds)}, 'k', '', '', '', now())`,
  attachment: (
    row,
  ) => `insert into app.attachment (county_id, id, subject, record_id, kind, division_code, agency_id, station_id, assigned_to, round_ids, name, media_type, bytes, sha256, given_sha256, state, recorded_at, recorded_by, recorded_by_name)
    values (1, '${row.id}', 'client', '${row.id}', 'photo', ${place(row)}, ${quote(row.assigned)}, ${uuids(row.rounds)}, 'a.pdf', '', 1, repeat('0', 64), repeat('0', 64), 'stored', now(), ${quote(row.account)}, '')`,
  decision: (
    row,
  ) => `insert into app.decision (county_id, id, scheme_id, scheme_sha256, rule_id, subject, entity_id, division_code, agency_id, station_id, as_of, facts, outcome, decided_by)
    values (1, '${row.id}', 's', 'h', 'r', '${row.isOfWorker ? 'worker' : 'agency'}', '${row.id}', ${place(row)}, '2026-01-01', '{}', '{}', ${quote(row.account)})`,
  consequence: (
    row,
  ) => `insert into app.consequence (county_id, id, scheme_id, scheme_sha256, rule_id, subject, entity_id, division_code, agency_id, station_id, event_on, measure, status)
    values (1, '${row.id}', 's', 'h', 'r', 'agency', '${row.id}', ${place(row)}, '2026-01-01', 'm', '${row.isProposed ? 'proposed' : 'decided'}')`,
  station_acceptance: (
    row,
  ) => `insert into app.station_acceptance (county_id, id, division_code, agency_id, station_id, gate, round, result, inspected_on, remark, judged, proposed_by, proposed_by_name, proposed_at)
    values (1, '${row.id}', '${row.code}', ${quote(row.agency)}, coalesce(${quote(row.station)}, '${row.id}')::uuid, 'g', (random() * 1e9)::int + 1, 'passed', '2026-01-01', '', '{}', ${quote(row.account)}, '', now())`,
  acceptance_signature: (
    row,
  ) => `insert into app.acceptance_signature (county_id, id, acceptance_id, division_code, agency_id, station_id, verdict, reason, judged, signed_by, signed_by_name, signed_at)
    values (1, '${row.id}', '${row.id}', '${row.code}', ${quote(row.agency)}, coalesce(${quote(row.station)}, '${row.id}')::uuid, 'agreed', '', '{}', ${quote(row.account)}, '', now())`,
  signature: (row) => `insert into app.signature (id, scheme_id, subject, unit_code, value, signed_by_name, signed_on)
    values ('${row.id}', 's', 'setting:x', '${row.code}', '1', '', '2026-01-01')`,
  scheme_document: (row) => `insert into app.scheme_document (id, scheme_id, unit_code, file_name, media_type, bytes, sha256)
    values ('${row.id}', 's', '${row.code}', '', '', '', '')`,
  audit_entry: (row) => `insert into app.audit_entry (county_id, id, role, action, outcome, division_code, seq, prev_hash, hash)
    values (1, '${row.id}', 'x', 'x', 'x', '${row.code}', (random() * 1e15)::bigint, '', '')`,
  division_change: (
    row,
  ) => `insert into app.division_change (county_id, id, division_code, kind, effective_on, document_no, content, moved, made_by, made_by_name, recorded_at)
    values (1, '${row.id}', '${row.code}', 'rename', '2026-01-01', 'd', '{}', '{}', ${quote(row.account)}, '', now())`,
  zone: (row) => `insert into app.zone (county_id, id, division_code, name, in_force, made_by, recorded_at)
    values (1, '${row.id}', '${row.code}', 'z', '[2026-01-01,)', ${quote(row.account)}, now())`,
  break_glass: (
    row,
  ) => `insert into app.break_glass (county_id, id, division_code, account_id, grant_id, role, display_name, reason, opened_at, expires_at)
    values (1, '${row.id}', '${row.code}', ${quote(row.account)}, '${row.id}', '${row.role}', '', 'reason enough', now(), now() + interval '1 hour')`,
  account: (row) =>
    `insert into app.account (id, sign_in_name, display_name, person_name, password_hash, division_code) values ('${row.id}', '${row.id}', '', '', '', '${row.code}')`,
  access_grant: (row) =>
    `insert into app.access_grant (account_id, id, role, scope_code, valid_from) values (${quote(row.account)}, '${row.id}', 'bureau', '${row.code}', '2020-01-01')`,
  session: (
    row,
  ) => `insert into app.session (token_hash, account_id, grant_id, expires_at, id, last_seen_at, stage, has_factor, method, place, agent)
    select sha256('${row.id}'), account_id, id, now() + interval '1 day', '${row.id}', now(), 'open', true, 'password', '', '' from app.access_grant where account_id = ${quote(row.account)} limit 1`,
  handling: (row) =>
    `insert into app.handling (county_id, subject, subject_id, account_id, action, first_at) values (1, 'x', '${row.id}', ${quote(row.account)}, 'x', now())`,
  second_factor: (row) => `insert into app.second_factor (account_id) values (${quote(row.account)})`,
}

/** What tells a row of the table, and an update that changes nothing. */
export const KEYS: Readonly<Record<string, readonly [key: string, touch: string]>> = {
  entity: ['id', 'name = name'],
  unit: ['id', 'name = name'],
  station: ['id', 'name = name'],
  worker: ['id', 'name = name'],
  posting: ['id', 'name = name'],
  record_history: ['id', ''],
  import_batch: ['id', 'message = message'],
  import_row: ['batch_id', 'state = state'],
  person_secret: ['person_id', 'key_id = key_id'],
  attachment: ['id', 'held_at = held_at'],
  decision: ['id', ''],
  consequence: ['id', ''],
  station_acceptance: ['id', ''],
  acceptance_signature: ['id', ''],
  signature: ['id', ''],
  scheme_document: ['id', ''],
  audit_entry: ['id', ''],
  division_change: ['id', ''],
  zone: ['id', 'in_force = in_force'],
  break_glass: ['id', 'closed_at = closed_at'],
  account: ['id', 'display_name = display_name'],
  access_grant: ['id', 'valid_to = valid_to'],
  session: ['id', 'stage = stage'],
  handling: ['subject_id', ''],
  second_factor: ['account_id', 'last_step = last_step'],
}
