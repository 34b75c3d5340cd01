import { sql } from 'kysely'
import { PERSON_SUBJECTS } from '#domain/access/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/** A person's file, where it lies and whose it is. */
export interface PersonRow {
  readonly county_id: number
  readonly id: string
  readonly subject: string
  readonly name: string
  readonly division_code: string
  readonly agency_id: string | null
  readonly station_id: string | null
  readonly assigned_to: string | null
  readonly round_ids: string[] | null
}

/** The person of that id within the caller's scope; open records are not enough: `may_reach` is asked, too. */
export const findPersonRow = (tx: Tx, id: string): Promise<PersonRow | undefined> =>
  people(tx).where('id', '=', id).executeTakeFirst()

const people = (tx: Tx) =>
  tx
    .selectFrom('fact')
    .select(['county_id', 'id', 'subject', 'name', 'division_code', 'agency_id', 'station_id', 'assigned_to', 'round_ids'])
    .$castTo<PersonRow>()
    .where('subject', 'in', [...PERSON_SUBJECTS])
    .where(sql<boolean>`division_code >= app.scope_from() and division_code < app.scope_below()
      and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)`)

/** Everybody, while nobody has a number; nobody once somebody has one. */
export const listPeopleWithoutNumbers = (tx: Tx): Promise<readonly PersonRow[]> =>
  people(tx)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('person_secret').select('person_id'))))
    .execute()

/** People who have a number, by its blind indexes. */
export async function listPeopleWith(tx: Tx, indexes: readonly Buffer[], limit: number): Promise<readonly PersonRow[]> {
  const found = await tx
    .selectFrom('person_secret')
    .select('person_id')
    .where('blind_index', 'in', [...indexes])
    .limit(limit)
    .execute()
  const ids = [...new Set(found.map(({ person_id }) => person_id))]
  return ids.length === 0 ? [] : people(tx).where('id', 'in', ids).orderBy('id').execute()
}

export interface SecretRow {
  readonly county_id: number
  readonly person_id: string
  readonly kind: string
  readonly ciphertext: Buffer
  readonly recorded_at: Date
}

export const listSecretRows = (tx: Tx, person: PersonRow): Promise<readonly SecretRow[]> =>
  tx
    .selectFrom('person_secret')
    .select(['county_id', 'person_id', 'kind', 'ciphertext', 'recorded_at'])
    .where('county_id', '=', person.county_id)
    .where('person_id', '=', person.id)
    .orderBy('kind')
    .execute()

export interface SecretDraft {
  readonly kind: string
  readonly keyId: string
  readonly ciphertext: Buffer
  readonly blindIndex: Buffer
  readonly last4: string
  readonly recordedBy: string
  readonly recordedAt: Date
}

