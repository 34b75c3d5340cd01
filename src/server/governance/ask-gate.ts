import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import {
  decideGate,
  gatesOf,
  linkWorld,
  momentOf,
  S,
  type CompiledRule,
  type Entity,
  type EntitySource,
  type Moment,
} from '#domain/scheme/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { findRecord, type RecordRow } from '#server/record/index.ts'
import type { SchemeInPlace, SchemeOpener } from '#server/scheme/index.ts'

type Asking = Pick<SignedInContext, 'tx' | 'actor' | 'today'>

/** What the plans in force say of letting an act through. */
export interface Gate {
  readonly state: 'open' | 'closed' | 'silent'
  /** Clause of the rule that guards it, the refusing one first. */
  readonly clause: string | undefined
  readonly because: readonly string[]
}

/** A record as it stands or is about to, joined with what it links to: enough for the rules that guard an act on it. */
export interface Judged {
  readonly plan: SchemeInPlace
  readonly entity: Entity
  readonly moment: Moment
}

/** As much of a record as is judged. */
export type Recorded = Pick<RecordRow, 'subject' | 'id' | 'name' | 'divisionCode' | 'facts'>

/** The record under each plan that holds where it lies. */
export async function judgedIn(opener: SchemeOpener, { tx, actor, today }: Asking, record: Recorded): Promise<Judged[]> {
  const out: Judged[] = []
  for (const { schemeId, unitCode, referenceDay } of await opener.adoptions(tx, today)) {
    if (unitCode !== '0' && !record.divisionCode.startsWith(unitCode)) continue
    const plan = await opener.place(tx, actor, today, { schemeId, unitCode })
    if (isRefusal(plan)) continue
    const { catalogue } = plan.layers.base
    const sources = [sourceOf(record)]
    for (const { to, via } of Object.values(catalogue[record.subject]?.links ?? {})) {
      const id = record.facts[via]
      const linked = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? await findRecord(tx, to, id) : undefined
      if (linked) sources.push(sourceOf(linked))
    }
    const world = linkWorld(sources, catalogue, { guess: false, complete: false })
    const entity = world.get(record.subject)?.find(({ id }) => id === record.id)
    if (entity) out.push({ plan, entity, moment: momentOf((referenceDay ?? today) as CivilDate) })
  }
  return out
}

const sourceOf = ({ subject, id, name, facts, divisionCode }: Recorded): EntitySource => ({
  subject,
  id,
  facts: { nameText: name, ...(facts as EntitySource['facts']), divisionCode },
})

/** Which step a process has come to: says more than that it is not done. */
function stepIn(compiled: CompiledRule | undefined, entity: Entity, moment: Moment): string | undefined {
  if (compiled?.rule.kind !== 'process') return undefined
  const at = compiled.label(entity, moment)
  const step = compiled.rule.steps.find(({ id }) => id === at)
  return step && `${compiled.rule.label}：还没有${step.label}`
}

/** Asks the rules that guard an act on a record; no rule that applies is silence. */
export async function askGate(opener: SchemeOpener, asking: Asking, record: Recorded, gate: string): Promise<Gate> {
  const guards: { clause: string | undefined; because: readonly string[] }[] = []
  for (const { plan, entity, moment } of await judgedIn(opener, asking, record)) {
    const compiled = plan.layers.base
    const applying = (compiled.bySubject.get(record.subject) ?? []).filter(
      (rule) => gatesOf(rule.rule).includes(gate) && rule.state(entity, moment) !== S.notApplicable,
    )
    const [first] = applying
    if (!first) continue
    const { refusing } = decideGate(compiled, gate, entity, moment)
    guards.push({
      clause: (refusing[0]?.rule ?? first.rule).cites[0],
      because: refusing.map(({ rule, because }) => stepIn(compiled.byId.get(rule.id), entity, moment) ?? because),
    })
  }
  const closed = guards.find(({ because }) => because.length > 0)
  const told = closed ?? guards[0]
  return {
    state: closed ? 'closed' : told ? 'open' : 'silent',
    clause: told?.clause,
    because: guards.flatMap(({ because }) => because),
  }
}
