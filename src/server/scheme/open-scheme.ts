import type { Kysely } from 'kysely'
import { covers } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import {
  catalogue,
  layersOf,
  loadScheme,
  momentOf,
  wordsOf,
  type Derivation,
  type Entity,
  type Layers,
  type Moment,
  type Scheme,
  type Words,
  type World,
} from '#domain/scheme/index.ts'
import { SYSTEM_ACTOR, systemTx, type Tx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { asJudge } from './world/as-judge.ts'
import { keepLast } from './world/keep-last.ts'
import { createPlanKeeper, type Plans } from './plan/keep-plans.ts'
import { createWorldKeeper } from './world/keep-worlds.ts'
import { liesWithin } from './world/lies-within.ts'
import { getVersionFiles, listAdoptions, type SignatureRow, type VersionRow } from './repository.ts'
import { signaturesIn } from './setting/signatures-in.ts'
import type { AdoptionRow } from './plan/with-laws.ts'

/** What a reader asked to see. */
export interface Asked {
  readonly schemeId: string
  readonly unitCode?: string | undefined
  readonly asOf?: string | undefined
  readonly overlay?: string | undefined
  readonly version?: string | undefined
}

/** A scheme as it stands in a place: version, signatures and overlays in force. */
export interface SchemeInPlace {
  readonly adoption: AdoptionRow
  readonly version: VersionRow
  readonly versions: readonly VersionRow[]
  readonly scheme: Scheme
  readonly layers: Layers
  readonly words: Words
  readonly signatures: ReadonlyMap<string, SignatureRow>
}

/** The same over everything recorded there, at a moment, with what the reader may see of it. */
export interface OpenScheme extends SchemeInPlace {
  readonly world: World
  readonly moment: Moment
  readonly mine: (e: Entity) => boolean
}

export interface SchemeOpener {
  place(tx: Tx, actor: Actor, today: CivilDate, asked: Asked): Promise<SchemeInPlace | Refusal>
  open(tx: Tx, actor: Actor, today: CivilDate, asked: Asked): Promise<OpenScheme | Refusal>
  /** The plans that hold in a division, the most local first. */
  over(tx: Tx, actor: Actor, today: CivilDate, divisionCode: string): Promise<readonly SchemeInPlace[]>
  adoptions(tx: Tx, today: CivilDate): Promise<readonly AdoptionRow[]>
  parsed(tx: Tx, schemeId: string, sha256: string): Promise<Scheme>
  /** Opens every adopted scheme once, so that whoever comes first need not wait. Stops early when told to. */
  warm(today: CivilDate, isStopped: () => boolean): Promise<void>
}

export const nameOf = (e: Entity): string => (typeof e['nameText'] === 'string' ? e['nameText'] : e.id)

/**
 * Opens schemes over the facts. A verdict is always reached on all facts of the place that adopted the plan, whoever asks;
 * what the reader then sees of the verdicts is narrowed to the own scope. Judging on a partial view would call a station
 * unstaffed because the reader may not see its staff. With derivations each day has a world of its own.
 */
export function createSchemeOpener(db: Kysely<DB>, derivations: readonly Derivation[] = []): SchemeOpener {
  const schemes = keepLast<Scheme>(24)
  const laid = keepLast<{ layers: Layers; words: Words }>(24)
  const worldOf = createWorldKeeper(derivations)
  const plansOf = createPlanKeeper()

  const parsed: SchemeOpener['parsed'] = async (tx, schemeId, sha256) => {
    const known = schemes.get(sha256)
    if (known) return known
    const files = await getVersionFiles(tx, schemeId, sha256)
    const meanwhile = schemes.get(sha256)
    if (meanwhile) return meanwhile
    const { scheme } = loadScheme(files.filter((f) => !f.path.startsWith('golden/')))
    if (!scheme) throw new Error(`stored scheme ${schemeId} ${sha256} does not load`)
    return schemes.set(sha256, scheme)
  }

  const placeIn = async (
    plans: Plans,
    tx: Tx,
    actor: Actor,
    today: CivilDate,
    asked: Asked,
  ): Promise<SchemeInPlace | Refusal> => {
    // where a county is no more its own plan has ended, and still answers for its days
    const adoption =
      chosen(await plans.adoptions(today), actor, asked) ??
      (asked.asOf === undefined ? undefined : chosen(await plans.adoptions(asked.asOf as CivilDate), actor, asked))
    if (!adoption) return refuse('SCHEME_NOT_FOUND')
    const versions = (await plans.versions()).filter((v) => v.schemeId === asked.schemeId)
    const day = asked.asOf ?? adoption.referenceDay ?? today
    const version = asked.version === undefined ? inForce(versions, day) : versions.find((v) => v.version === asked.version)
    if (!version) return refuse('SCHEME_NOT_FOUND')
    const scheme = await parsed(tx, asked.schemeId, version.sha256)
    if (asked.overlay !== undefined && !scheme.overlays.some((o) => o.id === asked.overlay)) return refuse('OVERLAY_NOT_FOUND')
    const rows = await plans.signatures(asked.schemeId, adoption.unitCode)
    const signatures = signaturesIn(scheme, adoption.unitCode, rows, mayRead(actor))
    const signed = [...signatures].flatMap(([subject, s]) =>
      subject.startsWith('setting:') ? [[subject.slice(8), s.value] as const] : [],
    )
    const key = JSON.stringify([version.sha256, asked.overlay ?? null, signed])
    const known = laid.get(key)
    if (known) return { adoption, version, versions, scheme, signatures, ...known }
    const layers = layersOf(scheme, catalogue, typed(scheme, signed), asked.overlay)
    return { adoption, version, versions, scheme, signatures, ...laid.set(key, { layers, words: wordsOf(layers.base) }) }
  }

  const place: SchemeOpener['place'] = async (tx, actor, today, asked) =>
    placeIn(await plansOf({ tx, actor }), tx, actor, today, asked)

  const over: SchemeOpener['over'] = async (tx, actor, today, divisionCode) => {
    const plans = await plansOf({ tx, actor })
    const places: SchemeInPlace[] = []
    for (const { schemeId, unitCode } of (await plans.adoptions(today)).toSorted(
      (a, b) => b.unitCode.length - a.unitCode.length,
    )) {
      if (!covers({ code: unitCode }, { code: divisionCode })) continue
      const here = await placeIn(plans, tx, actor, today, { schemeId, unitCode })
      if (!isRefusal(here)) places.push(here)
    }
    return places
  }

  const open: SchemeOpener['open'] = async (tx, actor, today, asked) => {
    const here = await place(tx, actor, today, asked)
    if (isRefusal(here)) return here
    const { unitCode, referenceDay } = here.adoption
    const day = (asked.asOf ?? referenceDay ?? today) as CivilDate
    return {
      ...here,
      world: await asJudge(tx, actor, unitCode, () => worldOf(tx, unitCode, day)),
      moment: momentOf(day),
      mine: liesWithin(actor),
    }
  }

  const warm: SchemeOpener['warm'] = async (today, isStopped) => {
    for (const { schemeId, unitCode } of await systemTx(db, (tx) => listAdoptions(tx, today))) {
      if (isStopped()) return
      await systemTx(db, async (tx) => {
        await open(tx, SYSTEM_ACTOR, today, { schemeId, unitCode })
      })
    }
  }

  return { parsed, place, open, over, adoptions: listAdoptions, warm }
}

/** The adoption asked for; where none is named, the nearest above the reader, so that no wider world is built than need be. */
function chosen(all: readonly AdoptionRow[], { scope }: Actor, { schemeId, unitCode }: Asked): AdoptionRow | undefined {
  const of = all.filter((a) => a.schemeId === schemeId && (unitCode === undefined || a.unitCode === unitCode))
  const above = of.filter((a) => covers({ code: a.unitCode }, { code: scope.code }))
  return above.toSorted((a, b) => b.unitCode.length - a.unitCode.length || (a.unitCode < b.unitCode ? 1 : -1))[0] ?? of[0]
}

/** Latest revision whose validity holds the day; before the first and after the last there is none to fall back to, so the page shows the nearest and says so. */
const inForce = (versions: readonly VersionRow[], day: string): VersionRow | undefined =>
  versions.filter((v) => v.validFrom <= day && (v.validTo === null || day <= v.validTo)).at(-1) ?? versions.at(-1)

/** Whether a reader may see who signed in a unit: of the own scope, and of what lies above it. */
const mayRead =
  (actor: Actor) =>
  (unitCode: string): boolean =>
    covers({ code: actor.scope.code }, { code: unitCode }) || covers({ code: unitCode }, { code: actor.scope.code })

/** Signed values are kept as text; a count is a number again. */
const typed = (scheme: Scheme, signed: readonly (readonly [string, string])[]): Map<string, string | number> => {
  const isCount = (id: string): boolean =>
    [scheme, ...scheme.overlays].some((level) => typeof level.settings[id]?.proposed === 'number')
  return new Map(signed.map(([id, value]) => [id, isCount(id) ? Number(value) : value]))
}
