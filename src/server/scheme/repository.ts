import { sql } from 'kysely'
import type { SourceFile } from '#domain/scheme/index.ts'
import { codeRange } from '#domain/access/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { withLaws, type AdoptionRow } from './plan/with-laws.ts'

export interface VersionRow {
  readonly schemeId: string
  readonly version: string
  readonly sha256: string
  readonly validFrom: string
  readonly validTo: string | null
}

const validity = [
  sql<string>`lower(valid_during)::text`.as('validFrom'),
  sql<string | null>`(upper(valid_during) - 1)::text`.as('validTo'),
] as const

/** Every version of every scheme, newest revision last. */
export const listVersions = (tx: Tx): Promise<readonly VersionRow[]> =>
  tx
    .selectFrom('scheme_version')
    .select(['scheme_id as schemeId', 'version', 'sha256', ...validity])
    .orderBy('scheme_id')
    .orderBy('loaded_at')
    .orderBy('version')
    .execute()

export async function insertVersion(tx: Tx, v: VersionRow & { readonly files: readonly SourceFile[] }): Promise<void> {
  const content = JSON.stringify(Object.fromEntries(v.files.map((f) => [f.path, f.text])))
  await tx
    .insertInto('scheme_version')
    .values({
      scheme_id: v.schemeId,
      version: v.version,
      sha256: v.sha256,
      valid_during: sql`daterange(${v.validFrom}::date, ${v.validTo}::date, '[]')`,
      content,
    })
    .execute()
}

/** Source files of a version by its hash. */
export async function getVersionFiles(tx: Tx, schemeId: string, sha256: string): Promise<SourceFile[]> {
  const { content } = await tx
    .selectFrom('scheme_version')
    .select('content')
    .where('scheme_id', '=', schemeId)
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  return Object.entries(content as Record<string, string>).map(([path, text]) => ({ path, text }))
}

/** What is in force and concerns a scope, within it or above it: the plans adopted, and the law over them. */
export async function listAdoptions(tx: Tx, day: string): Promise<readonly AdoptionRow[]> {
  const rows = await tx
    .selectFrom('scheme_adoption as a')
    .leftJoin('division as d', 'd.code', 'a.unit_code')
    .select([
      'a.scheme_id as schemeId',
      'a.unit_code as unitCode',
      sql<string>`coalesce(d.name, a.unit_code)`.as('unitName'),
      sql<string | null>`a.reference_day::text`.as('referenceDay'),
      sql<string[]>`array(
        select distinct v.scheme_id from app.scheme_version v
        where v.nature = 'law' and v.valid_during @> coalesce(a.reference_day, ${day}::date) order by v.scheme_id
      )`.as('laws'),
    ])
    .where('a.layer', '=', 0)
    .where(sql<boolean>`a.in_force @> ${day}::date`)
    .where(
      sql<boolean>`((a.unit_code >= app.scope_from() and a.unit_code < app.scope_below()) or a.unit_code = any (app.scope_above()))`,
    )
    .orderBy('a.unit_code')
    .execute()
  return withLaws(rows)
}

export interface SignatureRow {
  readonly subject: string
  readonly unitCode: string
  readonly value: string
  readonly by: string
  readonly on: string
}

/** Signatures of a scheme in a unit and below it, latest first. */
export async function listSignatures(tx: Tx, schemeId: string, unitCode: string): Promise<readonly SignatureRow[]> {
  const rows = await tx
    .selectFrom('signature')
    .distinctOn(['subject', 'unit_code'])
    .select(['subject', 'unit_code as unitCode', 'value', 'signed_by_name as by', 'signed_on as on', 'recorded_at', 'id'])
    .where('scheme_id', '=', schemeId)
    .where('unit_code', '>=', unitCode)
    .where('unit_code', '<', codeRange(unitCode).below)
    .orderBy('subject')
    .orderBy('unit_code')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows
    .sort((a, b) => b.recorded_at.getTime() - a.recorded_at.getTime() || (a.id < b.id ? 1 : -1))
    .map(({ subject, unitCode: unit, value, by, on }) => ({
      subject,
      unitCode: unit,
      value: typeof value === 'string' ? value : JSON.stringify(value),
      by,
      on,
    }))
}

export async function insertSignature(
  tx: Tx,
  s: {
    readonly id: string
    readonly schemeId: string
    readonly subject: string
    readonly unitCode: string
    readonly value: string
    readonly signedBy: string
    readonly name: string
    readonly on: string
  },
): Promise<void> {
  await tx
    .insertInto('signature')
    .values({
      id: s.id,
      scheme_id: s.schemeId,
      subject: s.subject,
      unit_code: s.unitCode,
      value: JSON.stringify(s.value),
      signed_by: s.signedBy,
      signed_by_name: s.name,
      signed_on: s.on,
    })
    .execute()
}

/** Schemes of a unit that have an original attached. */
export async function listDocumentKeys(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('scheme_document').select(['scheme_id', 'unit_code']).distinct().execute()
  return new Set(rows.map((r) => `${r.scheme_id}@${r.unit_code}`))
}

export const findDocument = (tx: Tx, schemeId: string, unitCode: string) =>
  tx
    .selectFrom('scheme_document')
    .select(['file_name', 'media_type', 'bytes', 'sha256'])
    .where('scheme_id', '=', schemeId)
    .where('unit_code', '=', unitCode)
    .orderBy('attached_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function insertDocument(
  tx: Tx,
  d: {
    readonly id: string
    readonly schemeId: string
    readonly unitCode: string
    readonly fileName: string
    readonly mediaType: string
    readonly bytes: Buffer
    readonly sha256: string
    readonly by: string
  },
): Promise<void> {
  await tx
    .insertInto('scheme_document')
    .values({
      id: d.id,
      scheme_id: d.schemeId,
      unit_code: d.unitCode,
      file_name: d.fileName,
      media_type: d.mediaType,
      bytes: d.bytes,
      sha256: d.sha256,
      attached_by: d.by,
    })
    .execute()
}

/** Schemes that some place has adopted. */
export async function listAdoptedSchemeIds(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('scheme_adoption').select('scheme_id').distinct().execute()
  return new Set(rows.map((r) => r.scheme_id))
}