/** Whether another person of the county has the identity number; who, it does not say. */
export async function isSecretTaken(tx: Tx, person: PersonRow, indexes: readonly Buffer[]): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select app.is_secret_taken(${person.county_id}, ${sql.val([...indexes])}::bytea[], ${person.id}::uuid) as taken`.execute(tx)
  return rows[0]?.taken === true
}

/** Puts the number in the place of the one before; false when another person got it first. */
export async function replaceSecret(tx: Tx, person: PersonRow, draft: SecretDraft): Promise<boolean> {
  await tx
    .deleteFrom('person_secret')
    .where('county_id', '=', person.county_id)
    .where('person_id', '=', person.id)
    .where('kind', '=', draft.kind)
    .execute()
  const done = await tx
    .insertInto('person_secret')
    .values({
      county_id: person.county_id,
      person_id: person.id,
      kind: draft.kind,
      division_code: person.division_code,
      agency_id: person.agency_id,
      station_id: person.station_id,
      assigned_to: person.assigned_to,
      round_ids: person.round_ids,
      key_id: draft.keyId,
      ciphertext: draft.ciphertext,
      blind_index: draft.blindIndex,
      last4: draft.last4,
      recorded_by: draft.recordedBy,
      recorded_at: draft.recordedAt,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Rows of several people at once, where they have none of the kind. Returns how many came in. */
export async function insertSecrets(tx: Tx, rows: readonly (SecretDraft & { readonly person: PersonRow })[]): Promise<number> {
  const values = rows.map(({ person, ...draft }) => ({
    county_id: person.county_id,
    person_id: person.id,
    kind: draft.kind,
    division_code: person.division_code,
    agency_id: person.agency_id,
    station_id: person.station_id,
    assigned_to: person.assigned_to,
    round_ids: person.round_ids,
    key_id: draft.keyId,
    ciphertext: draft.ciphertext.toString('hex'),
    blind_index: draft.blindIndex.toString('hex'),
    last4: draft.last4,
    recorded_by: draft.recordedBy === '' ? null : draft.recordedBy,
    recorded_at: draft.recordedAt,
  }))
  const { numAffectedRows } = await sql`
    insert into app.person_secret (county_id, person_id, kind, division_code, agency_id, station_id, assigned_to, round_ids, key_id, ciphertext,
      blind_index, last4, recorded_by, recorded_at)
    select county_id, person_id, kind, division_code, agency_id, station_id, assigned_to, round_ids, key_id, decode(ciphertext, 'hex'),
      decode(blind_index, 'hex'), last4, recorded_by, recorded_at
    from json_to_recordset(${JSON.stringify(values)}::json) as t (
      county_id int, person_id uuid, kind text, division_code text, agency_id uuid, station_id uuid, assigned_to uuid, round_ids uuid[], key_id text,
      ciphertext text, blind_index text, last4 text, recorded_by uuid, recorded_at timestamptz
    )
    on conflict do nothing
  `.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** The numbers of some people of a county, as they stand. */
export const listSecretsOf = (tx: Tx, countyId: number, people: readonly string[]) =>
  tx
    .selectFrom('person_secret')
    .select(['county_id', 'person_id', 'kind', 'ciphertext', 'recorded_at', 'recorded_by'])
    .where('county_id', '=', countyId)
    .where('person_id', '=', sql<string>`any (${[...people]}::uuid[])`)
    .execute()

/** Which of these identity numbers somebody of a county has already. */
export async function listTakenIndexes(tx: Tx, countyId: number, indexes: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('person_secret')
    .select('blind_index')
    .where('county_id', '=', countyId)
    .where('kind', '=', 'id-number')
    .where('blind_index', '=', sql<Buffer>`any (${sql.val([...indexes])}::bytea[])`)
    .execute()
  return new Set(rows.map((row) => row.blind_index.toString('hex')))
}

/** Some rows that are encrypted under another key, locked against being changed meanwhile. */
export const lockStaleSecrets = (tx: Tx, keyId: string, limit: number) =>
  tx
    .selectFrom('person_secret')
    .select(['county_id', 'person_id', 'kind', 'ciphertext', 'recorded_at'])
    .where('key_id', '<>', keyId)
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

export async function updateSecrets(
  tx: Tx,
  rows: readonly { readonly row: SecretRow; readonly keyId: string; readonly ciphertext: Buffer; readonly blindIndex: Buffer }[],
): Promise<void> {
  const values = rows.map(({ row, keyId, ciphertext, blindIndex }) => ({
    county_id: row.county_id,
    person_id: row.person_id,
    kind: row.kind,
    key_id: keyId,
    ciphertext: ciphertext.toString('hex'),
    blind_index: blindIndex.toString('hex'),
  }))
  await sql`
    update app.person_secret s
    set key_id = t.key_id, ciphertext = decode(t.ciphertext, 'hex'), blind_index = decode(t.blind_index, 'hex')
    from json_to_recordset(${JSON.stringify(values)}::json) as t (county_id int, person_id uuid, kind text, key_id text, ciphertext text, blind_index text)
    where s.county_id = t.county_id and s.person_id = t.person_id and s.kind = t.kind
  `.execute(tx)
}

/** How many numbers are encrypted under each key. */
export const countByKey = (tx: Tx): Promise<readonly { readonly key_id: string; readonly n: number }[]> =>
  tx
    .selectFrom('person_secret')
    .select(['key_id', (eb) => eb.fn.countAll<number>().as('n')])
    .groupBy('key_id')
    .orderBy('key_id')
    .execute()
