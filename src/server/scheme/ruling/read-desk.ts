import type { OwedView, readDesk as endpoint } from '#contract/scheme/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { workingDaysTo } from '#domain/kernel/working-days.ts'
import { compareOwed, partiesOf, type LayeredRule, type Owed } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { OpenScheme, SchemeOpener } from '../open-scheme.ts'
import { owedUnder } from './owed.ts'
import { quietDesk, type Held } from './quiet-desk.ts'
import { viewOwed } from '../plan/view-scheme.ts'

const SHOWN = 10
const SHOWN_SOON = 30
/** With fewer lines than this the desk says, too, what will come. */
const FEW = 3
/** Working days within which something is due soon. */
const SOON_WORKING_DAYS = 20

const PRESSING_KINDS: ReadonlySet<string> = new Set(['consequence', 'signature'])
const PRESSING_STATES: ReadonlySet<string> = new Set(['overdue', 'at-risk', 'not-met'])
const isPressing = ({ kind, state }: Owed): boolean => PRESSING_KINDS.has(kind) || PRESSING_STATES.has(state)

interface Line {
  readonly here: OpenScheme
  readonly layered: LayeredRule
  readonly owed: Owed
}

const isSoon = ({ here, owed }: Line): boolean => {
  if (owed.dueOn === undefined || owed.dueOn < here.moment.asOf) return false
  return workingDaysTo(here.moment.asOf, owed.dueOn) <= SOON_WORKING_DAYS
}

/** A signature is given once for the whole place, however many wait for it: one line, under the name of the place. */
function once(lines: readonly Line[]): Line[] {
  const seen = new Set<string>()
  return lines.filter(({ owed }) => owed.kind !== 'signature' || (!seen.has(owed.what) && seen.add(owed.what)))
}
/** What was passed up to the party that was late with it itself is one thing to do. */
const withoutTwins = (lines: readonly Line[]): readonly Line[] => {
  const passed = new Set(
    lines.flatMap(({ layered, owed }) => (owed.passedFrom === undefined ? [] : [twinKey(layered, owed, owed.passedFrom)])),
  )
  return lines.filter(({ layered, owed }) => owed.passedFrom !== undefined || !passed.has(twinKey(layered, owed, owed.debtor)))
}
const twinKey = ({ key }: LayeredRule, { entity, dueOn }: Owed, debtor: string): string =>
  `${key}|${entity.id}|${dueOn}|${debtor}`

function view({ here, layered, owed }: Line): OwedView {
  const shown = viewOwed(here, layered, owed)
  return owed.kind === 'signature' ? { ...shown, entityName: here.adoption.unitName } : shown
}

/** What is due for the person asking, over every plan adopted where they are; nothing is entered to make it appear. */
export const readDesk =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }) => {
    const mine: Line[] = []
    const places: Held[] = []
    const totals: { label: string; count: number; schemeId: string }[] = []
    let asOf: string = today
    for (const { schemeId, unitCode } of await opener.adoptions(tx, today)) {
      const here = await opener.open(tx, actor, today, { schemeId, unitCode })
      if (isRefusal(here)) continue
      asOf = here.moment.asOf
      const parties = new Set(partiesOf(here.scheme, actor.role))
      places.push({ here, parties })
      const lines = withoutTwins(once(owedUnder(here, (o) => parties.has(o.debtor)).map((line) => ({ here, ...line }))))
      mine.push(...lines)
      // the law that asks nothing of the reader is not counted beside the plans
      if (lines.length > 0 || here.scheme.nature !== 'law')
        totals.push({ schemeId, label: here.scheme.shortTitle, count: lines.length })
    }
    mine.sort((a, b) => compareOwed(a.owed, b.owed))
    const now = mine.filter(({ owed }) => isPressing(owed))
    // where nothing presses, what waits without a day
    const pressing = (now.length > 0 ? now : mine.filter(({ owed }) => owed.dueOn === undefined)).slice(0, SHOWN)
    const shown = new Set(pressing)
    const soon = mine.filter((line) => !shown.has(line) && isSoon(line)).slice(0, SHOWN_SOON)
    const quiet = pressing.length + soon.length < FEW ? quietDesk(places) : null
    return { asOf, today: pressing.map(view), soon: soon.map(view), totals: totals.slice(0, 3), total: mine.length, quiet }
  }
