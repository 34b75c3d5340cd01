import { sql, type Kysely } from 'kysely'
import { isCivilDate } from '#domain/kernel/civil-date.ts'
import { catalogue, layersOf, momentOf, restoreSubject, type Layers, type Scheme, type Snapshot } from '#domain/scheme/index.ts'
import { systemTx, type Tx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { openSchemes } from '#server/open-schemes.ts'
import { NothingThere } from './end-with.ts'
import type { Outcome } from './outcome.ts'
import { progressBar } from './progress-bar.ts'

/** A decision as it was stored: the facts the ruling read, the settings then signed, and what came of it. */
interface StoredDecision {
  readonly id: string
  readonly schemeId: string
  readonly sha256: string
  readonly ruleId: string
  readonly subject: string
  readonly entityId: string
  readonly asOf: string
  readonly facts: unknown
  readonly outcome: unknown
}
interface StoredFacts {
  readonly snapshot: Snapshot
  readonly signed?: readonly (readonly [string, string | number])[]
  readonly overlay?: string | null
}

/** What of an outcome the rule decided, not the officer. */
const COMPARED = ['state', 'label', 'amount', 'payable', 'endsOn'] as const

const storedDecisions = (tx: Tx, id: string | undefined): Promise<StoredDecision[]> => {
  const all = tx
    .selectFrom('decision')
    .select([
      'id',
      'scheme_id as schemeId',
      'scheme_sha256 as sha256',
      'rule_id as ruleId',
      'subject',
      'entity_id as entityId',
      sql<string>`as_of::text`.as('asOf'),
      'facts',
      'outcome',
    ])
    .orderBy('decided_at')
    .orderBy('id')
  return (id === undefined ? all : all.where('id', '=', id)).execute()
}

interface Replay {
  readonly id: string
  readonly scheme: string
  readonly rule: string
  readonly subject: string
  readonly entity: string
  readonly asOf: string
  readonly same: boolean
  readonly differences: readonly { readonly what: string; readonly stored: unknown; readonly now: unknown }[]
}

const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x)
const canonical = (x: unknown): string =>
  JSON.stringify(x, (_, v: unknown) =>
    isRecord(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  ) ?? 'null'

/** Judges a stored decision again; without layers the plan it was made under is gone. */
function replay(d: StoredDecision, layersFor: ((facts: StoredFacts) => Layers) | undefined): Replay {
  const base = { id: d.id, scheme: d.schemeId, rule: d.ruleId, subject: d.subject, entity: d.entityId, asOf: d.asOf }
  const broken = (what: string): Replay => ({ ...base, same: false, differences: [{ what, stored: null, now: null }] })
  if (!layersFor) return broken(`没有存下方案版本 ${d.sha256.slice(0, 12)}`)
  if (!isRecord(d.facts) || !isRecord(d.facts['snapshot']) || !isRecord(d.outcome)) return broken('没有存下作决定时的事实')
  if (!isCivilDate(d.asOf)) return broken('判定日有误')
  const facts = d.facts as unknown as StoredFacts
  const rule = layersFor(facts).byKey.get(d.ruleId)?.rule
  if (!rule) return broken(`所存的方案里没有规则 ${d.ruleId}`)
  const ruling = rule.ruling(restoreSubject(facts.snapshot), momentOf(d.asOf))
  const { outcome } = d
  const differences = COMPARED.flatMap((what) => {
    if (!(what in outcome)) return []
    const now = ruling[what] ?? null
    return canonical(outcome[what] ?? null) === canonical(now) ? [] : [{ what, stored: outcome[what], now }]
  })
  return { ...base, same: differences.length === 0, differences }
}

/** `decision replay`: judges stored decisions again from their kept facts, under the plan as it then was. */
export async function replayDecisions(db: Kysely<DB>, id: string | undefined): Promise<Outcome> {
  const opener = openSchemes(db)
  const replayed = await systemTx(db, async (tx) => {
    const stored = await storedDecisions(tx, id)
    const laid = new Map<string, Layers>()
    const layers = (plan: Scheme, sha256: string, facts: StoredFacts): Layers => {
      const overlay = facts.overlay ?? undefined
      const key = canonical([sha256, facts.signed ?? [], overlay ?? null])
      const known = laid.get(key) ?? layersOf(plan, catalogue, new Map(facts.signed), overlay)
      laid.set(key, known)
      return known
    }
    const kept = new Set((await tx.selectFrom('scheme_version').select('sha256').execute()).map((v) => v.sha256))
    const findPlan = async (d: StoredDecision): Promise<Scheme | undefined> =>
      kept.has(d.sha256) ? opener.parsed(tx, d.schemeId, d.sha256) : undefined
    const bar = progressBar('重放', stored.length)
    const out: Replay[] = []
    for (const [i, d] of stored.entries()) {
      const plan = await findPlan(d)
      const layersFor = plan && ((facts: StoredFacts): Layers => layers(plan, d.sha256, facts))
      out.push(replay(d, layersFor))
      bar.step(i + 1)
    }
    bar.end()
    return out
  })
  if (id !== undefined && replayed.length === 0) throw new NothingThere(`没有决定 ${id}`)
  const different = replayed.filter((r) => !r.same)
  const lines = [
    ...replayed.map(
      (r) =>
        `${r.same ? '✓ 一致' : '✗ 不一致'} ${r.id} ${r.scheme} ${r.rule}（${r.subject} ${r.entity}，${r.asOf}）${r.differences.map((d) => `；${d.what}：原 ${canonical(d.stored)}，现 ${canonical(d.now)}`).join('')}`,
    ),
    `${replayed.length} 项决定：${replayed.length - different.length} 一致，${different.length} 不一致`,
  ]
  return {
    code: different.length > 0 ? 1 : 0,
    lines,
    json: { total: replayed.length, different: different.length, decisions: replayed },
  }
}
